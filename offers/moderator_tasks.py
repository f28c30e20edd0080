"""What waits for those who look after policy fields, and for coordinators: counts, since the lists have a page."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import ngettext

from offers.models import Offer
from offers.models.choices import Publication
from offers.task import Task
from partners.models import Membership, Partner
from partners.permissions import is_coordinator, may_moderate

MOST_UNREACHABLE = 10  # partners named in a task list; the others come up when these can be reached
DAYS_TO_MODERATE = 7  # until a submitted entry should be published or given back


def moderation_tasks(user, on):
    """What waits in the fields a person looks after, in counts: the list itself has a page of its own."""
    if not may_moderate(user):
        return
    offers = Offer.objects.moderated_by(user)
    url, counts = reverse("offers:moderation"), moderation_counts(offers, on)
    if n := counts["submitted"]:
        text = ngettext("%(n)s new entry waits to be published.", "%(n)s new entries wait to be published.", n)
        first = offers.filter(publication=Publication.SUBMITTED).order_by("submitted_on").first()
        due = (first.submitted_on or on) + timedelta(days=DAYS_TO_MODERATE) if first else on
        yield Task("submitted", text % {"n": n}, url, due)
    if n := counts["pending"]:
        text = ngettext("%(n)s changed entry waits for approval.", "%(n)s changed entries wait for approval.", n)
        yield Task("pending", text % {"n": n}, url, on)
    if n := counts["changed"]:
        text = ngettext("%(n)s entry was changed.", "%(n)s entries were changed.", n)
        yield Task("changed", text % {"n": n}, url)
    if n := counts["reports"]:
        text = ngettext("%(n)s error report is overdue.", "%(n)s error reports are overdue.", n)
        yield Task("late-report", text % {"n": n}, url, on)


def unreachable_partners(user, on):
    """For coordinators: partners with published entries whom no mail of the portal reaches; so nobody asks them."""
    if not is_coordinator(user):
        return
    reachable = Membership.objects.active(on).exclude(user__email="").values("partner")
    partners = Partner.objects.current().filter(inbox_email="").exclude(pk__in=reachable)
    shown = Offer.objects.published(on).values("partner")
    if found := list(partners.filter(pk__in=shown)):
        n = len(found)
        text = ngettext("No mail reaches %(n)s partner. Please enter an address or invite somebody:",
                        "No mail reaches %(n)s partners. Please enter addresses or invite somebody:", n)  # fmt: skip
        links = tuple((one.name, reverse("partners:profile", args=[one.slug])) for one in found[:MOST_UNREACHABLE])
        yield Task("unreachable", text % {"n": n}, "", links=links)


def moderation_counts(offers, on) -> dict[str, int]:
    """How many of ``offers`` wait for a moderator, and why. One query."""
    one = {"distinct": True}
    late = Q(error_reports__done_on=None, error_reports__due_on__lt=on)
    return offers.order_by().aggregate(
        submitted=Count("pk", filter=Q(publication=Publication.SUBMITTED), **one),
        changed=Count("pk", filter=Q(changed_unseen_at__isnull=False), **one),
        pending=Count("pk", filter=Q(pending_changes__isnull=False, pending_changes__returned_on=None), **one),
        reports=Count("error_reports", filter=late, **one),
    )
