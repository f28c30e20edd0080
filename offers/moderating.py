"""What waits for a moderator, sorted by what is to be done."""

from dataclasses import dataclass, field

from django.db.models import Q

from offers.models import ErrorReport, Offer, PendingChange
from offers.models.choices import Publication
from offers.quality import review_due

SHOWN = 100  # of each list; the rest comes up when these are done


@dataclass
class ModerationLists:
    """New entries, changes that wait for a word, changes that show already, stale entries, overdue reports."""

    submitted: list[Offer] = field(default_factory=list)
    waiting: list[Offer] = field(default_factory=list)
    changed: list[Offer] = field(default_factory=list)
    hidden: list[Offer] = field(default_factory=list)
    stale: list[Offer] = field(default_factory=list)
    reports: list[ErrorReport] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any((self.submitted, self.waiting, self.changed, self.hidden, self.stale, self.reports))


def waiting(on) -> dict[str, Q]:
    """Conditions of the offers that wait for a moderator on the day ``on``, by the name of the queue."""
    return {
        "submitted": Q(publication=Publication.SUBMITTED),
        "pending": Q(pk__in=PendingChange.objects.waiting().order_by().values("offer")),
        "changed": Q(changed_unseen_at__isnull=False),
        "stale": Q(publication=Publication.PUBLISHED, review_step__gte=2) & review_due(on),
        "hidden": Q(publication=Publication.HIDDEN),
    }


def moderation_lists(offers, on) -> ModerationLists:
    """What waits among ``offers`` on the day ``on``. Six queries."""
    rows = offers.select_related("partner", "policy_field")
    asked = waiting(on)
    late = ErrorReport.objects.filter(offer__in=offers, done_on=None, due_on__lt=on)
    return ModerationLists(
        submitted=list(rows.filter(asked["submitted"]).order_by("submitted_on", "pk")[:SHOWN]),
        waiting=list(rows.filter(asked["pending"]).order_by("title", "pk")[:SHOWN]),
        changed=list(rows.filter(asked["changed"]).order_by("changed_unseen_at", "pk")[:SHOWN]),
        hidden=list(rows.filter(asked["hidden"]).order_by("title", "pk")[:SHOWN]),
        stale=list(rows.filter(asked["stale"]).order_by("confirmed_on", "pk")[:SHOWN]),
        reports=list(late.select_related("offer__partner").order_by("due_on", "pk")[:SHOWN]),
    )
