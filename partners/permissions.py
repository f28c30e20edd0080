"""Who acts for a partner, who looks after a policy field, who coordinates."""

from partners.models import Membership, Partner
from partners.models.membership import Role


def memberships_of(user) -> list[Membership]:
    """The memberships of ``user`` that count today, with their partners; one query per request, then remembered."""
    if not hasattr(user, "_memberships_today"):
        rows = Membership.objects.active().filter(user_id=user.pk).select_related("partner")
        user._memberships_today = list(rows)
    return user._memberships_today


def managed_partner_ids(user) -> frozenset[int]:
    """Keys of the partners ``user`` works for."""
    return frozenset(membership.partner_id for membership in memberships_of(user))


def led_partner_ids(user) -> frozenset[int]:
    """Keys of the partners whose colleagues ``user`` may invite and see off."""
    return frozenset(row.partner_id for row in memberships_of(user) if row.role == Role.MANAGER)


def moderating_partner_ids(user) -> frozenset[int]:
    """Keys of the partners for which ``user`` looks after their policy fields."""
    return frozenset(row.partner_id for row in memberships_of(user) if row.moderates)


def is_coordinator(user) -> bool:
    """Coordinators run the network: they may change every entry in the administration."""
    return user.is_active and user.is_staff


def may_moderate(user) -> bool:
    """Whether a person looks after any policy field; coordinators look after all of them."""
    return is_coordinator(user) or bool(moderating_partner_ids(user))


def partners_of(user):
    """Partners whose profile ``user`` may see and change: her own, all of them for coordinators."""
    everyone = Partner.objects.all()
    return everyone if is_coordinator(user) else everyone.filter(pk__in=managed_partner_ids(user))


def may_lead(user, partner) -> bool:
    """Whether ``user`` may invite colleagues of ``partner``, see them off, and change a secret address."""
    return is_coordinator(user) or partner.pk in led_partner_ids(user)
