"""Fills a database with a network of any size, by plain inserts: what is measured is reading. Run as a program."""

import random
import sys
from datetime import date, time, timedelta

import django

TOWNS = 30
WORDS = [
    "Beratung",
    "Betreuung",
    "Gruppe",
    "Kurs",
    "Treff",
    "Hilfe",
    "Unterhalt",
    "Schulden",
    "Wohnung",
    "Arbeit",
    "Kinder",
    "Familie",
    "Trennung",
    "Sprache",
    "Gesundheit",
    "Ferien",
    "Frühstück",
    "Antrag",
    "Ausbildung",
    "Begleitung",
    "Gespräch",
    "Spielen",
    "Lernen",
    "Geld",
    "Recht",
    "Krise",
    "Alltag",
]


def fill(count: int):
    """``count`` published offers of one partner for five offers, with places, topics and opening times."""
    from offers.models import LifeSituation, Offer, OpeningTime, Topic
    from offers.taxonomy import load_taxonomy
    from partners.models import Contact, Location, Municipality, Network, Partner, Postcode

    lot = random.Random(count)  # noqa: S311 (no secret: the same network each time)
    load_taxonomy()
    Network(name="Netzwerk", region="Landkreis").save()
    towns = Municipality.objects.bulk_create(
        Municipality(
            name=f"Ort {n}", district="Kreis", state="BB", in_region=True,
            latitude=51.4 + lot.random() / 2, longitude=13.2 + lot.random() / 2,
        )
        for n in range(TOWNS)
    )  # fmt: skip
    Postcode.objects.bulk_create(
        Postcode(code=f"{4900 + n:05}", municipality=town, latitude=town.latitude, longitude=town.longitude)
        for n, town in enumerate(towns)
    )
    partners = Partner.objects.bulk_create(
        Partner(name=f"Partner {n}", slug=f"partner-{n}", kind="association") for n in range(max(30, count // 5))
    )
    locations = Location.objects.bulk_create(
        Location(partner=partner, street="Weg 1", postcode="04900", municipality=lot.choice(towns), step_free="yes")
        for partner in partners
    )
    contacts = Contact.objects.bulk_create(
        Contact(partner=partner, name="Büro", phone="+493023125000") for partner in partners
    )
    topics = list(Topic.objects.all())
    offers = Offer.objects.bulk_create([_offer(n, partners, topics, lot) for n in range(count)], batch_size=500)
    own = [n % len(partners) for n in range(count)]
    _link(Offer.topics, offers, [lot.sample(topics, 2) for _ in offers])
    situations = list(LifeSituation.objects.all())
    _link(Offer.situations, offers, [lot.sample(situations, 2) for _ in offers])
    _link(Offer.locations, offers, [[locations[n]] for n in own])
    _link(Offer.contacts, offers, [[contacts[n]] for n in own])
    OpeningTime.objects.bulk_create(
        (_opening(offer, days, lot) for offer in offers for days in (["MO", "TU", "TH"], ["WE"], ["FR"])),
        batch_size=1000,
    )


def _offer(n, partners, topics, lot):
    from offers.models import Offer

    topic = lot.choice(topics)
    words = " ".join(lot.sample(WORDS, 3))
    return Offer(
        title=f"{topic.name}: {words} {n}",
        slug=f"angebot-{n}",
        summary=f"{words}. Wir helfen Ihnen gern weiter.",
        description=". ".join(" ".join(lot.sample(WORDS, 8)) for _ in range(4)),
        partner=partners[n % len(partners)],
        policy_field_id=topic.policy_field_id,
        kind=lot.choice(["advice", "course", "group", "childcare"]),
        publication="published",
        delivery=lot.sample(["on_site", "phone", "home"], lot.randint(1, 2)),
        languages=["de", *lot.sample(["en", "ru", "uk", "ar"], 1)],
        cost_kind=lot.choice(["free", "priced", "unknown"]),
        anonymity=lot.choice(["full", "name", "unknown"]),
        childcare=lot.choice(["welcome", "none", "unknown"]),
        access=lot.choice(["walk_in", "appointment"]),
        age_to=lot.choice([None, 35, 143]),
        capacity="free",
        capacity_as_of=date.today() - timedelta(days=lot.randint(0, 60)),
        hours_known="times",
        confirmed_on=date.today(),
    )


def _opening(offer, days, lot):
    from offers.models import OpeningTime

    start = lot.choice([8, 9, 10, 14])
    return OpeningTime(offer=offer, weekdays=days, opens=time(start), closes=time(start + lot.choice([2, 3, 4])))


def _link(relation, offers, targets):
    """Rows of a many-to-many field."""
    through, field = relation.through, relation.field
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    rows = [
        through(**{source: offer.pk, target: row.pk})
        for offer, chosen in zip(offers, targets, strict=True)
        for row in chosen
    ]
    through.objects.bulk_create(rows, batch_size=1000)


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(int(sys.argv[1]))
