"""Hints for a text that is to be understood at once: long sentences, officialese, what is done by nobody.

Hints never stop anybody: they say what catches the eye, and leave the decision to the person who writes.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

WORDS_FILE = Path(__file__).parent / "data" / "plain_words.tsv"
LONGEST_SENTENCE = 18  # words; DIN SPEC 33429 and the editors of plain German advise 15 to 20
MOST_NOUNS = 3  # words in -ung, -heit … within one sentence
MOST_HINTS = 8
SHOWN_WORDS = 7  # of a sentence, so that one finds it
TEXTS = ("summary", "description", "eligibility", "not_for", "plain_text")

# A point after “z. B.”, “ca.” or “1.” ends no sentence.
_NO_END = re.compile(r"\b(?:[A-Za-zÄÖÜäöü]|ca|bzw|usw|evtl|ggf|inkl|Nr|Str|Tel|St|Dr|Frau|Mo|Di|Mi|Do|Fr|Sa|So|\d+)\.$")
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+")
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß0-9][\wÄÖÜäöüß-]*")
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurden?)\b.*?\b(ge\w+(?:t|en)|\w{3,}iert|be\w{3,}(?:t|en)|ver\w{3,}(?:t|en))\b"
)
_NOUN = re.compile(r"\b[A-ZÄÖÜ]\w{3,}(?:ung|heit|keit|ität|nahme|ierung)(?:en|s)?\b")


@dataclass(frozen=True)
class Hint:
    """What catches the eye, and where, in the words of the text."""

    words: str
    place: str


def hints_for(offer) -> list[Hint]:
    """Hints for all texts of an offer, the first few of them."""
    found = [hint for name in TEXTS for hint in hints(getattr(offer, name))]
    return list(dict.fromkeys(found))[:MOST_HINTS]


def hints(text: str) -> list[Hint]:
    """Hints for one text, sentence by sentence."""
    found = []
    for sentence in sentences(text):
        found += _about_words(sentence)
        found += _about_sentence(sentence)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text; items of a list count as sentences."""
    found = []
    for part in _ENDS.split(text):
        if found and _NO_END.search(found[-1]):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def _about_words(sentence):
    for official, plain, pattern in plain_words():
        if pattern.search(sentence):
            words = _("“%(official)s” sounds like an office. Perhaps: “%(plain)s”.")
            yield Hint(words % {"official": official, "plain": plain}, _beginning(sentence))


def _about_sentence(sentence):
    count = len(_WORD.findall(sentence))
    if count > LONGEST_SENTENCE:
        words = _("This sentence has %(count)s words. Two short ones are easier to read.")
        yield Hint(words % {"count": count}, _beginning(sentence))
    if len(_NOUN.findall(sentence)) >= MOST_NOUNS:
        words = _("There are many nouns in this sentence. Say with verbs who does what.")
        yield Hint(words, _beginning(sentence))
    if passive := _PASSIVE.search(sentence):
        words = _("“%(verb)s”: who does it? Say “we …” or “you …”.")
        yield Hint(words % {"verb": passive[0]}, _beginning(sentence))


def _beginning(sentence) -> str:
    words = sentence.split()
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")


@cache
def plain_words() -> list[tuple[str, str, re.Pattern]]:
    """Words of officialese with a plainer one, and how to find them: a star stands for any ending."""
    with WORDS_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    return [(official.rstrip("*"), plain, _pattern(official)) for official, plain in rows]


def _pattern(official) -> re.Pattern:
    words = r"\s+".join(re.escape(part) for part in official.rstrip("*").split())
    ending = r"\w*" if official.endswith("*") else ""
    return re.compile(rf"\b{words}{ending}\b", re.IGNORECASE)
