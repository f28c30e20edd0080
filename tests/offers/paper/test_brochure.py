from datetime import date, timedelta
from io import StringIO
from itertools import cycle

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from network_portal import typesetting
from offers.exports.brochure import (
    NoSuchSelectionError,
    Selection,
    TooManyOffersError,
    brochure_pdf,
    documents,
    leaflet_pdf,
    network_pdf,
    read_selection,
)
from offers.exports.brochure.documents import blocks, brochure_data, day_begun
from offers.models import HelpLine, Offer
from partners.models import Network
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_topic,
)
from tests.offers.paper.papers import faults, page_count
from tests.offers.paper.test_typesetting import BREAKERS

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
CANARY = "Kanarienweg"


def printed(selection=None, edition=None):
    return brochure_data(selection or Selection(), edition, day_begun(DAY))


def make_full_offer(**values):
    """An offer with all an entry can show."""
    partner = make_partner(name="Haus Linde", website="https://linde.example.org/ä")
    town = make_municipality("Herzberg")
    place = make_location(partner, municipality=town, postcode="04916", street="Weg 1", directions="Bus 5", lift="no")
    offer = make_offer(
        partner=partner, topics=[make_topic(name="Schulden")], contacts=[make_contact(partner, email="a@example.org")],
        locations=[place], other_names="Geldberatung, Sparbuch", access="appointment", lead_time_hours=48,
        childcare="request", childcare_notice_days=3, capacity="waiting", capacity_as_of=DAY, languages=["de", "uk"],
        confirmed_on=DAY, expected_wait="zwei Wochen", documents="Ausweis\nBescheid", cost_kind="free",
        **values,
    )  # fmt: skip
    make_opening(offer, "MO")
    return offer


def test_entry_says_when_to_ask_beforehand():
    make_full_offer()
    facts = dict(printed()["fields"][0]["offers"][0]["facts"])
    assert facts["So geht es"].endswith("2 Tage vorher anfragen.")
    assert "3 Tage vorher" in facts["Ihr Kind"]


def test_entry_says_whom_to_call_where_and_when():
    make_full_offer(title="Beratung")
    entry = printed()["fields"][0]["offers"][0]
    assert (entry["title"], entry["by"]) == ("Beratung", "Haus Linde")
    assert entry["contacts"][0]["phones"] == ["030\u00a023125000"]
    assert entry["places"][0]["lines"] == ["Weg 1", "04916 Herzberg"]
    assert entry["sites"] == [{"to": "https://linde.example.org/%C3%A4", "shown": "linde.example.org/ä"}]
    assert dict(entry["facts"])["Wann"] == "Montag: 9\u2060–\u206012\u00a0Uhr"
    assert dict(entry["facts"])["Mitbringen"] == "Ausweis, Bescheid"
    assert entry["confirmed"] == "bestätigt am 22. November 2026"


def test_registers_lead_to_numbers_of_entries():
    make_full_offer()
    data = printed()
    names = {entry["name"]: entry["numbers"] for group in data["names"] for entry in group["names"]}
    assert names == {"Geldberatung": [1], "Haus Linde": [1], "Schulden": [1], "Sparbuch": [1]}
    assert data["places"] == [{"letter": "H", "names": [{"name": "Herzberg", "numbers": [1]}]}]


def test_secret_address_is_in_no_part_of_the_brochure():
    town = make_municipality(CANARY, postcode="04999")
    place = make_location(
        name=CANARY, street=CANARY, municipality=town, postcode="04999", directions=CANARY, is_hidden=True,
    )  # fmt: skip
    offer = make_offer(locations=[place], contacts=[make_contact(is_public=False, name=CANARY)])
    make_opening(offer, location=place)
    data = printed()
    assert data["fields"][0]["offers"][0]["places"][0]["lines"] == ["Geheime Adresse", "04…"]
    assert [part for part in (CANARY, "04999") if part in str(data)] == []


def test_drafts_and_offers_of_the_past_are_not_printed():
    make_offer(publication="draft")
    make_offer(visible_until=DAY - timedelta(days=400))
    assert printed()["fields"] == []


def test_selection_by_field_place_and_notepad():
    money, health = make_field(slug="geld"), make_field(slug="gesundheit")
    here, there = (make_municipality(name, latitude=lat) for name, lat in (("Hier", "51.5"), ("Dort", "52.5")))
    one = make_offer(policy_field=money, locations=[make_location(municipality=here)])
    two = make_offer(policy_field=health, locations=[make_location(municipality=there)])

    def keys(query):
        return read_selection(QueryDict(query)).offer_keys()

    assert (keys("feld=geld"), keys("ort=dort"), keys("feld=geld&ort=dort")) == ([one.pk], [two.pk], [])
    assert keys(f"o={two.pk}.{one.pk}.999999") == [two.pk, one.pk]
    assert sorted(keys("")) == [one.pk, two.pk]


@pytest.mark.parametrize("query", ["feld=nix", "ort=nirgendwo", "o=abc", "o=%F0%9F%98%80", "ort=%00"])
def test_selection_that_does_not_exist_is_refused(query):
    with pytest.raises(NoSuchSelectionError):
        read_selection(QueryDict(query))


def test_brochure_in_every_form_is_accessible_and_lasting():
    make_full_offer()
    Network(name="Netz", about="## Wir\n\nText\n- eins", funder="Das Land", desk_phone="+493023125000").save()
    HelpLine.objects.create(key="x", name="Telefon", group="crisis", phone="116111", always_open=True)
    small = Selection(keys=(Offer.objects.get().pk,))
    papers = [brochure_pdf(on=DAY), brochure_pdf(Selection(large=True), on=DAY), brochure_pdf(small, on=DAY)]
    papers += [leaflet_pdf(DAY), network_pdf(DAY)]
    assert [faults(paper) for paper in papers] == [[]] * 5
    assert page_count(papers[3]) == 2


def test_brochure_of_an_empty_network_can_be_printed():
    assert faults(brochure_pdf(on=DAY)) == []
    assert faults(leaflet_pdf(DAY)) == []
    assert faults(network_pdf(DAY)) == []


def test_brochure_with_too_many_offers_is_refused(monkeypatch):
    make_offer()
    monkeypatch.setattr(documents, "MOST_OFFERS", 0)
    with pytest.raises(TooManyOffersError):
        brochure_pdf()


NO_TEXTS = {"to", "qr", "logo", "colour", "tint", "deep", "kind", "words"}  # made by the portal, not by people


def with_words(data, words):
    """``data`` with every text of people replaced by one of ``words`` in turn."""
    if isinstance(data, dict):
        return {key: value if key in NO_TEXTS else with_words(value, words) for key, value in data.items()}
    if isinstance(data, list):
        return [with_words(value, words) for value in data]
    return next(words) if isinstance(data, str) else data


def test_no_text_of_anybody_can_stop_the_print():
    make_full_offer(notice="Achtung", eligibility="Alle", not_for="Niemand")
    Network(name="Netz", about="Text", funder="Das Land", desk_phone="+493023125000", desk_hours="immer").save()
    HelpLine.objects.create(key="x", name="Telefon", group="crisis", phone="116111", always_open=True)
    small, now = Selection(keys=(Offer.objects.get().pk,)), day_begun(DAY)
    papers = [("brochure", brochure_data(choice, None, now)) for choice in (Selection(large=True), small)]
    papers += [("leaflet", documents.leaflet_data(now)), ("network", documents.network_data(now))]

    @given(words=st.lists(st.text(max_size=80) | st.sampled_from(BREAKERS), min_size=1, max_size=9))
    @settings(max_examples=2, deadline=None, database=None)
    def check(words):
        for name, data in papers:
            assert typesetting.pdf(f"print/{name}.typ", with_words(data, cycle(words)), now).startswith(b"%PDF-")

    check()
    for name, data in papers:
        assert faults(typesetting.pdf(f"print/{name}.typ", with_words(data, cycle(BREAKERS)), now)) == []


def test_partners_and_help_lines_read_well():
    for name in ("Zuhause", "Ärztenetz", "Beratung"):
        make_partner(name=name, kind="health")
    assert documents.network_data(day_begun(DAY))["kinds"][0]["partners"] == ["Ärztenetz", "Beratung", "Zuhause"]
    facts = {"always_open": True, "is_anonymous": "yes", "language_note": "Auch auf Russisch."}
    HelpLine.objects.create(key="x", name="Telefon", group="crisis", phone="116111", cost="kostenlos", **facts)
    lines = printed()["help"][0]["lines"]
    assert [line["facts"] for line in lines] == ["Tag und Nacht, kostenlos, ohne Namen. Auch auf Russisch."]


def test_blocks_are_headings_items_and_paragraphs():
    text = "Erste Zeile\ngeht weiter.\n\n## Titel\n- eins\nund mehr\n- zwei\n#keiner"
    assert [(block["kind"], block["text"]) for block in blocks(text)] == [
        ("paragraph", "Erste Zeile geht weiter."),
        ("heading", "Titel"),
        ("item", "eins und mehr"),
        ("item", "zwei #keiner"),
    ]


def test_write_brochure_writes_what_is_asked_for(tmp_path):
    make_offer()
    call_command("write_brochure", tmp_path / "a.pdf", leaflet=True, stdout=StringIO())
    assert (tmp_path / "a.pdf").read_bytes() == leaflet_pdf()
    with pytest.raises(CommandError):
        call_command("write_brochure", tmp_path / "b.pdf", field="nix")
