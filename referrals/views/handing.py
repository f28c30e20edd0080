"""Handing somebody on: to one or several partners, to a body outside the network, and on from there."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import is_kept, typed
from network_portal.once import FIELD, once
from partners.models import Municipality, Partner
from referrals import audit
from referrals.actors import by_login
from referrals.candidates import candidates_for
from referrals.forms.handing import HandingForm, OutsideForm
from referrals.handing import Target, rewrite_draft, send_released, settle, start_referrals
from referrals.models import Side, Status
from referrals.models.choices import FINAL
from referrals.states import responsible_side
from referrals.targets import chosen_targets, target_of
from referrals.views.own import not_open, own_referral, own_senders
from referrals.workflow import NotPossibleError, StepNotOpenError, take_step

METHODS = ["GET", "HEAD", "POST"]
DRAFT, CODE, OUTSIDE = "draft", "code", "ausserhalb"  # two buttons, and the address of a body outside the network


@require_http_methods(METHODS)
@once
@transaction.atomic
def new(request):
    """One page: whom to, what about, and the consent. Sent, kept as a draft, or waiting for the parent's code."""
    return handing_page(request, own_senders(request.user))


@require_http_methods(METHODS)
@once
@transaction.atomic
def refer_on(request, number):
    """The same after an end, with what was written then; whoever had to decide has decided by it."""
    referral, actor, sides = own_referral(request, number)
    side = responsible_side(referral)
    if side not in sides or referral.status not in FINAL:
        return not_open(request, referral, _("It can be referred on only once it has ended, by who decides about it."))
    initial = {"municipality": referral.municipality_id, "policy_field": referral.policy_field_id}
    if request.method != "POST":
        initial |= audit.texts_of(referral, by=actor, sides=sides, what="refer_on")
    senders = Partner.objects.filter(pk=referral.responsible.pk)
    return handing_page(request, senders, follows=referral, initial=initial, way=way_after(referral))


@require_http_methods(METHODS)
@once
@transaction.atomic
def edit(request, number):
    """A draft once more: what is missing, and sending it."""
    referral, actor, sides = own_referral(request, number, side=Side.SENDER)
    if referral.status != Status.DRAFT:
        return not_open(request, referral, _("It is no draft any more, so it cannot be changed."))
    initial = {name: getattr(referral, f"{name}_id", None) for name in ("municipality", "policy_field")}
    initial |= {"is_urgent": referral.is_urgent, "is_transfer": referral.is_transfer}
    if request.method != "POST":
        initial |= audit.texts_of(referral, by=actor, sides=sides, what="edit")
        initial |= {"outside_body": referral.outside_body}
    senders = Partner.objects.filter(pk=referral.sender_id)
    target = Target(referral.recipient, referral.offer)
    form = _form(request, senders, [target], referral.is_outside, initial)

    def write(content, **values):
        return [rewrite_draft(referral, by=actor, content=content, version=_seen(request.POST), **values)]

    if request.method == "POST" and form.is_valid() and (answer := _carried_out(request, form, write)):
        return answer
    candidates = [] if referral.is_outside else candidates_for([target])
    version = form.data.get("version") if is_kept(request, form) else referral.version
    return _page(
        request, form, referral=referral, version=version, candidates=candidates, is_outside=referral.is_outside
    )


def _seen(data) -> int | None:
    """The version of the draft that stood on the page, so that nobody writes over a colleague's words unseen."""
    version = data.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else None


def way_after(referral) -> dict:
    """The step of a chain that another try belongs to, where the one who decides is also who accompanies."""
    accompaniment = referral.accompaniment
    if accompaniment is None or accompaniment.ended_on or accompaniment.owner_id != referral.responsible.pk:
        return {}
    return {"accompaniment": accompaniment, "chain_step": referral.chain_step, "attached_on": referral.attached_on}


def handing_page(request, senders, *, follows=None, initial=None, way=None, **context):
    """The page of one new referral to the targets of the address; ``way``: the step of a chain it belongs to."""
    is_outside, own = OUTSIDE in request.GET, [partner.pk for partner in senders]
    chosen = chosen_targets(request.GET, without=own if len(own) == 1 else ())
    if not is_outside and not chosen.targets:
        context = {"problems": chosen.problems, "follows": follows, "better": better_offer(follows)}
        return render(request, "referrals/choose.html", context)
    form = _form(request, senders, chosen.targets, is_outside, {**_given(request), **(initial or {})})

    def write(content, **values):
        return _written(request, form, chosen.targets, follows, content=content, **values, **(way or {}))

    if request.method == "POST" and form.is_valid() and (answer := _carried_out(request, form, write)):
        return answer
    candidates = [] if is_outside else candidates_for(chosen.targets)
    context |= {"follows": follows, "problems": chosen.problems, "candidates": candidates, "is_outside": is_outside}
    return _page(request, form, **context)


def _written(request, form, targets, follows, *, content, outside_body="", **values):
    """The drafts for the chosen targets; what is followed has been decided by them."""
    by = by_login(request.user)
    made = start_referrals(
        [Target(outside=outside_body)] if outside_body else targets, sender=form.sender_chosen, by=by, content=content,
        token=request.POST.get(FIELD, ""), follows=follows, inquiry=follows.inquiry if follows else None, **values,
    )  # fmt: skip
    if follows:
        settle(follows, by=by)
    return made


def _page(request, form, **context):
    """The form with what belongs around it."""
    context |= {"form": form, "is_kept": is_kept(request, form)}
    return render(request, "referrals/new.html", context)


def better_offer(referral):
    """The offer that a recipient has named instead of its own, if colleagues can be sent there."""
    offer = referral and referral.better_offer
    return offer if offer and target_of(offer) else None


def _given(request) -> dict:
    """What the address says of the place."""
    key = request.GET.get("gemeinde", "")
    is_key = key.isascii() and key.isdigit() and len(key) < 10
    return {"municipality": Municipality.objects.filter(pk=key).first() if is_key else None}


def _form(request, senders, targets, is_outside, initial):
    if is_outside:
        return OutsideForm(typed(request), senders=senders, initial=initial, is_draft=DRAFT in request.POST)
    return HandingForm(
        typed(request), senders=senders, targets=targets, initial=initial, is_draft=DRAFT in request.POST,
        is_waiting=CODE in request.POST,
    )  # fmt: skip


def _carried_out(request, form, write):
    """Do what the button says with what ``write`` stores; None where that is not possible: the form says why."""
    if any(target.partner == form.sender_chosen for target in form.targets):
        form.add_error(None, _("This is your own organisation. Please choose another sender."))
        return None
    try:
        with transaction.atomic():
            return _by_button(request, form, write(form.content, **form.frame))
    except NotPossibleError as error:
        form.add_error(None, str(error))
        return None
    except StepNotOpenError:
        form.add_error(None, _("Meanwhile somebody else has changed this. Your text is still here."))
        return None


def _by_button(request, form, made):
    actor = by_login(request.user)
    if DRAFT in request.POST:
        messages.success(request, _("Your draft is kept. Nothing has been sent."))
        return redirect(made[0])
    if CODE in request.POST and not made[0].is_outside:
        for referral in made:
            take_step(referral, "ask_consent", by=actor)
        messages.success(request, _("Nothing has been sent yet. The person consents with the code on the slip."))
        return redirect("referrals:slip", number=made[0].number)
    made = send_released(made, by=actor, content=form.content, consent=form.consent)
    messages.success(request, sent_words(made))
    return redirect("referrals:slip", number=made[0].number)


def sent_words(made) -> str:
    """What has happened, for the person who did it."""
    if made[0].is_outside:
        return _("It is noted. Nothing has been sent: the person takes the slip along.")
    text = ngettext("The referral has been sent.", "%(n)s referrals have been sent. The first to accept takes over.",
                    len(made))  # fmt: skip
    return text % {"n": len(made)}
