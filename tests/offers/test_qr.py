"""Addresses as squares to scan."""

import re

import segno

from offers.page.qr import BORDER, MASK, qr_code

ADDRESS = "https://example.org/merkzettel/?o=12.34.56"


def test_qr_code_draws_the_dark_modules_and_no_others():
    code = qr_code(ADDRESS)
    runs = [[int(number) for number in run] for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)]
    drawn = {(x + step, y) for x, y, width in runs for step in range(width)}
    rows = list(segno.make_qr(ADDRESS, error="m", mask=MASK).matrix_iter(border=BORDER))
    assert (drawn, code.size) == (
        {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark},
        len(rows),
    )


def test_qr_code_of_an_address_too_long_for_one_is_none():
    assert qr_code(ADDRESS + "1" * 5000) is None
