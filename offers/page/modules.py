"""The modules of QR codes, for hundreds of addresses at once.

What codes of one size share is worked out once: its fixed patterns, which segno draws, and where each bit goes. A code
is then its letters, their check letters (ISO/IEC 18004, 7.4 to 7.7), and one look-up for each module.
"""

from functools import cache
from itertools import chain, zip_longest
from operator import itemgetter
from typing import NamedTuple

import segno
from segno import consts

MASK = 0  # a checkerboard; to compare all eight masks would cost more than the rest of a page
LEVELS = {"m": consts.ERROR_LEVEL_M, "q": consts.ERROR_LEVEL_Q, "h": consts.ERROR_LEVEL_H}  # from weak to strong
VERSIONS = range(1, 41)
LONG_COUNTS = 10  # the version from which the number of letters takes sixteen bits
NAMED = 7  # the version from which a code tells its version
BYTES = 0b0100  # the mode in which each letter is a byte
PADDING = b"\xec\x11"


class Frame(NamedTuple):
    """What all codes of a version and a level share."""

    size: int  # modules of a side
    room: int  # bits
    mask: int  # of the bits
    modules: itemgetter  # row by row, of the bits followed by a light and a dark module


def modules_of(address: str) -> list[str] | None:
    """Rows of “1” for dark and “0” for light modules; None where the address is too long for a code."""
    data = address.encode()
    for version in VERSIONS:
        count_bits = 16 if version >= LONG_COUNTS else 8
        needed = 1 + count_bits // 8 + len(data)
        # The strongest level that takes no larger square than the weakest.
        fitting = [level for level, code in LEVELS.items() if needed <= consts.SYMBOL_CAPACITY[version][code] // 8]
        if fitting:
            words = (((BYTES << count_bits) + len(data) << 8 * len(data)) + int.from_bytes(data) << 4).to_bytes(needed)
            return _drawn(_message(words, version, LEVELS[fitting[-1]]), _frame(version, fitting[-1]))
    return None


def _message(words: bytes, version: int, level: int) -> bytes:
    """Letters and check letters, those of all blocks in turn."""
    words += PADDING * consts.SYMBOL_CAPACITY[version][level]
    blocks, checks, start = [], [], 0
    for count, total, own in consts.ECC[version][level]:
        for _block in range(count):
            blocks.append(words[start : start + own])
            checks.append(_check_letters(blocks[-1], total - own))
            start += own
    turns = chain(zip_longest(*blocks), zip_longest(*checks))
    return bytes(letter for turn in turns for letter in turn if letter is not None)


def _check_letters(block: bytes, count: int) -> bytes:
    """What remains after division by the generator polynomial."""
    multiples, rest, below = _multiples(count), 0, 1 << 8 * (count - 1)
    for letter in block:
        first, rest = divmod(rest, below)
        rest = rest << 8 ^ multiples[letter ^ first]
    return rest.to_bytes(count)


@cache
def _multiples(count: int) -> list[int]:
    """The generator polynomial of so many check letters times each letter."""
    powers, log = consts.GEN_POLY[count], consts.GALIOS_LOG
    rows = (bytes(consts.GALIOS_EXP[log[letter] + power] for power in powers) for letter in range(1, 256))
    return [0, *map(int.from_bytes, rows)]


def _drawn(message: bytes, frame: Frame) -> list[str]:
    bits = int.from_bytes(message) << frame.room - 8 * len(message) ^ frame.mask
    modules = "".join(frame.modules(f"{bits:0{frame.room}b}01"))
    return [modules[start : start + frame.size] for start in range(0, len(modules), frame.size)]


@cache
def _frame(version: int, level: str) -> Frame:
    matrix = segno.make_qr("0", version=version, error=level, mask=MASK, boost_error=False).matrix
    size = len(matrix)
    order = [place for place in _snake(size) if not _is_fixed(*place, version)]
    mask = int("".join("0" if (x + y) % 2 else "1" for x, y in order), 2)
    numbers = {place: number for number, place in enumerate(order)}
    modules = ((x, y, dark) for y, row in enumerate(matrix) for x, dark in enumerate(row))
    return Frame(
        size, len(order), mask, itemgetter(*(numbers.get((x, y), len(order) + dark) for x, y, dark in modules))
    )


def _snake(size: int):
    """All places in the order of the bits: pairs of columns from the right, up and down; no pair holds x = 6."""
    for turn, right in enumerate([*range(size - 1, 6, -2), 5, 3, 1]):
        for y in range(size) if turn % 2 else reversed(range(size)):
            yield from ((right, y), (right - 1, y))


def _is_fixed(x: int, y: int, version: int) -> bool:
    """Whether the module is no bit: patterns to find the code, its format, its version."""
    far = 4 * version + 9  # where the corners on the right and below begin
    corner = (x <= 8 and y <= 8) or (x <= 8 and y >= far) or (x >= far and y <= 8)
    named = version >= NAMED and ((x >= far - 3 and y <= 5) or (x <= 5 and y >= far - 3))
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    near = sorted(centre for at in (x, y) for centre in centres if abs(at - centre) <= 2)
    return corner or named or 6 in (x, y) or (len(near) == 2 and near != [6, far + 1])
