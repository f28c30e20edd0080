"""Cuts a text into tokens, each of a kind named in ``words.PATTERNS``."""

import html
import re
from dataclasses import dataclass
from functools import cache

from .words import PATTERNS

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LINE_TAG = re.compile(r"<\s*(?:br|/p|/li|/div|/tr|/h\d)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[/a-zA-Z][^<>]*>")
# No pattern may end in the middle of a word: "geschlossene Gruppe" is not closed.
_WORD_ENDS = r"(?!(?<=[^\W\d_])[^\W\d_])"
_KINDS = [kind for kind, _pattern in PATTERNS]


@dataclass(frozen=True)
class Token:
    """One word with a meaning; ``text`` in lower case with plain dashes, the place counted in characters."""

    kind: str
    text: str
    start: int
    end: int


def clean(text):
    """The text without markup and doubled spaces; lines stay apart."""
    text = html.unescape(_ANY_TAG.sub("", _LINE_TAG.sub("\n", text)))
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


@cache
def scanner() -> re.Pattern:
    """What finds tokens, a group a kind; made when first used, since making it takes a tenth of every start."""
    words = "|".join(f"({pattern}){'' if kind == 'other' else _WORD_ENDS}" for kind, pattern in PATTERNS)
    return re.compile("[ ]+|" + words, re.IGNORECASE)


def tokenise(text):
    """The tokens of a cleaned text, in order."""
    plain = text.translate(_DASHES)
    return [
        Token(_KINDS[match.lastindex - 1], match.group().strip().lower(), match.start(), match.end())
        for match in scanner().finditer(plain)
        if match.lastindex
    ]
