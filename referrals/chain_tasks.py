"""What waits in chains, as tasks of the workspace: a word of a partner, a decision of the office, a next step."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from offers.task import Task
from partners.models import Partner
from partners.permissions import is_coordinator, led_partner_ids
from referrals.accompaniments import CONSENT_WARNING, with_next_step
from referrals.models import Chain, ChainConfirmation, ChainStatus
from referrals.order import next_of, states_of
from referrals.permissions import visible_accompaniments

DAYS_TO_ANSWER = timedelta(days=14)  # for the word of a partner


def chain_tasks(user, on) -> list[Task]:
    """All of them for one person."""
    return [*_asked(user), *_office(user, on), *_next_steps(user, on)]


def _asked(user):
    """Chains to which a partner has not said anything yet: its managers are asked."""
    mine = led_partner_ids(user)
    if not mine:
        return
    for chain in Chain.objects.filter(status=ChainStatus.ASKED).order_by("asked_on", "pk"):
        said = ChainConfirmation.objects.filter(chain=chain, version=chain.version).values("partner")
        for partner in chain.partners().filter(pk__in=mine).exclude(pk__in=said):
            text = _("Is your part in the way “%(title)s” right?") % {"title": chain.title}
            due = chain.asked_on + DAYS_TO_ANSWER if chain.asked_on else None
            yield Task("chain", text, _page(chain), due, partner.display_name)


def _office(user, on):
    """For coordinators: what partners object to, what can be put in force, what is to be looked at again."""
    if not is_coordinator(user):
        return
    moving = Chain.objects.filter(status__in=[ChainStatus.ASKED, ChainStatus.AGREED])
    for chain in moving:
        if chain.status == ChainStatus.AGREED:
            text = _("All partners agree to the way “%(title)s”. It can be put in force.") % {"title": chain.title}
            yield Task("chain-agreed", text, reverse("admin:referrals_chain_change", args=[chain.pk]))
        elif names := _objecting(chain):
            text = _("%(partner)s wants something different in the way “%(title)s”.")
            yield Task("chain-objected", text % {"partner": ", ".join(names), "title": chain.title}, _page(chain))
    for chain in Chain.objects.due_for_review(on):
        text = _("The way “%(title)s” is to be looked at again.") % {"title": chain.title}
        yield Task("chain-review", text, reverse("admin:referrals_chain_change", args=[chain.pk]), chain.review_on)


def _objecting(chain) -> list[str]:
    said = ChainConfirmation.objects.filter(chain=chain, version=chain.version, agrees=False)
    partners = Partner.objects.filter(pk__in=said.values("partner")).order_by("name")
    return [partner.display_name for partner in partners]


def _next_steps(user, on):
    """Accompaniments in which nothing is under way, and those whose consent ends soon."""
    for row in with_next_step(visible_accompaniments(user).running()):
        if row.consent_until <= on + CONSENT_WARNING:
            text = _("The consent to the accompaniment %(number)s ends soon. Begin anew with the person, or end it.")
            yield Task("accompaniment", text % {"number": row}, row.get_absolute_url(), row.consent_until,
                       row.owner.display_name)  # fmt: skip
        elif not row.is_moving:
            yield _next_step(row)


def _next_step(row) -> Task:
    states = states_of(row)
    following, link, owner = next_of(states), row.get_absolute_url(), row.owner.display_name
    if following is None:
        text = _("Accompaniment %(number)s: all steps are done. Please end it.") % {"number": row}
        return Task("accompaniment", text, link, None, owner)
    text = _("Accompaniment %(number)s: the next step can begin (%(title)s).")
    before = states[states.index(following) - 1] if following is not states[0] else None
    ended = before.ended_on if before else row.started_on
    due = ended + timedelta(days=following.step.days) if ended and following.step.days else None
    return Task("accompaniment", text % {"number": row, "title": following.step.title}, link, due, owner)


def _page(chain) -> str:
    return reverse("referrals:own-chain", args=[chain.slug])
