"""Who acts on a referral: somebody who has logged in, who holds a link or a code, or the portal itself."""

from typing import NamedTuple

from referrals.models import Channel, Side
from referrals.permissions import sides_of


class Actor(NamedTuple):
    """Who acts, and how she has shown who she is. A link or a code counts for the referrals named in ``keys``."""

    channel: Channel
    user: object = None
    keys: frozenset = frozenset()


THE_PORTAL = Actor(Channel.SYSTEM)


def by_login(user) -> Actor:
    """Somebody who has logged in."""
    return Actor(Channel.LOGIN, user)


def by_code(referrals) -> Actor:
    """A parent who holds the code of these referrals."""
    return Actor(Channel.CODE, keys=frozenset(referral.pk for referral in referrals))


def office_side(sides) -> Side:
    """In whose name somebody of an office on these sides acts: whoever is on both acts as the sender."""
    return Side.SENDER if Side.SENDER in sides else Side.RECIPIENT


def sides(actor, referral) -> set[Side]:
    """On which sides ``actor`` stands in this referral."""
    if actor.channel == Channel.SYSTEM:
        return {Side.SYSTEM}
    if actor.channel == Channel.LOGIN:
        return sides_of(actor.user, referral) if actor.user.is_active else set()
    if referral.pk not in actor.keys:
        return set()
    return {Side.RECIPIENT} if actor.channel == Channel.LINK else {Side.PARENT}
