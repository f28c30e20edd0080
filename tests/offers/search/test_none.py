"""Queries to which there is no answer, and those that only look like one."""

import pytest

from offers.search import search
from offers.search.ranking import Told, words_answer
from offers.taxonomy import load_taxonomy
from tests.factories import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _offers():
    load_taxonomy()
    make_offer(title="Beratung mit Termin", description="Hundert Meter vom Bahnhof. Wir helfen weiter.")
    make_offer(title="Pflegeheim besuchen")


@pytest.mark.parametrize(
    "query",
    [
        "bundesliga termin",  # a common word beside the one that matters
        "hund xylophon",  # the start of another word: Hundert
        "wohnheimbau xylophon",  # a part of a compound
        "führerschein umschreiben",  # a phrase that the lexicon itself calls vague
    ],
)
def test_search_finds_nothing_by_a_word_in_passing(query):
    assert search(query) == []


@pytest.mark.parametrize("query", ["termin", "beratung termin", "pflegeheim besuchen bundesliga", "heim besuchen"])
def test_search_finds_what_most_of_the_words_say(query):
    assert search(query) != []


@pytest.mark.parametrize(("found", "answers"), [((1.0, 3.0), False), ((3.0, 1.0), True), ((2.0, 2.0), True)])
def test_words_answer_if_half_of_what_they_tell_is_found(found, answers):
    first, second = found
    words = [Told(bytearray(), first, is_found=True), Told(bytearray(), second, is_found=False)]
    assert words_answer(words) == answers
