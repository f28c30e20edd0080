"""Everything the template of an offer prints, worked out in one place."""

from dataclasses import dataclass

from django.urls import reverse

from offers.files import download_name
from offers.page import answers
from offers.page.hours import Hours, hours_of
from offers.page.places import ShownPlace, shown_place
from offers.page.questions import Question, questions
from offers.page.rows import PageRows, ordered


@dataclass
class ShownLink:
    """A form or a page: where it leads, and of a file what a phone should know before it is loaded."""

    title: str
    address: str
    file_type: str = ""
    file_size: int | None = None  # bytes
    key: int | None = None  # of the row, where the portal itself holds the file


@dataclass
class OfferContent:
    """What is known of one offer at one moment, in the words of the page."""

    hours: Hours
    questions: list[Question]
    places: list[ShownPlace]
    contacts: list
    steps: list
    costs: list
    links: list[ShownLink]
    documents: list[str]
    together_with: list
    capacity: str
    capacity_tone: str
    words: dict[str, str]
    follow: list
    related: list

    @property
    def call(self):
        """Whom to call: the first contact with a telephone."""
        return next((contact for contact in self.contacts if contact.phone), None)


def offer_content(rows: PageRows, now, hours=hours_of) -> OfferContent:
    """The content of the page whose rows are given; ``hours`` says what to tell of its times. No query."""
    offer, today = rows.offer, now.date()
    capacity, tone = answers.capacity_words(offer, today)
    return OfferContent(
        hours=hours(offer, rows.exceptions, rows.calendar, now),
        questions=questions(offer, ordered(offer.area_rows, "name"), rows.network.region),
        places=[shown_place(location) for location in offer.locations.all()],
        contacts=sorted(offer.contacts.all(), key=lambda contact: (not contact.phone, contact.name, contact.pk)),
        steps=ordered(offer.step_rows, "position"),
        costs=ordered(offer.cost_rows),
        links=[shown for link in ordered(offer.link_rows) for shown in shown_links(link)],
        documents=[line.strip() for line in offer.documents.splitlines() if line.strip()],
        together_with=ordered(offer.together_rows, "name"),
        capacity=capacity,
        capacity_tone=tone,
        words=sentences(offer, today),
        follow=rows.follow,
        related=rows.related,
    )


def shown_links(link) -> list[ShownLink]:
    """A row may hold a file, an address, or both; type and size tell about the file where there is one."""
    about = (link.file_type, link.file_size)
    if not link.file:
        return [ShownLink(link.title, link.url, *about)]
    file = ShownLink(link.title, reverse("offers:file", args=[link.id, download_name(link)]), *about, link.id)
    return [file, ShownLink(link.title, link.url)] if link.url else [file]


def sentences(offer, today) -> dict[str, str]:
    """What can be said about an offer in a sentence each, by subject; empty where there is nothing to say."""
    return {
        "status": answers.status_words(offer, today),
        "confirmed": answers.confirmed_words(offer, today),
        "cost": answers.cost_words(offer),
        "anonymity": answers.anonymity_words(offer),
        "secrecy": answers.secrecy_words(offer),
        "childcare": answers.childcare_words(offer),
        "access": answers.access_words(offer),
        "lead": answers.lead_words(offer.lead_time_hours),
    }
