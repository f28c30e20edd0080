"""What needs whom: everything a person has to do, as plain data, most urgent first."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from offers.cards import DAYS_FREE_PLACES_ARE_TRUE
from offers.forms.sections import SECTIONS, section_of
from offers.link_check import failing_links
from offers.models import ErrorReport, Offer, PendingChange
from offers.models.choices import Capacity, Publication, Status
from offers.moderator_tasks import moderation_tasks, unreachable_partners
from offers.quality import NEEDED_ROWS, missing_facts
from offers.reviews import is_due
from offers.task import Task
from offers.workflow import is_held
from partners.permissions import managed_partner_ids, memberships_of

FUNDING_WARNING = timedelta(days=60)


@dataclass
class TaskList:
    """What a person has to do on a day: now, and what would help but can wait."""

    on: date
    groups: list = field(default_factory=list)  # (name of the partner or of the moderator's work, tasks)
    helpful: list = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.groups and not self.helpful


def tasks_for(user, on=None, more=()) -> TaskList:
    """Everything that waits for ``user`` on the day ``on`` (default: today), in the same queries for any number.

    ``more``: tasks that other parts of the portal add to those of her partners, and to what she looks after.
    """
    on = on or timezone.localdate()
    offers = _own_offers(user)
    by_partner = defaultdict(list)
    for task in [*_reports(user), *_returned(offers), *_given_back(user), *_due(offers, on), *_missing(offers, on),
                 *_places(offers, on), *_links(user), *_funding(offers, on), *more]:  # fmt: skip
        by_partner[task.partner].append(task)
    stuck = by_partner.pop("", [])
    groups = [(name, _in_order(tasks)) for name, tasks in by_partner.items()]
    groups.sort(key=lambda group: (_urgency(group[1][0]), group[0]))
    if looked_after := [*_in_order([*moderation_tasks(user, on), *stuck]), *unreachable_partners(user, on)]:
        groups.append((_("For moderation"), looked_after))
    return TaskList(on, groups, list(_helpful(offers, on)))


def _in_order(tasks) -> list[Task]:
    return sorted(tasks, key=_urgency)


def _urgency(task):
    return task.due_on or date.max, task.text


def _own_offers(user) -> list[Offer]:
    """The entries of the partners a person acts for, with the rows that ``missing_facts`` looks at."""
    kept = Offer.objects.exclude(publication__in=[Publication.ARCHIVED, Publication.DELETED])
    own = kept.exclude(status=Status.ENDED).filter(partner__in=managed_partner_ids(user))
    return list(own.select_related("partner").prefetch_related(*NEEDED_ROWS))


def _name(offer) -> str:
    return offer.partner.display_name


def _overview(offer) -> str:
    return reverse("offers:workspace", args=[offer.pk])


def _words(text, offer, **more) -> str:
    return text % {"title": offer.title, **more}


def _reports(user):
    """What visitors have told about the own entries."""
    open_ones = ErrorReport.objects.filter(done_on=None, offer__partner__in=managed_partner_ids(user))
    open_ones = open_ones.exclude(offer__publication=Publication.DELETED)
    for report in open_ones.select_related("offer__partner"):
        text = _words(_("Somebody says that something in “%(title)s” is wrong."), report.offer)
        url = reverse("offers:report-answer", args=[report.pk])
        yield Task("report", text, url, report.due_on, _name(report.offer))


def _returned(offers):
    """Entries that the moderator has given back, or hidden."""
    for offer in offers:
        if is_held(offer):
            note = offer.moderator_note or _("Please ask why.")
            text = _words(_("The moderator has hidden “%(title)s”: %(note)s"), offer, note=note)
            yield Task("returned", text, _overview(offer), None, _name(offer))
        if offer.publication == Publication.DRAFT and offer.moderator_note:
            text = _words(_("The moderator has given back “%(title)s”: %(note)s"), offer, note=offer.moderator_note)
            yield Task("returned", text, _overview(offer), offer.submitted_on, _name(offer))


def _given_back(user):
    """Changes of an entry that were not approved."""
    changes = PendingChange.objects.exclude(returned_on=None).filter(offer__partner__in=managed_partner_ids(user))
    for change in changes.select_related("offer__partner"):
        text = _words(_("Your change of “%(title)s” came back: %(note)s"), change.offer, note=change.note)
        yield Task("change-returned", text, section_address(change.offer_id, change.section), change.returned_on,
                   _name(change.offer))  # fmt: skip


def _due(offers, on):
    """One task for each partner: its entries that somebody has to confirm."""
    waiting = defaultdict(list)
    for offer in offers:
        if offer.publication in (Publication.PUBLISHED, Publication.HIDDEN) and is_due(offer, on):
            waiting[offer.partner].append(offer)
    for partner, due in waiting.items():
        text = ngettext(
            "%(count)s entry waits for you to say that everything is still right.",
            "%(count)s entries wait for you to say that everything is still right.",
            len(due),
        ) % {"count": len(due)}
        yield Task("confirm", text, reverse("offers:confirm"), on, partner.display_name)


def _missing(offers, on):
    """Facts without which an entry cannot be published, or should not be."""
    for offer in offers:
        facts = [fact for fact in missing_facts(offer, on) if fact.is_needed]
        if facts:
            text = _words(_("“%(title)s” lacks what parents need:"), offer)
            yield Task("missing", text, _overview(offer), None, _name(offer), _fact_links(offer, facts))


def _helpful(offers, on):
    """What would help parents; it can wait."""
    for offer in offers:
        facts = [fact for fact in missing_facts(offer, on) if not fact.is_needed and fact.field != "confirmed_on"]
        if facts and offer.publication == Publication.PUBLISHED:
            yield Task("helpful", offer.title, _overview(offer), None, _name(offer), _fact_links(offer, facts))


def _fact_links(offer, facts) -> tuple:
    return tuple((fact.reason, address_of_fact(offer.pk, fact)) for fact in facts)


def _places(offers, on):
    """Free places that nobody vouches for any longer."""
    for offer in offers:
        old = offer.capacity_as_of and offer.capacity_as_of < on - timedelta(days=DAYS_FREE_PLACES_ARE_TRUE)
        if offer.capacity != Capacity.UNKNOWN and old and offer.publication == Publication.PUBLISHED:
            text = _words(_("Are there still free places in “%(title)s”? The answer is older than 30 days."), offer)
            yield Task("places", text, field_address(offer.pk, "capacity"), None, _name(offer))


def _links(user):
    """Addresses in the own entries that do not answer."""
    for found in failing_links(managed_partner_ids(user)):
        text = _("The link %(url)s in “%(title)s” leads nowhere.") % {"url": found.url, "title": found.where}
        url = reverse("offers:workspace", args=[found.offer_id]) if found.offer_id else found.partner_address
        yield Task("link", text, url, None, found.partner_name)


def _funding(offers, on):
    """Offers whose money ends soon."""
    for offer in offers:
        if offer.funded_until and on <= offer.funded_until <= on + FUNDING_WARNING:
            text = _words(_("The funding of “%(title)s” ends soon. Does the offer go on?"), offer)
            yield Task("funding", text, field_address(offer.pk, "funded_until"), offer.funded_until, _name(offer))


def address_of_fact(offer_id, fact) -> str:
    """The page and the field where a missing fact is mended."""
    return _section_page(offer_id, section_of(fact.field), fact.anchor)


def field_address(offer_id, name) -> str:
    """The page and the field where ``name`` is changed."""
    return _section_page(offer_id, section_of(name), f"id_{name}")


def section_address(offer_id, name) -> str:
    """The page on which a section is changed."""
    return _section_page(offer_id, name if name in SECTIONS else None)


def _section_page(offer_id, name, anchor="") -> str:
    """The page of a section; the overview of the entry for what the workflow decides."""
    if name is None:
        return reverse("offers:workspace", args=[offer_id])
    page = reverse("offers:edit", args=[offer_id, name])
    return f"{page}#{anchor}" if anchor else page


def partners_of(user) -> list:
    """The partners a person acts for, in the order of their names."""
    return sorted((row.partner for row in memberships_of(user)), key=lambda partner: partner.name)
