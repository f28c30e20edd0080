"""An address as a square to scan, for paper."""

import re
import struct
import zlib
from functools import lru_cache
from typing import NamedTuple

from offers.page.modules import modules_of

BORDER = 2  # modules of white around it; the paper has white enough
PIXELS = 4  # of a picture to a module; some programs blur what they enlarge
DARK = re.compile("1+")
PIXEL_ROWS = str.maketrans("01", "f0")  # four pixels of one bit are a hexadecimal digit


class QrCode(NamedTuple):
    """Size in modules, and the dark ones as the path of an SVG."""

    size: int
    path: str


@lru_cache(maxsize=1024)
def qr_code(address: str) -> QrCode | None:
    """The code for ``address``; None where it is too long for one."""
    if (rows := _rows(address)) is None:
        return None
    return QrCode(len(rows), "".join(_row_path(y, row) for y, row in enumerate(rows)))


def qr_png(address: str) -> bytes:
    """The same as a picture, in a file a tenth as large as the path; empty where the address is too long."""
    if (rows := _rows(address)) is None:
        return b""
    side = len(rows) * PIXELS
    same = b"\2" + bytes(len(rows) // 2 + len(rows) % 2)  # no difference to the row above
    drawn = (bytes.fromhex(row.translate(PIXEL_ROWS) + "f" * (len(row) % 2)) for row in rows)
    pixels = b"".join(b"\0" + row + same * (PIXELS - 1) for row in drawn)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)  # one bit of grey, nothing special
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_png_part(*part) for part in parts)


def _png_part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _rows(address: str) -> list[str] | None:
    """The rows of the code with white around it."""
    if (rows := modules_of(address)) is None:
        return None
    side, white = "0" * BORDER, ["0" * (len(rows) + 2 * BORDER)] * BORDER
    return [*white, *(side + row + side for row in rows), *white]


def _row_path(y: int, row: str) -> str:
    """Runs of dark modules, each a rectangle one module high."""
    runs = (run.span() for run in DARK.finditer(row))
    return "".join(f"M{start} {y}h{end - start}v1h-{end - start}z" for start, end in runs)
