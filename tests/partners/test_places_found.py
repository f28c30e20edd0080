"""Which place somebody means."""

import pytest

from partners.places import distance, find_places
from tests.factories import make_municipality

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Öderan", "Öderan"),
        ("öderan", "Öderan"),
        ("oederan", "Öderan"),
        ("doberlug kirchhain", "Doberlug-Kirchhain"),
        ("  BAD   liebenwerda ", "Bad Liebenwerda"),
        ("herzberg", "Herzberg (Elster)"),
        ("HERZBERG/ELSTER", "Herzberg (Elster)"),
        ("liebenwerda", "Bad Liebenwerda"),
        ("03238", "03238 Finsterwalde"),
        ("03238 Finsterwalde", "03238 Finsterwalde"),
    ],
)
def test_place_is_found_however_it_is_typed(typed, name):
    for town in ("Öderan", "Doberlug-Kirchhain", "Bad Liebenwerda", "Herzberg (Elster)"):
        make_municipality(town)
    make_municipality("Finsterwalde", postcode="03238")
    assert [place.name for place in find_places(typed)] == [name]


@pytest.mark.parametrize("typed", ["", "x", "99999", "Nirgendwo", "%", "\u0663\u0663\u0663\u0663\u0663", "x" * 5_000])
def test_what_is_no_place_finds_none(typed):
    make_municipality("Finsterwalde", postcode="03238")
    assert find_places(typed) == []


def test_place_of_the_region_comes_first():
    make_municipality("Neustadt", district="Anderswo", in_region=False)
    make_municipality("Neustadt", district="Beispielkreis")
    assert [place.district for place in find_places("Neustadt")] == ["Beispielkreis", "Anderswo"]


def test_place_of_that_name_goes_before_places_that_begin_or_go_on_so():
    for name in ("Bad Liebenwerda", "Liebenwerda-Süd", "Liebenwerda"):
        make_municipality(name)
    assert [[place.name for place in find_places(typed)] for typed in ("LIEBENWERDA", "lieben", "werda")] == [
        ["Liebenwerda"],
        ["Liebenwerda", "Liebenwerda-Süd"],
        [],
    ]


def test_places_of_one_name_stand_in_german_order():
    for district in ("Zwickau", "Ähringen"):
        make_municipality("Neudorf", district=district)
    assert [place.district for place in find_places("neudorf")] == ["Ähringen", "Zwickau"]


def test_distance_is_the_way_of_the_crow():
    berlin, dresden = (52.52, 13.405), (51.0504, 13.7373)
    assert round(distance(berlin, dresden)) == 165
