"""Mails about inquiries: the number, a day and a link, nothing else."""

from network_portal.mail import absolute, queue_mail
from partners.messages import mail_addresses
from referrals import notify


def tell_turn(inquiry, on):
    """A question waits for an answer."""
    _tell("inquiry_turn", mail_addresses(inquiry.partner, on), inquiry)


def tell_soon(inquiry, on):
    """The promised day is near."""
    _tell("inquiry_soon", mail_addresses(inquiry.partner, on), inquiry)


def tell_late(inquiry, on):
    """The promised day is here: the deputy, and whoever looks after the field."""
    deputies = notify.deputy_addresses(inquiry.partner, on)
    _tell("inquiry_late", deputies, inquiry)
    moderators = [to for to in notify.moderator_addresses(inquiry.policy_field, on) if to not in deputies]
    _tell("inquiry_late", moderators, inquiry, notify.overview_link())


def tell_contradiction(referral, on):
    """The parent's answer and the outcome do not fit together."""
    for address in notify.moderator_addresses(referral.policy_field, on):
        queue_mail(
            "referral_contradiction", to=address, context={"number": str(referral), "link": notify.overview_link()}
        )


def _tell(name, addresses, inquiry, link=""):
    context = {
        "number": str(inquiry), "due_on": inquiry.due_on, "link": link or absolute(inquiry.get_absolute_url()),
    }  # fmt: skip
    for address in addresses:
        queue_mail(name, to=address, context=context)
