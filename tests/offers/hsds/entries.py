"""An offer with all that one can hold, and the way to ask the interface."""

from datetime import date, time

from django.utils import timezone

from offers.models import CostOption, NextStep, OfferLink, OpeningException
from offers.models.choices import Anonymity, Capacity, Childcare, CostKind, Residence
from partners.models import ClosingPeriod, Network
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

BASE = "/api/hsds/"


def ask(client, path: str = "", **query):
    """The answer at an address of the interface, as JSON."""
    response = client.get(BASE + path, query)
    assert response.status_code == 200, response.content
    return response.json()


def ids(page: dict) -> list[str]:
    return [entry["id"] for entry in page["contents"]]


def full_offer(number: int = 0, **values):
    """An offer of a partner of its own that says something everywhere."""
    partner = make_partner(
        name=f"Verein {number}",
        short_name=f"V{number}",
        description="Wir helfen.",
        website="https://verein.example.org",
    )
    town = make_municipality(f"Finsterwalde {number}", postcode=f"0323{number}")
    place = make_location(
        partner, name="Haus A", street=f"Hauptstraße {number + 1}", postcode=f"0323{number}", municipality=town,
        latitude="51.63000", longitude="13.71000", directions="Bus 5", step_free="yes", lift="no",
    )  # fmt: skip
    second = make_location(partner, street=f"Nebenweg {number + 1}", postcode=f"0323{number}", municipality=town)
    contact = make_contact(
        partner, name="Anna Muster", function="Beraterin", responsibility="A–K", phone="+493023125001",
        second_phone="+493023125002", email=f"rat{number}@example.org", languages=["de", "ar"], reachable="vormittags",
    )  # fmt: skip
    field = make_field(name=f"Geld {number}", key=f"money-{number}")
    offer = make_offer(
        partner=partner,
        title=f"Schuldnerberatung {number}",
        locations=[place, second],
        contacts=[contact],
        policy_field=field,
        topics=[make_topic(policy_field=field, name=f"Schulden {number}")],
        situations=[make_situation(name=f"Geld reicht nicht {number}")],
        service_area=[town],
        **OWN | {"capacity_as_of": timezone.localdate()} | values,
    )
    make_opening(offer, "MO TU", "9:00", "12:00", label="Sprechstunde", location=place, months=[3, 4])
    make_opening(offer, "SA", "10:00", "11:00", frequency="monthly", week_of_month=1, on_public_holidays="closed")
    make_opening(offer, "FR", None, None, by_appointment=True, in_school_holidays="closed")
    make_opening(offer, "WE", "22:00", "2:00", interval=2, starts_on=date(2026, 1, 7), until=date(2099, 1, 6))
    CostOption.objects.create(offer=offer, label="Kurs", amount="12.50", unit="Monat", reduced_amount="5")
    CostOption.objects.create(offer=offer, label="Heft", amount="3", reduced_amount="1", reduced_for="Bürgergeld")
    NextStep.objects.create(offer=offer, text="Rufen Sie an.", position=1)
    NextStep.objects.create(offer=offer, text="Bringen Sie Briefe mit.", position=2)
    OfferLink.objects.create(offer=offer, title="Bogen für Eltern", url="https://verein.example.org/bogen")
    OpeningException.objects.create(offer=offer, starts_on=date(2099, 7, 1), ends_on=date(2099, 7, 2), reason="Ausflug")
    OpeningException.objects.create(
        offer=offer, starts_on=date(2099, 8, 1), ends_on=date(2099, 8, 1), opens=time(14), closes=time(16)
    )
    ClosingPeriod.objects.create(partner=partner, starts_on=date(2099, 12, 24), ends_on=date(2099, 12, 31))
    return offer


OWN = {
    "summary": "Ein Plan statt Angst.",
    "description": "Wir lesen Ihre Briefe mit Ihnen.\n\nDann rechnen wir.",
    "other_names": "Schulden, Insolvenz",
    "plain_text": "Wir helfen bei Schulden.",
    "kind": "advice",
    "notice": "Im Juli nur am Telefon.",
    "notice_until": date(2099, 7, 31),
    "programme": "Akti(F) Plus",
    "funder": "Europäische Union",
    "age_from": 6,
    "age_to": 47,
    "for_pregnant": "yes",
    "for_whom": "mothers",
    "residence": Residence.MUNICIPALITIES,
    "benefit_receipt": "needed",
    "employment": "irrelevant",
    "eligibility": "Für alle mit Schulden.",
    "not_for": "Firmen.",
    "delivery": ["on_site", "phone"],
    "access": "both",
    "lead_time_hours": 24,
    "booking_url": "https://verein.example.org/termin",
    "hours_known": "times",
    "hours_text": "Im August seltener.",
    "edge_hours_ticked": ["sick_child"],
    "childcare": Childcare.REQUEST,
    "childcare_notice_days": 2,
    "languages": ["de", "en", "ar"],
    "interpreter": "yes",
    "sign_language": "no",
    "anonymity": Anonymity.PSEUDONYM,
    "bound_to_secrecy": "yes",
    "cost_kind": CostKind.PRICED,
    "cost_text": "Das erste Gespräch kostet nichts.",
    "payers": "Jugendamt",
    "documents_known": "listed",
    "documents": "Briefe\nAusweis",
    "capacity": Capacity.FEW,
    "expected_wait": "zwei Wochen",
    "confirmed_on": date(2026, 6, 1),
}


def make_network(**values):
    network = Network(**{"name": "Netzwerk Beispiel", "region": "Beispielkreis"} | values)
    network.save()
    return network
