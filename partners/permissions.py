"""Who acts for a partner."""

from partners.models import Membership


def managed_partner_ids(user) -> frozenset[int]:
    """Keys of the partners ``user`` works for; one query per request, then remembered."""
    if not hasattr(user, "_managed_partner_ids"):
        memberships = Membership.objects.active().filter(user_id=user.pk)
        user._managed_partner_ids = frozenset(memberships.values_list("partner_id", flat=True))
    return user._managed_partner_ids


def is_coordinator(user) -> bool:
    """Coordinators run the network: they may change every entry in the administration."""
    return user.is_active and user.is_staff
