"""Referrals by state and by policy field."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from network_portal.reports import suppression, svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import settled
from network_portal.reports.suppression import about, counted
from offers.models import PolicyField
from referrals.models import Referral, Status

PARTLY = "partly_helped"  # code of the reason that stands for itself; all other outcomes are help


def states(scope: Scope) -> Figure:
    """How often each step happened in the period, whenever the referral was sent."""
    title, period = _("Referrals by state"), settled(scope.period, scope.today)
    if period is None:
        return empty("stand", title)
    counts = count(Referral.objects.exclude(sent_on=None), scope, state_counts(period))
    words = {
        "sent": _("sent"), "accepted": pgettext("referral", "accepted"), "declined": _("declined"),
        "expired": _("without an answer"),
        "helped": _("completed: it helped"), "partly": _("completed: it helped partly"),
        "unmet": _("ended without help"), "withdrawn": _("withdrawn"),
    }  # fmt: skip
    numbers = {label: counts.alone[name] for name, label in words.items()}
    headline = _("%(sent)s referrals were sent, %(accepted)s accepted.")
    headline %= {name: scope.about(counts.alone[name]) for name in ("sent", "accepted")}
    return Figure(
        "stand", title, sentence(headline),
        _("Each referral counts in the month in which it came into the state.")
        + " " + in_steps(scope, period),
        [_("state"), _("referrals")], [[label, scope.words(number)] for label, number in numbers.items()],
        svg.bars(title, sentence(headline), [(label, [number]) for label, number in numbers.items()]),
        [counts.query], period,
    )  # fmt: skip


def state_counts(period) -> dict:
    """Expressions for each state; ended ones never change it again."""
    completed = Q(status=Status.COMPLETED)
    partly = Q(reason__code=PARTLY)
    return {
        "sent": counted("sent_on", period), "accepted": counted("accepted_on", period),
        "declined": counted("ended_on", period, Q(status=Status.DECLINED)),
        "expired": counted("ended_on", period, Q(status=Status.EXPIRED)),
        "helped": counted("ended_on", period, completed & ~partly),
        "partly": counted("ended_on", period, completed & partly),
        "unmet": counted("ended_on", period, Q(status=Status.UNMET)),
        "withdrawn": counted("ended_on", period, Q(status=Status.WITHDRAWN)),
    }  # fmt: skip


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
        svg.bars(title, headline, [(name, [number]) for name, number in numbers]), [counts.query], period,
    )  # fmt: skip


def sentence(text: str) -> str:
    """With a capital letter, since numbers come as words."""
    return text[:1].upper() + text[1:]
