"""Folding, stems, distance, compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.search.distance import edits
from offers.search.text import fold, stem, words_of
from offers.search.verbs import joined_verbs
from offers.search.vocabulary import Vocabulary, parts_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Häuser", "haeuser"), ("Straße", "strasse"), ("Beratung", "Beratungen"), ("Väter", "vaeter"),
        ("Kurs", "Kurse"), ("Mamas", "Mütter"), ("café", "cafe"),
    ],
)  # fmt: skip
def test_stem_is_the_same_for_spellings_of_a_word(one, other):
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(("one", "other"), [("kurs", "kur"), ("sicherheit", "sich"), ("mutter", "mut")])
def test_stem_keeps_words_apart(one, other):
    assert stem(one) != stem(other)


def test_fold_keeps_other_scripts():
    assert words_of("Шукаю роботу! دورة لغة") == ["шукаю", "роботу", "دوره", "لغه"]


@given(st.text())
def test_words_are_folded_once_and_for_all(text):
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("beratung", "beratung", 0), ("beratunk", "beratung", 1), ("kidn", "kind", 1), ("hebame", "hebamme", 1)],
)
def test_edits_counts_letters(one, other, distance):
    assert edits(one, other, 2) == distance


@given(st.text(max_size=12), st.text(max_size=12))
def test_edits_does_not_depend_on_the_order(one, other):
    assert edits(one, other, 3) == edits(other, one, 3)


def test_edits_stops_at_the_most():
    assert edits("kind", "wohnung", 2) == 3


def test_compound_is_taken_apart_by_known_words():
    known = {stem(word) for word in ("frauen", "beratung", "schuld")}
    assert parts_of("frauenberatung", known.__contains__) == (stem("frauen"), stem("beratung"))
    assert parts_of("schuldensberatung", known.__contains__) == (stem("schuld"), stem("beratung"))
    assert parts_of("wohnberatung", known.__contains__) is None


def test_verb_that_comes_apart_is_put_together():
    assert stem("aufpassen") in joined_verbs(["wer", "passt", "auf"])


def make_vocabulary(*words):
    vocabulary = Vocabulary()
    for word in words:
        vocabulary.number(word)
    return vocabulary


def test_vocabulary_finds_compounds_of_a_word():
    vocabulary = make_vocabulary("betreu", "kinderbetreu", "betreuungsplatz", "streu", "topic:daycare")
    assert vocabulary.ending_in("betreu") == ["kinderbetreu"]
    assert vocabulary.starting_with("betreu") == ["betreuungsplatz"]


def test_vocabulary_finds_close_words():
    vocabulary = make_vocabulary("hebamm", "hebel", "kind")
    assert vocabulary.close_to("hebam", 1) == [(1, "hebamm")]


def test_vocabulary_forgets_words_that_no_offer_holds():
    vocabulary = make_vocabulary("kind", "kita")
    vocabulary.mark(vocabulary.find("kita"), False)
    assert ("kita" in vocabulary, vocabulary.joined) == (False, "\nkind\n")
