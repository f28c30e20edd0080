"""The flow from partner to partner."""

from django.utils.translation import gettext as _

from network_portal.reports import suppression, svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import settled
from partners.models import Partner
from referrals.models import Referral

MOST_DRAWN = 12  # bands that can be told apart; the table has them all


def flow(scope: Scope) -> Figure:
    """Accepted referrals from one partner to another, for each two with at least five of them."""
    title, period = _("From partner to partner"), settled(scope.period, scope.today)
    if period is None:
        return empty("wege", title)
    rows = Referral.objects.filter(recipient__isnull=False, accepted_on__isnull=False)
    counts = count(rows, scope, {"accepted": suppression.counted("accepted_on", period)}, by=["sender", "recipient"])
    names = {partner.pk: partner.display_name for partner in Partner.objects.only("name", "short_name")}
    pairs = [
        (names[sender], names[recipient], numbers["accepted"])
        for (sender, recipient), numbers in counts.by_group.items() if numbers["accepted"]
    ]  # fmt: skip
    pairs.sort(key=lambda pair: (-pair[2], pair[:2]))
    headline = _("No two partners have handed on five parents yet.")
    if pairs:
        headline = _("No way is more frequent: about %(count)d parents went from %(sender)s to %(recipient)s.")
        headline %= dict(zip(("sender", "recipient", "count"), pairs[0], strict=True))
    return Figure(
        "wege", title, headline,
        _("Accepted referrals, by the month of acceptance. Pairs with fewer than five stand in no line and in no sum.")
        + " " + in_steps(scope, period),
        [_("from"), _("to"), _("referrals")], [list(pair) for pair in pairs],
        svg.flows(title, headline, drawn(pairs)) if pairs else None, [counts.query], period,
    )  # fmt: skip


def drawn(pairs) -> list[tuple]:
    """The largest flows, and all others that the table shows as one."""
    rest = sum(number for *_names, number in pairs[MOST_DRAWN:])
    return pairs[:MOST_DRAWN] + ([(_("others"), _("others"), rest)] if rest else [])
