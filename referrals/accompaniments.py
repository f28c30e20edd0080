"""Accompanying a parent over the steps of a chain: beginning, noting, going over to a newer version, ending.

Sending goes through ``workflow``.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network_portal.mail import absolute, queue_mail
from partners.messages import mail_addresses
from referrals.consents import last_possible_day
from referrals.models import Accompaniment, AccompanimentEnd, Chain, Referral, Rules, StepNote, StepNoteKind
from referrals.models.choices import FINAL, ReasonKind
from referrals.order import states_of
from referrals.workflow import NotPossibleError, StepNotOpenError

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
    state = state_now(accompaniment, step)
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


def state_now(accompaniment, step):
    """How far the person is with a step. Raises ``NotPossibleError`` where the consent is over,
    ``StepNotOpenError`` where the step counts no more for her.
    """
    if not accompaniment.goes_on():
        raise NotPossibleError(_("The consent to this accompaniment is over. Please begin anew with the person."))
    for state in states_of(accompaniment):
        if state.step.pk == step.pk and not state.is_former:
            return state
    raise StepNotOpenError("step")


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
