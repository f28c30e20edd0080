import re

import pytest
from django.urls import reverse

from offers.a_z import Link, build_index
from offers.models.choices import Publication
from partners.models import Partner
from tests.factories import make_field, make_offer, make_partner, make_situation, make_topic

pytestmark = pytest.mark.django_db


def lines(index):
    """The lines of each letter, as text."""
    return {
        letter.name: [
            entry.label if entry.url else f"{entry.label} → {', '.join(link.label for link in entry.targets)}"
            for entry in letter.entries
        ]
        for letter in index.shown
    }


def make_entries():
    """One of each: a partner, a field, a topic with an offer, a situation."""
    partner = make_partner(name="Agentur für Arbeit", short_name="AA")
    field = make_field(name="Finanzen", everyday=["Geld"])
    topic = make_topic(name="Schuldnerberatung", policy_field=field, everyday=["Inkasso", "Geld"])
    make_situation(name="Unterhalt", everyday=["Alimente", "inkasso"])
    title, names = "„Ärger mit Briefen“", "Briefhilfe, Posthilfe,"
    make_offer(title=title, other_names=names, partner=partner, topics=[topic], policy_field=field)


def test_index_holds_names_and_everyday_words_under_their_letters():
    make_entries()
    assert lines(build_index()) == {
        "A": ["AA → Agentur für Arbeit", "Agentur für Arbeit", "Alimente → Unterhalt", "„Ärger mit Briefen“"],
        "B": ["Briefhilfe → „Ärger mit Briefen“"],
        "F": ["Finanzen"],
        "G": ["Geld → Schuldnerberatung, Finanzen"],
        "I": ["Inkasso → Schuldnerberatung, Unterhalt"],
        "P": ["Posthilfe → „Ärger mit Briefen“"],
        "S": ["Schuldnerberatung"],
        "U": ["Unterhalt"],
    }


def test_index_leaves_out_what_is_not_public_and_topics_without_offers():
    make_partner(name="Gewesen", membership="former")
    make_topic(name="Leeres Thema", everyday=["Wort"])
    entwurf = make_topic(name="Thema eines Entwurfs")
    make_offer(title="Entwurf", other_names="Geheim", publication=Publication.DRAFT, topics=[entwurf])
    names = [line for entries in lines(build_index()).values() for line in entries]
    assert [name for name in names if not name.startswith(("Partner ", "Field "))] == []


def test_index_names_a_word_only_where_no_page_has_this_name():
    make_situation(name="Unterhalt", everyday=["UNTERHALT", "Alimente", "alimente "])
    assert lines(build_index()) == {"A": ["Alimente → Unterhalt"], "U": ["Unterhalt"]}


def test_index_sorts_digits_first_and_other_alphabets_last():
    for name in ("Ясли", "24-Stunden-Kita", "Zoo"):
        make_partner(name=name)
    assert list(lines(build_index())) == ["0–9", "Z", "*"]


@pytest.mark.parametrize("code", ["", "q", "nonsense"])
def test_large_index_begins_with_the_names_of_partners_topics_and_situations(code):
    make_entries()
    index = build_index(code, whole=3)
    assert (lines(index), index.chosen) == (
        {"A": ["Agentur für Arbeit"], "F": ["Finanzen"], "S": ["Schuldnerberatung"], "U": ["Unterhalt"]}, None,
    )  # fmt: skip
    assert {letter.name: letter.total for letter in index.shown} == {"A": 4, "F": 1, "S": 1, "U": 1}


@pytest.mark.parametrize(("code", "shown"), [("u", "U"), ("U", "U"), ("", "A"), ("q", "A"), ("nonsense", "A")])
def test_very_large_index_shows_one_letter_and_counts_the_others(code, shown):
    make_entries()
    index = build_index(code, whole=3, overview=3)
    assert list(lines(index)) == [shown]
    assert {letter.name: letter.total for letter in index.letters if letter.total}["A"] == 4


def test_words_have_three_targets_at_most():
    situations = [make_situation(name=f"Lage {number}", everyday=["Wort"]) for number in range(5)]
    (letter,) = [letter for letter in build_index().shown if letter.name == "W"]
    assert letter.entries[0].targets == [Link(row.name, "offers:situation", row.slug) for row in situations[:3]]
    assert [target.url for target in letter.entries[0].targets] == [row.get_absolute_url() for row in situations[:3]]


def test_letter_with_many_entries_is_shown_page_by_page(client):
    rows = [Partner(name=f"Verein {n:03}", slug=f"verein-{n}", kind="association") for n in range(320)]
    Partner.objects.bulk_create([*rows, Partner(name="Amt", slug="amt", kind="authority")])
    pages = {number: build_index("v", number, overview=3) for number in ("", "2", "99", "x")}
    assert {number: len(index.chosen.entries) for number, index in pages.items()} == {
        "": 200,
        "2": 120,
        "99": 120,
        "x": 200,
    }
    assert lines(pages["2"]) == {"V": [row.name for row in rows[200:]]}
    text = client.get(reverse("offers:a-z"), {"buchstabe": "v", "seite": "2"}).content.decode()
    assert re.findall(r'rel="(?:prev|next)" href="(.*?)"', text) == ["?buchstabe=v&amp;seite=1"]


@pytest.mark.django_db(transaction=True)  # within one transaction nothing is kept
def test_index_is_read_once_after_a_change(django_assert_num_queries):
    partner = make_partner(name="Amt")
    build_index()
    with django_assert_num_queries(1):  # the number of the last change
        assert lines(build_index()) == {"A": ["Amt"]}
    Partner.objects.filter(pk=partner.pk).update(name="Zoo")
    assert lines(build_index()) == {"Z": ["Zoo"]}


@pytest.mark.parametrize("code", ["s", "\x00", "x" * 9999])
def test_index_page_links_letters_with_entries_and_prints_the_others_plain(client, code):
    make_entries()
    text = client.get(reverse("offers:a-z"), {"buchstabe": code}).content.decode()
    assert text.count('href="#buchstabe-') == 8
    assert text.count("<li><span>") == 27 - 8
