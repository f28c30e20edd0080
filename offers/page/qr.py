"""An address as a square to scan, for paper."""

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

import segno
from segno.encoder import DataOverflowError

BORDER = 2  # modules of white around it; the paper has white enough
MASK = 0  # a checkerboard; to compare all eight masks would cost more than the rest of the page
PIXELS = 4  # of a picture to a module; some programs blur what they enlarge


class QrCode(NamedTuple):
    """Size in modules, and the dark ones as the path of an SVG."""

    size: int
    path: str


@lru_cache(maxsize=1024)
def qr_code(address: str) -> QrCode | None:
    """The code for ``address``; None where it is too long for one."""
    if (code := _code(address)) is None:
        return None
    rows = list(code.matrix_iter(border=BORDER))
    path = "".join(_row_path(y, row) for y, row in enumerate(rows))
    return QrCode(len(rows), path)


@lru_cache(maxsize=2048)  # a brochure, the same in large print, the next edition: the same squares
def qr_png(address: str) -> bytes:
    """The same as a picture, in a file a tenth as large as the path; empty where the address is too long."""
    packed = BytesIO()
    if code := _code(address):
        code.save(packed, kind="png", scale=PIXELS, border=BORDER)
    return packed.getvalue()


def _code(address: str) -> segno.QRCode | None:
    try:
        return segno.make_qr(address, error="m", mask=MASK)
    except DataOverflowError:
        return None


def _row_path(y: int, row) -> str:
    """Runs of dark modules, each a rectangle one module high."""
    path, x, cells = "", 0, list(row)
    while x < len(cells):
        start = x
        while x < len(cells) and cells[x]:
            x += 1
        if x > start:
            path += f"M{start} {y}h{x - start}v1h-{x - start}z"
        x += 1
    return path
