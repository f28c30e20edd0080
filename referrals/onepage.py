"""What the page of one referral shows to somebody on given sides. The personal part comes from ``audit`` alone."""

from typing import NamedTuple

from django.db.models import Q

from partners.models.choices import ReferralFact
from referrals.audit import is_hidden_from, person_of
from referrals.forms.follow_ups import ResultForm
from referrals.inbox import about
from referrals.models import Side, Status
from referrals.models.followup import CHECK_INS
from referrals.permissions import may_read_content, visible_accompaniments, visible_inquiries, visible_referrals
from referrals.states import TO_DECIDE, ball, responsible_side
from referrals.words import done_words, now_words, state_words, step_label, turn_words
from referrals.workflow import open_steps

# Why the personal part is not shown.
LOCKED, ERASED, NOT_HERS = "locked", "erased", "not-hers"
AT_ONCE = {"accept", "check_in"}  # steps that ask for nothing and can be taken by the button itself
FORWARDABLE = {Status.SENT, Status.QUESTION, Status.WAITLISTED}
WITH_CONSENT = {
    Status.DRAFT, Status.AWAITING_CONSENT, Status.WAITLISTED, Status.ACCEPTED, Status.IN_PROGRESS,
}  # fmt: skip


class Button(NamedTuple):
    """A step somebody may take now."""

    name: str
    label: str
    at_once: bool


class Happening(NamedTuple):
    """One line of the history."""

    at: object
    words: str
    who: str
    reason: str


def state_of(referral, actor, sides, on) -> dict:
    """Where the referral stands, whose turn it is, until when, and what can be done."""
    return {
        "referral": referral, "about": about(referral), "state": state_words(referral, sides),
        "turn": turn_words(referral, sides), "is_mine": ball(referral) in sides, "now": now_words(referral, sides),
        "is_overdue": bool(ball(referral) and referral.due_on and referral.due_on < on),
        "buttons": buttons(referral, actor), "is_sender": Side.SENDER in sides,
        "last_event": getattr(referral.events.last(), "pk", 0),
    }  # fmt: skip


def buttons(referral, actor) -> list[Button]:
    """The steps that are open, as buttons; sending not before there is a consent."""
    steps = open_steps(referral, actor)
    if referral.consent_id is None and not referral.is_outside:
        steps.pop("send", None)
    return [Button(name, step_label(referral, name, step), name in AT_ONCE) for name, step in steps.items()]


def person_part(referral, actor, sides) -> dict:
    """The parent, or why she is not shown. Reading is noted."""
    person = person_of(referral, by=actor, sides=sides)
    return {"person": person, "hidden": "" if person else why_hidden(referral, sides)}


def why_hidden(referral, sides) -> str:
    """Why somebody on these sides sees no person."""
    if may_read_content(sides, referral):
        return ERASED
    if is_hidden_from(sides, referral) and referral.status != Status.DECLINED:
        return LOCKED
    return NOT_HERS


def consent_part(referral, sides) -> dict:
    """The consent in words; its giver and its paper stand on the page of the consent itself."""
    consent = referral.consent
    facts = [ReferralFact(key).label for key in ReferralFact.values if consent and key in consent.facts]
    return {
        "consent": consent, "consent_facts": facts,
        "may_ask_consent": Side.SENDER in sides and not referral.is_outside and referral.status in WITH_CONSENT,
    }  # fmt: skip


def reason_part(referral, person, sides) -> dict:
    """Why it ended, in the words of whoever ended it, else in the polite sentence of the reason."""
    own_words = person.reason_note if person else ""
    ended_without = referral.status in (Status.DECLINED, Status.UNMET)
    return {
        "reason": referral.reason, "reason_words": own_words or (referral.reason.sentence if referral.reason else ""),
        "may_share": ended_without and Side.SENDER in sides and not referral.is_outside,
    }  # fmt: skip


def ways_part(referral, sides, user) -> dict:
    """Where one can go on from here, and what belongs to it, as far as ``user`` may see it."""
    near = Q(follows=referral.pk) | Q(pk=referral.follows_id)
    if referral.group:
        near |= Q(group=referral.group)
    others = visible_referrals(user).filter(near).exclude(pk=referral.pk).with_parties()
    inquiry = referral.inquiry
    shown = inquiry and Side.SENDER in sides and visible_inquiries(user).filter(pk=inquiry.pk).exists()
    return {
        "others": [(_kinship(referral, other), other) for other in others],
        "inquiry": inquiry if shown else None, "accompaniment": _accompaniment(referral, user),
        "may_refer_on": referral.status in TO_DECIDE and ball(referral) in sides,
        "may_forward": Side.RECIPIENT in sides and not referral.is_outside and referral.status in FORWARDABLE,
    }  # fmt: skip


def follow_up_part(referral, sides, on, problem=None) -> dict:
    """Check-ins after the end: those that are due as forms, for who is responsible; those done, with their answers.

    ``problem``: a form that somebody has sent without an answer.
    """
    if responsible_side(referral) not in sides or referral.status != Status.COMPLETED:
        return {}
    rows = [row for row in referral.follow_ups.all() if row.kind in CHECK_INS]
    due = [row for row in rows if not row.result and row.due_on <= on]
    forms = [problem if problem and problem.follow_up == row else ResultForm(follow_up=row) for row in due]
    return {"check_ins": forms, "checked": [row for row in rows if row.result]}


def _accompaniment(referral, user):
    """The accompaniment whose step it is, for the team of who is responsible for it."""
    if referral.accompaniment_id is None:
        return None
    return visible_accompaniments(user).filter(pk=referral.accompaniment_id).first()


def _kinship(referral, other) -> str:
    if other.pk == referral.follows_id:
        return "earlier"
    return "later" if other.follows_id == referral.pk else "sibling"


def history(referral, sides, since=0) -> list[Happening]:
    """What has happened since the event ``since``, oldest first; the recipient sees it from the sending on."""
    events = list(referral.events.filter(pk__gt=since).select_related("by", "reason"))
    if Side.SENDER not in sides:
        events = [event for event in events if event.target not in (Status.DRAFT, Status.AWAITING_CONSENT)]
    return [_happening(event, referral, sides) for event in events]


def _happening(event, referral, sides):
    reason = event.reason.label if event.reason else ""
    return Happening(event.at, done_words(referral, event.step), _who(event, referral, sides), reason)


def _who(event, referral, sides) -> str:
    """Colleagues by their names, others by their office."""
    if event.side in (Side.PARENT, Side.SYSTEM):
        return event.get_side_display()
    office = referral.sender.display_name if event.side == Side.SENDER else referral.recipient_name
    name = event.by.get_full_name() if event.by and event.side in sides else ""
    return f"{name}, {office}" if name else office
