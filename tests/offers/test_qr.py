"""Addresses as squares to scan."""

import re
from io import BytesIO

import segno
from PIL import Image

from offers.page.qr import BORDER, MASK, PIXELS, qr_code, qr_png

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


def test_qr_png_shows_the_same_modules_as_the_code():
    picture = Image.open(BytesIO(qr_png(ADDRESS))).convert("L").reduce(PIXELS)
    rows = list(segno.make_qr(ADDRESS, error="m", mask=MASK).matrix_iter(border=BORDER))
    assert list(picture.tobytes()) == [0 if dark else 255 for row in rows for dark in row]


def test_qr_code_of_an_address_too_long_for_one_is_none():
    assert qr_code(ADDRESS + "1" * 5000) is None
    assert qr_png(ADDRESS + "1" * 5000) == b""
