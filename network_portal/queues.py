"""What waits for a coordinator on a Monday morning, or for somebody who looks after fields: counts and since when.

Each queue leads to the list of exactly the rows it has counted. A fixed number of queries, however much waits.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.helplines import to_check
from offers.models import ErrorReport, HelpLine, ImportedRow, Offer, Translation, UnmetSearch
from offers.models.source import HOURS_TO_ENTER
from offers.models.translation import outdated
from offers.moderating import waiting
from offers.moderator_tasks import DAYS_TO_MODERATE
from offers.permissions import moderated_fields
from offers.search.demand import words_in_fields
from offers.search.unmet import LATELY, shown_searches
from partners.models import Invitation, JoinRequest
from partners.permissions import is_coordinator
from referrals.inquiries import is_late
from referrals.models import Chain, ChainStatus
from referrals.overview import contradictions, is_overdue
from referrals.permissions import overview_inquiries, overview_referrals

# Since when each of the offers in a queue waits.
SINCE = {
    "submitted": "submitted_on", "pending": "pending_changes__created_at", "changed": "changed_unseen_at",
    "stale": "review_step_on", "hidden": "review_step_on",
}  # fmt: skip
DAYS_TO_DECIDE = 14  # about a request to join


@dataclass(frozen=True)
class Queue:
    """Rows of one kind that wait. ``late``: somebody has been promised an answer by now, or parents are misled."""

    name: str
    count: int
    since: date | None
    address: str
    late: bool = False
    note: str = ""


def queues_for(user, on: date) -> list[Queue]:
    """The queues of ``user`` on the day ``on``: of her fields, or of the whole network."""
    queues = [_stuck(user, on), _contradictions(user, on), _inquiries(user, on), *_reports(user, on)]
    queues += [*_offers(user, on), _unmet(user, on), _translations(user)]
    if is_coordinator(user):
        queues += [_joining(on), *_chains(on), *_invitations(on), _imports(), _help_lines(on)]
    return queues


def in_order(queues: list[Queue], on: date) -> tuple[list[Queue], list[Queue]]:
    """Those in which something waits, late ones first, then what waits longest; and the empty ones."""
    full = [queue for queue in queues if queue.count]
    full.sort(key=lambda queue: (not queue.late, queue.since or on))
    return full, [queue for queue in queues if not queue.count]


def _day(moment) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _list(name: str, query: str) -> str:
    return f"{reverse(f'admin:{name}_changelist')}?{query}"


def _offers(user, on):
    """New entries, changes, entries nobody confirms, hidden ones. One query."""
    totals = {}
    for name, condition in waiting(on).items():
        totals[name] = Count("pk", filter=condition, distinct=True)
        shown = condition & Q(pending_changes__returned_on=None) if name == "pending" else condition
        totals[f"{name}_since"] = Min(SINCE[name], filter=shown)
    found = Offer.objects.moderated_by(user).order_by().aggregate(**totals)
    rows = {
        "submitted": (_("New entries to publish"), "publication__exact=submitted", DAYS_TO_MODERATE),
        "pending": (_("Changes to approve"), "waiting=pending", DAYS_TO_MODERATE),
        "stale": (_("Entries that nobody confirms"), "waiting=stale", None),
        "hidden": (_("Hidden entries"), "publication__exact=hidden", None),
        "changed": (_("Changed entries to look at"), "waiting=changed", None),
    }
    for name, (words, query, days) in rows.items():
        since = _day(found[f"{name}_since"])
        late = bool(days and since and since + timedelta(days=days) < on)
        yield Queue(words, found[name], since, _list("offers_offer", query), late)


def _reports(user, on):
    offers = Offer.objects.moderated_by(user).order_by().values("pk")
    late, rows = Q(due_on__lt=on), ErrorReport.objects.filter(done_on=None, offer__in=offers)
    found = rows.order_by().aggregate(
        late=Count("pk", filter=late), late_since=Min("created_on", filter=late),
        open=Count("pk", filter=~late), since=Min("created_on", filter=~late),
    )  # fmt: skip
    address = _list("offers_errorreport", "state=late")
    yield Queue(_("Error reports"), found["late"], found["late_since"], address, late=True)
    yield Queue(_("Error reports in time"), found["open"], found["since"], _list("offers_errorreport", "state=due"))


def _stuck(user, on):
    found = overview_referrals(user).filter(is_overdue(on)).order_by().aggregate(n=Count("pk"), since=Min("due_on"))
    address = f"{reverse('referrals:overview')}?zeigen=ueberfaellig#referrals"
    note = _("Numbers and days only; never who it is about.")
    return Queue(_("Stuck referrals"), found["n"], found["since"], address, late=True, note=note)


def _contradictions(user, on):
    rows = contradictions(user)  # those that are due first
    since = min((row.referral.parent_answered_on for row in rows), default=None)
    address, late = f"{reverse('referrals:overview')}#contradictions", any(row.due_on < on for row in rows[:1])
    note = _("The office says that it helped, mother or father says no.")
    return Queue(_("Parents say otherwise"), len(rows), since, address, late, note)


def _inquiries(user, on):
    found = overview_inquiries(user).filter(is_late(on)).order_by().aggregate(n=Count("pk"), since=Min("due_on"))
    address = _list("referrals_inquiry", "answer=late")
    return Queue(_("Inquiries without an answer"), found["n"], found["since"], address, late=True)


def _unmet(user, on):
    rows = UnmetSearch.objects.filter(week__gt=on - LATELY, words__in=shown_searches())
    found = list(rows.order_by("week").values_list("words", "week"))
    if not is_coordinator(user):
        fields = moderated_fields(user)
        theirs = set(words_in_fields({words for words, _week in found}, set(fields.values_list("pk", flat=True))))
        found = [row for row in found if row[0] in theirs]
    note = _("Searches of the last four weeks that found nothing or little.")
    since, address = found[0][1] if found else None, _list("offers_unmetsearch", "when=lately")
    return Queue(_("Unmet searches"), len(found), since, address, note=note)


def _translations(user):
    rows = Translation.objects.all()
    if not is_coordinator(user):
        offers = Offer.objects.moderated_by(user).order_by().values("pk")
        rows = rows.filter(content_type__app_label="offers", content_type__model="offer", object_id__in=offers)
    found = outdated(rows)
    since = _day(min(found.values(), default=None))
    return Queue(_("Outdated translations"), len(found), since, _list("offers_translation", "state=outdated"))


def _joining(on):
    found = JoinRequest.objects.undecided().order_by().aggregate(n=Count("pk"), since=Min("created_on"))
    since, address = found["since"], _list("partners_joinrequest", "decision__exact=open")
    late = bool(since and since + timedelta(days=DAYS_TO_DECIDE) < on)
    return Queue(_("Requests to join"), found["n"], since, address, late)


def _chains(on):
    """Chains of services: what partners are asked, what can be put in force, what is to be looked at again."""
    asked, agreed = Q(status=ChainStatus.ASKED), Q(status=ChainStatus.AGREED)
    due = Q(status=ChainStatus.IN_FORCE, review_on__lte=on)
    found = Chain.objects.order_by().aggregate(
        asked=Count("pk", filter=asked), asked_since=Min("asked_on", filter=asked),
        agreed=Count("pk", filter=agreed), agreed_since=Min("asked_on", filter=agreed),
        due=Count("pk", filter=due), due_since=Min("review_on", filter=due),
    )  # fmt: skip
    rows = {
        "asked": (_("Chains that partners have not confirmed"), "status__exact=asked"),
        "agreed": (_("Chains to put in force"), "status__exact=agreed"),
        "due": (_("Chains to look at again"), f"status__exact=in_force&review_on__lte={on.isoformat()}"),
    }
    for name, (words, query) in rows.items():
        yield Queue(words, found[name], found[f"{name}_since"], _list("referrals_chain", query))


def _invitations(on):
    rows = Invitation.objects.filter(accepted_on=None, withdrawn_on=None).order_by()
    over = Q(expires_on__lt=on)
    found = rows.aggregate(
        over=Count("pk", filter=over), over_since=Min("expires_on", filter=over),
        open=Count("pk", filter=~over), since=Min("created_on", filter=~over),
    )  # fmt: skip
    name = "partners_invitation"
    yield Queue(_("Invitations that ran out"), found["over"], found["over_since"], _list(name, "state=expired"))
    yield Queue(_("Invitations without an answer"), found["open"], found["since"], _list(name, "state=open"))


def _imports():
    found = ImportedRow.objects.filter(HOURS_TO_ENTER).order_by().aggregate(n=Count("pk"), since=Min("imported_at"))
    address = _list("offers_importedrow", "unread=open")
    return Queue(_("Imported hours that nobody has entered"), found["n"], _day(found["since"]), address)


def _help_lines(on):
    found = HelpLine.objects.filter(to_check(on)).order_by().aggregate(n=Count("pk"), since=Min("checked_on"))
    note = _("Not checked for half a year.")
    return Queue(_("Help lines to try"), found["n"], found["since"], _list("offers_helpline", "checked=due"), note=note)
