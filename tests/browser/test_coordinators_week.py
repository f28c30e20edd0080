"""A coordinator from Monday to Friday: what waits, what parents miss, where the gaps are, what is handed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network_portal.pages import load_pages
from offers.models import ErrorReport, LexiconEntry, Offer, PolicyField, Topic, UnmetSearch
from offers.taxonomy import load_taxonomy
from partners.models import Network
from referrals import guards, reasons
from referrals.models import Referral
from tests.browser.axe import WAYS, findings_in
from tests.browser.moves import press
from tests.factories import make_contact, make_location, make_municipality, make_offer, make_opening, make_partner
from tests.referrals.rows import make_inbox, make_referral

LONG_AGO = timezone.localdate() - timedelta(days=30)


@pytest.fixture
def week():
    """An entry to publish, a report to answer, a stuck referral, a search without an answer."""
    guards.install()
    reasons.store_missing()
    load_pages()
    load_taxonomy()
    Network.objects.create(name="Netzwerk Beispiel", is_demo=True)
    partner, place = make_partner(name="Familienhaus"), make_municipality("Finsterwalde")
    location, contact = make_location(partner, municipality=place), make_contact(partner)
    topic = Topic.objects.get(key="babysitter")
    facts = {"partner": partner, "policy_field": topic.policy_field, "topics": [topic]}
    facts |= {"locations": [location], "contacts": [contact]}
    new = make_offer(title="Wunschoma", publication="submitted", submitted_on=LONG_AGO, **facts)
    new.next_steps.create(text="Rufen Sie an.")
    make_opening(new, "SA", "8:00", "20:00")
    known = make_offer(title="Notfallmama", **facts)
    ErrorReport.objects.create(offer=known, kind="phone", text="Falsche Nummer", token="t", due_on=LONG_AGO)
    people = {"sender": make_inbox(), "recipient": make_inbox(name="Langsames Amt")}
    stuck = make_referral("sent", policy_field=topic.policy_field, **people)
    Referral.objects.filter(pk=stuck.pk).update(due_on=LONG_AGO)
    UnmetSearch.objects.create(words="sternschnuppenhaus", week=timezone.localdate(), count=5)
    return stuck


def test_from_what_waits_to_what_is_handed_in(visit, client_of, week):
    client = client_of("coordinator", first_name="Klara")
    page = visit("/verwaltung/", width=1280, client=client, bypass_csp=True)
    main, button = page.locator("#content"), lambda words: page.get_by_role("button", name=words)

    home = page.url

    def open_queue(words):
        page.goto(home)
        press(page.locator(".workplace").get_by_role("link", name=words))

    # Monday: publish, answer, look at who is slow
    assert findings_in(page, WAYS[:1]) == {}
    open_queue("Neue Einträge zum Veröffentlichen")
    press(main.get_by_role("link", name="Wunschoma"))
    press(button("Sichern und veröffentlichen"))
    assert Offer.objects.get(title="Wunschoma").publication == "published"
    open_queue("1 Fehlermeldungen")
    press(main.locator("td.field-to_answer a"))
    page.get_by_label("Was haben Sie getan?").fill("Die Nummer stimmt wieder.")
    press(page.locator("main form button[type=submit]").first)
    assert ErrorReport.objects.get().answer == "Die Nummer stimmt wieder."
    open_queue("Vermittlungen, die stocken")
    assert page.get_by_role("rowheader", name=str(week)).count() == 1

    # Wednesday: a word that nobody knew is found from now on
    open_queue("Suchen ohne Antwort")
    assert findings_in(page, WAYS[:1]) == {}
    press(main.locator("td.field-to_lexicon a"))
    page.get_by_label("Bedeutung").select_option("topic:babysitter")
    press(button("Sichern").first)
    assert LexiconEntry.objects.get(phrase="sternschnuppenhaus").concepts == ["topic:babysitter"]
    page.goto(home.replace("/verwaltung/", "/angebote/?q=sternschnuppenhaus"))
    assert page.get_by_role("link", name="Wunschoma").count() == 1

    # Thursday: a gap, and who does what
    open_queue("Lücken: wo Eltern kein Angebot finden")
    page.get_by_label("Spalten").select_option("zeit")
    press(button("Anzeigen"))
    assert findings_in(page, WAYS[:1]) == {}
    childcare = PolicyField.objects.get(topics__key="babysitter").name
    press(page.get_by_role("row", name=childcare).get_by_role("link").filter(has_text="Angebot").nth(0))
    assert page.get_by_role("heading", level=2).count() == 3
    open_queue("Wer macht was")
    press(page.get_by_role("row", name="Babysitter").get_by_role("link", name="Familienhaus"))
    assert page.locator("#behind li").all_inner_texts() == ["Notfallmama", "Wunschoma"]
    assert findings_in(page, WAYS[:1]) == {}

    # Friday: what is handed in
    def file_behind(words):
        """The first bytes of what a link gives: they say of which kind it is."""
        address = page.get_by_role("link", name=words).first.evaluate("link => link.href")
        return page.request.get(address).body()[:4]

    open_queue("Zahlen")
    assert page.locator("section.figure").count() == 8
    assert page.locator("#angebote .chart").count() == 1
    page.locator("#angebote summary").click()
    assert page.locator("#angebote pre").inner_text()[:6] == "SELECT"
    assert file_behind("als XLSX") == b"PK\x03\x04"
    assert findings_in(page, WAYS[:1]) == {}
    open_queue("Bericht für Geldgeber")
    assert [file_behind(words) for words in ("Bericht als PDF", "DOCX")] == [b"%PDF", b"PK\x03\x04"]
    open_queue("Broschüre")
    assert file_behind("Alle Angebote (PDF") == b"%PDF"
