"""What an entry still lacks: to be published at all, or to help better. Each with the field that mends it."""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.models.choices import (
    Access,
    Anonymity,
    Childcare,
    CostKind,
    Delivery,
    Documents,
    HoursKnown,
    Residence,
    ReviewInterval,
)
from partners.models.choices import Known

# What ``missing_facts`` looks at beside the offer. Prefetched, any number of offers costs as many queries as one.
NEEDED_ROWS = ["topics", "contacts", "locations", "service_area", "opening_times", "costs", "next_steps"]

BOXES = {"delivery", "languages", "locations", "contacts"}


@dataclass(frozen=True)
class MissingFact:
    """A reason in a sentence, and the field of the form (or ``<name>-group`` for rows) where it is mended."""

    reason: str
    field: str
    is_needed: bool

    @property
    def anchor(self) -> str:
        """Where the form has the field. Of a group of boxes it is the first one: the group takes no focus."""
        if self.field.endswith("-group"):
            return self.field
        return f"id_{self.field}_0" if self.field in BOXES else f"id_{self.field}"


# The field that mends it (``<name>-group`` for rows), and the reason as a sentence.
NEEDED = {
    "title": _("The title is missing."),
    "summary": _("The sentence that says what it is about is missing."),
    "topics": _("No topic is chosen."),
    "delivery": _("It does not say how the offer is given: on site, by telephone …"),
    "locations": _("The offer is on site, but the place is missing."),
    "contacts": _("Nobody is named whom parents can call or write to."),
    "service_area": _("The places where parents must live are missing."),
    "opening_times-group": _("The opening times are missing."),
    "costs-group": _("It costs something, but not how much."),
    "documents": _("The list of things to bring is empty."),
    "next_steps-group": _("The first step is missing: what is to be done to get this help?"),
    "referral_needs": _("It does not say what a referral must contain."),
}
HELPFUL = {
    "confirmed_on": _("Somebody should confirm that everything is still right."),
    "description": _("A description would help."),
    "access": _("Is an appointment needed?"),
    "hours_known": _("When is it open?"),
    "cost_kind": _("What does it cost?"),
    "documents_known": _("What should parents bring along?"),
    "anonymity": _("Can one come without giving a name?"),
    "childcare": _("Can children come along?"),
    "languages": _("Which languages are spoken?"),
    "locations": _("Can one get in without steps?"),
}


def needed_answers(offer) -> dict[str, bool]:
    """Whether each fact of ``NEEDED`` is there, or not asked for."""
    return {
        "title": offer.title,
        "summary": offer.summary,
        "topics": offer.topics.all(),
        "delivery": offer.delivery,
        "locations": Delivery.ON_SITE not in offer.delivery or offer.locations.all(),
        "contacts": offer.contacts.all(),
        "service_area": offer.residence != Residence.MUNICIPALITIES or offer.service_area.all(),
        "opening_times-group": offer.hours_known != HoursKnown.TIMES or offer.hours_text or offer.opening_times.all(),
        "costs-group": offer.cost_kind != CostKind.PRICED or offer.cost_text or offer.costs.all(),
        "documents": offer.documents_known != Documents.LISTED or offer.documents,
        "next_steps-group": offer.next_steps.all(),
        "referral_needs": not offer.takes_referrals or offer.referral_needs,
    }


def helpful_answers(offer, on) -> dict[str, bool]:
    """Whether each fact of ``HELPFUL`` is known on the day ``on``."""
    return {
        "confirmed_on": not is_review_due(offer, on),
        "description": offer.description,
        "access": offer.access != Access.UNKNOWN,
        "hours_known": offer.hours_known != HoursKnown.UNKNOWN,
        "cost_kind": offer.cost_kind != CostKind.UNKNOWN,
        "documents_known": offer.documents_known != Documents.UNKNOWN,
        "anonymity": offer.anonymity != Anonymity.UNKNOWN,
        "childcare": offer.childcare != Childcare.UNKNOWN,
        "languages": offer.languages,
        "locations": all(place.step_free != Known.UNKNOWN for place in offer.locations.all()),
    }


def missing_facts(offer, on=None) -> list[MissingFact]:
    """What the entry lacks on the day ``on`` (default: today): what publishing needs first, then what would help."""
    needed, helpful = needed_answers(offer), helpful_answers(offer, on or timezone.localdate())
    return [MissingFact(NEEDED[field], field, True) for field, answer in needed.items() if not answer] + [
        MissingFact(HELPFUL[field], field, False) for field, answer in helpful.items() if not answer
    ]


def is_review_due(offer, on=None) -> bool:
    """Whether the last confirmation is an interval old, or there has been none."""
    on = on or timezone.localdate()
    return offer.confirmed_on is None or offer.confirmed_on <= on - relativedelta(months=offer.review_interval)


def review_due(on=None) -> Q:
    """``is_review_due`` as a condition for the database."""
    on = on or timezone.localdate()
    due = Q(confirmed_on=None)
    for months in ReviewInterval.values:
        due |= Q(review_interval=months, confirmed_on__lte=on - relativedelta(months=months))
    return due
