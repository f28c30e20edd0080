"""What came of referrals: in the word of the partner, and in the parent's own."""

from django.utils.translation import gettext as _

from network_portal.reports import svg
from network_portal.reports.figures.base import Figure, Scope, count
from network_portal.reports.figures.referrals import END, HELPED, PARTLY, sentence
from network_portal.reports.figures.rules import empty, in_steps
from network_portal.reports.periods import SETTLED, settled
from network_portal.reports.suppression import counted
from referrals.models import ParentAnswer, Referral, Rules, Status

ANSWERS = [ParentAnswer.YES, ParentAnswer.PARTLY, ParentAnswer.NO, ParentAnswer.NOT_CONTACTED]


def outcomes(scope: Scope) -> Figure:
    """For each word of the partner: how many referrals, and what the parents among them say."""
    title = _("Outcomes: what partners say, and what parents say")
    # While a parent may still change her answer it would wander from one cell to another.
    days = max(SETTLED, Rules.objects.current().parent_answer_days + 1)
    period = settled(scope.period, scope.today, days)
    if period is None:
        return empty("ergebnisse", title)
    labels = {
        HELPED: _("It helped"), PARTLY: _("It helped partly"), Status.UNMET: _("It ended without help"),
    }  # fmt: skip
    rows = Referral.objects.filter(status__in=[Status.COMPLETED, Status.UNMET]).annotate(word=END)
    ended = {"ended": counted("ended_on", period)}
    words = count(rows, scope, ended, by=["word"])
    said = count(rows.exclude(parent_answer=""), scope, ended, by=["word", "parent_answer"])
    numbers = [
        [label, words.of(word)["ended"], *(said.of(word, answer)["ended"] for answer in ANSWERS)]
        for word, label in labels.items()
    ]
    table = [[label, *(scope.words(number) for number in row)] for label, *row in numbers]
    parents = [sum(row[place] for row in numbers) for place in (2, 3, 4, 5)]
    partners = [row[1] for row in numbers]
    headline = _("%(helped)s referrals have helped, partners say. %(yes)s of these parents say so themselves.")
    told = {"helped": partners[0], "yes": numbers[0][2]}
    headline %= {name: sentence(scope.about(number)) for name, number in told.items()}
    series = [_("helped"), _("partly"), _("did not help"), _("nobody got in touch")]
    return Figure(
        "ergebnisse", title, headline,
        _(
            "By the month in which the referral ended, once the time for the parent's answer is over. Not every parent "
            "answers. Lines: the word of the partner. Columns: the word of the parents whose referrals these are."
        ) + " " + in_steps(scope, period),
        [_("The partner says"), _("referrals"), _("parents: yes"), _("parents: partly"), _("parents: no"),
         _("parents: nobody got in touch")], table,
        svg.bars(
            title, headline, [(_("Partners say"), partners), (_("Parents say"), parents)], series, none=scope.words(0)
        ),
        [words.query, said.query], period,
    )  # fmt: skip
