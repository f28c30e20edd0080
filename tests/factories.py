"""Rows for tests: plain functions that fill in what a row must have, and nothing that surprises."""

from datetime import time
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from network_portal.fieldkeys import encrypt
from offers.models import LifeSituation, Offer, OpeningTime, PolicyField, Topic
from offers.models.choices import Delivery, Publication
from partners.models import Contact, Location, Membership, Municipality, Partner, Postcode

SECRET = "JBSWY3DPEHPK3PXP"
_numbers = count(10_001)  # of the same length throughout, so that names sort in the order they were made


def make_partner(**values):
    number = next(_numbers)
    return Partner.objects.create(
        **{"name": f"Partner {number}", "slug": f"partner-{number}", "kind": "association"} | values
    )


def make_user(**values):
    """An account with a second factor, which every account must have to open anything."""
    number = next(_numbers)
    values = {"username": f"person-{number}", "email": f"person-{number}@example.org", "first_name": "Alex"} | values
    user = get_user_model().objects.create_user(**values)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    add_second_factor(user)
    return user


def add_second_factor(user):
    """An app for codes, whose secret is ``SECRET`` for everybody."""
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})


def make_membership(user=None, partner=None, **values):
    return Membership.objects.create(user=user or make_user(), partner=partner or make_partner(), **values)


def make_municipality(name="Finsterwalde", *, postcode="", **values):
    """A town in the region of the network, with a postcode of its own if one is given."""
    place = {"district": "Elbe-Elster", "state": "BB", "latitude": "51.6333", "longitude": "13.7167", "in_region": True}
    municipality = Municipality.objects.create(name=name, **place | values)
    if postcode:
        Postcode.objects.create(
            code=postcode,
            municipality=municipality,
            latitude=municipality.latitude,
            longitude=municipality.longitude,
        )
    return municipality


def make_location(partner=None, **values):
    values.setdefault("street", f"Beispielweg {next(_numbers)}")
    return Location.objects.create(partner=partner or make_partner(), **values)


def make_contact(partner=None, **values):
    """A public contact with a telephone number from the range reserved for fiction."""
    return Contact.objects.create(
        partner=partner or make_partner(), **{"name": "Büro", "phone": "+493023125000"} | values
    )


def make_field(**values):
    number = next(_numbers)
    return PolicyField.objects.create(
        **{"key": f"field-{number}", "name": f"Field {number}", "slug": f"feld-{number}"} | values
    )


def make_topic(**values):
    number = next(_numbers)
    values.setdefault("policy_field", None)
    values["policy_field"] = values["policy_field"] or make_field()
    return Topic.objects.create(
        **{"key": f"topic-{number}", "name": f"Topic {number}", "slug": f"thema-{number}"} | values
    )


def make_situation(**values):
    number = next(_numbers)
    words = {"name": f"Situation {number}", "title": f"Situation {number}?", "slug": f"lage-{number}"}
    return LifeSituation.objects.create(**{"key": f"situation-{number}"} | words | values)


def make_offer(*, topics=(), situations=(), locations=(), contacts=(), service_area=(), **values):
    """A published offer, open to everybody in the district."""
    number = next(_numbers)
    values.setdefault("partner", None)
    values["partner"] = values["partner"] or make_partner()
    values["policy_field"] = values.get("policy_field") or make_field()
    defaults = {
        "title": f"Offer {number}",
        "slug": f"angebot-{number}",
        "summary": "Help for single parents.",
        "publication": Publication.PUBLISHED,
        "delivery": [Delivery.ON_SITE],
    }
    offer = Offer.objects.create(**defaults | values)
    for name, rows in {
        "topics": topics,
        "situations": situations,
        "locations": locations,
        "contacts": contacts,
        "service_area": service_area,
    }.items():
        if rows:
            getattr(offer, name).set(rows)
    return offer


def make_opening(offer, weekdays="MO", opens="9:00", closes="12:00", **values):
    """A rule of opening: weekdays as “MO TU”, times as “9:00” or None."""
    hours = [time.fromisoformat(text.zfill(5)) if text else None for text in (opens, closes)]
    return OpeningTime.objects.create(offer=offer, weekdays=weekdays.split(), opens=hours[0], closes=hours[1], **values)
