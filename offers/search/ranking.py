"""Which offers answer a query, best first. Numbers are rounded, ties go by key: the order is the same everywhere.

Scores are sums of what words and needs tell, so each posting is looked at once and added to one list of all offers.
"""

import math
from typing import NamedTuple

from offers.search.analysis import STRONGEST
from offers.search.catalogue import Catalogue

ENDS_WITH, STARTS_WITH = 0.75, 0.45  # what a compound counts that has a word as its last or its first part
HEAD, MODIFIER = 0.6, 0.3  # what the parts of a compound count where the whole is not found
SHORTEST_PART = 4  # letters of a word whose compounds are looked for
MOST_COMPOUNDS = 60
LEAST = 0.06  # score below which an offer is no answer
LEAST_OF_BEST = 0.15  # share of the best score below which an offer is no answer
LEAST_SHARE = 0.02  # of all that needs tell; what tells less is passed over
MOST_FOUND = 1_000  # offers; whoever gets more should ask more closely
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


class Wish(NamedTuple):
    """What to look for: a need with the words that speak of it, and further words."""

    inside: list[Word]
    outside: list[Word]
    place: list[Word]  # names of places: they make an answer better, but are none by themselves
    needs: dict[str, float]
    share: float  # of the need, against the words that speak of it


class Ranking(NamedTuple):
    """Primary keys of the offers that were found, best first, and how well the first one fits from 0 to 1."""

    keys: tuple[int, ...] = ()
    best: float = 0.0


class Told(NamedTuple):
    """How strongly offers, by slot, hold a word, and how much that tells."""

    strengths: dict[int, float]
    tells: float


def rank(wish: Wish, catalogue: Catalogue) -> Ranking:
    """The offers that answer, best first."""
    inside, outside, place = (look_up(words, catalogue) for words in (wish.inside, wish.outside, wish.place))
    if not (inside or outside or wish.needs):
        outside, place = place, []
    known = any(catalogue.vocabulary.find(concept) is not None for concept in wish.needs)
    told, told_aside, told_place = (sum(word.tells for word in words) for words in (inside, outside, place))
    aside = ASIDE if known and len(inside) + len(outside) > MANY_WORDS else 1.0
    group = (told or LEAST_TOLD) if known else told
    total = group + told_aside * aside + told_place
    if not total:
        return Ranking()
    scores = [0.0] * len(catalogue.keys)
    share = wish.share if known else 0.0
    add_needs(scores, wish.needs, share * group / total, catalogue)
    add_words(scores, inside, (1 - share) / total)
    add_words(scores, outside, aside / total)
    add_words(scores, place, 1 / total, only_found=True)
    return best_first(scores, catalogue.keys)


def best_first(scores: list[float], keys: list) -> Ranking:
    """The offers with a score that counts, and no more than anybody reads."""
    best = max(scores, default=0.0)
    least = max(LEAST, best * LEAST_OF_BEST)
    good = [score for score in scores if score >= least]
    if len(good) > MOST_FOUND:
        least = sorted(good)[-MOST_FOUND]
    found = sorted((-round(score, 6), keys[slot]) for slot, score in enumerate(scores) if score >= least)
    return Ranking(tuple(key for _score, key in found[:MOST_FOUND]), round(best, 6) if found else 0.0)


def look_up(words: list[Word], catalogue: Catalogue) -> list[Told]:
    """Where each word is found, and what it tells: much if it is rare."""
    found = []
    for word in words:
        strengths = best_of(alternatives(word.stem, catalogue), catalogue)
        if word.parts:
            for slot, strength in sum_of(word.parts, catalogue).items():
                strengths[slot] = max(strengths.get(slot, 0.0), strength)
        found.append(Told(strengths, rarity(len(strengths), len(catalogue)) * word.certainty))
    return found


def alternatives(stem: str, catalogue: Catalogue) -> dict[str, float]:
    """The stems that answer a stem, weighted: itself, and compounds of it."""
    vocabulary, weights = catalogue.vocabulary, {stem: 1.0}
    if len(stem) >= SHORTEST_PART:
        found = [(ENDS_WITH, vocabulary.ending_in(stem)), (STARTS_WITH, vocabulary.starting_with(stem))]
        for weight, compounds in found:
            for compound in sorted(compounds, key=lambda word: (len(word), word))[:MOST_COMPOUNDS]:
                weights[compound] = max(weights.get(compound, 0.0), weight)
    return weights


def best_of(weights: dict[str, float], catalogue: Catalogue) -> dict[int, float]:
    """The strongest of several stems for each offer that holds one."""
    strengths = {}
    for stem, weight in weights.items():
        slots, counts = catalogue.holding(stem)
        worth = _worth(weight)
        if not strengths:
            strengths = dict(zip(slots, map(worth.__getitem__, counts), strict=True))
            continue
        for slot, count in zip(slots, counts, strict=True):
            if strengths.get(slot, 0.0) < worth[count]:
                strengths[slot] = worth[count]
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


def add_words(scores: list[float], words: list[Told], factor: float, *, only_found=False):
    """Add what the words tell; with ``only_found`` only to offers that have a score already."""
    for word in words:
        worth = word.tells * factor
        for slot, strength in word.strengths.items():
            if not only_found or scores[slot]:
                scores[slot] += worth * strength


def add_needs(scores: list[float], needs: dict[str, float], factor: float, catalogue: Catalogue):
    """Add how well offers serve the needs. A need that every second offer serves tells little."""
    tells = {}
    for concept, weight in needs.items():
        count = len(catalogue.holding(concept)[0])
        tells[concept] = weight * KINDS[concept.partition(":")[0]] * (0.5 + rarity(count, len(catalogue)) / 4)
    total, certainty = sum(tells.values()), max(needs.values(), default=0.0)
    for concept, worth_of_need in tells.items():
        if worth_of_need < total * LEAST_SHARE:
            continue
        slots, counts = catalogue.holding(concept)
        worth = _worth(worth_of_need * certainty * factor / total)
        for slot, count in zip(slots, counts, strict=True):
            scores[slot] += worth[count]


def _worth(weight: float) -> list[float]:
    """What each strength from 0 to 255 is worth."""
    return [strength * weight / STRONGEST for strength in range(STRONGEST + 1)]
