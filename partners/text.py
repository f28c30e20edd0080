"""Keys by which the same name is recognised again."""

import re
import unicodedata

QUOTES = re.compile(r"[\"'„“”‚‘’«»‹›*´`]")
DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
ABBREVIATED = re.compile(r"(?<=\w)\.\s+(?=\w)")


def name_key(name: str) -> str:
    """What stays of a name when nobody looks at case, quotes, dashes and spaces: the same key, the same name."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = DASHES.sub("-", QUOTES.sub("", text))
    return ABBREVIATED.sub(".", " ".join(text.split()))
