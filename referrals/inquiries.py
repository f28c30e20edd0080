"""Anonymous inquiries: asked, answered, handed on, closed, erased. Only this module changes ``Inquiry.status``.

Each function holds the row it changes. ``version`` is that of the page somebody has looked at: whoever answers what
has changed meanwhile gets ``ConflictError``, and nothing is overwritten.
"""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from partners.models import Network, Partner
from referrals import inquiry_mails, inquiry_words, reasons
from referrals.actors import THE_PORTAL, by_code, by_login
from referrals.audit import record_access
from referrals.codes import code_for, hash_of
from referrals.consents import revoke_consent
from referrals.deadlines import Clock
from referrals.models import Consent, Content, Inquiry, InquiryStatus, Message, Reader, Referral, Rules, Side
from referrals.models.choices import FINAL, ReasonKind, Status
from referrals.notify import has_account
from referrals.permissions import visible_inquiries
from referrals.workflow import take_step

MOST_A_DAY = 300  # inquiries in all; more come from a machine
UNSENT = {Status.DRAFT, Status.AWAITING_CONSENT}


class ConflictError(Exception):
    """Somebody else has written, handed on or closed meanwhile."""


class GoneError(Exception):
    """The inquiry has been erased meanwhile."""


def desk_that_reads() -> Partner | None:
    """The network's first contact, if anybody there reads inquiries."""
    desk = Network.objects.current().desk
    return desk if desk and has_account(desk) else None


def kept_inquiries(user):
    """Inquiries ``user`` may open, without those that have been erased."""
    return visible_inquiries(user).exclude(code_hash="")


def known_code(token) -> str | None:
    """The code of a form that has stored its question before."""
    code = code_for(token)
    return code if Inquiry.objects.filter(code_hash=hash_of(code)).exists() else None


@transaction.atomic
def ask(token, *, text, partner, now=None, **values) -> str | None:
    """Store a question for ``partner``; the code by which its parent comes back. None where too many came today.

    ``token``: of the form; sent again it stores nothing and has the same code. ``values``: fields of ``Inquiry``.
    """
    if code := known_code(token):
        return code
    code, on = code_for(token), timezone.localdate(now)
    known = {"code_hash": hash_of(code)}
    if Inquiry.objects.filter(created_on=on).count() >= MOST_A_DAY:
        return None
    days = {"created_on": on, "last_message_on": on}
    inquiry, created = Inquiry.objects.get_or_create(**known, defaults={"partner": partner, **days, **values})
    if created:
        _await_answer(inquiry, on)
        inquiry.save()
        inquiry.messages.create(side=Side.PARENT, text=text.strip(), on=on)
        say(inquiry, inquiry_words.first_answer(inquiry), on)
        inquiry_mails.tell_turn(inquiry, on)
    return code


@transaction.atomic
def reply_as_parent(inquiry, text, *, token, now=None) -> Inquiry:
    """The parent writes again; once for each form. While an answer is due, its day stays; else there is a new one."""
    on, inquiry = timezone.localdate(now), lock(inquiry)
    if not _write(inquiry, text, token, on, side=Side.PARENT):
        return inquiry
    if inquiry.status != InquiryStatus.WAITING:
        _find_reader(inquiry)
        _await_answer(inquiry, on)
        inquiry_mails.tell_turn(inquiry, on)
    return _saved(inquiry)


@transaction.atomic
def reply(inquiry, text, *, by, token="", version=None, now=None) -> Inquiry:
    """Somebody of the partner answers."""
    on, inquiry = timezone.localdate(now), lock(inquiry, by=by, version=version)
    if _write(inquiry, text, token, on, side=Side.SENDER, partner=inquiry.partner):
        answered(inquiry, on)
        _saved(inquiry)
        _note(inquiry, "answered", by)
    return inquiry


@transaction.atomic
def close(inquiry, *, by, version=None, now=None) -> Inquiry:
    """Somebody of the partner closes the thread; the parent reads when it goes, and may still write."""
    on, inquiry = timezone.localdate(now), lock(inquiry, by=by, version=version)
    _note(inquiry, "closed", by)
    return end(inquiry, on)


@transaction.atomic
def hand_on(inquiry, partner, *, by, version=None, now=None) -> Inquiry:
    """Another partner reads and answers from now on; the former one sees nothing any more."""
    on, inquiry = timezone.localdate(now), lock(inquiry, by=by, version=version)
    _note(inquiry, "handed on", by)
    return move(inquiry, partner, on)


def _note(inquiry, what, user):
    """Who of the office has done what; a thread itself says only which office has answered."""
    record_access(inquiry, what, by=by_login(user), partner=inquiry.partner)


@transaction.atomic
def erase(inquiry, *, now=None):
    """The parent erases everything at once: the thread, and what was handed on because of it."""
    now = now or timezone.now()
    inquiry = lock(inquiry)
    for referral in Referral.objects.filter(inquiry=inquiry).order_by("pk"):
        _take_back(referral, now)
    Content.objects.filter(referral__inquiry=inquiry).delete()
    Message.objects.filter(referral__inquiry=inquiry).delete()
    Consent.objects.filter(referral__inquiry=inquiry).update(giver="")
    Referral.objects.filter(inquiry=inquiry).update(code_hash="")
    forget(inquiry, timezone.localdate(now))


def _take_back(referral, now):
    """Withdraw what is under way, and end the consent of what has ended: the recipient sees nothing any more."""
    actor = by_code([referral])
    if referral.consent_id:
        revoke_consent(referral, by=actor, now=now)
    elif referral.status not in FINAL:
        why = reasons.reason(ReasonKind.WITHDRAWAL, reasons.PARENT_DECIDED)
        take_step(referral, "withdraw", by=actor, reason=why, now=now)


def lock(inquiry, *, by=None, version=None) -> Inquiry:
    """The inquiry anew, held until the transaction ends.

    Raises ``GoneError`` where it was erased, ``ConflictError`` where ``by`` (a user) may no longer see it, or where it
    is no longer what the page of that ``version`` showed.
    """
    rows = Inquiry.objects.select_for_update(of=("self",)).select_related("partner", "policy_field", "offer")
    row = rows.get(pk=inquiry.pk)
    if not row.code_hash:
        raise GoneError
    if version not in (None, row.version) or (by and not visible_inquiries(by).filter(pk=row.pk).exists()):
        raise ConflictError
    return row


def answered(inquiry, on):
    """The parent has an answer; unsaved."""
    inquiry.status, inquiry.due_on, inquiry.closed_on = InquiryStatus.ANSWERED, None, None
    inquiry.first_answered_on = inquiry.first_answered_on or on


def end(inquiry, on) -> Inquiry:
    """Close a locked inquiry, and say so in the thread."""
    never = inquiry.first_answered_on is None
    inquiry.status, inquiry.closed_on, inquiry.due_on = InquiryStatus.CLOSED, on, None
    say(inquiry, inquiry_words.never_answered(on) if never else inquiry_words.closed(on), on)
    return _saved(inquiry)


def forget(inquiry, on):
    """Erase a locked inquiry: its words and its code go; field, days and states stay for the figures."""
    inquiry.messages.all().delete()
    inquiry.reminders.all().delete()
    inquiry.code_hash, inquiry.status, inquiry.due_on = "", InquiryStatus.CLOSED, None
    inquiry.closed_on = inquiry.closed_on or on
    inquiry.offer = inquiry.municipality = None
    _saved(inquiry)


def move(inquiry, partner, on, *, tells=True) -> Inquiry:
    """Give a locked inquiry to another partner, with what still waits for the parent's consent; ``tells`` it so."""
    former, inquiry.partner = inquiry.partner, partner
    if inquiry.status == InquiryStatus.WAITING:
        _await_answer(inquiry, on)
        if tells:
            inquiry_mails.tell_turn(inquiry, on)
    say(inquiry, inquiry_words.handed_on(inquiry, former), on)
    for referral in Referral.objects.filter(inquiry=inquiry, sender=former, status__in=UNSENT).order_by("pk"):
        _change_sender(referral, inquiry, on)
    return _saved(inquiry)


def _change_sender(referral, inquiry, on):
    """Nothing of it has been released, so another partner may ask for the consent; nobody hands on to herself."""
    if referral.recipient_id == inquiry.partner_id:
        why = reasons.reason(ReasonKind.WITHDRAWAL, reasons.SENDER_DECIDED)
        take_step(referral, "withdraw", by=THE_PORTAL, reason=why)
        say(inquiry, inquiry_words.answers_itself(inquiry.partner), on)
        return
    # A consent names who hands on. What left in this very moment stays with its sender.
    rows = Referral.objects.filter(pk=referral.pk, status__in=UNSENT)
    if rows.update(sender=inquiry.partner, consent=None, version=F("version") + 1):
        Reader.objects.filter(referral=referral).delete()


def say(inquiry, text, on):
    """A message of the portal itself."""
    inquiry.messages.create(side=Side.SYSTEM, text=text, on=on)


def _write(inquiry, text, token, on, **values) -> bool:
    """Store a message, unless this form has stored it before."""
    mark = hash_of(token, "message") if token else ""
    if mark and Message.objects.filter(token=mark).exists():
        return False
    inquiry.messages.create(text=text.strip(), token=mark, on=on, **values)
    inquiry.last_message_on = on
    return True


def _find_reader(inquiry):
    """Where nobody reads any more, the desk does."""
    if not has_account(inquiry.partner):
        inquiry.partner = desk_that_reads() or inquiry.partner


def _await_answer(inquiry, on):
    """A new round with a day of its own; unsaved."""
    days = Rules.objects.current().inquiry_answer_days
    inquiry.status, inquiry.closed_on = InquiryStatus.WAITING, None
    inquiry.due_on = Clock(inquiry.partner).after(on, days)
    inquiry.round += 1


def _saved(inquiry) -> Inquiry:
    inquiry.version += 1
    inquiry.save()
    return inquiry


def is_late(on) -> Q:
    """Inquiries to which an answer was promised before the day ``on``."""
    return Q(status=InquiryStatus.WAITING, due_on__lt=on)
