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
from offers.search.analysis import analyse
from offers.search.documents import Document, documents
from offers.search.gazetteer import Gazetteer
from offers.search.lexicon import Lexicon, current_lexicon
from offers.search.postings import Postings
from offers.search.related import need_names, related_needs
from offers.search.vocabulary import Vocabulary

_lock = threading.Lock()
_kept = None  # the index of this process


class Catalogue:
    """Which terms occur in which offers, and how strongly."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self.vocabulary = Vocabulary()
        self.postings = Postings()
        self.keys = array("q")  # primary key of the offer in each slot, or of the last that was there
        self.related: dict[str, dict[str, float]] = {}  # needs close to each other
        self.names: dict[str, str] = {}  # of needs
        self.gazetteer = Gazetteer([])
        self._fingerprints = array("Q")  # by slot
        self._slots: dict[int, int] = {}  # by primary key
        self._free: list[int] = []

    def __len__(self):
        return len(self._slots)

    def update(self, day: date):
        """Take over what has changed since the last time."""
        self.related, self.names, self.gazetteer = related_needs(), need_names(), Gazetteer.read()
        before, self._slots = self._slots, {}
        for document in documents(day):
            slot = before.get(document.key)
            if slot is None or self._fingerprints[slot] != document.fingerprint:
                slot = self._add(document)
            self._slots[document.key] = slot
        self._remove(set(before.values()) - set(self._slots.values()))
        self.postings.pack()

    def _add(self, document: Document) -> int:
        """Put an offer into a slot that is free; gives its number."""
        slot = self._free.pop() if self._free else len(self.keys)
        if slot == len(self.keys):
            self.keys.append(0)
            self._fingerprints.append(0)
        self.keys[slot], self._fingerprints[slot] = document.key, document.fingerprint
        terms = analyse(document, self.lexicon)
        self.postings.add(slot, {self.vocabulary.number(word): strength for word, strength in terms.strengths.items()})
        self.vocabulary.spell(terms.spellings)
        return slot

    def _remove(self, slots: set[int]):
        """Take out the offers in these slots."""
        if slots:
            for number in self.postings.remove(slots):
                self.vocabulary.mark(number, False)
            self._free.extend(sorted(slots))

    def count(self, term: str) -> int:
        """How many offers hold a term."""
        number = self.vocabulary.find(term)
        return self.postings.count(number) if number is not None else 0

    def strength(self, term: str, key: int) -> int:
        """How strongly the offer with this key holds a term; 0 where it does not."""
        number, slot = self.vocabulary.find(term), self._slots.get(key)
        return self.postings.strength(number, slot) if number is not None and slot is not None else 0


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
