"""Which offers answer a query, best first. Numbers are rounded, ties go by key: the order is the same everywhere."""

import math
from typing import NamedTuple

from offers.search.catalogue import Catalogue

ENDS_WITH, STARTS_WITH = 0.75, 0.45  # what a compound counts that has a word as its last or its first part
HEAD, MODIFIER = 0.6, 0.3  # what the parts of a compound count where the whole is not found
MOST_COMPOUNDS = 60
LEAST = 0.06  # score below which an offer is no answer
LEAST_OF_BEST = 0.15  # share of the best score below which an offer is no answer
LEAST_TOLD = 3.0  # what a need tells that no word of the catalogue speaks of
MANY_WORDS = 2  # in a longer query, words beside those that speak of a need are told in passing
ASIDE = 0.3
# Needs are rare or common: one that every second offer serves tells little.
KINDS = {"topic": 1.0, "situation": 0.7, "field": 0.8, "language": 0.3}


class Word(NamedTuple):
    """One word to be found, as stems with a weight each; the parts of a compound apart, for they add up."""

    stem: str
    parts: tuple[str, str] | None
    certainty: float  # below 1 for corrected words


class Hit(NamedTuple):
    """An offer that was found: how well it fits from 0 to 1, by its words and by the need."""

    key: int
    score: float
    by_words: float
    by_need: float


def found_words(word: Word, catalogue: Catalogue) -> dict[int, float]:
    """How strongly each offer, by slot, holds the word or a compound of it."""
    strengths = best_of(alternatives(word.stem, catalogue), catalogue)
    if word.parts:
        for slot, strength in sum_of(word.parts, catalogue).items():
            strengths[slot] = max(strengths.get(slot, 0.0), strength)
    return strengths


def alternatives(stem: str, catalogue: Catalogue) -> dict[str, float]:
    """The stems that answer a stem, weighted."""
    vocabulary, weights = catalogue.vocabulary, {stem: 1.0}
    if len(stem) >= 4:
        found = [(ENDS_WITH, vocabulary.ending_in(stem)), (STARTS_WITH, vocabulary.starting_with(stem))]
        for weight, compounds in found:
            for compound in sorted(compounds, key=lambda word: (len(word), word))[:MOST_COMPOUNDS]:
                weights[compound] = max(weights.get(compound, 0.0), weight)
    return weights


def best_of(weights: dict[str, float], catalogue: Catalogue) -> dict[int, float]:
    strengths = {}
    for stem, weight in weights.items():
        factor = weight / 255
        for posting in catalogue.holding(stem):
            slot, strength = posting >> 8, (posting & 0xFF) * factor
            if strengths.get(slot, 0.0) < strength:
                strengths[slot] = strength
    return strengths


def sum_of(parts: tuple[str, str], catalogue: Catalogue) -> dict[int, float]:
    """Offers that hold the parts of a compound or words made of them, the last part counting most."""
    strengths = {}
    for stem, weight in zip(parts, (MODIFIER, HEAD), strict=True):
        for slot, strength in best_of(alternatives(stem, catalogue), catalogue).items():
            strengths[slot] = strengths.get(slot, 0.0) + strength * weight
    return strengths


def rarity(count: int, total: int) -> float:
    """How much a word tells that ``count`` of ``total`` offers hold."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def by_words(words: list[Word], catalogue: Catalogue) -> tuple[dict[int, float], float]:
    """How much of what the words tell each offer holds; and how much they tell altogether."""
    scores, total = {}, 0.0
    for word in words:
        strengths = found_words(word, catalogue)
        tells = rarity(len(strengths), len(catalogue)) * word.certainty
        total += tells
        for slot, strength in strengths.items():
            scores[slot] = scores.get(slot, 0.0) + tells * strength
    return scores, total


def by_need(needs: dict[str, float], catalogue: Catalogue) -> dict[int, float]:
    """How well each offer serves the needs, from 0 to 1."""
    scores, total = {}, 0.0
    for concept, weight in needs.items():
        postings = catalogue.holding(concept)
        tells = weight * KINDS[concept.partition(":")[0]] * (0.5 + rarity(len(postings), len(catalogue)) / 4)
        total += tells
        for posting in postings:
            slot = posting >> 8
            scores[slot] = scores.get(slot, 0.0) + tells * (posting & 0xFF) / 255
    certainty = max(needs.values(), default=0.0)
    return {slot: certainty * score / total for slot, score in scores.items()} if total else {}


class Wish(NamedTuple):
    """What to look for: a need with the words that speak of it, and further words."""

    inside: list[Word]
    outside: list[Word]
    place: list[Word]  # names of places: they make an answer better, but are none by themselves
    needs: dict[str, float]
    share: float  # of the need, against the words that speak of it


def rank(wish: Wish, catalogue: Catalogue) -> tuple[Hit, ...]:
    """The offers that answer, best first."""
    inside, told = by_words(wish.inside, catalogue)
    outside, told_outside = by_words(wish.outside, catalogue)
    needed = by_need(wish.needs, catalogue)
    if needed and not told:
        told = LEAST_TOLD
    if needed and len(wish.inside) + len(wish.outside) > MANY_WORDS:
        told_outside *= ASIDE
        outside = {slot: score * ASIDE for slot, score in outside.items()}
    near, told_near = by_words(wish.place, catalogue)
    if not (told or told_outside):
        outside, told_outside, near, told_near = near, told_near, {}, 0.0
    total = told + told_outside + told_near
    hits = []
    for slot in inside.keys() | outside.keys() | needed.keys():
        spoken = inside.get(slot, 0.0) / told if told else 0.0
        need = needed.get(slot, 0.0)
        group = wish.share * need + (1 - wish.share) * spoken if needed else spoken
        score = round((told * group + outside.get(slot, 0.0) + near.get(slot, 0.0)) / total, 6) if total else 0.0
        if score >= LEAST:
            hits.append(Hit(catalogue.keys[slot], score, spoken, need))
    hits.sort(key=lambda hit: (-hit.score, hit.key))
    return tuple(hit for hit in hits if hit.score >= hits[0].score * LEAST_OF_BEST)
