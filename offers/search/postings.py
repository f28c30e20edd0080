"""Which offers hold each term, and how strongly from 1 to 255, in as few bytes as that takes.

Offers are known by their slot. A term that few hold is a sorted array of “slot << 8 | strength”; one that many hold is
a byte for each slot, up to the last that holds it, with 0 for none, which takes less and adds up faster.
"""

from array import array
from bisect import bisect_left, insort
from itertools import compress

MANY = 1 / 16  # of the offers: from there on a byte for each is faster, and from a quarter on smaller
PACK_AFTER = 1_000  # new offers


class Postings:
    """The offers of each term, by the number of the term."""

    def __init__(self):
        self.size = 0  # slots
        self._terms: list[array | bytearray] = []
        self._counts = array("I")

    def add(self, slot: int, strengths: dict[int, int]):
        """Put in an offer: its strengths by number of the term. The slot must be empty."""
        self.size = max(self.size, slot + 1)
        for number, strength in strengths.items():
            if number == len(self._terms):
                self._terms.append(array("I"))
                self._counts.append(0)
            self._counts[number] += 1
            offers = self._terms[number]
            if isinstance(offers, array):
                insort(offers, slot << 8 | strength)
            else:
                offers.extend(bytes(max(0, slot + 1 - len(offers))))
                offers[slot] = strength
        if slot % PACK_AFTER == 0:
            self.pack()

    def pack(self):
        """Bring each term into the form that suits it."""
        for number, offers in enumerate(self._terms):
            many = self.count(number) > self.size * MANY
            if many and isinstance(offers, array):
                self._terms[number] = self.dense(number)
            elif not many and not isinstance(offers, array):
                self._terms[number] = array("I", [slot << 8 | strength for slot, strength in self.pairs(number)])

    def remove(self, slots: set[int]) -> list[int]:
        """Take out all offers in these slots; gives the numbers of the terms that none is left of."""
        for number, offers in enumerate(self._terms):
            if isinstance(offers, array):
                kept = array("I", [pair for pair in offers if pair >> 8 not in slots])
                if len(kept) < len(offers):
                    self._terms[number], self._counts[number] = kept, len(kept)
            else:
                for slot in slots:
                    if slot < len(offers):
                        offers[slot] = 0
                self._counts[number] = len(offers) - offers.count(0)
        return [number for number, count in enumerate(self._counts) if not count]

    def count(self, number: int) -> int:
        """How many offers hold a term."""
        return self._counts[number]

    def is_dense(self, number: int) -> bool:
        """Whether many offers hold a term."""
        return not isinstance(self._terms[number], array)

    def strength(self, number: int, slot: int) -> int:
        """How strongly the offer in a slot holds a term; 0 where it does not."""
        offers = self._terms[number]
        if not isinstance(offers, array):
            return offers[slot] if slot < len(offers) else 0
        place = bisect_left(offers, slot << 8)
        return offers[place] & 0xFF if place < len(offers) and offers[place] >> 8 == slot else 0

    def pairs(self, number: int):
        """Slots of the offers that hold a term, in order, each with how strongly."""
        offers = self._terms[number]
        if isinstance(offers, array):
            return [(pair >> 8, pair & 0xFF) for pair in offers]
        return [(slot, offers[slot]) for slot in compress(range(len(offers)), offers)]

    def dense(self, number: int) -> bytearray:
        """How strongly the offer in each slot holds a term."""
        offers = self._terms[number]
        if not isinstance(offers, array):
            return offers.ljust(self.size, b"\0")
        strengths = bytearray(self.size)
        for pair in offers:
            strengths[pair >> 8] = pair & 0xFF
        return strengths
