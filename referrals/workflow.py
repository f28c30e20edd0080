"""The life of a referral. Only this module changes ``Referral.status``; the table is the documentation.

Whose turn it is stands in ``states.py``, until when in ``deadlines.py``. Each step writes one event.
"""

from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network_portal.logs import note_security
from partners.models.partner import MembershipKind
from referrals import follow_ups, notify, order, reasons, terms
from referrals.actors import THE_PORTAL, sides
from referrals.deadlines import Clock
from referrals.models import Channel, Consent, Content, Message, Referral, Side, Status
from referrals.models.choices import FINAL, ReasonKind
from referrals.states import TO_DECIDE, ball

DRAFT, AWAITING, SENT, QUESTION = Status.DRAFT, Status.AWAITING_CONSENT, Status.SENT, Status.QUESTION
WAITLISTED, ACCEPTED, IN_PROGRESS = Status.WAITLISTED, Status.ACCEPTED, Status.IN_PROGRESS
COMPLETED, UNMET, DECLINED = Status.COMPLETED, Status.UNMET, Status.DECLINED
WITHDRAWN, EXPIRED = Status.WITHDRAWN, Status.EXPIRED
SENDER, RECIPIENT, PARENT, SYSTEM = Side.SENDER, Side.RECIPIENT, Side.PARENT, Side.SYSTEM


class Step(NamedTuple):
    """One decision about a referral. ``needs``: what must be said with it; ``reason``: from which reasons."""

    sources: set
    target: object  # of Status; None: it stays where it is
    sides: set
    label: object
    needs: tuple = ()
    reason: object = None  # of ReasonKind


STEPS = {
    "ask_consent": Step({DRAFT}, AWAITING, {SENDER}, _("Wait for the consent")),
    "back": Step({AWAITING}, DRAFT, {SENDER}, _("Back to the draft")),
    "send": Step({DRAFT, AWAITING}, SENT, {SENDER, PARENT}, _("Send")),
    "accept": Step({SENT, WAITLISTED}, ACCEPTED, {RECIPIENT}, _("Accept")),
    "contact": Step({ACCEPTED}, IN_PROGRESS, {RECIPIENT}, _("Contact made"), ("first_contact_on",)),
    "ask": Step({SENT}, QUESTION, {RECIPIENT}, _("Ask back"), ("note",)),
    "answer": Step({QUESTION}, SENT, {SENDER}, _("Answer the question"), ("note",)),
    "waitlist": Step({SENT, IN_PROGRESS}, WAITLISTED, {RECIPIENT}, _("Waiting list"), ("waiting",)),
    "check_in": Step({WAITLISTED, IN_PROGRESS}, None, {RECIPIENT}, _("Everything is still going on")),
    "complete": Step(
        {ACCEPTED, IN_PROGRESS}, COMPLETED, {RECIPIENT}, _("Complete"), ("reason",), ReasonKind.OUTCOME
    ),
    "give_up": Step(
        {ACCEPTED, IN_PROGRESS}, UNMET, {RECIPIENT}, _("End without help"), ("reason",), ReasonKind.UNMET
    ),
    "decline": Step(
        {SENT, QUESTION, WAITLISTED}, DECLINED, {RECIPIENT}, _("Decline"), ("reason",), ReasonKind.DECLINE
    ),
    "unaccept": Step({ACCEPTED}, SENT, {RECIPIENT}, _("Accepted by mistake")),
    "withdraw": Step(
        {DRAFT, AWAITING, SENT, QUESTION, WAITLISTED, ACCEPTED, IN_PROGRESS}, WITHDRAWN, {SENDER, PARENT, SYSTEM},
        _("Withdraw"), ("reason",), ReasonKind.WITHDRAWAL,
    ),
    "expire": Step({SENT, QUESTION}, EXPIRED, {SYSTEM}, _("End without an answer")),
    "settle": Step(TO_DECIDE, None, {SENDER, RECIPIENT}, _("Close")),
}  # fmt: skip
BY_LINK = {"accept", "contact", "ask", "waitlist", "check_in", "complete", "give_up", "decline"}
# What the sender notes about a body outside the network, with which nothing is exchanged.
OUTSIDE = {"send", "accept", "complete", "give_up", "decline", "withdraw", "settle"}
# Days that a step writes down.
DAYS_BY_STEP = {
    "send": ["sent_on"], "accept": ["accepted_on", "last_sign_on"], "waitlist": ["last_sign_on"],
    "contact": ["last_sign_on"], "check_in": ["last_sign_on"], "settle": ["settled_on"],
}  # fmt: skip
OPEN_SIBLINGS = {DRAFT, AWAITING, SENT, QUESTION, WAITLISTED}
UNACCEPT_DAYS = 1  # working days in which an acceptance by mistake can be taken back


class StepNotOpenError(Exception):
    """Somebody else was quicker, or the step is not hers to take."""


class NotPossibleError(Exception):
    """The step is open, but something is missing; the words say what, for the person who tried."""


def open_steps(referral, actor, on=None) -> dict[str, Step]:
    """Steps ``actor`` may take now, in table order. Draws the buttons and guards ``take_step``."""
    mine = sides(actor, referral)
    return {name: step for name, step in STEPS.items() if _is_open(name, step, referral, actor, mine, on)}


def _is_open(name, step, referral, actor, mine, on) -> bool:
    if referral.status not in step.sources or not mine & step.sides:
        return False
    if referral.is_outside and name not in OUTSIDE:
        return False
    if actor.channel == Channel.LINK and name not in BY_LINK:
        return False
    if name == "unaccept":
        return _may_unaccept(referral, on or timezone.localdate())
    if name == "settle":
        return ball(referral) in mine
    return True


def _may_unaccept(referral, on) -> bool:
    if referral.was_unaccepted or referral.accepted_on is None:
        return False
    return on <= Clock(referral.recipient).after(referral.accepted_on, UNACCEPT_DAYS)


@transaction.atomic
def take_step(referral, name, *, by, reason=None, note="", version=None, now=None, **facts) -> Referral:
    """Move the referral on, write one event, tell whom it concerns; return it anew.

    ``facts`` as the step needs them: ``first_contact_on``, ``waitlist_place``, ``estimated_on``, ``better_offer``,
    ``shares_reason``. ``version``: that of the page somebody has looked at. Raises ``StepNotOpenError`` where the step
    is not open (any more), ``NotPossibleError`` where something is missing.
    """
    now = now or timezone.now()
    on = timezone.localdate(now)
    # Lock, then look: two colleagues may press a button at the same moment.
    referral = lock(referral)
    if name not in open_steps(referral, by, on) or version not in (None, referral.version):
        note_security("step denied", user=by.user, number=referral.number, step=name, channel=str(by.channel))
        raise StepNotOpenError(name)
    source, side = referral.status, acting_side(name, by, referral)
    _check(referral, name, reason, note, facts, on)
    _apply(referral, name, reason, facts, now, on)
    terms.set_terms(referral, name, on)
    referral.version += 1
    referral.save()
    _keep_words(referral, name, side, note, on)
    referral.events.create(
        step=name, source=source, target=referral.status, side=side, channel=by.channel, by=by.user,
        reason=referral.reason if name in ("complete", "give_up", "decline", "withdraw") else None,
        due_on=referral.due_on, at=now,
    )  # fmt: skip
    log = partial(note_security, user=by.user, number=referral.number, step=name, channel=str(by.channel))
    transaction.on_commit(partial(log, "step taken"))
    _follow(referral, name, source, by, now)
    notify.about_step(referral, name, source=source, side=side, on=on)
    return referral


def lock(referral) -> Referral:
    """The referral anew, held until the transaction ends; siblings with it, in one order for everybody."""
    if referral.group:
        list(Referral.objects.filter(group=referral.group).order_by("pk").select_for_update().values_list("pk"))
    rows = Referral.objects.select_for_update(of=("self",)).select_related("sender", "recipient", "consent", "reason")
    return rows.get(pk=referral.pk)


def acting_side(name, by, referral) -> Side:
    """The side in whose name the step is taken. Whoever is on both notes what came of a body outside."""
    possible = sides(by, referral) & STEPS[name].sides
    order = [PARENT, RECIPIENT, SENDER, SYSTEM]
    return next(side for side in order if side in possible)


def _check(referral, name, reason, note, facts, on):
    """Raises ``NotPossibleError`` where the step lacks something."""
    step = STEPS[name]
    if name == "send":
        if words := order.why_not(referral):
            raise NotPossibleError(words)
        check_sending(referral, on)
    if name == "accept" and referral.consent and referral.consent.valid_until < on:
        raise NotPossibleError(_("The consent has ended. The office that sent this has to ask for a new one."))
    if "reason" in step.needs and (reason is None or reason.kind != step.reason):
        raise NotPossibleError(_("Please say why."))
    if reason and reason.needs_text and not note.strip():
        raise NotPossibleError(_("Please add a few words to this reason."))
    if "note" in step.needs and not note.strip():
        raise NotPossibleError(_("Please write a few words."))
    if "waiting" in step.needs and not (facts.get("waitlist_place") or facts.get("estimated_on")):
        raise NotPossibleError(_("Please give the place on the list or an estimated day."))
    if "first_contact_on" in step.needs:
        day = facts.get("first_contact_on")
        if day is None or day > on or day < (referral.sent_on or day):
            raise NotPossibleError(_("Please give the day of the first contact, today at the latest."))


def check_sending(referral, on):
    """Raises ``NotPossibleError`` unless there is a consent valid now, for a partner that takes referrals."""
    if referral.is_outside:
        return
    consent = Consent.objects.filter(pk=referral.consent_id).first()
    if consent is None or consent.recipient_id != referral.recipient_id or not consent.is_valid(on):
        raise NotPossibleError(_("There is no consent that is valid today. Without it nothing is sent."))
    if not takes_referrals(referral.recipient):
        raise NotPossibleError(_("This partner does not take referrals at present."))
    if not Content.objects.filter(referral=referral).exists():
        raise NotPossibleError(_("What should be passed on has been erased. Please begin anew."))


def takes_referrals(partner) -> bool:
    """Whether a partner may be sent referrals: it says so, and belongs to the network.

    ``Partner.objects.taking_referrals()`` says the same for many.
    """
    return partner.takes_referrals and partner.membership != MembershipKind.FORMER


def _apply(referral, name, reason, facts, now, on):
    """Write what the step says into the referral."""
    target = STEPS[name].target
    if target:
        referral.status, referral.since = target, now
    if reason:
        referral.reason = reason
    for field in ("first_contact_on", "waitlist_place", "estimated_on", "better_offer", "shares_reason"):
        if field in facts:
            setattr(referral, field, facts[field])
    if name in ("accept", "decline", "waitlist"):
        referral.answered_on = referral.answered_on or on
    if name == "unaccept":
        referral.accepted_on = referral.answered_on = None
        referral.was_unaccepted = True
    for field in DAYS_BY_STEP.get(name, ()):
        setattr(referral, field, on)
    if target in FINAL:
        referral.ended_on = on


def _keep_words(referral, name, side, note, on):
    """Questions and answers stand in the thread; words on a reason with the encrypted content."""
    if not note.strip():
        return
    if name in ("ask", "answer"):
        partner = referral.recipient if side == RECIPIENT else referral.sender
        Message.objects.create(referral=referral, side=side, partner=partner, text=note.strip(), on=on)
    else:
        Content.objects.filter(referral=referral).update(reason_note=note.strip())


def _follow(referral, name, source, by, now):
    """What else a step brings: siblings are withdrawn, links and a consent end."""
    if name == "accept" and referral.group:
        siblings = Referral.objects.filter(
            group=referral.group, status__in={SENT, QUESTION, WAITLISTED, AWAITING, DRAFT}
        )
        for sibling in siblings.exclude(pk=referral.pk).order_by("pk"):
            why = reasons.reason(ReasonKind.WITHDRAWAL, reasons.SIBLING)
            take_step(sibling, "withdraw", by=THE_PORTAL, reason=why, now=now)
    if name == "complete":
        follow_ups.plan_check_ins(referral, timezone.localdate(now))
    if name in ("accept", "unaccept") and referral.is_transfer:
        order.move_owner(referral, back=name == "unaccept")
    if referral.status in FINAL:
        referral.links.all().delete()
    if name == "withdraw" and by.channel == Channel.CODE and referral.consent:
        Consent.objects.filter(pk=referral.consent_id, revoked_at=None).update(revoked_at=now, revoked_by=by.channel)
