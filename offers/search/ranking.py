"""Which offers answer a query, best first. Scores are whole numbers, ties go by key: the same order everywhere."""

import math
from functools import cache
from typing import NamedTuple

from offers.search.analysis import STRONGEST
from offers.search.catalogue import Catalogue
from offers.search.scores import ONE, Scores, greater, sums

ENDS_WITH, STARTS_WITH = 0.75, 0.45  # what a compound counts that has a word as its last or its first part
HEAD, MODIFIER = 0.6, 0.3  # what the parts of a compound count where the whole is not found
SHORTEST_PART = 4  # letters of a word whose compounds are looked for
MOST_COMPOUNDS = 60
LEAST = 0.06  # score below which an offer is no answer
LEAST_OF_BEST = 0.15  # share of the best score below which an offer is no answer
HALF = 0.5  # of the words must be found where nothing else says what is needed
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
    is_vague: bool = False  # whether the lexicon is not sure of the need, if it knows any


class Ranking(NamedTuple):
    """Primary keys of the offers that were found, best first, and how well the first one fits from 0 to 1."""

    keys: tuple[int, ...] = ()
    best: float = 0.0


class Told(NamedTuple):
    """How strongly the offer in each slot holds a word, from 0 to 255, and how much that tells."""

    strengths: bytearray
    tells: float
    is_found: bool  # whether an offer holds it, or a compound that ends in it


def rank(wish: Wish, catalogue: Catalogue) -> Ranking:
    """The offers that answer, best first."""
    inside, outside, place = (look_up(words, catalogue) for words in (wish.inside, wish.outside, wish.place))
    if not (inside or outside or wish.needs):
        outside, place = place, []
    known = any(catalogue.vocabulary.find(concept) is not None for concept in wish.needs)
    if wish.is_vague and not words_answer([*inside, *outside]):
        return Ranking()
    told, told_aside, told_place = (sum(word.tells for word in words) for words in (inside, outside, place))
    aside = ASIDE if known and len(inside) + len(outside) > MANY_WORDS else 1.0
    group = (told or LEAST_TOLD) if known else told
    total = group + told_aside * aside + told_place
    if not total:
        return Ranking()
    scores = Scores(catalogue.postings.size)
    share = wish.share if known else 0.0
    add_needs(scores, wish.needs, share * group / total, catalogue)
    for words, factor in ((inside, (1 - share) / total), (outside, aside / total)):
        for word in words:
            scores.add(word.strengths, word.tells * factor)
    for word in place:
        scores.add_to_found(word.strengths, word.tells / total)
    return best_first(scores, catalogue.keys)


def words_answer(words: list[Told]) -> bool:
    """Whether offers hold most of the words, or half of what they tell: more than one common word of several."""
    found = [word for word in words if word.is_found]
    most = len(found) > HALF * len(words)
    return most or sum(word.tells for word in found) >= HALF * sum(word.tells for word in words)


def best_first(scores: Scores, keys) -> Ranking:
    """The offers with a score that counts, and no more than anybody reads."""
    found = scores.best(MOST_FOUND, keys)
    best = max(found, default=(0, 0))[0]
    least = max(LEAST * ONE, best * LEAST_OF_BEST)
    good = sorted([(-score, key) for score, key in found if score >= least])
    return Ranking(tuple([key for _score, key in good[:MOST_FOUND]]), round(best / ONE, 6) if good else 0.0)


def look_up(words: list[Word], catalogue: Catalogue) -> list[Told]:
    """Where each word is found, and what it tells: much if it is rare."""
    found = []
    for word in words:
        parts = sum_of(word.parts, catalogue) if word.parts else None
        stems = alternatives(word.stem, catalogue)
        strengths = best_of(stems, catalogue, parts)
        count = len(strengths) - strengths.count(0)
        is_found = any(weight >= ENDS_WITH and catalogue.count(stem) for stem, weight in stems.items())
        found.append(Told(strengths, rarity(count, len(catalogue)) * word.certainty, is_found))
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


def best_of(weights: dict[str, float], catalogue: Catalogue, strengths: bytearray | None = None) -> bytearray:
    """The strongest of several stems for the offer in each slot, and of the ``strengths`` it has already."""
    postings = catalogue.postings
    for stem, weight in weights.items():
        number = catalogue.vocabulary.find(stem)
        if number is None:
            continue
        lessened = _lessened(weight)
        if strengths is None:
            strengths = postings.dense(number).translate(lessened)
        elif postings.is_dense(number):
            strengths = greater(strengths, postings.dense(number).translate(lessened))
        else:
            for slot, strength in postings.pairs(number):
                if strengths[slot] < lessened[strength]:
                    strengths[slot] = lessened[strength]
    return bytearray(postings.size) if strengths is None else strengths


def sum_of(parts: tuple[str, str], catalogue: Catalogue) -> bytearray:
    """How strongly offers hold the parts of a compound or words made of them, the last part counting most."""
    modifier, head = (best_of(alternatives(part, catalogue), catalogue) for part in parts)
    return sums(modifier.translate(_lessened(MODIFIER)), head.translate(_lessened(HEAD)))


@cache
def _lessened(weight: float) -> bytes:
    """What is left of each strength from 0 to 255; of nothing nothing, of the least a little."""
    return bytes([0, *(max(1, round(strength * weight)) for strength in range(1, STRONGEST + 1))])


def rarity(count: int, total: int) -> float:
    """How much a word tells that ``count`` of ``total`` offers hold."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))


def add_needs(scores: Scores, needs: dict[str, float], factor: float, catalogue: Catalogue):
    """Add how well offers serve the needs. A need that every second offer serves tells little."""
    tells = {}
    for concept, weight in needs.items():
        rare = rarity(catalogue.count(concept), len(catalogue))
        tells[concept] = weight * KINDS[concept.partition(":")[0]] * (0.5 + rare / 4)
    total, certainty = sum(tells.values()), max(needs.values(), default=0.0)
    for concept, told in tells.items():
        number = catalogue.vocabulary.find(concept)
        if number is None or told < total * LEAST_SHARE:
            continue
        worth = told * certainty * factor / total
        if catalogue.postings.is_dense(number):
            scores.add(catalogue.postings.dense(number), worth)
        else:
            scores.add_few(catalogue.postings.pairs(number), worth)
