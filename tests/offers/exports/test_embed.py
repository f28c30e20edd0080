"""The list of offers in a frame of another site."""

import pytest
from django.urls import reverse

from tests.factories import make_field, make_location, make_municipality, make_offer, make_partner

pytestmark = pytest.mark.django_db


def titles(answer):
    return [card.title for card in answer.context["cards"]]


def test_framed_page_and_no_other_may_stand_in_a_frame(client):
    framed, explained = client.get(reverse("offers:embedded")), client.get(reverse("offers:embed"))
    assert "frame-ancestors *;" in framed["Content-Security-Policy"] + ";"
    assert "require-trusted-types-for 'script'" in framed["Content-Security-Policy"]
    assert ("X-Frame-Options" in framed, framed["Cross-Origin-Resource-Policy"]) == (False, "cross-origin")
    assert "frame-ancestors 'none'" in explained["Content-Security-Policy"]
    assert explained["X-Frame-Options"] == "DENY"
    assert (framed.cookies, b"<script" in framed.content, b"<form" in framed.content) == ({}, False, False)


def test_frame_shows_what_was_chosen(client):
    field, partner, town = make_field(slug="geld"), make_partner(slug="stelle"), make_municipality("Ort")
    make_offer(title="Feld", policy_field=field)
    make_offer(title="Partner", partner=partner, locations=[make_location(municipality=town)])
    make_offer(title="Geheim", locations=[make_location(municipality=town, is_hidden=True)])
    make_offer(title="Entwurf", publication="draft")
    found = {
        query: titles(client.get(f"{reverse('offers:embedded')}?{query}"))
        for query in ("", "feld=geld", "partner=stelle", f"ort={town.pk}")
    }
    assert found == {
        "": ["Feld", "Geheim", "Partner"], "feld=geld": ["Feld"], "partner=stelle": ["Partner"],
        f"ort={town.pk}": ["Partner"],
    }  # fmt: skip


@pytest.mark.parametrize("query", ["feld=x", "farbe=red", "schrift=%22%3E", "ort=abc", "partner=x"])
def test_what_nobody_can_choose_is_refused(client, query):
    make_offer(title="Rat")
    framed = client.get(f"{reverse('offers:embedded')}?{query}&seite=2")
    assert (framed.status_code, titles(framed), "X-Frame-Options" in framed) == (404, [], False)
    assert framed.content.decode().count(f'href="{reverse("offers:list")}"') == 1  # no dead end on the other site
    explained = client.get(f"{reverse('offers:embed')}?{query}")
    assert (explained.status_code, bool(explained.context["form"].errors)) == (200, True)


def test_settings_become_classes_and_lines_to_copy(client, settings):
    settings.SITE_URL = "https://portal.example.org"
    make_field(slug="geld")
    query = "feld=geld&farbe=moos&schrift=gross"
    assert client.get(f"{reverse('offers:embedded')}?{query}").context["classes"] == "embed moos gross"
    lines = client.get(f"{reverse('offers:embed')}?{query}").context["snippet"]
    address = "https://portal.example.org/einbetten/angebote/?feld=geld&amp;farbe=moos&amp;schrift=gross"
    assert lines.startswith(f'<iframe src="{address}" title=')


def test_links_of_the_frame_open_the_whole_window_but_its_pages_stay(client):
    field = make_field(slug="geld")
    for _number in range(21):
        make_offer(policy_field=field)
    page = client.get(f"{reverse('offers:embedded')}?feld=geld").content.decode()
    assert '<base target="_top" />' in page
    assert 'target="_self" href="?feld=geld&amp;seite=2"' in page
