"""The page of one step of a referral: what it means, what it asks for, and the button."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from referrals.forms.steps import form_for
from referrals.onepage import history, state_of
from referrals.views.own import own_referral
from referrals.words import MEANING, done_words, now_words, step_label
from referrals.workflow import STEPS, NotPossibleError, StepNotOpenError, open_steps, take_step


@require_http_methods(["GET", "HEAD", "POST"])
@once
def step(request, number, name):
    """Ask for what the step needs, and take it. 409 where somebody else was quicker; nothing is overwritten."""
    referral, actor, sides = own_referral(request, number)
    if name not in STEPS or not STEPS[name].sides & sides:
        raise Http404
    form = form_for(name)(typed(request), referral=referral, name=name)
    if name not in open_steps(referral, actor):
        return conflict(request, referral, actor, sides, name, form)
    if request.method == "POST" and form.is_valid():
        try:
            done = take_step(referral, name, by=actor, **form.facts())
        except StepNotOpenError:
            return conflict(request, *own_referral(request, number), name, form)
        except NotPossibleError as refusal:
            form.add_refusal(str(refusal))
        else:
            messages.success(request, f"{done_words(done, name)}. {now_words(done, sides)}".strip())
            return redirect(done)
    context = {
        "referral": referral, "name": name, "label": step_label(referral, name, STEPS[name]), "form": form,
        "meaning": MEANING.get(name, ""), "is_kept": is_kept(request, form),
    }  # fmt: skip
    return render(request, "referrals/step.html", context)


def conflict(request, referral, actor, sides, name, form):
    """Say what has happened meanwhile. What was typed stays; where the step is still open it can be sent again."""
    seen = form["seen"].value() if form.is_bound else None
    since = int(seen) if str(seen).isdecimal() and len(str(seen)) < 19 else None  # digits of a key
    is_open = form.is_bound and name in open_steps(referral, actor)
    if is_open:
        form.data = form.data.copy()
        form.data["version"], form.data["seen"] = referral.version, getattr(referral.events.last(), "pk", 0)
    context = {
        **state_of(referral, actor, sides, timezone.localdate()), "form": form if is_open else None, "name": name,
        "label": step_label(referral, name, STEPS[name]), "typed": form.data.get("note", "") if form.is_bound else "",
        "meanwhile": history(referral, sides, since) if since is not None else history(referral, sides)[-1:],
    }  # fmt: skip
    return render(request, "referrals/step_stale.html", context, status=409)
