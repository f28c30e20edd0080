"""Who may see and move a referral. Every page and every command asks here.

Sender's and recipient's own teams; within a team only who reads referrals at all, and where persons are named for one
referral only those. Coordinators and moderators see numbers, dates and states (``overview``), never a referral.
"""

from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from offers.permissions import moderated_fields
from partners.permissions import is_coordinator, memberships_of
from referrals.models import Accompaniment, Chain, ChainStatus, ChainStep, Inquiry, Reader, Referral, Side, Status
from referrals.states import AT_WORK, LISTED_FOR_RECIPIENT, SEEN_BY_RECIPIENT


def reading_memberships(user) -> list:
    """Memberships by which ``user`` may read what concerns parents."""
    return [membership for membership in memberships_of(user) if membership.reads_referrals]


def reading_partner_ids(user) -> frozenset[int]:
    """Keys of the partners for which ``user`` may read referrals and inquiries."""
    return frozenset(membership.partner_id for membership in reading_memberships(user))


def visible_referrals(user):
    """Referrals ``user`` may open; all others are 404 for her."""
    as_sender, as_recipient = seen_by(user)
    return Referral.objects.filter(as_sender | as_recipient)


def with_sides(user):
    """The same, each with ``as_sender`` and ``as_recipient``: for lists, which cannot ask ``sides_of`` for each row."""
    as_sender, as_recipient = (Case(When(seen, then=True), default=False) for seen in seen_by(user))
    return visible_referrals(user).annotate(as_sender=as_sender, as_recipient=as_recipient)


def seen_by(user) -> tuple[Q, Q]:
    """The conditions under which ``user`` sees a referral on the side of its sender, and of its recipient."""
    memberships = reading_memberships(user)
    keys = [membership.pk for membership in memberships]
    partners = [membership.partner_id for membership in memberships]
    return _side_seen("sender", partners, keys), _received(partners, keys)


def _received(partners, keys):
    return Q(status__in=LISTED_FOR_RECIPIENT) & _side_seen("recipient", partners, keys)


def _side_seen(side, partners, keys):
    """The partner on that side is one of ``partners``, and nobody else has been named for it alone."""
    named = Reader.objects.filter(referral=OuterRef("pk"), membership__partner=OuterRef(side))
    return Q(**{f"{side}__in": partners}) & (~Q(Exists(named)) | Q(Exists(named.filter(membership__in=keys))))


def sides_of(user, referral) -> set[Side]:
    """On which sides of the referral ``user`` stands. ``visible_referrals`` says the same for many."""
    memberships = {membership.partner_id: membership for membership in reading_memberships(user)}
    named = {}
    for reader in referral.readers.select_related("membership"):
        named.setdefault(reader.membership.partner_id, set()).add(reader.membership_id)
    sides = set()
    for side, key in ((Side.SENDER, referral.sender_id), (Side.RECIPIENT, referral.recipient_id)):
        membership = memberships.get(key)
        if membership and (key not in named or membership.pk in named[key]):
            sides.add(side)
    if Side.RECIPIENT in sides and referral.status not in LISTED_FOR_RECIPIENT:
        sides.discard(Side.RECIPIENT)
    if Side.SENDER in sides and referral.is_outside:
        sides.add(Side.RECIPIENT)  # the sender notes what came of it
    return sides


def may_read_content(sides, referral, on=None) -> bool:
    """Whether somebody on these sides may see who the parent is, on the day ``on`` (default: today)."""
    if Side.SENDER in sides:
        return True
    if Side.RECIPIENT not in sides or referral.status not in SEEN_BY_RECIPIENT:
        return False
    return not is_locked(referral, on)


def is_locked(referral, on=None) -> bool:
    """Whether the consent has ended; while the recipient is at work, whether it was warned long enough ago as well."""
    consent, on = referral.consent, on or timezone.localdate()
    if consent is None or consent.revoked_at is not None:
        return True
    if referral.status not in AT_WORK and on > consent.valid_until:
        return True  # nothing accepted yet, or all done: nobody needs time to ask for a new one
    locks_on = consent.locks_on
    return locks_on is not None and on >= locks_on


def released_facts(referral) -> list[str]:
    """The facts that exist for the recipient."""
    return list(referral.consent.facts) if referral.consent else []


def visible_inquiries(user):
    """Inquiries ``user`` may open and answer."""
    return Inquiry.objects.filter(partner__in=reading_partner_ids(user))


def visible_chains(user):
    """Chains ``user`` may read: all of them for coordinators; for others those in force and those that ask her partner.

    A draft is the coordinators' own affair. Nobody who acts for no partner sees any.
    """
    if is_coordinator(user):
        return Chain.objects.all()
    partners = [membership.partner_id for membership in memberships_of(user)]
    if not partners:
        return Chain.objects.none()
    return Chain.objects.filter(Q(version_in_force__isnull=False) | Exists(_asked_of(partners)))


def visible_versions(user, chain) -> list[int]:
    """Versions of a visible chain that ``user`` may read: the one in force, and what she is asked about or drafts."""
    partners = [membership.partner_id for membership in memberships_of(user)]
    found = {chain.version_in_force} - {None}
    if is_coordinator(user) or Chain.objects.filter(Exists(_asked_of(partners)), pk=chain.pk).exists():
        found.add(chain.version)
    return sorted(found)


def _asked_of(partners):
    """Steps of the chain in which one of ``partners`` is asked about the newest version."""
    mine = Q(partner__in=partners) | Q(fallback_partner__in=partners)
    asked = {"chain__status__in": [ChainStatus.ASKED, ChainStatus.AGREED]}
    return ChainStep.objects.newest().filter(mine, chain=OuterRef("pk"), **asked)


def visible_accompaniments(user):
    """Accompaniments ``user`` may open: of partners for which she reads, unless others alone are named for a step."""
    memberships = reading_memberships(user)
    keys = [membership.pk for membership in memberships]
    partners = [membership.partner_id for membership in memberships]
    named = Reader.objects.filter(referral=OuterRef("pk"), membership__partner=OuterRef(OuterRef("owner")))
    me = Reader.objects.filter(referral=OuterRef("pk"), membership__in=keys)
    closed = Referral.objects.filter(Exists(named), ~Exists(me), accompaniment=OuterRef("pk"))
    return Accompaniment.objects.filter(~Exists(closed), owner__in=partners)


def overview_referrals(user):
    """Referrals whose existence, dates and states ``user`` may see: all, or those of the fields she looks after."""
    if is_coordinator(user):
        return Referral.objects.exclude(status=Status.DRAFT)
    return Referral.objects.exclude(status=Status.DRAFT).filter(policy_field__in=moderated_fields(user))


def overview_inquiries(user):
    """The same of inquiries."""
    if is_coordinator(user):
        return Inquiry.objects.all()
    return Inquiry.objects.filter(policy_field__in=moderated_fields(user))
