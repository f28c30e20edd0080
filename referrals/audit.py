"""Reading what is personal, and the row each reading leaves. Pages get content from here and from nowhere else."""

from typing import NamedTuple

from django.db import transaction

from network_portal.logs import note_security
from partners.models.choices import ReferralFact
from referrals.actors import office_side
from referrals.actors import sides as sides_of_actor
from referrals.models import Access, Content, Referral, Side
from referrals.permissions import is_locked, may_read_content, released_facts


class Person(NamedTuple):
    """What somebody may see of the parent: ``facts`` as label and text, and how she wants to be contacted."""

    facts: list[tuple[str, str]]
    contact_way: str
    reason_note: str
    next_steps: str


def record_access(subject, what, *, by, side=None, partner=None):
    """Note that ``by`` (an ``Actor``) has read, written or taken something of ``subject``.

    That is a referral, an inquiry or an accompaniment.

    For which partner: the one on ``side`` of a referral, or ``partner``.
    """
    if side:
        partner = subject.sender if side == Side.SENDER else subject.recipient
    with transaction.atomic():  # on SQLite a transaction of its own waits more cleverly than a lone statement
        Access.objects.create(user=by.user, partner=partner, channel=by.channel, what=what, subject=subject.number)
    note_security("access noted", user=by.user, number=subject.number, what=what, channel=str(by.channel))


def person_of(referral, *, by, sides, what="read") -> Person | None:
    """The personal side of a referral for somebody on ``sides``; None where it is erased or not hers to see.

    The recipient gets the released facts only. Each call is noted.
    """
    content, keys = _opened(referral, by, sides, what)
    if content is None:
        return None
    facts = [(str(ReferralFact(key).label), getattr(content, key)) for key in keys if getattr(content, key)]
    return Person(facts, content.get_contact_way_display(), content.reason_note, content.next_steps)


def texts_of(referral, *, by, sides, what="read") -> dict[str, str]:
    """What somebody on ``sides`` may take along into a new referral, by the names of ``Content``; empty where erased.

    The recipient gets the released facts only. Each call is noted.
    """
    content, keys = _opened(referral, by, sides, what)
    return {key: text for key in [*keys, "contact_way"] if (text := getattr(content, key, ""))}


def _opened(referral, by, sides, what):
    """The content and the facts of it that somebody on ``sides`` may see, noted; None and none otherwise."""
    content = Content.objects.filter(referral=referral).first()
    if content is None or not may_read_content(sides, referral):
        return None, []
    side = office_side(sides)
    record_access(referral, what, by=by, side=side)
    return content, ReferralFact.values if side == Side.SENDER else released_facts(referral)


def prepared_for(referral, *, by) -> Content | None:
    """What the office has prepared, for the parent who decides with her code what of it leaves. Noted."""
    if Side.PARENT not in sides_of_actor(by, referral):
        return None
    record_access(referral, "read", by=by)
    return Content.objects.filter(referral=referral).first()


def messages_of(referral, *, by, sides) -> list:
    """The messages between the two offices, oldest first; none where the content may not be read. Noted."""
    if not may_read_content(sides, referral):
        return []
    rows = list(referral.messages.select_related("partner"))
    if rows:
        record_access(referral, "messages", by=by, side=office_side(sides))
    return rows


def is_hidden_from(sides, referral) -> bool:
    """Whether the consent has ended, so that the recipient is told that it sees nothing any more."""
    return Side.SENDER not in sides and Side.RECIPIENT in sides and is_locked(referral)


def note_denied(number, *, by):
    """A line of the security log: somebody asked for a referral that is not hers. Mistyped numbers are no news."""
    if Referral.objects.filter(number=number).exists():
        note_security("referral denied", user=by.user, number=number)
