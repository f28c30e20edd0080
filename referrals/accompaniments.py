"""Accompanying a parent over the steps of a chain: beginning, noting, going over to a newer version, ending.

Sending goes through ``workflow``. An earlier referral of the responsible partner may count as a step: nothing leaves by
that, and which step the person has come to is what she has agreed to be noted.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network_portal.mail import absolute, queue_mail
from partners.messages import mail_addresses
from referrals import audit
from referrals.consents import last_possible_day
from referrals.models import (
    Accompaniment,
    AccompanimentEnd,
    Chain,
    Referral,
    Rules,
    Status,
    StepNote,
    StepNoteKind,
)
from referrals.models.choices import FINAL, ReasonKind
from referrals.order import UNDER_WAY, states_of
from referrals.permissions import seen_by
from referrals.workflow import NotPossibleError, StepNotOpenError
from referrals.workflow import lock as lock_referral

KINDS = {StepNoteKind.EARLY: ReasonKind.EARLY, StepNoteKind.DONE: ReasonKind.OUTCOME}
CONSENT_WARNING = timedelta(days=14)  # before its end the office is asked to renew or to end it


def consent_words(chain, owner, until) -> str:
    """The words a parent agrees to before somebody accompanies her or him."""
    text = _(
        "I agree that %(owner)s accompanies me on the way “%(chain)s”. For this it notes which step I have come to, "
        "which office is next, and the days. My name is not noted there. What an office learns about me I decide anew "
        "at each step.\n\nIf another office takes over with my consent, it sees the steps so far.\n\nMy consent is "
        "voluntary. It holds until %(until)s. I can take it back at any time without giving a reason. Then nobody goes "
        "on with it, and I have no disadvantage."
    )
    return text % {"owner": owner.name, "chain": chain.title, "until": date_format(until, "j. F Y")}


@transaction.atomic
def start(chain, *, owner, by, form, given_on, witness="", valid_until=None, municipality=None, text=""):
    """Begin to accompany somebody who has agreed to it, on the version in force; ``text``: the words as shown.

    Raises ``NotPossibleError`` where the chain is not in force, or a day is wrong.
    """
    chain = Chain.objects.select_for_update().get(pk=chain.pk)
    if chain.version_in_force is None:
        raise NotPossibleError(_("This chain is not in force. Nobody can begin on it now."))
    latest = last_possible_day(form, given_on)
    until = valid_until or latest
    if given_on > timezone.localdate():
        raise NotPossibleError(_("A consent cannot be given in the future."))
    if not timezone.localdate() <= until <= latest:
        raise NotPossibleError(_("This consent can hold until %(day)s at most.") % {"day": date_format(latest)})
    return Accompaniment.objects.create(
        chain=chain, version=chain.version_in_force, owner=owner, created_by=by, municipality=municipality,
        consent_form=form, consent_on=given_on, consent_until=until, witness=witness,
        consent_text=text or consent_words(chain, owner, until),
    )  # fmt: skip


def lock(accompaniment) -> Accompaniment:
    """The accompaniment anew, held until the transaction ends. Raises ``StepNotOpenError`` where it has ended."""
    accompaniment = Accompaniment.objects.select_for_update().get(pk=accompaniment.pk)
    if accompaniment.ended_on:
        raise StepNotOpenError("accompaniment")
    return accompaniment


def may_note(state, kind) -> bool:
    """Whether there is something to note: a step not done yet, or one that could not go otherwise."""
    return not (state.may_send if kind == StepNoteKind.EARLY else state.is_done)


@transaction.atomic
def note(accompaniment, step, kind, *, reason, by, text="") -> StepNote:
    """Note that a step was done without a referral, or is sent before the step before had its result.

    Raises ``StepNotOpenError`` where that is noted already or not needed, ``NotPossibleError`` where words are missing.
    """
    accompaniment = lock(accompaniment)
    state = _state_now(accompaniment, step)
    if not may_note(state, kind):
        raise StepNotOpenError(kind)
    if reason.kind != KINDS[kind]:
        raise NotPossibleError(_("Please say why."))
    if reason.needs_text and not text.strip():
        raise NotPossibleError(_("Please add a few words to this reason."))
    return StepNote.objects.create(
        accompaniment=accompaniment, step=step, kind=kind, reason=reason, text=text.strip(), by=by,
        partner_id=accompaniment.owner_id,
    )  # fmt: skip


def _state_now(accompaniment, step):
    """How far the person is with a step. Raises ``NotPossibleError`` where the consent is over,
    ``StepNotOpenError`` where the step counts no more for her.
    """
    if not accompaniment.goes_on():
        raise NotPossibleError(_("The consent to this accompaniment is over. Please begin anew with the person."))
    for state in states_of(accompaniment):
        if state.step.pk == step.pk and not state.is_former:
            return state
    raise StepNotOpenError("step")


def attachable(accompaniment, user):
    """Earlier referrals that may count as a step: the responsible partner has sent them, ``user`` sees them there.

    Not one whose personal details are erased or no longer released: nobody could tell whose it was. Not a transfer:
    with it the responsibility for the whole way would go along, to which the person has not agreed.
    """
    as_sender, _as_recipient = seen_by(user)
    rows = Referral.objects.filter(
        as_sender, sender=accompaniment.owner_id, accompaniment=None, status__in=UNDER_WAY | {Status.COMPLETED},
        is_transfer=False, content__isnull=False,
    )  # fmt: skip
    return rows.exclude(consent__revoked_at__isnull=False)


def may_attach(state) -> bool:
    """Whether an earlier referral may count as this step: none does yet, and the order would let one go."""
    return state.may_send and not (state.is_former or state.is_done or state.is_under_way)


@transaction.atomic
def attach(accompaniment, step, referral, *, by):
    """An earlier referral counts as a step from now on, with those that were asked at the same time.

    ``by``: an ``Actor``. Raises ``StepNotOpenError`` where the step or the referral is not open to that (any more).
    """
    accompaniment = lock(accompaniment)
    state, referral = _state_now(accompaniment, step), lock_referral(referral)
    if not may_attach(state) or not attachable(accompaniment, by.user).filter(pk=referral.pk).exists():
        raise StepNotOpenError("attach")
    _asked_together(referral).update(accompaniment=accompaniment, chain_step=step, attached_on=timezone.localdate())
    audit.record_access(referral, "attach", by=by, partner=accompaniment.owner)


@transaction.atomic
def detach(accompaniment, referral, *, by):
    """An earlier referral was attached by mistake: it is no step any more. Raises ``StepNotOpenError`` otherwise."""
    accompaniment, referral = lock(accompaniment), lock_referral(referral)
    if referral.attached_on is None or referral.accompaniment_id != accompaniment.pk:
        raise StepNotOpenError("detach")
    _asked_together(referral).update(accompaniment=None, chain_step=None, attached_on=None)
    audit.record_access(referral, "detach", by=by, partner=accompaniment.owner)


def _asked_together(referral):
    return Referral.objects.filter(group=referral.group) if referral.group else Referral.objects.filter(pk=referral.pk)


@transaction.atomic
def go_over(accompaniment, version) -> Accompaniment:
    """Go on by the version in force; what was done in a step counts for the same step there.

    ``version``: as shown. Raises ``StepNotOpenError`` where another one is in force meanwhile, or it has ended.
    """
    accompaniment = lock(accompaniment)
    accompaniment.chain = Chain.objects.select_for_update().get(pk=accompaniment.chain_id)
    if accompaniment.newer_version is None or version != accompaniment.newer_version:
        raise StepNotOpenError("version")
    accompaniment.version = version
    accompaniment.save(update_fields=["version"])
    return accompaniment


@transaction.atomic
def end(accompaniment, why, now=None) -> Accompaniment:
    """Nobody goes on with it; referrals under way go on by themselves. Raises ``StepNotOpenError`` where it is over."""
    accompaniment = lock(accompaniment)
    accompaniment.ended_on, accompaniment.end_reason = timezone.localdate(now), why
    accompaniment.save(update_fields=["ended_on", "end_reason"])
    return accompaniment


@transaction.atomic
def end_by_parent(accompaniment, now=None) -> Accompaniment:
    """The parent has taken her consent back with her code: it ends, and the responsible office hears of it."""
    accompaniment = end(accompaniment, AccompanimentEnd.REVOKED, now)
    context = {"number": str(accompaniment), "link": absolute(accompaniment.get_absolute_url())}
    for address in mail_addresses(accompaniment.owner, timezone.localdate(now)):
        queue_mail("accompaniment_left", to=address, context=context)
    return accompaniment


def end_without_consent(now) -> int:
    """End what goes on although its consent is over; how many. Safe to repeat."""
    over = Accompaniment.objects.running().filter(consent_until__lt=timezone.localdate(now))
    count = 0
    for accompaniment in over.order_by("pk"):
        try:
            end(accompaniment, AccompanimentEnd.CONSENT_ENDED, now)
        except StepNotOpenError:
            continue  # somebody was quicker
        count += 1
    return count


def notes_to_forget(now):
    """Notes whose words have been kept for their time: some days after the end of their accompaniment."""
    last = timezone.localdate(now) - timedelta(days=Rules.objects.current().content_days)
    return StepNote.objects.filter(accompaniment__ended_on__lte=last).exclude(text="")


def forget_words(notes, _now=None) -> int:
    """Let the words of notes go; the reasons stay for the figures."""
    return notes.update(text="")


def erase_for(referrals, now=None):
    """A parent has asked for everything behind her code to be erased: end what she is accompanied in, and its words."""
    keys = [referral.accompaniment_id for referral in referrals if referral.accompaniment_id]
    for accompaniment in Accompaniment.objects.running().filter(pk__in=keys).order_by("pk"):
        end(accompaniment, AccompanimentEnd.REVOKED, now)
    forget_words(StepNote.objects.filter(accompaniment__in=keys).exclude(text=""))


def with_next_step(accompaniments):
    """Adds ``is_moving``: whether one of its referrals is under way, so that nobody has to begin the next step."""
    moving = Referral.objects.filter(accompaniment=OuterRef("pk")).exclude(status__in=FINAL)
    return accompaniments.annotate(is_moving=Exists(moving)).select_related("chain", "owner", "municipality")
