"""Small words that say nothing about a need. They count in phrases of the lexicon, but find no offer by themselves."""

from collections import defaultdict
from pathlib import Path

from offers.search.text import fold, stem

FILE = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "stopwords.txt"


def read_stopwords() -> dict[str, frozenset[str]]:
    """The words by language, folded."""
    found = defaultdict(set)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, *words = line.split()
            found[language].update(map(fold, words))
    return {language: frozenset(words) for language, words in found.items()}


_BY_LANGUAGE = read_stopwords()
STOPWORDS = frozenset().union(*_BY_LANGUAGE.values())
GERMAN_STEMS = frozenset(stem(word) for word in _BY_LANGUAGE["de"])
