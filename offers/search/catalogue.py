"""The published offers as an index of terms, in the memory of the worker and never stale.

Each search asks for the number of the last change (``changes.py``). When it has moved on, the texts are read again,
and what has changed is taken over: an offer is known by the fingerprint of its public texts. The index holds numbers
and the words of the vocabulary, no texts.
"""

import threading
from array import array
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from network_portal.changes import content_version
from offers.search.analysis import analyse, spellings
from offers.search.documents import documents
from offers.search.gazetteer import Gazetteer
from offers.search.lexicon import Lexicon, current_lexicon
from offers.search.related import need_names, related_needs
from offers.search.vocabulary import Vocabulary

_lock = threading.Lock()
_kept = None  # the index of this process


class Catalogue:
    """Which terms occur in which offers, and how strongly."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self.vocabulary = Vocabulary()
        self.postings: list[tuple[array, bytearray]] = []  # by number of the term: slots of offers, strengths
        self.keys: list[int | None] = []  # primary key of the offer in each slot; None in free ones
        self.related: dict[str, dict[str, float]] = {}  # needs close to each other
        self.names: dict[str, str] = {}  # of needs
        self.gazetteer = Gazetteer([])
        self._slots: dict[int, int] = {}
        self._free: list[int] = []
        self._terms: dict[int, tuple[bytes, array]] = {}  # by key: fingerprint, number of the term << 8 | strength

    def __len__(self):
        return len(self._slots)

    def update(self, day: date):
        """Take over what has changed since the last time."""
        self.related, self.names, self.gazetteer = related_needs(), need_names(), Gazetteer.read()
        seen = set()
        for document in documents(day):
            seen.add(document.key)
            fingerprint = document.fingerprint
            if self._terms.get(document.key, (None,))[0] != fingerprint:
                self.remove(document.key)
                self.add(document.key, fingerprint, analyse(document, self.lexicon))
                self.vocabulary.spell(spellings(document))
        for key in self._slots.keys() - seen:
            self.remove(key)

    def add(self, key: int, fingerprint: bytes, strengths: dict[str, int]):
        """Put in an offer that is not there."""
        slot = self._free.pop() if self._free else len(self.keys)
        if slot == len(self.keys):
            self.keys.append(None)
        self.keys[slot], self._slots[key] = key, slot
        terms = array("I")
        for word, strength in strengths.items():
            number = self.vocabulary.number(word)
            if number == len(self.postings):
                self.postings.append((array("I"), bytearray()))
            slots, strengths_there = self.postings[number]
            slots.append(slot)
            strengths_there.append(strength)
            terms.append(number << 8 | strength)
        self._terms[key] = fingerprint, terms

    def remove(self, key: int):
        """Take out an offer, if it is there."""
        if key not in self._slots:
            return
        slot = self._slots.pop(key)
        for term in self._terms.pop(key)[1]:
            slots, strengths = self.postings[term >> 8]
            place = slots.index(slot)
            del slots[place], strengths[place]
            self.vocabulary.mark(term >> 8, bool(slots))
        self.keys[slot] = None
        self._free.append(slot)

    def terms_of(self, key: int) -> dict[str, int]:
        """The terms of one offer and their strength."""
        return {self.vocabulary.words[term >> 8]: term & 0xFF for term in self._terms.get(key, (None, ()))[1]}

    def holding(self, term: str) -> tuple:
        """Slots of the offers with a term, and how strongly they hold it; empty where there is none."""
        number = self.vocabulary.find(term)
        return self.postings[number] if number is not None else ((), ())


@contextmanager
def current_catalogue():
    """The index of this moment, for as long as one reads in it: meanwhile nobody changes it."""
    version, day = content_version(), timezone.localdate()
    with _lock:
        yield _catalogue_of(version, day)


def _catalogue_of(version: int | None, day: date) -> Catalogue:
    global _kept  # one index per process
    if version is None:  # within a transaction: what is seen there may never be committed
        return build_catalogue(day)
    if _kept is None or _kept[0] != (version, day):
        lexicon = current_lexicon()
        catalogue = _kept[1] if _kept and _kept[1].lexicon is lexicon else Catalogue(lexicon)
        _kept = None  # should reading fail half way, the next one starts anew
        catalogue.update(day)
        _kept = (version, day), catalogue
    return _kept[1]


def build_catalogue(day: date) -> Catalogue:
    """An index made of everything that is published on ``day``."""
    catalogue = Catalogue(current_lexicon())
    catalogue.update(day)
    return catalogue
