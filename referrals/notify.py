"""Whom the portal tells what about referrals and inquiries.

A mail carries the number, the day and a link, nothing else: whoever may read more logs in.
"""

from django.urls import reverse

from network_portal.mail import absolute, queue_mail
from partners.messages import addresses_of_people, mail_addresses, office_addresses
from partners.models import Membership
from referrals.links import new_link
from referrals.models import Side, Status
from referrals.states import ball


def about_step(referral, name, *, source, side, on):
    """Tell the side that has not taken the step: that it is its turn, or that something has changed."""
    if referral.is_outside or name in ("ask_consent", "back", "check_in", "settle"):
        return
    if side != Side.SENDER:
        _tell_sender(referral, on)
    if side != Side.RECIPIENT:
        _tell_recipient(referral, source, on)


def _tell_sender(referral, on):
    name = "referral_turn" if ball(referral) == Side.SENDER else "referral_news"
    tell(referral, referral.sender, name, on)


def _tell_recipient(referral, source, on):
    if source in (Status.DRAFT, Status.AWAITING_CONSENT) and referral.status != Status.SENT:
        return None  # it never knew
    if referral.status in (Status.WITHDRAWN, Status.EXPIRED):
        return tell(referral, referral.recipient, "referral_over", on)
    return tell(
        referral, referral.recipient, "referral_turn" if ball(referral) == Side.RECIPIENT else "referral_news", on
    )


def tell(referral, partner, name, on, **more):
    """Queue a mail about the referral for a partner; for one without an account with a link that opens it.

    ``more``: further days that the mail names.
    """
    link = absolute(referral.get_absolute_url())
    context = {"number": str(referral), "due_on": referral.due_on, "link": link} | more
    if partner.pk == referral.recipient_id and name != "referral_over" and not has_account(partner, on):
        context["link"] = new_link(referral)
    for address in mail_addresses(partner, on):
        queue_mail(name, to=address, context=context)


def tell_others(referral, on, *, deputy):
    """The day has come without a sign: tell the moderator of the field, and the recipient's ``deputy`` too."""
    context = {"number": str(referral), "field": referral.policy_field, "day": referral.due_on}
    for address in moderator_addresses(referral.policy_field, on):
        queue_mail("referral_overdue", to=address, context=context | {"link": overview_link()})
    if not deputy:
        return
    partner, link = referral.recipient, absolute(referral.get_absolute_url())
    to = set(deputy_addresses(partner, on))
    if not has_account(partner, on):
        # The deputy's new link ends the office's one: so both get it.
        link, to = new_link(referral), to | set(mail_addresses(partner, on))
    for address in sorted(to):
        queue_mail("referral_overdue", to=address, context=context | {"link": link})


def has_account(partner, on=None) -> bool:
    """Whether anybody can log in for the partner and read referrals."""
    return Membership.objects.active(on).filter(partner=partner, reads_referrals=True).exists()


def deputy_addresses(partner, on) -> list[str]:
    """Whom to tell when nobody answers: the deputy, else the managers."""
    if partner.deputy and partner.deputy.email:
        return [partner.deputy.email]
    return addresses_of_people(partner, on)


def moderator_addresses(policy_field, on) -> list[str]:
    """Those who look after the field of a referral, else the network's office."""
    if policy_field and policy_field.moderator:
        people = Membership.objects.active(on).filter(partner=policy_field.moderator, moderates=True)
        if found := sorted(set(people.exclude(user__email="").values_list("user__email", flat=True))):
            return found
    return office_addresses()


def overview_link() -> str:
    """Where moderators see what is stuck: numbers, dates and states."""
    return absolute(reverse("referrals:overview"))
