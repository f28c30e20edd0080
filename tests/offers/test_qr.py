"""Addresses as squares to scan."""

import re
from io import BytesIO

import pytest
import qrcode
from PIL import Image
from qrcode.util import MODE_8BIT_BYTE, QRData

from offers.page.modules import MASK, modules_of
from offers.page.qr import BORDER, PIXELS, qr_code, qr_png

ADDRESS = "https://example.org/merkzettel/?o=12.34.56"
LEVELS = {"M": qrcode.ERROR_CORRECT_M, "Q": qrcode.ERROR_CORRECT_Q, "H": qrcode.ERROR_CORRECT_H}


def drawn_by_others(address, version, level, border=0):
    """The same code as another library draws it."""
    code = qrcode.QRCode(version, LEVELS[level], border=border, mask_pattern=MASK)
    code.add_data(QRData(address.encode(), MODE_8BIT_BYTE))
    code.make(fit=False)
    return code.get_matrix()


SIZES = [(7, 1, "H"), (14, 1, "M"), (15, 2, "Q"), (42, 3, "M"), (110, 7, "M"), (200, 10, "M"), (650, 20, "M")]


@pytest.mark.parametrize(("letters", "version", "level"), SIZES)
def test_modules_are_those_of_another_library(letters, version, level):
    address = ("https://example.org/?o=" + "12.34." * letters)[:letters]
    rows = [[module == "1" for module in row] for row in modules_of(address)]
    assert rows == drawn_by_others(address, version, level)


def test_modules_of_an_address_hold_any_letters():
    address = "https://müller.example.org/é/中"
    rows = [[module == "1" for module in row] for row in modules_of(address)]
    assert rows == drawn_by_others(address, 3, "M")


def test_qr_code_draws_the_dark_modules_and_no_others():
    code = qr_code(ADDRESS)
    runs = [[int(number) for number in run] for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)]
    drawn = {(x + step, y) for x, y, width in runs for step in range(width)}
    rows = drawn_by_others(ADDRESS, 3, "M", border=BORDER)
    assert (drawn, code.size) == (
        {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark},
        len(rows),
    )


def test_qr_png_shows_the_same_modules_as_the_code():
    picture = Image.open(BytesIO(qr_png(ADDRESS))).convert("L").reduce(PIXELS)
    rows = drawn_by_others(ADDRESS, 3, "M", border=BORDER)
    assert list(picture.tobytes()) == [0 if dark else 255 for row in rows for dark in row]


def test_qr_code_of_an_address_too_long_for_one_is_none():
    assert qr_code(ADDRESS + "1" * 5000) is None
    assert qr_png(ADDRESS + "1" * 5000) == b""
