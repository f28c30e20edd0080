"""Hints for a text."""

import pytest
from django.utils import translation

from offers.text_help import hints, plain_words, sentences


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def words_of(text):
    return [hint.words for hint in hints(text)]


def test_plain_text_gets_no_hint():
    assert words_of("Wir helfen Ihnen. Rufen Sie uns an, z. B. am Montag. Es kostet nichts!") == []


def test_long_sentence_is_named_with_its_length_and_its_beginning():
    text = "Kurz. " + " ".join(f"Wort{number}" for number in range(19)) + "."
    hint = hints(text)[0]
    assert hint.words == "This sentence has 19 words. Two short ones are easier to read."
    assert hint.place == "Wort0 Wort1 Wort2 Wort3 Wort4 Wort5 Wort6 …"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Die Erziehungsberechtigten kommen mit.", "Mütter und Väter"), ("Die antragstellung ist hier.", "Antrag")],
)
def test_officialese_gets_a_plainer_word(text, plain):
    assert [hint.endswith(f"Perhaps: “{plain}”.") for hint in words_of(text)] == [True]


def test_passive_and_nominal_style_are_noticed():
    assert words_of("Der Antrag wird im Amt geprüft.") == ["“wird im Amt geprüft”: who does it? Say “we …” or “you …”."]
    assert words_of("Planung, Gestaltung und Begleitung.") == [
        "There are many nouns in this sentence. Say with verbs who does what."
    ]


def test_abbreviations_and_numbers_end_no_sentence():
    assert sentences("Am 1. Mai ist z. B. zu. Sonst offen.\nJa.") == ["Am 1. Mai ist z. B. zu.", "Sonst offen.", "Ja."]


def test_words_are_pairs_and_none_stands_twice():
    words = plain_words()
    assert (len(words) >= 120, len({official for official, _plain, _pattern in words})) == (True, len(words))
