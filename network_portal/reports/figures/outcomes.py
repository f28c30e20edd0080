"""What came of referrals: in the word of the partner, and in the parent's own."""

from django.db.models import Q
from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.referrals import PARTLY, sentence
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import SETTLED, settled
from network_portal.reports.suppression import counted
from referrals.models import ParentAnswer, Referral, Rules, Status

WORDS = {
    "helped": Q(status=Status.COMPLETED) & ~Q(reason__code=PARTLY),
    "partly": Q(status=Status.COMPLETED, reason__code=PARTLY),
    "unmet": Q(status=Status.UNMET),
}
ANSWERS = [ParentAnswer.YES, ParentAnswer.PARTLY, ParentAnswer.NO, ParentAnswer.NOT_CONTACTED]


def outcomes(scope: Scope) -> Figure:
    """For each word of the partner: how many referrals, and what the parents among them say."""
    title = _("Outcomes: what partners say, and what parents say")
    # While a parent may still change her answer it would wander from one cell to another.
    days = max(SETTLED, Rules.objects.current().parent_answer_days + 1)
    period = settled(scope.period, scope.today, days)
    if period is None:
        return empty("ergebnisse", title)
    labels = {"helped": _("It helped"), "partly": _("It helped partly"), "unmet": _("It ended without help")}
    counts = count(Referral.objects.filter(ended_on__isnull=False), scope, _numbers(period))
    columns = ["", *(f"_{answer}" for answer in ANSWERS)]
    numbers = [[label, *(counts.alone[word + column] for column in columns)] for word, label in labels.items()]
    table = [[label, *(scope.words(number) for number in row)] for label, *row in numbers]
    parents = [sum(row[place] for row in numbers) for place in (2, 3, 4, 5)]
    partners = [row[1] for row in numbers]
    headline = _("%(helped)s referrals have helped, partners say. %(yes)s of these parents say so themselves.")
    said = {"helped": counts.alone["helped"], "yes": counts.alone[f"helped_{ParentAnswer.YES}"]}
    headline %= {name: sentence(scope.about(number)) for name, number in said.items()}
    series = [_("helped"), _("partly"), _("did not help"), _("nobody got in touch")]
    return Figure(
        "ergebnisse", title, headline,
        _(
            "By the month in which the referral ended, once the time for the parent's answer is over. Not every parent "
            "answers. Lines: the word of the partner. Columns: the word of the parents whose referrals these are."
        ) + " " + in_steps(scope, period),
        [_("The partner says"), _("referrals"), _("parents: yes"), _("parents: partly"), _("parents: no"),
         _("parents: nobody got in touch")], table,
        svg.bars(title, headline, [(_("Partners say"), partners), (_("Parents say"), parents)], series),
        [counts.query], period,
    )  # fmt: skip


def _numbers(period) -> dict:
    """Expressions for each word of a partner, and for each answer of the parents behind it."""
    numbers = {}
    for word, condition in WORDS.items():
        numbers[word] = counted("ended_on", period, condition)
        for answer in ANSWERS:
            numbers[f"{word}_{answer}"] = counted("ended_on", period, condition & Q(parent_answer=answer))
    return numbers
