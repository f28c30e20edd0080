"""Sets of offers as integers, a bit for each position in the index: to count and compare them costs next to nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sets:
    """The offers for which something is so, and those for which nobody knows."""

    yes: int = 0
    unknown: int = 0

    def __or__(self, other):
        """Either: certain where one is certain."""
        yes = self.yes | other.yes
        return Sets(yes, (self.unknown | other.unknown) & ~yes)

    def __and__(self, other):
        """Both: certain where both are, out where one says no."""
        yes = self.yes & other.yes
        return Sets(yes, (self.yes | self.unknown) & (other.yes | other.unknown) & ~yes)


def positions_in(bits: int):
    """The positions of the bits that are set, lowest first, one by one."""
    text, position = bin(bits)[:1:-1], -1
    while (position := text.find("1", position + 1)) >= 0:
        yield position


def bits_of(positions, size: int) -> int:
    """An integer with a bit set at each of ``positions``, all below ``size``."""
    octets = bytearray(size // 8 + 1)
    for position in positions:
        octets[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(octets, "little")


def union(sets) -> int:
    """What is in any of the sets."""
    result = 0
    for bits in sets:
        result |= bits
    return result
