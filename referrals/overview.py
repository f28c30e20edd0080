"""What moderators and coordinators see: numbers, days, fields and states. Never who a parent is or what it is about."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q

from referrals.models import FollowUp, FollowUpKind, InquiryStatus, Side, Status
from referrals.permissions import overview_inquiries, overview_referrals
from referrals.states import ball
from referrals.turns import IS_OVER

OPEN, OVERDUE, ALL = "offen", "ueberfaellig", "alle"  # parts of addresses
MOST_SHOWN = 100  # inquiries and contradictions; the rest comes up when these are done


class FieldTotals(NamedTuple):
    """How many referrals of one policy field there are."""

    field: str
    open: int
    overdue: int
    ended: int


class Row(NamedTuple):
    """One referral, and the partner who has to act; None where that is the parent, or nobody."""

    referral: object
    partner: object
    is_overdue: bool


def is_overdue(on: date) -> Q:
    """Referrals with which somebody should have done something by now. A parent who thinks it over is not late."""
    return Q(due_on__lt=on) & ~IS_OVER & ~Q(status=Status.AWAITING_CONSENT)


def chosen_referrals(user, on, *, field=None, status="", show=OPEN):
    """The referrals of the overview, overdue ones first, then by their day."""
    rows = overview_referrals(user).with_parties()
    if field:
        rows = rows.filter(policy_field=field)
    if status:
        rows = rows.filter(status=status)
    elif show != ALL:
        rows = rows.filter(is_overdue(on)) if show == OVERDUE else rows.exclude(IS_OVER)
    return rows.order_by(F("due_on").asc(nulls_last=True), "-created_at", "-pk")


def row_of(referral, on) -> Row:
    """One line of the list."""
    side = ball(referral)
    partner = {Side.SENDER: referral.sender, Side.RECIPIENT: referral.recipient}.get(side)
    late = side not in (None, Side.PARENT) and referral.due_on is not None and referral.due_on < on
    return Row(referral, partner, late)


def totals_by_field(user, on) -> list[FieldTotals]:
    """Open, overdue and ended referrals of each field in which there are any."""
    counts = {
        "open": Count("pk", filter=~IS_OVER), "overdue": Count("pk", filter=is_overdue(on)),
        "ended": Count("pk", filter=IS_OVER),
    }  # fmt: skip
    rows = overview_referrals(user).order_by("policy_field__position", "policy_field__name")
    rows = rows.values_list("policy_field__name").annotate(**counts)
    return [FieldTotals(name or "", *numbers) for name, *numbers in rows]


def open_inquiries(user):
    """Inquiries that wait, the earliest promise first, and then answered ones."""
    rows = overview_inquiries(user).exclude(status=InquiryStatus.CLOSED).select_related("policy_field", "partner")
    return rows.order_by(F("due_on").asc(nulls_last=True), "-last_message_on", "-pk")[:MOST_SHOWN]


def contradictions(user):
    """Follow-ups of referrals whose parents say otherwise than the recipient, those that are due first."""
    seen = overview_referrals(user)
    rows = FollowUp.objects.filter(kind=FollowUpKind.CONTRADICTION, result="", referral__in=seen)
    return rows.select_related("referral__recipient", "referral__policy_field")[:MOST_SHOWN]
