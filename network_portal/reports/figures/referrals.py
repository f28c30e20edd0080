"""Referrals by state and by policy field."""

from django.db.models import Case, CharField, F, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from network_portal.reports import suppression, svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import settled
from network_portal.reports.suppression import about, counted
from offers.models import PolicyField
from referrals.models import Referral, Status

HELPED, PARTLY = "helped", "partly"
# How a referral ended: its status, and of completed ones whether it helped. One reason says “partly”, all others help.
END = Case(
    When(status=Status.COMPLETED, reason__code="partly_helped", then=Value(PARTLY)),
    When(status=Status.COMPLETED, then=Value(HELPED)), default=F("status"), output_field=CharField(),
)  # fmt: skip


def states(scope: Scope) -> Figure:
    """How often each step happened in the period, whenever the referral was sent."""
    title, period = _("Referrals by state"), settled(scope.period, scope.today)
    if period is None:
        return empty("stand", title)
    rows = Referral.objects.filter(sent_on__isnull=False)
    begun = count(rows, scope, {name: counted(f"{name}_on", period) for name in ("sent", "accepted")})
    ended = count(rows.exclude(ended_on=None).annotate(end=END), scope, {"ended": counted("ended_on", period)}, ["end"])
    ends = {
        Status.DECLINED: _("declined"), Status.EXPIRED: _("without an answer"),
        HELPED: _("completed: it helped"), PARTLY: _("completed: it helped partly"),
        Status.UNMET: _("ended without help"), Status.WITHDRAWN: _("withdrawn"),
    }  # fmt: skip
    numbers = {_("sent"): begun.alone["sent"], pgettext("referral", "accepted"): begun.alone["accepted"]}
    numbers |= {words: ended.of(end)["ended"] for end, words in ends.items()}
    bars = [(label, [number]) for label, number in numbers.items()]
    headline = _("%(sent)s referrals were sent, %(accepted)s accepted.")
    headline %= {name: scope.about(begun.alone[name]) for name in ("sent", "accepted")}
    return Figure(
        "stand", title, sentence(headline),
        _("Each referral counts in the month in which it came into the state.")
        + " " + in_steps(scope, period),
        [_("state"), _("referrals")], [[label, scope.words(number)] for label, number in numbers.items()],
        svg.bars(title, sentence(headline), bars, none=scope.words(0)), [begun.query, ended.query], period,
    )  # fmt: skip


def by_field(scope: Scope) -> Figure:
    """Referrals sent to partners in the period."""
    title, period = _("Referrals by policy field"), settled(scope.period, scope.today)
    if period is None:
        return empty("felder", title)
    rows = Referral.objects.filter(recipient__isnull=False, policy_field__isnull=False)
    counts = count(rows, scope, {"sent": counted("sent_on", period)}, by=["policy_field"])
    fields = scope.limited_fields(PolicyField.objects.all())
    numbers = [(field.name, counts.of(field.pk)["sent"]) for field in fields]
    most = max(numbers, key=lambda row: row[1], default=("", 0))
    headline = _("In no policy field five referrals have come together.")
    if most[1]:
        headline = _("Most referrals, %(count)s, were about: %(field)s.")
        headline %= {"count": about(most[1]), "field": most[0]}
    return Figure(
        "felder", title, headline,
        _(
            "Sent to partners of the network. Those to bodies outside and those without a policy field are left out, "
            "so the lines do not add up to all referrals."
        ) + " " + in_steps(scope, period, is_sum=False),
        [_("policy field"), _("referrals")], [[name, suppression.words(number)] for name, number in numbers],
        svg.bars(title, headline, [(name, [number]) for name, number in numbers], none=suppression.words(0)),
        [counts.query], period,
    )  # fmt: skip


def sentence(text: str) -> str:
    """With a capital letter, since numbers come as words."""
    return text[:1].upper() + text[1:]
