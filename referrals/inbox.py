"""The lines of the inbox and outbox. No line says who the parent is or what it is about."""

from datetime import date
from typing import NamedTuple

from referrals.models import Side
from referrals.permissions import with_sides
from referrals.turns import ENDED, GOES_ON, IS_OVER, MINE, OTHERS, group_of, own_sides
from referrals.words import state_words, todo_words, turn_words

DIRECTIONS = {"eingang": "as_recipient", "ausgang": "as_sender"}  # parts of addresses
OPEN_GROUPS = [MINE, GOES_ON, OTHERS]
LAST = date.max


class Line(NamedTuple):
    """One referral in the list of somebody."""

    referral: object
    group: str
    is_received: bool
    other: str  # the other office
    own: str  # for which of her partners; printed where she acts for several
    about: str
    state: str
    turn: str
    todo: str  # what is to be done now; empty where it is not her turn
    is_overdue: bool


def referrals_of(user, direction=""):
    """Referrals of one direction, or of both, that ``user`` may open."""
    rows = with_sides(user).with_parties()
    if direction not in DIRECTIONS:
        return rows
    return rows.filter(**{DIRECTIONS[direction]: True})


def open_lines(user, direction, on) -> dict[str, list[Line]]:
    """What still goes on, by group: one's own turn first, and in each the earliest day first."""
    lines = [line_of(row, on) for row in referrals_of(user, direction).exclude(IS_OVER)]
    lines.sort(key=lambda line: (not line.is_overdue, line.referral.due_on or LAST, not line.referral.is_urgent))
    return {group: [line for line in lines if line.group == group] for group in OPEN_GROUPS}


def ended(user, direction):
    """What is over, the latest first."""
    return referrals_of(user, direction).filter(IS_OVER).order_by("-ended_on", "-pk")


def line_of(referral, on) -> Line:
    """What the list says of a row from ``permissions.with_sides``."""
    sides = own_sides(referral)
    received = Side.SENDER not in sides
    group = group_of(referral, sides, on)
    return Line(
        referral, group, received,
        other=referral.sender.display_name if received else referral.recipient_name,
        own=(referral.recipient if received else referral.sender).display_name,
        about=about(referral), state=state_words(referral, sides), turn=turn_words(referral, sides),
        todo=todo_words(referral) if group == MINE else "",
        is_overdue=group != ENDED and referral.due_on is not None and referral.due_on < on,
    )  # fmt: skip


def about(referral) -> str:
    """The offer or the field, in words; empty where neither is known."""
    if referral.offer:
        return referral.offer.title
    return referral.policy_field.name if referral.policy_field else ""
