"""Rows for tests of chains: a chain with steps, in any status, and somebody who is accompanied on it."""

from itertools import count

from django.utils import timezone

from referrals import accompaniments, chains
from referrals.models import Chain, ChainStatus, ChainStep, Reason
from tests.factories import make_membership
from tests.referrals.rows import make_inbox, make_referral

_numbers = count(1)


def make_step(chain, partner=None, **values):
    """The next step of a chain; of a new partner unless a field or topic is named."""
    if partner is None and not values.keys() & {"policy_field", "topic"}:
        partner = make_inbox()
    outcomes = values.pop("required_outcomes", ())
    position = chain.steps_of(chain.version).count() + 1
    values = {"title": f"Schritt {position}", "text": "Das hilft.", "position": position} | values
    step = ChainStep.objects.create(chain=chain, version=chain.version, partner=partner, **values)
    step.required_outcomes.set(outcomes)
    return step


def make_chain(status=ChainStatus.DRAFT, *, steps=2, partners=(), **values):
    """A chain of ``steps`` steps, or of one for each of ``partners``, brought into its status as people would."""
    number = next(_numbers)
    chain = Chain.objects.create(**{"title": f"Weg {number}", "slug": f"weg-{number}", "intro": "Für Sie."} | values)
    for partner in partners or [None] * steps:
        make_step(chain, partner)
    return bring(chain, status)


def bring(chain, status):
    """Take the steps that lead to that status."""
    if status in (ChainStatus.ASKED, ChainStatus.AGREED, ChainStatus.IN_FORCE):
        chain = chains.ask(chain)
    if status in (ChainStatus.AGREED, ChainStatus.IN_FORCE):
        agree(chain)
    if status == ChainStatus.IN_FORCE:
        chain = chains.put_in_force(chain)
    return Chain.objects.get(pk=chain.pk)


def agree(chain, *partners):
    """The word of the partners, or of all."""
    for partner in partners or chain.partners():
        chains.answer(chain, partner, agrees=True, by=manager_of(partner))


def manager_of(partner):
    """An account of somebody who leads the partner's team."""
    return (partner.memberships.filter(role="manager").first() or make_membership(partner=partner, role="manager")).user


def accompanied(chain, owner=None, **values):
    """Somebody who has agreed to be accompanied by ``owner``."""
    given = {"form": "screen", "given_on": timezone.localdate(), "by": None}
    return accompaniments.start(chain, owner=owner or make_inbox(), **given | values)


def step_referral(accompaniment, step, status, recipient=None, **values):
    """The referral of one step, brought into a status."""
    return make_referral(
        status, sender=accompaniment.owner, recipient=recipient or step.partner, accompaniment=accompaniment,
        chain_step=step, **values,
    )  # fmt: skip


def reason_of(kind, code):
    return Reason.objects.get(kind=kind, code=code)
