"""Colleagues of an organisation: what they may, and how they leave. Each function is one decision."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from network_portal.accounts.sign_ins import end_all
from network_portal.mail import absolute, queue_mail
from partners.actions import send_invitation
from partners.models import Membership
from partners.models.invitation import last_day, new_nonce
from partners.models.membership import Role

HANDED_OVER = gettext_noop("handed over to a colleague")


@transaction.atomic
def change_role(membership, *, role, moderates, reads_referrals=None):
    """Change what a colleague may do. Raises ``ValidationError`` where no manager would be left."""
    _keep_a_manager(membership, becomes=role)
    membership.role, membership.moderates = role, moderates
    if reads_referrals is not None:
        membership.reads_referrals = reads_referrals
    membership.save(update_fields=["role", "moderates", "reads_referrals"])
    return membership


@transaction.atomic
def see_off(membership, *, successor=None, by, on=None) -> int:
    """End a membership from now on; what the person was responsible for goes to ``successor``, a colleague.

    Returns the number of offers handed over. Raises ``ValidationError`` where no manager, or nobody responsible,
    would be left. Whoever acts for no other partner, and does not coordinate, is logged out everywhere.
    """
    on = on or timezone.localdate()
    _keep_a_manager(membership, becomes=None)
    count = _hand_over(membership, successor, by)
    _end(membership, on)
    person = membership.user
    if not person.is_staff and not Membership.objects.active(on).filter(user=person).exists():
        end_all(person)
    if count:
        address = absolute(membership.partner.get_absolute_url())
        context = {"partner": membership.partner, "count": count, "address": address}
        queue_mail("offers_handed_over", to=successor.email, context=context)
    return count


def responsible_for(membership):
    """Offers of the partner for which the person is responsible, or deputy."""
    person = membership.user_id
    return membership.partner.offers.filter(Q(editor=person) | Q(deputy_editor=person))


@transaction.atomic
def remind_invitation(invitation, *, on=None) -> bool:
    """Send an invitation once more, one that has run out for another two weeks; once a day at most."""
    on = on or timezone.localdate()
    if invitation.reminded_on == on:
        return False
    invitation.reminded_on, invitation.expires_on = on, max(invitation.expires_on, last_day())
    invitation.save(update_fields=["reminded_on", "expires_on"])
    send_invitation(invitation, reminder=True)
    return True


def withdraw_invitation(invitation, *, on=None):
    """Take an invitation back; its links lead nowhere from now on."""
    invitation.withdrawn_on, invitation.nonce = on or timezone.localdate(), new_nonce()
    invitation.save(update_fields=["withdrawn_on", "nonce"])


def _keep_a_manager(membership, *, becomes):
    """Raise ``ValidationError`` if nobody could invite colleagues any more."""
    # Lock, then look: two managers may make each other an editor at the same moment.
    team = list(Membership.objects.active().select_for_update(of=("self",)).filter(partner=membership.partner_id))
    others = any(row.role == Role.MANAGER and row.pk != membership.pk for row in team)
    is_manager = any(row.role == Role.MANAGER and row.pk == membership.pk for row in team)
    if is_manager and becomes != Role.MANAGER and not others:
        raise ValidationError(
            _("This is the last person who may invite colleagues. Please give this right to somebody else first.")
        )


def _hand_over(membership, successor, by) -> int:
    """Write the successor into each offer; who would be responsible and deputy at once is responsible alone."""
    offers = list(responsible_for(membership).select_for_update(of=("self",)))
    if offers and successor is None:
        raise ValidationError(_("Please choose who takes over the offers."))
    for offer in offers:
        if offer.editor_id == membership.user_id:
            offer.editor = successor
        if offer.deputy_editor_id == membership.user_id:
            offer.deputy_editor = successor
        if offer.deputy_editor_id == offer.editor_id:
            offer.deputy_editor = None
        offer._change_reason, offer._history_user = HANDED_OVER, by
        # Neither changed nor confirmed: ``updated_at`` stays.
        offer.save(update_fields=["editor", "deputy_editor"])
    return len(offers)


def _end(membership, on):
    """Yesterday is the last day that counts, so that the right ends at once; one given today leaves no trace."""
    if membership.since >= on:
        membership.delete()
        return
    membership.until = on - timedelta(days=1)
    membership.save(update_fields=["until"])
