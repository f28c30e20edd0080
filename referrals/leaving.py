"""When the last person named for a referral is removed from the portal, it does not open to her whole team."""

from partners.models import Membership
from partners.models.membership import Role
from referrals.models import Reader


def remember_named(sender, instance, **kwargs):
    """Before a membership is deleted: for which referrals it is named."""
    instance.named_for = list(Reader.objects.filter(membership=instance).values_list("referral", flat=True))


def name_managers(sender, instance, **kwargs):
    """After it: where nobody of the partner is named any more, its managers are; they may name others."""
    keys = getattr(instance, "named_for", ())
    still = Reader.objects.filter(referral__in=keys, membership__partner=instance.partner_id)
    alone = set(keys) - set(still.values_list("referral", flat=True))
    managers = Membership.objects.filter(partner=instance.partner_id, role=Role.MANAGER)
    Reader.objects.bulk_create(Reader(referral_id=key, membership=row) for key in sorted(alone) for row in managers)
