"""Last parts of addresses."""

import pytest

from partners.slugs import free_slug, german_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Beratung für Väter", "beratung-fuer-vaeter"),
        ("Große Öfen & Übungen", "grosse-oefen-uebungen"),
        ("Café – 1. Stock", "cafe-1-stock"),
    ],
)
def test_german_slug_folds_letters(text, slug):
    assert german_slug(text) == slug


def test_free_slug_counts_until_one_is_free():
    assert free_slug("Rat", longest=20, taken={"rat", "rat-2"}.__contains__) == "rat-3"


def test_free_slug_stays_within_its_length():
    assert free_slug("abcdefghij", longest=8, taken={"abcdefgh"}.__contains__) == "abcdef-2"


def test_free_slug_of_no_letters_is_a_word():
    assert free_slug("!!!", longest=20, taken=set().__contains__) == "eintrag"
