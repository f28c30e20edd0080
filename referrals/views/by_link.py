"""A partner without an account answers one referral. A link alone shows nothing: mail scanners follow links."""

from allauth.core.ratelimit import consume
from django.shortcuts import render
from django.utils import timezone

from network_portal.accounts.outbox import pretend_to_send
from network_portal.cookieless import cookieless_form
from referrals import notify
from referrals.actors import sides
from referrals.audit import messages_of
from referrals.forms.links import NewLinkForm
from referrals.forms.steps import form_for
from referrals.links import is_open, link_with, open_by, referrals_to_send_again
from referrals.models import Side
from referrals.models.choices import FINAL
from referrals.onepage import consent_part, history, person_part, state_of
from referrals.states import ball
from referrals.words import DONE, MEANING, now_words
from referrals.workflow import NotPossibleError, StepNotOpenError, open_steps, take_step

LONGEST_CODE = 100  # characters


@cookieless_form
def by_link(request):
    """Opens by the button on it, which sends the secret of the link along; so does each answer."""
    if request.method != "POST":
        return _render(request, "door", {"code": request.GET.get("code", "")[:LONGEST_CODE]})
    code = request.POST.get("code", "")
    link = link_with(code) if 0 < len(code) <= LONGEST_CODE else None
    if "email" in request.POST:
        return _new_link(request, code, link)
    if link is None or not is_open(link):
        return _render(request, "old", {"form": NewLinkForm(), "code": code[:LONGEST_CODE]}, status=410)
    actor, name = open_by(link), request.POST.get("step", "")
    if name:
        return _answer(request, code, link.referral, actor, name)
    return _show(request, code, link.referral, actor)


def _answer(request, code, referral, actor, name):
    """Take the step that was sent, and show what stands then."""
    if name not in open_steps(referral, actor):
        return _show(request, code, referral, actor, is_stale=True, status=409)
    form = _form(referral, name, data=request.POST)
    if not form.is_valid():
        return _show(request, code, referral, actor, form)
    try:
        done = take_step(referral, name, by=actor, **form.facts())
    except NotPossibleError as refusal:
        form.add_refusal(str(refusal))
        return _show(request, code, referral, actor, form)
    except StepNotOpenError:
        referral.refresh_from_db()
        form.data = form.data.copy()
        form.data["version"] = referral.version
        return _show(request, code, referral, actor, form, is_stale=True, status=409)
    words = f"{DONE[name]}. {now_words(done, {Side.RECIPIENT})}".strip()
    if done.status in FINAL:
        return _render(request, "done", {"referral": done, "words": words})
    return _show(request, code, done, actor, words=words)


def _show(request, code, referral, actor, form=None, *, status=200, **more):
    """The released facts, the messages and the few answers. Reading is noted."""
    mine = sides(actor, referral)
    context = {
        **state_of(referral, actor, mine, timezone.localdate()), **person_part(referral, actor, mine),
        **consent_part(referral, mine), "messages_between": messages_of(referral, by=actor, sides=mine),
        "history": history(referral, mine), "code": code, "form": form, "answers": _answers(referral, actor, form),
    }  # fmt: skip
    return _render(request, "referral", context | more, status=status)


def _answers(referral, actor, sent):
    """Name, label, meaning and form of each answer; the one that was sent as it was filled in."""
    return [
        {"name": name, "label": step.label, "meaning": MEANING.get(name, ""), "form": _form(referral, name, sent)}
        for name, step in open_steps(referral, actor).items()
    ]


def _form(referral, name, sent=None, data=None):
    """The form of an answer; several stand on one page, so their fields need names of their own."""
    if sent and sent.name == name:
        return sent
    return form_for(name)(data, referral=referral, name=name, auto_id=f"{name}_%s")


def _new_link(request, code, link):
    """Send fresh links to the addresses the portal knows. The answer never says whether it knows one."""
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return _render(request, "old", {"form": form, "code": code[:LONGEST_CODE]}, status=410)
    email = form.cleaned_data["email"].lower()
    if consume(request, action="referral_link", key=str(link.referral_id) if link else email):
        referrals = referrals_to_send_again(link, email)
        for referral in referrals:
            name = "referral_turn" if ball(referral) == Side.RECIPIENT else "referral_news"
            notify.tell(referral, referral.recipient, name, timezone.localdate())
        if not referrals:
            pretend_to_send("referral_turn", {"number": "", "due_on": None, "link": ""})
    return _render(request, "sent", {})


def _render(request, name, context, status=200):
    return render(request, f"referrals/by_link/{name}.html", context, status=status)
