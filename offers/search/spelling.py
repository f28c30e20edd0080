"""Mistyped words: what was meant, by the words of the catalogue and of the lexicon."""

from functools import lru_cache

from offers.search.catalogue import Catalogue
from offers.search.distance import edits
from offers.search.lexicon import Lexicon
from offers.search.stopwords import STOPWORDS
from offers.search.text import stem
from offers.search.vocabulary import allowed_edits


def corrected(word: str, catalogue: Catalogue) -> str | None:
    """The word that was meant, folded; None for a word that is known or like no other."""
    root = stem(word)
    if not word.isalpha() or not allowed_edits(root):
        return None
    found = [
        (distance, -catalogue.count(other), catalogue.vocabulary.written(other))
        for distance, other in catalogue.vocabulary.close_to(root, allowed_edits(root))
    ]
    found += [(distance, 0, other) for distance, other in _close_words(catalogue.lexicon, word, allowed_edits(word))]
    return min(found)[2] if found else None


def is_known(word: str, catalogue: Catalogue) -> bool:
    """Whether the word stands in an offer or in the German part of the lexicon, as it is or by its stem."""
    return (
        word in STOPWORDS
        or word in catalogue.lexicon.words("de")
        or stem(word) in catalogue.vocabulary
        or stem(word) in german_stems(catalogue.lexicon)
    )


@lru_cache(maxsize=1)
def german_stems(lexicon: Lexicon) -> frozenset[str]:
    """The stems of all German words of the lexicon."""
    return frozenset(stem(word) for word in lexicon.words("de"))


@lru_cache(maxsize=1)
def _by_first_letter(lexicon: Lexicon) -> dict[str, list[str]]:
    found = {}
    for word in sorted(lexicon.words("de")):
        found.setdefault(word[:1], []).append(word)
    return found


def _close_words(lexicon: Lexicon, word: str, most: int) -> list[tuple[int, str]]:
    letters, found = set(word), []
    for start in dict.fromkeys((word[:1], word[1:2])):
        for other in _by_first_letter(lexicon).get(start, []):
            if abs(len(other) - len(word)) <= most and len(letters ^ set(other)) <= 2 * most:
                difference = edits(word, other, most)
                if difference <= most:
                    found.append((difference, other))
    return found
