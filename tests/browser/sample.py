"""A small network that shows every kind of page: rich rows beside bare ones, long words beside short ones."""

from datetime import date, timedelta

from django.utils import timezone

from network_portal.models import NewsItem
from offers.models import CostOption, HelpLine, NextStep, OfferLink, OpeningException
from partners.models import ClosingPeriod, Network, Partner
from referrals.models import ChainStatus
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_situation,
    make_topic,
)
from tests.partners.test_images import picture
from tests.referrals.chain_rows import bring, make_chain, make_step

KEPT = 900001  # key of the offer on the notepad
LONG_EMAIL = "anfrage-herzberg@beratungsstelle-beispielkreis.example.org"
LONG_WORD = "Kinderbetreuungskostenübernahmebescheinigung"
SENTENCE = "Hier steht ein Satz, wie ihn ein Amt schreibt, wenn es sich Mühe gibt und nichts weglassen will. "


def make_network():
    """All rows of the sample; the addresses of ``tests.browser.shapes`` lead to them."""
    partner = _partner()
    network = Network(name="Netzwerk Beispielkreis", region="Beispielkreis", state="BB", desk=partner, is_demo=True)
    network.desk_phone, network.desk_hours = "+493023125000", "Montag bis Freitag, 9 bis 15 Uhr"
    network.funder, network.funder_url = "Gefördert vom Beispielministerium", "https://example.org/"
    network.funded_from, network.funded_until = date(2025, 1, 1), date(2027, 12, 31)
    network.save()
    town = make_municipality(postcode="03238")
    make_municipality("Herzberg", postcode="04916", latitude="51.7", longitude="13.25")
    field = make_field(name="Geld", slug="geld", description=SENTENCE, moderator=partner)
    make_field(name="Leer", slug="leer")
    topic = make_topic(name="Schulden", slug="schulden", policy_field=field, description=SENTENCE)
    make_topic(name="Miete", slug="miete", policy_field=field)
    situations = [
        make_situation(name="Not", title="Ich bin in Not", slug="not", prominent=True, description=SENTENCE),
        make_situation(key="violence", name="Gewalt", title="Gewalt zu Hause", slug="gewalt"),
    ]
    for situation in situations:
        situation.topics.add(topic)
    _offers(partner, town, field, topic, situations)
    _way(partner, topic, situations[0])
    _help_lines()
    _news()


def _partner():
    """A partner with everything its page can show, one of its teams, and one that has left."""
    partner = make_partner(
        name=f"Stelle für {LONG_WORD}", slug="stelle", description=SENTENCE * 3, website="https://example.org/",
        member_since=date(2025, 1, 1),
    )  # fmt: skip
    make_partner(name="Team Nord", slug="team-nord", parent=partner)
    make_partner(name="Projekt", slug="frueher", membership="former", member_until=date(2026, 1, 1))
    today = timezone.localdate()
    ClosingPeriod.objects.create(partner=partner, starts_on=today, ends_on=today + timedelta(days=3), reason="Umzug")
    return Partner.objects.get(pk=partner.pk)


def _offers(partner, town, field, topic, situations):
    place = make_location(
        partner, municipality=town, name="Haus der Familie", step_free="yes", directions="Bus 1 bis Markt, dann links."
    )
    secret = make_location(partner, municipality=town, is_hidden=True)
    contacts = [
        make_contact(partner, function="Beratung", responsibility="A bis K", email=LONG_EMAIL,
                     reachable="vormittags", second_phone="+493023125001", languages=["de", "uk"]),
        make_contact(partner, name="Frau Beispiel", form_url="https://example.org/"),
    ]  # fmt: skip
    in_field = {"partner": partner, "policy_field": field, "topics": [topic], "situations": situations}
    offer = full_offer("Beratung", "beratung", pk=KEPT, locations=[place, secret], contacts=contacts, **in_field)
    after = make_offer(title="Danach", slug="danach", partner=make_partner(name="Anderswo"), topics=[topic])
    after.follows.add(offer)
    make_offer(title="Vorbei", slug="vorbei", status="ended", **in_field)
    make_offer(title="Pause", slug="pause", status="paused", delivery=["phone"], partner=partner)
    make_offer(title="Geplant", slug="geplant", status="planned", partner=partner)
    for number in range(20):  # two pages of results
        make_offer(
            title=f"Kurs {number}",
            partner=partner,
            kind="course",
            cost_kind="free",
            topics=[topic],
            situations=situations,
        )
    for number, hours in enumerate([0, None, 30]):  # today, perhaps, no longer today
        helper = make_offer(
            title=f"Betreuung {number}", kind="childcare", edge_hours_ticked=["short_notice"], lead_time_hours=hours,
            contacts=contacts[:1], partner=partner, locations=[place],
        )  # fmt: skip
        make_opening(helper, "MO TU WE TH FR SA SU", "0:00", "0:00", on_public_holidays="open")


def full_offer(title, slug, **values):
    """An offer that uses every field a page shows, with as much text as a diligent office writes."""
    offer = make_offer(
        title=title, slug=slug, other_names="Hilfe, Rat", description=f"{SENTENCE * 2}\n\n{SENTENCE * 2}",
        plain_text=f"{SENTENCE}\n\n{SENTENCE}", summary=f"Wir helfen mit der {LONG_WORD}.",
        notice="Heute nur bis 12 Uhr",
        programme="Beispielprogramm", funder="Beispielministerium", age_from=0, age_to=17, for_whom="any",
        residence="district", eligibility=SENTENCE, not_for="Nicht für Betriebe.",
        delivery=["on_site", "phone", "video"],
        access="appointment", lead_time_hours=2, booking_url="https://example.org/termin/", hours_known="times",
        hours_text="Und nach Vereinbarung.", childcare="request", childcare_notice_days=2,
        languages=["de", "en", "uk", "ar"], interpreter="yes", sign_language="no", anonymity="full",
        bound_to_secrecy="yes", cost_kind="priced", cost_text="Wer wenig hat, zahlt nichts.",
        payers="Das Jugendamt zahlt oft.",
        documents_known="listed", documents="Ausweis\nGeburtsurkunde des Kindes\nLetzter Bescheid\nMietvertrag",
        capacity="waiting", capacity_as_of=timezone.localdate(), expected_wait="zwei Wochen",
        confirmed_on=timezone.localdate(), **values,
    )  # fmt: skip
    make_opening(offer, "MO TU WE TH FR", "8:00", "12:00")
    make_opening(offer, "TU TH", "14:00", "18:00", label="offene Sprechstunde", by_appointment=False)
    today = timezone.localdate()
    OpeningException.objects.create(offer=offer, starts_on=today + timedelta(days=5), ends_on=today + timedelta(days=9))
    CostOption.objects.create(offer=offer, label="Kurs", amount="4.50", unit="Stunde", reduced_amount="2")
    for position, text in enumerate(
        ["Rufen Sie an oder schreiben Sie uns.", "Wir finden einen Termin.", SENTENCE.strip()], 1
    ):
        NextStep.objects.create(offer=offer, position=position, text=text)
    OfferLink.objects.create(offer=offer, title="Antrag", url="https://example.org/antrag.pdf", file_type="PDF")
    return offer


def _way(partner, topic, situation):
    """A way in force: a step with offers and all it can say, and one with a gap."""
    words = {"title": f"Weg mit {LONG_WORD}", "slug": "weg", "intro": SENTENCE * 2, "life_situation": situation}
    way = make_chain(steps=0, **words)
    make_step(way, partner, pk=KEPT, text=SENTENCE * 2, bring="Ausweis\nMietvertrag", topic=topic)
    make_step(way, policy_field=make_field(name="Ohne", slug="ohne"), fallback=SENTENCE, days=7, hand_over=SENTENCE)
    bring(way, ChainStatus.IN_FORCE)


def _help_lines():
    HelpLine.objects.create(key="police", name="Polizei", group="emergency", phone="110", always_open=True)
    HelpLine.objects.create(
        key="women", name="Hilfe bei Gewalt", group="violence", phone="116016", hours="Tag und Nacht", cost="kostenlos",
        languages=["de", "en"], use_when="Wenn Sie Gewalt erleben", url="https://example.org/", url_note="Chat",
        checked_on=timezone.localdate(),
    )  # fmt: skip


def _news():
    words = {"teaser": SENTENCE, "body": f"## Titel\n\n{SENTENCE}", "is_published": True}
    pictured = {"image": picture((640, 400)), "image_alt": "Ein Spielplatz", "image_credit": "Netzwerk"}
    NewsItem.objects.create(title="Neu", slug="neu", **words, **pictured)
    NewsItem.objects.create(title="Ohne Bild", slug="ohne-bild", **words)
