"""What search makes of a query, on a few offers."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.models import HelpLine, Offer
from offers.models.helpline import HelpLineGroup
from offers.search import search, understand
from offers.search.dangers import help_lines_first
from offers.taxonomy import load_taxonomy
from tests.factories import make_field, make_location, make_municipality, make_offer, make_partner

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent


def titles(words):
    keys = search(words)
    found = Offer.objects.in_bulk(keys)
    return [found[key].title for key in keys]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Kinderbetreuung", "Betreuung am Nachmittag"),
        ("Betreuungen", "Betreuung am Nachmittag"),
        ("betreungg", "Betreuung am Nachmittag"),
        ("moebel", "Möbel gebraucht"),
        ("Möbellager", "Möbel gebraucht"),
        ("schuldnerberatunk", "Schuldnerberatung"),
    ],
)
def test_search_finds_other_forms_of_a_word(words, title):
    for name in ("Betreuung am Nachmittag", "Möbel gebraucht", "Schuldnerberatung", "Schwimmen lernen"):
        make_offer(title=name)
    assert titles(words)[:1] == [title]


def test_search_finds_the_compound_of_a_word():
    make_offer(title="Kinderbetreuung")
    make_offer(title="Schwimmen lernen")
    assert titles("betreuung") == ["Kinderbetreuung"]


def test_search_puts_the_title_before_the_description():
    make_offer(title="Treffen", description="Am Rande geht es um Yoga.")
    make_offer(title="Yoga")
    assert titles("yoga") == ["Yoga", "Treffen"]


def test_search_breaks_ties_by_key():
    offers = [make_offer(title="Yoga", summary="Für alle.") for _ in range(3)]
    assert search("yoga") == [offer.pk for offer in offers]


def test_search_understands_what_people_say():
    load_taxonomy()
    make_offer(title="Unterhaltsvorschuss", summary="Das Jugendamt zahlt.")
    make_offer(title="Krabbelgruppe", summary="Für Eltern mit Babys.")
    assert titles("ex zahlt keinen unterhalt") == ["Unterhaltsvorschuss"]
    assert titles("groupe de bébés")[:1] == ["Krabbelgruppe"]


def test_search_shows_the_corrected_word():
    make_offer(title="Töpferwerkstatt")
    understanding = understand("töpferwerkstat gesucht")
    assert understanding.corrections == {"töpferwerkstat": "töpferwerkstatt"}
    assert understanding.meant == "töpferwerkstatt gesucht"


def test_search_finds_nothing_for_what_nobody_offers():
    make_offer(title="Krabbelgruppe")
    understanding = understand("tüv")
    assert (understanding.keys, understanding.is_weak) == ((), True)


def test_search_never_looks_into_what_is_not_public():
    secret = "Geheimgasse"
    partner = make_partner()
    hidden = make_location(partner, street=secret, is_hidden=True)
    make_offer(title="Frauenhaus", partner=partner, locations=[hidden], partner_note=secret, referral_needs=secret)
    make_offer(title=secret, publication="draft")
    assert search(secret) == []


def test_index_follows_a_change_without_save():
    offer = make_offer(title="Yoga")
    assert search("yoga") == [offer.pk]
    Offer.objects.update(title="Töpfern")
    assert (search("yoga"), search("töpfern")) == ([], [offer.pk])


@pytest.mark.django_db(transaction=True)
def test_index_that_is_kept_follows_every_change():
    field = make_field()
    offers = [make_offer(title="Yoga", policy_field=field) for _ in range(2)]
    assert search("yoga") == [offer.pk for offer in offers]
    Offer.objects.filter(pk=offers[0].pk).update(publication="hidden")
    assert search("yoga") == [offers[1].pk]
    third = make_offer(title="Yoga", policy_field=field)
    offers[1].delete()
    assert search("yoga") == [third.pk]
    third.partner.name = "Verein Sonnengruß"
    third.partner.save()
    assert search("sonnengruß") == [third.pk]


def test_place_in_the_query_is_a_place():
    make_municipality("Finsterwalde", postcode="03238")
    make_offer(title="Hebamme")
    assert understand("hebamme finsterwalde").place.name == "Finsterwalde"
    assert understand("hebamme 03238").place.name == "03238"
    assert understand("hebamme 99999").place is None


def test_place_that_means_something_else_is_a_word():
    make_municipality("Essen", in_region=False)
    make_offer(title="Essen für Kinder")
    assert understand("essen").place is None
    assert understand("tafel in essen").place.name == "Essen"


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ("yoga samstag", [("tag", "sa")]),
        ("kostenlos töpfern", [("kosten", "free")]),
        ("töpfern russisch", [("sprache", "ru")]),
        ("töpfern nach dem wochenende", []),
        ("töpfern", []),
    ],
)
def test_filter_words_become_filters(words, filters):
    make_offer(title="Yoga")
    make_offer(title="Töpfern")
    assert [(word.name, word.value) for word in understand(words).filters] == filters


def danger_queries():
    lines = (FOLDER / "danger_queries.tsv").read_text(encoding="utf-8").splitlines()
    return [(row["query"], row["kind"] or "") for row in csv.DictReader(lines[1:], delimiter="\t")]


@pytest.mark.parametrize(("query", "kind"), danger_queries())
def test_danger_is_seen_and_only_where_it_is(query, kind):
    assert understand(query).dangers[:1] == ((kind,) if kind else ())


def test_danger_brings_the_fitting_help_lines_first():
    for position, (key, group) in enumerate([("a", "crisis"), ("b", "violence"), ("c", "emergency"), ("d", "family")]):
        HelpLine.objects.create(key=key, name=key, group=HelpLineGroup(group), phone="116016", position=position)
    HelpLine.objects.create(key="e", name="e", group=HelpLineGroup.VIOLENCE, phone="116016", is_shown=False)
    keys = [line.key for line in help_lines_first(("violence", "self_harm"), HelpLine.objects.shown())]
    assert keys == ["b", "a"]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_an_answer(text):
    understanding = understand(text)
    assert sorted(set(understanding.keys)) == sorted(understanding.keys)


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 100_000, "und oder", "🙂", "a" * 39 + " " + "b" * 41, "١٢٣", "%_'\"\\"]
)
def test_odd_text_gets_an_answer(text):
    make_offer(title="Yoga")
    assert understand(text).keys == ()
