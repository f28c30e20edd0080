"""What happens among partners and people: inviting somebody, and accepting that."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from network_portal.mail import absolute, queue_mail
from partners.models import Invitation, Membership
from partners.models.invitation import new_nonce
from partners.models.membership import Role

LINK_SECONDS = 24 * 60 * 60
_signer = TimestampSigner(salt="partners.invitation")


class InvitationClosedError(ValueError):
    """The invitation has been accepted, withdrawn or has run out meanwhile."""


@transaction.atomic
def invite(*, email, by, partner=None, role=Role.EDITOR, moderates=False, name="") -> Invitation:
    """Invite ``email`` to act for ``partner``, without one as a coordinator; an open invitation is sent anew."""
    email = email.strip().lower()
    values = {"role": role, "moderates": moderates, "name": name, "invited_by": by}
    values["is_coordinator"] = partner is None
    invitation = Invitation.objects.open().filter(email__iexact=email, partner=partner).first()
    invitation = invitation or Invitation(email=email, partner=partner)
    for field, value in values.items():
        setattr(invitation, field, value)
    invitation.save()
    send_invitation(invitation)
    return invitation


@transaction.atomic
def send_invitation(invitation, *, reminder=False):
    """Mail a new link, valid for a day, to the invited address; all earlier links end."""
    invitation.nonce = new_nonce()
    invitation.save(update_fields=["nonce"])
    link = f"{reverse('invitation')}?{urlencode({'code': code_of(invitation)})}"
    context = {"invitation": invitation, "link": absolute(link)}
    queue_mail("invitation_reminder" if reminder else "invitation", to=invitation.email, context=context)


def code_of(invitation) -> str:
    """What the link of an invitation holds: its number and the newest nonce, signed."""
    return _signer.sign(f"{invitation.pk}:{invitation.nonce}")


def invitation_of(code: str) -> Invitation | None:
    """The open invitation of a link; None where the link is wrong, older than a day, or not the newest."""
    try:
        key, _colon, nonce = _signer.unsign(code, max_age=LINK_SECONDS).partition(":")
    except BadSignature:
        return None
    invitation = Invitation.objects.open().select_related("partner", "invited_by").filter(pk=int(key)).first()
    return invitation if invitation and constant_time_compare(invitation.nonce, nonce) else None


def account_of(invitation):
    """The account that has the invited address already, else None."""
    address = EmailAddress.objects.filter(email__iexact=invitation.email, verified=True).select_related("user").first()
    return address.user if address else get_user_model().objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def create_account(invitation, *, user, password):
    """The account of somebody who was invited, with ``user``'s names; accepts the invitation. Its address is proven
    by the link. Raises ``InvitationClosedError``."""
    _still_open(invitation)
    user.email = invitation.email
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return accept_invitation(invitation, user)


@transaction.atomic
def accept_invitation(invitation, user):
    """Give ``user`` what she was invited to. Raises ``InvitationClosedError``."""
    invitation = _still_open(invitation)
    if invitation.is_coordinator:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
    else:
        _join(user, invitation)
    invitation.accepted_on, invitation.nonce = timezone.localdate(), new_nonce()
    invitation.save(update_fields=["accepted_on", "nonce"])
    return user


def _join(user, invitation):
    """Let ``user`` act for the partner. Whoever does so already keeps what she may."""
    values = {"role": invitation.role, "moderates": invitation.moderates, "until": None}
    present = Membership.objects.active().filter(user=user, partner=invitation.partner).first()
    if present:
        role = Role.MANAGER if Role.MANAGER in (present.role, invitation.role) else Role.EDITOR
        values |= {"role": role, "moderates": present.moderates or invitation.moderates}
    Membership.objects.update_or_create(user=user, partner=invitation.partner, defaults=values)


def _still_open(invitation) -> Invitation:
    """The invitation, locked. Raises ``InvitationClosedError`` where somebody was faster."""
    rows = Invitation.objects.open().select_for_update(of=("self",))
    found = rows.filter(pk=invitation.pk, nonce=invitation.nonce).first()
    if not found:
        raise InvitationClosedError(invitation.pk)
    return found


def send_new_link(email: str) -> int:
    """Mail a new link to an address with open invitations, and to nobody else; how many were sent."""
    rows = list(Invitation.objects.open().filter(email__iexact=email.strip()))
    for invitation in rows:
        send_invitation(invitation)
    return len(rows)
