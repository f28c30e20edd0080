"""What searches without an answer asked for: field, place and time, as far as their words say so."""

from dataclasses import dataclass

from offers.models import PolicyField, Topic
from offers.search.catalogue import Catalogue, current_catalogue
from offers.search.filterwords import filters_in
from offers.search.needs import language_of
from offers.search.text import words_of
from offers.search.understanding import needs_in_query, place_in_query, read_query


@dataclass(frozen=True)
class Demand:
    """What one search asks for; nothing is guessed that the words do not say."""

    field: int | None = None  # key of the policy field
    place: str = ""  # name of the municipality
    times: tuple = ()  # (field of the search form, value), such as ("wann", "abends") or ("tag", "sa")


def demands(texts) -> dict[str, Demand]:
    """What each of ``texts`` asks for. Two queries for any number, besides an index that is out of date."""
    fields = {f"topic:{key}": field for key, field in Topic.objects.values_list("key", "policy_field_id")}
    fields |= {f"field:{key}": pk for pk, key in PolicyField.objects.values_list("pk", "key")}
    with current_catalogue() as catalogue:
        return {text: _demand(words_of(text), catalogue, fields) for text in texts}


def _demand(words: list[str], catalogue: Catalogue, fields: dict[str, int]) -> Demand:
    language = language_of(words, catalogue.lexicon, catalogue.vocabulary.__contains__)
    needs = needs_in_query(words, language, {}, catalogue)
    named = [concept for concept in needs.weights if concept in fields]
    best = max(named, key=lambda concept: (needs.weights[concept], concept), default=None)
    place = place_in_query(words, language, catalogue)
    # Also where a phrase of the lexicon holds the time: “babysitter at night” asks for one.
    filters = filters_in(words, language, catalogue.lexicon, [])
    times = tuple((one.name, one.value) for one in filters if one.name in ("wann", "tag"))
    return Demand(fields.get(best), place.name if place else "", times)


def finds(texts) -> dict[str, int]:
    """How many offers the search finds for each of ``texts`` today; 0 where they are only the nearest."""
    with current_catalogue() as catalogue:
        understood = {text: read_query(text, words_of(text), catalogue) for text in texts}
    return {text: 0 if found.is_weak else len(found.keys) for text, found in understood.items()}


def words_in_fields(texts, fields) -> list[str]:
    """Those of ``texts`` that ask for something in one of the policy fields with the keys ``fields``."""
    return [text for text, demand in demands(texts).items() if demand.field in fields]
