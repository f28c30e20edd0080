"""The first contact of the network, handed to another partner in one act with everything that is open."""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from network_portal.mail import absolute, queue_mail
from partners.messages import mail_addresses
from partners.models import Membership, Network, Partner
from partners.permissions import is_coordinator, led_partner_ids
from referrals import inquiries
from referrals.models import Inquiry, InquiryStatus, Referral
from referrals.models.choices import FINAL


class Open(NamedTuple):
    """How much a desk has open: what moves with it, and what stays with its sender."""

    inquiries: int
    waiting: int
    proposals: int
    stays: list


def may_hand_over(user) -> bool:
    """Whether ``user`` may give the desk to somebody else: its managers and the coordinators."""
    return is_coordinator(user) or Network.objects.current().desk_id in led_partner_ids(user)


def partners_who_read(on=None):
    """Partners of the network for whom somebody with an account reads inquiries."""
    people = Membership.objects.active(on).filter(reads_referrals=True)
    return Partner.objects.current().filter(memberships__in=people).distinct()


def moving(desk):
    """Inquiries of the desk that go along: all but those that were asked for an offer of its own."""
    mine = Inquiry.objects.filter(partner=desk).exclude(code_hash="").exclude(status=InquiryStatus.CLOSED)
    return mine.filter(~Q(offer__partner=desk) | Q(offer=None))


def open_at(desk) -> Open:
    """The numbers for whoever hands the desk over. Sent referrals stay: the consent names their sender."""
    rows = moving(desk)
    proposals = Referral.objects.filter(inquiry__in=rows, sender=desk, status__in=inquiries.UNSENT)
    sent = Referral.objects.filter(inquiry__partner=desk, sender=desk).exclude(status__in=FINAL | inquiries.UNSENT)
    waiting = rows.filter(status=InquiryStatus.WAITING)
    return Open(rows.count(), waiting.count(), proposals.count(), list(sent.order_by("pk")))


@transaction.atomic
def hand_over_desk(to, *, former, by, phone="", hours="", now=None) -> int:
    """``to`` becomes the desk, with that telephone and hours, and gets all that is open; how many inquiries moved.

    ``former``: the desk (or None) that ``by`` has seen on the page. Raises ``inquiries.ConflictError`` where it is
    another one meanwhile, or where ``by`` may not hand it over (any more).
    """
    on = timezone.localdate(now)
    network = Network.objects.select_for_update(of=("self",)).filter(pk=1).first()
    if network is None or network.desk != former or not may_hand_over(by) or to == former:
        raise inquiries.ConflictError
    network.desk, network.desk_contact, network.desk_phone, network.desk_hours = to, None, phone, hours
    network.save()
    keys = list(moving(former).order_by("pk").values_list("pk", flat=True)) if former else []
    rows = Inquiry.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    moved = [inquiries.move(row, to, on, tells=False) for row in rows.select_related("partner")]
    if moved:
        for address in mail_addresses(to, on):
            queue_mail("desk_taken_over", to=address, context={"link": absolute(reverse("referrals:inquiries"))})
    return len(moved)
