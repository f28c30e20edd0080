"""A document as terms with a strength of 1 to 255: stems, and the needs it speaks of."""

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from offers.search.documents import Document
from offers.search.lexicon import Lexicon
from offers.search.stopwords import GERMAN_STEMS
from offers.search.text import is_short_number, stem, words_of

# How much a word counts by where it stands, and the length in words from which it counts less (BM25F).
FIELDS = {
    "title": (5.0, 5),
    "other_names": (5.0, 8),
    "topics": (4.0, 6),
    "summary": (2.5, 14),
    "situations": (1.2, 8),
    "description": (1.2, 60),
    "partner": (1.0, 6),
    "place": (1.5, 8),
}
LENGTH_SHARE = 0.4  # of a count depends on the length of the field
SATURATION = 3.0  # from this weighted count on a word has half its full strength
STRONGEST = 255
# How surely an offer serves a need that a phrase of the lexicon finds in its texts.
SPOKEN_OF = {"title": 0.8, "other_names": 0.8, "summary": 0.4, "description": 0.25}
ASSIGNED = {"topic": 1.0, "situation": 0.9, "field": 0.9, "language": 1.0}  # somebody has sorted the offer there
BY_PLACE = (1.0, 0.6, 0.4, 0.3)  # the concepts of a phrase stand in order, the most fitting first
LEAST_CERTAIN = 0.1  # what is less sure than that is not kept
_VERBS = re.compile(r"\b(sucht|gesucht)\b")  # not the noun “Sucht”
_SENTENCE = re.compile(r"[.!?;:\n–]+")


class Analysis(NamedTuple):
    """Terms of a document and their strength, and how it writes its stems. Needs are terms too: “topic:daycare”."""

    strengths: dict[str, int]
    spellings: dict[str, str]


def analyse(document: Document, lexicon: Lexicon) -> Analysis:
    """What search keeps of a document."""
    words = {name: words_of(getattr(document, name)) for name in FIELDS}
    strengths = {term: strength(count) for term, count in weighted_counts(words).items()}
    for concept, certainty in needs_of(document, lexicon).items():
        if certainty >= LEAST_CERTAIN:
            strengths[concept] = round(certainty * STRONGEST)
    return Analysis(strengths, {stem(word): word for written in words.values() for word in written})


def strength(count: float) -> int:
    return max(1, round(STRONGEST * count / (SATURATION + count)))


def weighted_counts(words: dict[str, list[str]]) -> dict[str, float]:
    """How often each stem occurs, weighted by field and by the length of the field."""
    counts = defaultdict(float)
    for name, (weight, usual_length) in FIELDS.items():
        stems = [stem(word) for word in words[name] if not is_short_number(word)]
        stems = [word for word in stems if word not in GERMAN_STEMS]
        length = 1 - LENGTH_SHARE + LENGTH_SHARE * len(stems) / usual_length
        for word, count in Counter(stems).items():
            counts[word] += weight * count / length
    return counts


def needs_of(document: Document, lexicon: Lexicon) -> dict[str, float]:
    """How surely the offer serves each need, from 0 to 1: what somebody has said, and what its texts speak of."""
    doubts = defaultdict(lambda: 1.0)
    for concept in document.concepts:
        doubts[concept] *= 1 - ASSIGNED[concept.partition(":")[0]]
    for name, share in SPOKEN_OF.items():
        for sentence in _SENTENCE.split(getattr(document, name)):
            for concept, certainty in needs_in(sentence, lexicon).items():
                doubts[concept] *= 1 - share * certainty
    return {concept: 1 - doubt for concept, doubt in doubts.items()}


@lru_cache(maxsize=1_000)  # “Die Beratung ist kostenlos.” stands in many offers
def needs_in(sentence: str, lexicon: Lexicon) -> dict[str, float]:
    """The needs a German sentence speaks of, by certainty."""
    found = {}
    words = words_of(_VERBS.sub(" ", sentence))
    for phrase in lexicon.needs("de").longest_in(frozenset(stem(word) for word in words)):
        if phrase.weight == 1:
            continue
        for place, concept in enumerate(phrase.concepts[: len(BY_PLACE)]):
            certainty = BY_PLACE[place] * phrase.weight / 3
            found[concept] = max(found.get(concept, 0), certainty)
    return found
