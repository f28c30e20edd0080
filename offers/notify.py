"""Whom a mail about an entry goes to. A mail says that something waits, and where; nothing else."""

from django.urls import reverse

from network_portal.mail import absolute, queue_mail
from partners.messages import mail_addresses, office_addresses
from partners.models import Membership


def about_step(offer, name, *, was, by, note=""):
    """The mail that belongs to a step of the workflow, if there is one."""
    if name == "submit":
        moderators(offer, "offer_submitted", link=reverse("offers:moderation"))
    elif name == "return":
        partner_side(offer, "offer_returned", note=note, to=submitter(offer))
    elif name == "publish" and was == "submitted":
        partner_side(offer, "offer_published", to=submitter(offer), link=offer.get_absolute_url())
    elif name == "hide" and by is not None:
        partner_side(offer, "offer_hidden_by_moderator", note=note)


def partner_side(offer, mail, *, to=None, link=None, **context):
    """A mail to those who look after an entry; ``to`` where it concerns certain people."""
    link = link or reverse("offers:workspace", args=[offer.pk])
    for address in to or mail_addresses(offer.partner):
        queue_mail(mail, to=address, context=context | {"offer": offer, "link": absolute(link)})


def moderators(offer, mail, *, link=None, **context):
    """A mail to those who look after the entry's policy field."""
    link = link or reverse("offers:change", args=[offer.pk])
    for address in moderator_addresses(offer.policy_field):
        queue_mail(mail, to=address, context=context | {"offer": offer, "link": absolute(link)})


def submitter(offer) -> list[str]:
    """The address of whoever has submitted the entry last, or else is responsible for it; may be empty."""
    records = offer.history.filter(history_change_reason="submitted").order_by("history_date", "history_id")
    last = records.select_related("history_user").last()
    people = [last.history_user if last else None, offer.editor]
    return [person.email for person in people if person and person.is_active and person.email][:1]


def moderator_addresses(field, on=None) -> list[str]:
    """Those who look after a policy field; else their partner's inbox, else the office of the network."""
    if field.moderator_id is None:
        return office_addresses()
    people = Membership.objects.active(on).filter(partner=field.moderator_id, moderates=True)
    emails = sorted(set(people.exclude(user__email="").order_by().values_list("user__email", flat=True)))
    return emails or mail_addresses(field.moderator, on) or office_addresses()
