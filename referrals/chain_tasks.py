"""What waits in chains, as tasks of the workspace: a word of a partner, a decision of the office, a next step."""

from datetime import timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from offers.task import Task
from partners.permissions import is_coordinator, led_partner_ids, memberships_of
from referrals.accompaniments import CONSENT_WARNING, with_next_step
from referrals.models import Chain, ChainStatus, ChainStep
from referrals.order import next_of, states_of_all
from referrals.permissions import visible_accompaniments

DAYS_TO_ANSWER = timedelta(days=14)  # for the word of a partner


def chain_tasks(user, on) -> list[Task]:
    """All of them for one person."""
    return [*_asked(user), *_office(user, on), *_next_steps(user, on)]


def _asked(user):
    """Chains to which a partner has not said anything yet: its managers are asked."""
    mine = {row.partner_id: row.partner for row in memberships_of(user) if row.partner_id in led_partner_ids(user)}
    if not mine:
        return
    newest = Prefetch("steps", ChainStep.objects.newest())
    asked = Chain.objects.filter(status=ChainStatus.ASKED).prefetch_related(newest, "confirmations")
    for chain in asked.order_by("asked_on", "pk"):
        named = {key for step in chain.steps.all() for key in (step.partner_id, step.fallback_partner_id)}
        for key in sorted(mine.keys() & named - {word.partner_id for word in _words(chain)}):
            text = _("Is your part in the way “%(title)s” right?") % {"title": chain.title}
            due = chain.asked_on + DAYS_TO_ANSWER if chain.asked_on else None
            yield Task("chain", text, _page(chain), due, mine[key].display_name)


def _words(chain) -> list:
    """What partners have said to the newest version."""
    return [word for word in chain.confirmations.all() if word.version == chain.version]


def _office(user, on):
    """For coordinators: what partners object to, what can be put in force, what is to be looked at again."""
    if not is_coordinator(user):
        return
    moving = Chain.objects.filter(status__in=[ChainStatus.ASKED, ChainStatus.AGREED])
    for chain in moving.prefetch_related("confirmations__partner"):
        names = [word.partner.display_name for word in _words(chain) if not word.agrees]
        if chain.status == ChainStatus.AGREED:
            text = _("All partners agree to the way “%(title)s”. It can be put in force.") % {"title": chain.title}
            yield Task("chain-agreed", text, reverse("admin:referrals_chain_change", args=[chain.pk]))
        elif names:
            text = _("%(partner)s wants something different in the way “%(title)s”.")
            yield Task("chain-objected", text % {"partner": ", ".join(names), "title": chain.title}, _page(chain))
    for chain in Chain.objects.due_for_review(on):
        text = _("The way “%(title)s” is to be looked at again.") % {"title": chain.title}
        yield Task("chain-review", text, reverse("admin:referrals_chain_change", args=[chain.pk]), chain.review_on)


def _next_steps(user, on):
    """Accompaniments in which nothing is under way, and those whose consent ends soon."""
    rows = list(with_next_step(visible_accompaniments(user).running()))
    resting = [row for row in rows if not row.is_moving]
    states = states_of_all(resting) if resting else {}
    for row in rows:
        if row.consent_until <= on + CONSENT_WARNING:
            text = _("The consent to the accompaniment %(number)s ends soon. Begin anew with the person, or end it.")
            yield Task("accompaniment", text % {"number": row}, row.get_absolute_url(), row.consent_until,
                       row.owner.display_name)  # fmt: skip
        elif row.pk in states:
            yield _next_step(row, states[row.pk])


def _next_step(row, states) -> Task:
    following, link, owner = next_of(states), row.get_absolute_url(), row.owner.display_name
    if following is None:
        text = _("Accompaniment %(number)s: all steps are done. Please end it.") % {"number": row}
        return Task("accompaniment", text, link, None, owner)
    text = _("Accompaniment %(number)s: the next step can begin (%(title)s).")
    if not following.may_send:
        text = _("Accompaniment %(number)s: “%(title)s” waits for the agreed result. Please see how it can go on.")
    before = states[states.index(following) - 1] if following is not states[0] else None
    ended = before.ended_on if before else row.started_on
    due = ended + timedelta(days=following.step.days) if ended and following.step.days else None
    return Task("accompaniment", text % {"number": row, "title": following.step.title}, link, due, owner)


def _page(chain) -> str:
    return reverse("referrals:own-chain", args=[chain.slug])
