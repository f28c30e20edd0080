"""The key facts of an entry, by which its partner sees at a glance whether everything is still right."""

from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from offers.models import Offer
from offers.models.choices import Capacity, Publication
from offers.page.answers import cost_words
from offers.reviews import due_day
from offers.schedule.words import describe
from partners.phones import show_phone

MOST_ROWS = 5


@dataclass
class KeyFacts:
    """An entry with what changes most often: where, when, whom to call, what it costs, whether there is room."""

    offer: Offer
    facts: list[tuple[str, str]]
    due_on: date

    @property
    def is_hidden(self) -> bool:
        return self.offer.publication == Publication.HIDDEN


def key_facts(offers, on) -> list[KeyFacts]:
    """The key facts of each of ``offers``. As many queries for one as for many."""
    prefetch_related_objects(offers, "contacts", "locations__municipality", "opening_times", "costs")
    return [KeyFacts(offer, list(_facts(offer)), due_day(offer)) for offer in offers]


def _facts(offer):
    """Name and words of what is known."""
    yield capfirst(_("where")), "; ".join(", ".join(place.address_lines) for place in offer.locations.all())
    yield capfirst(_("when")), hours_words(offer)
    # Whoever holds the link sees no more than any visitor.
    yield capfirst(_("contact")), "; ".join(contact_words(one) for one in offer.contacts.all() if one.is_public)
    yield capfirst(_("cost")), costs_words(offer)
    if offer.capacity != Capacity.UNKNOWN:
        day = date_format(offer.capacity_as_of, "j. F Y")
        yield capfirst(_("free places")), _("%(places)s (as of %(day)s)") % {
            "places": offer.get_capacity_display(), "day": day,
        }  # fmt: skip


def hours_words(offer) -> str:
    """The opening times in a line."""
    lines = [f"{days} {times}" for days, times, _label in describe(offer.opening_times.all())[:MOST_ROWS]]
    return "; ".join([*lines, *filter(None, [offer.hours_text])]) or offer.get_hours_known_display()


def contact_words(contact) -> str:
    """Whom one reaches, and how."""
    number = show_phone(contact.phone).replace(" ", "\N{NO-BREAK SPACE}") if contact.phone else ""
    ways = [number, contact.email]
    return ", ".join(filter(None, [contact.name, *ways]))


def costs_words(offer) -> str:
    """What it costs, in a line."""
    rows = [str(row) for row in offer.costs.all()]
    return "; ".join(filter(None, [cost_words(offer), *rows, offer.cost_text]))
