"""Finding phrases in a text: all words of the phrase, in any order, compared by stem; the longest wins."""

from collections import Counter, defaultdict
from typing import NamedTuple


class Phrase(NamedTuple):
    """One entry of the lexicon. ``stems`` are those of its words, each once."""

    text: str
    stems: frozenset
    concepts: tuple
    weight: int


class Phrases:
    """Phrases of one language; each is listed under its rarest stem, so that few are looked at."""

    def __init__(self, phrases):
        phrases = list(phrases)
        frequency = Counter(stem for phrase in phrases for stem in phrase.stems)
        self._frequency = frequency
        self._by_stem = defaultdict(list)
        for phrase in phrases:
            if phrase.stems:
                self._by_stem[min(phrase.stems, key=lambda stem: (frequency[stem], stem))].append(phrase)
        self._by_stem = dict(self._by_stem)

    def all_in(self, stems) -> list[Phrase]:
        """Every phrase whose stems all occur in the set ``stems``, in a fixed order."""
        found = [
            phrase
            for stem in sorted(stems & self._by_stem.keys())
            for phrase in self._by_stem[stem]
            if phrase.stems <= stems
        ]
        return sorted(found, key=self._rank)

    def _rank(self, phrase: Phrase):
        """Long phrases first, among them those with rare words."""
        rarest = min(self._frequency[stem] for stem in phrase.stems)
        return -len(phrase.stems), rarest, -phrase.weight, phrase.text, phrase.concepts

    def longest_in(self, stems) -> list[Phrase]:
        """The same without phrases that are part of a longer one found."""
        kept = []
        for phrase in self.all_in(stems):
            if not any(phrase.stems < longer.stems for longer in kept):
                kept.append(phrase)
        return kept
