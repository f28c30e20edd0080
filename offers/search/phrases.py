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
        self._ranked = sorted(
            (phrase for phrase in phrases if phrase.stems), key=lambda phrase: rank(phrase, frequency)
        )
        self._by_stem = defaultdict(list)  # numbers of phrases
        for number, phrase in enumerate(self._ranked):
            self._by_stem[min(phrase.stems, key=lambda stem: (frequency[stem], stem))].append(number)
        self._by_stem = dict(self._by_stem)

    def all_in(self, stems) -> list[Phrase]:
        """Every phrase whose stems all occur in the set ``stems``, in a fixed order."""
        numbers = (number for stem in stems & self._by_stem.keys() for number in self._by_stem[stem])
        return [self._ranked[number] for number in sorted(numbers) if self._ranked[number].stems <= stems]

    def longest_in(self, stems) -> list[Phrase]:
        """The same without phrases that are part of a longer one found."""
        kept = []
        for phrase in self.all_in(stems):
            if not any(phrase.stems < longer.stems for longer in kept):
                kept.append(phrase)
        return kept


def rank(phrase: Phrase, frequency: Counter):
    """Long phrases come first, among them those with rare words."""
    rarest = min(frequency[stem] for stem in phrase.stems)
    return -len(phrase.stems), rarest, -phrase.weight, phrase.text, phrase.concepts
