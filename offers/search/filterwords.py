"""Words of a query that are filters: “samstag”, “kostenlos”, “russisch”, “abends”."""

from dataclasses import dataclass

from offers.search.lexicon import Lexicon
from offers.search.text import words_of

DAYS = {"MO": "mo", "TU": "di", "WE": "mi", "TH": "do", "FR": "fr", "SA": "sa", "SU": "so"}
# (parameter, value) of the lexicon -> (name, value) of the search form
TOLD_OF = {"nach", "seit", "vor", "letzten", "letztes", "letzter"}  # “after the weekend” asks for no weekend
PARAMETERS = {
    ("when", "now"): ("wann", "jetzt"), ("when", "today"): ("wann", "heute"), ("when", "tomorrow"): ("tag", "morgen"),
    ("when", "evening"): ("wann", "abends"), ("when", "weekend"): ("wann", "wochenende"),
    ("cost", "free"): ("kosten", "free"), ("anonymous", "yes"): ("anonym", "1"), ("childcare", "yes"): ("kinder", "1"),
    ("access", "step_free"): ("stufenlos", "1"),
    **{("when", code): ("tag", day) for code, day in DAYS.items()},
}  # fmt: skip


@dataclass(frozen=True)
class WordFilter:
    """A filter that somebody wrote as a word."""

    name: str  # of the field of the search form
    value: str
    words: frozenset  # of the query
    text: str


def filters_in(words: list[str], language: str, lexicon: Lexicon, needs) -> list[WordFilter]:
    """The filters among the words; a word that belongs to a phrase of the lexicon of several words filters nothing."""
    taken = {word for phrase in needs if len(phrase.stems) > 1 for word in words_of(phrase.text)}
    found = {}
    for phrase in lexicon.filters(language).longest_in(frozenset(words)):
        if phrase.stems & taken or _only_told(phrase.stems, words):
            continue
        parameter, _sign, value = phrase.concepts[0].partition("=")
        name, value = PARAMETERS.get((parameter, value)) or (
            ("sprache" if parameter == "language" else "wie"),
            value,
        )
        found.setdefault(name, WordFilter(name, value, phrase.stems, phrase.text))
    return list(found.values())


def _only_told(stems, words: list[str]) -> bool:
    """Whether the words tell of a time instead of asking for one."""
    places = [place for place, word in enumerate(words) if word in stems]
    return any(TOLD_OF & set(words[max(0, place - 2) : place]) for place in places)
