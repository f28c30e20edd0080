"""Who may change and who may publish an entry."""

from offers.models import PolicyField
from partners.permissions import is_coordinator, managed_partner_ids, moderating_partner_ids


def can_edit_offer(user, offer) -> bool:
    """Coordinators may change every offer, partner staff those of their own organisation."""
    return is_coordinator(user) or offer.partner_id in managed_partner_ids(user)


def can_moderate_offer(user, offer) -> bool:
    """Coordinators may publish every offer, moderators those of the fields their organisation looks after."""
    return is_coordinator(user) or offer.policy_field.moderator_id in moderating_partner_ids(user)


def moderated_fields(user):
    """Policy fields ``user`` looks after: all of them for coordinators, for most people none."""
    if is_coordinator(user):
        return PolicyField.objects.all()
    return PolicyField.objects.filter(moderator__in=moderating_partner_ids(user))
