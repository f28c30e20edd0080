"""Accompanying somebody over the steps of a chain. Everybody but the team of the responsible partner gets 404."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.editing import fingerprint
from partners.models import Partner
from partners.places import place_of
from referrals import accompaniments, audit
from referrals.accompaniments import CONSENT_WARNING, consent_words
from referrals.actors import by_login, sides
from referrals.attaching import may_attach
from referrals.candidates import candidates_of
from referrals.chain_offers import Active
from referrals.forms.accompaniments import EndForm, NoteForm, StartForm
from referrals.models import ChainStep, Referral, StepNoteKind
from referrals.order import next_of, states_of
from referrals.permissions import visible_accompaniments, visible_referrals
from referrals.targets import MOST, chosen_targets
from referrals.views.handing import OUTSIDE, handing_page
from referrals.views.own import own_senders
from referrals.views.own_chains import own_chain_in_force
from referrals.workflow import NotPossibleError, StepNotOpenError

METHODS = ["GET", "HEAD", "POST"]
CANDIDATES = 20
HAS_ENDED = gettext_lazy("The accompaniment has ended. Nobody is handed on in it any more.")


@require_http_methods(METHODS)
@once
@transaction.atomic
def accompany(request, slug):
    """The words of the consent, and where somebody begins on a chain in force."""
    chain = own_chain_in_force(request.user, slug)
    form = StartForm(typed(request), senders=own_senders(request.user))
    valid = request.method == "POST" and form.is_valid()
    words = consent_words(chain, form.owner_chosen, form.until)
    if valid and request.POST.get("words") != fingerprint(words):
        valid = False
        form.add_error(None, _("The words above now name the right organisation and day. Please read them once more."))
    if valid and (done := _started(request, chain, form, words)):
        return done
    context = {
        "chain": chain, "form": form, "words": words, "mark": fingerprint(words), "is_kept": is_kept(request, form),
    }  # fmt: skip
    return render(request, "referrals/chains/accompany.html", context)


def _started(request, chain, form, words):
    data = form.cleaned_data
    try:
        made = accompaniments.start(
            chain, owner=form.owner_chosen, by=request.user, form=data["given"], given_on=data["given_on"],
            witness=data["witness"], municipality=data["municipality"], text=words,
        )  # fmt: skip
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("You accompany this person. The first step can begin."))
    return redirect(made)


@require_safe
def accompaniment(request, number):
    """The steps, the referrals of each, and what is next. No word about the person."""
    row = own_accompaniment(request, number)
    return own_page(request, row)


def own_accompaniment(request, number):
    """An accompaniment that is one's own to see; else ``Http404``."""
    rows = visible_accompaniments(request.user).select_related("chain", "owner", "municipality")
    return get_object_or_404(rows, number=number)


def own_page(request, row, status=200, words=""):
    """The page of an accompaniment; with ``words`` where something else was wanted."""
    states, on = states_of(row), timezone.localdate()
    if any(note and note.text for state in states for note in (state.done, state.early)):
        audit.record_access(row, "notes", by=by_login(request.user), partner=row.owner)
    seen = set(visible_referrals(request.user).filter(accompaniment=row).values_list("pk", flat=True))
    following = next_of(states)
    context = {
        "row": row, "seen": seen, "former": [state for state in states if state.is_former],
        "states": [(state, may_attach(state)) for state in states if not state.is_former],
        "next": following, "on": on, "words": words,
        "is_done": following is None and not any(state.is_under_way for state in states),
        "consent_ends_soon": row.ended_on is None and row.consent_until <= on + CONSENT_WARNING,
    }  # fmt: skip
    return render(request, "referrals/chains/accompaniment.html", context, status=status)


def state_of_step(row, key):
    """A step of the accompaniment by its key, or by that of the same step in another version; else ``Http404``."""
    step = get_object_or_404(ChainStep, chain=row.chain_id, pk=key)
    for state in states_of(row):
        if state.step.line == step.line and not state.is_former:
            return state
    raise Http404


@require_http_methods(METHODS)
@once
@transaction.atomic
def next_step(request, number, key):
    """The page of a new referral for one step: first who can be asked, then the form with what was written before."""
    row = own_accompaniment(request, number)
    state = state_of_step(row, key)
    if row.ended_on:
        return own_page(request, row, 409, HAS_ENDED)
    if OUTSIDE not in request.GET and not chosen_targets(request.GET, without={row.owner_id}).targets:
        return _candidates(request, row, state)
    before = _before(request.user, row)
    initial = {"municipality": row.municipality_id, "policy_field": _field_of(state.step)}
    if before and request.method != "POST":
        actor = by_login(request.user)
        initial |= audit.texts_of(before, by=actor, sides=sides(actor, before), what="next_step")
    return handing_page(
        request, Partner.objects.filter(pk=row.owner_id), follows=before, initial=initial,
        way={"accompaniment": row, "chain_step": state.step}, accompaniment=row, state=state,
    )  # fmt: skip


def _candidates(request, row, state):
    """Who has an offer for the step near the person, and the fallback."""
    place = place_of(row.municipality) if row.municipality else None
    keys = Active().keys_of(state.step, place)[:CANDIDATES]
    partners = [
        partner for partner in (state.step.partner, state.step.fallback_partner)
        if partner and partner.pk != row.owner_id
    ]  # fmt: skip
    problems = chosen_targets(request.GET, without={row.owner_id}).problems
    context = {
        "row": row, "state": state, "candidates": candidates_of(keys), "partners": partners, "most": MOST,
        "problems": problems,
    }  # fmt: skip
    return render(request, "referrals/chains/next.html", context)


def _before(user, row) -> Referral | None:
    """The last referral of the way that ``user`` may open and that has left: what was written there goes along."""
    rows = visible_referrals(user).filter(accompaniment=row, sent_on__isnull=False)
    rows = rows.select_related("sender", "recipient", "consent", "offer__policy_field", "policy_field", "inquiry")
    return rows.order_by("-created_at", "-pk").first()


def _field_of(step):
    return step.policy_field_id or (step.topic.policy_field_id if step.topic else None)


@require_http_methods(METHODS)
@once
def note(request, number, key, kind):
    """A step was done without a referral, or goes early: why."""
    row = own_accompaniment(request, number)
    state = state_of_step(row, key)
    if kind not in StepNoteKind.values:
        raise Http404
    if row.ended_on:
        return own_page(request, row, 409, HAS_ENDED)
    form = NoteForm(typed(request), kind=kind)
    try:
        if request.method == "POST" and form.is_valid():
            accompaniments.note(row, state.step, kind, by=request.user, **form.cleaned_data)
            messages.success(request, _("It is noted."))
            return redirect(row)
        if not accompaniments.may_note(state, kind):
            raise StepNotOpenError(kind)
    except NotPossibleError as error:
        form.add_error(None, str(error))
    except StepNotOpenError:
        return own_page(request, row, 409, _("This is noted already, or not needed any more."))
    context = {"row": row, "state": state, "kind": kind, "form": form, "is_kept": is_kept(request, form)}
    return render(request, "referrals/chains/note.html", context)


@require_POST
@once
def go_over(request, number):
    """From now on the steps of the version in force count for this person."""
    row = own_accompaniment(request, number)
    try:
        accompaniments.go_over(row, int(request.POST.get("version", "")))
    except (StepNotOpenError, ValueError):
        return own_page(request, row, 409, _("This has changed meanwhile. Below you see how it stands now."))
    messages.success(request, _("The steps of the version in force count now. What was done stays done."))
    return redirect(row)


@require_http_methods(METHODS)
@once
def end(request, number):
    """Nobody goes on: why."""
    row = own_accompaniment(request, number)
    form = EndForm(typed(request))
    try:
        if row.ended_on:
            raise StepNotOpenError("end")
        if request.method == "POST" and form.is_valid():
            accompaniments.end(row, form.cleaned_data["why"])
            messages.success(request, _("The accompaniment has ended. Referrals under way go on by themselves."))
            return redirect(row)
    except StepNotOpenError:
        return own_page(request, row, 409, _("It has ended already."))
    context = {"row": row, "form": form, "is_kept": is_kept(request, form)}
    return render(request, "referrals/chains/end.html", context)
