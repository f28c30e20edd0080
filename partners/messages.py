"""Where the portal's messages for a partner go."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from partners.models import Absence, Membership, Network
from partners.models.membership import Role


def mail_addresses(partner, on=None) -> list[str]:
    """Addresses for messages to ``partner`` on the day ``on`` (default: today), each once, sorted.

    While the partner is away its deputy gets them. Otherwise its inbox, else its managers, else everybody who acts
    for it. Empty where nobody can be reached.
    """
    on = on or timezone.localdate()
    away = Absence.objects.filter(partner=partner, starts_on__lte=on, ends_on__gte=on).exists()
    if away and partner.deputy and partner.deputy.email:
        return [partner.deputy.email]
    return [partner.inbox_email] if partner.inbox_email else addresses_of_people(partner, on)


def addresses_of_people(partner, on=None) -> list[str]:
    """Addresses of the partner's managers, else of all who act for it, on the day ``on`` (default: today)."""
    people = Membership.objects.active(on).filter(partner=partner).exclude(user__email="")
    rows = set(people.order_by().values_list("user__email", "role"))
    managers = {email for email, role in rows if role == Role.MANAGER}
    return sorted(managers or {email for email, _role in rows})


def office_addresses() -> list[str]:
    """Addresses of those who run the network: its office, else every coordinator."""
    email = Network.objects.current().email
    if email:
        return [email]
    people = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    return sorted(set(people.values_list("email", flat=True)))
