"""What a parent finds behind her code: her inquiry, her referrals, and what she may do with them."""

import hmac
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from referrals import accompaniments, follow_ups, inquiry_words, reasons
from referrals.actors import by_code
from referrals.codes import hashes_of, plain
from referrals.consents import revoke_consent
from referrals.models import Inquiry, ParentAnswer, Referral, Rules, Side, Status
from referrals.models.choices import FINAL, ReasonKind
from referrals.states import FOR_PARENTS, ball
from referrals.workflow import StepNotOpenError, lock, take_step

ANSWERABLE = {Status.COMPLETED, Status.UNMET}


class Behind(NamedTuple):
    """What one code opens: an inquiry or none, and referrals, newest first."""

    inquiry: Inquiry | None
    referrals: list


def behind(typed: str) -> Behind | None:
    """What the code opens that somebody typed; None for every code that opens nothing (any more).

    Whatever was typed, the same two queries run: neither words nor time tell wrong, old and erased codes apart.
    """
    code = plain(typed)
    hashes = hashes_of(code)
    inquiries = Inquiry.objects.filter(code_hash__in=hashes).select_related("partner", "policy_field", "municipality")
    # The code of a question opens what came of it, also where an office has made a slip for that since.
    opened = Q(code_hash__in=hashes) | Q(inquiry__in=Inquiry.objects.filter(code_hash__in=hashes))
    known = ["consent", "inquiry", "accompaniment__chain", "accompaniment__owner", "chain_step"]
    referrals = Referral.objects.filter(opened).with_parties().select_related(*known)
    found = Behind(
        next((row for row in inquiries if _fits(row, hashes)), None),
        [row for row in referrals if _fits(row, hashes) or (row.inquiry and _fits(row.inquiry, hashes))],
    )
    return found if code and any(found) else None


def _fits(row, hashes) -> bool:
    return any(hmac.compare_digest(row.code_hash, known) for known in hashes)


class Followed(NamedTuple):
    """One referral in the words of the parent it is about."""

    referral: Referral
    state: str
    turn: str
    is_late: bool
    reason: str
    may: set  # of “consent”, “withdraw”, “revoke”, “answer”, “leave”


def followed(referral, on=None) -> Followed:
    """What the parent reads of a referral on the day ``on`` (default: today), and what she may do."""
    on = on or timezone.localdate()
    is_late = bool(referral.due_on and referral.due_on < on and ball(referral))
    return Followed(
        referral, _state(referral), _turn(referral), is_late, _reason(referral), set(_may(referral, on))
    )  # fmt: skip


def _state(referral) -> str:
    if referral.is_outside and referral.status == Status.SENT:
        return _("Please go there with your slip. We have sent nothing.")
    if referral.status == Status.WITHDRAWN and referral.reason and referral.reason.code == reasons.SIBLING:
        return _("No longer needed: another organisation has accepted. Nobody here sees anything any more.")
    words = str(FOR_PARENTS[referral.status])
    if referral.status == Status.WAITLISTED and referral.waitlist_place:
        words += " " + _("Your place: %(place)s.") % {"place": referral.waitlist_place}
    if referral.status == Status.WAITLISTED and referral.estimated_on:
        words += " " + _("Probably from %(day)s.") % {"day": inquiry_words.day(referral.estimated_on)}
    return words


def _turn(referral) -> str:
    """Whose turn it is and until when; empty where nobody has to act."""
    side = ball(referral)
    if side is None:
        return ""
    if side == Side.PARENT:
        who = _("You decide")
    else:
        name = referral.recipient.name if side == Side.RECIPIENT else referral.sender.name
        who = _("It is now up to: %(name)s") % {"name": name}
    if referral.due_on is None:
        return who + "."
    return _("%(who)s, by %(day)s.") % {"who": who, "day": inquiry_words.day(referral.due_on)}


def _reason(referral) -> str:
    """Why it was refused, if the office has decided to say so."""
    if referral.status not in (Status.DECLINED, Status.UNMET) or not referral.shares_reason or not referral.reason:
        return ""
    return referral.reason.sentence or referral.reason.label


def _may(referral, on):
    if referral.status == Status.AWAITING_CONSENT and not referral.is_outside:
        yield "consent"
    if referral.status not in FINAL:
        yield "withdraw"
    elif referral.consent and referral.consent.revoked_at is None and referral.status in ANSWERABLE:
        yield "revoke"
    if referral.status in ANSWERABLE and on <= last_day_of_answer(referral):
        yield "answer"
    if referral.accompaniment and referral.accompaniment.ended_on is None:
        yield "leave"


def last_day_of_answer(referral) -> date:
    """The last day on which the parent may say whether it helped."""
    return referral.ended_on + timedelta(days=Rules.objects.current().parent_answer_days)


@transaction.atomic
def take_back(referral, *, now=None) -> Referral:
    """The parent withdraws with her code, or ends her consent: the recipient sees nothing any more."""
    now, actor = now or timezone.now(), by_code([referral])
    referral = lock(referral)
    if not {"withdraw", "revoke"} & set(_may(referral, timezone.localdate(now))):
        raise StepNotOpenError("withdraw")
    if referral.status in FINAL:
        return revoke_consent(referral, by=actor, now=now)
    why = reasons.reason(ReasonKind.WITHDRAWAL, reasons.PARENT_DECIDED)
    return take_step(referral, "withdraw", by=actor, reason=why, now=now)


def leave_way(referral, *, now=None):
    """The parent takes back that somebody accompanies her; the office is told. Raises as ``accompaniments.end``."""
    accompaniments.end_by_parent(referral.accompaniment, now)


@transaction.atomic
def say_whether_it_helped(referral, answer, *, now=None) -> Referral:
    """Store the parent's own answer; within the time for it she may change it. A contradiction goes to the moderator.

    Raises ``StepNotOpenError`` where the time is over.
    """
    on, referral = timezone.localdate(now), lock(referral)
    if "answer" not in _may(referral, on):
        raise StepNotOpenError("answer")
    if answer == referral.parent_answer:
        return referral
    told = is_contradiction(referral)
    referral.parent_answer, referral.parent_answered_on = answer, on
    referral.version += 1
    referral.save(update_fields=["parent_answer", "parent_answered_on", "version"])
    if not is_contradiction(referral):
        follow_ups.drop_contradiction(referral)
    elif not told:
        follow_ups.open_contradiction(referral, on)
    return referral


def is_contradiction(referral) -> bool:
    """Whether the parent says that nothing helped, or nobody came, where the recipient says otherwise."""
    if referral.parent_answer == ParentAnswer.NOT_CONTACTED:
        return referral.status == Status.COMPLETED or referral.first_contact_on is not None
    return referral.parent_answer == ParentAnswer.NO and referral.status == Status.COMPLETED
