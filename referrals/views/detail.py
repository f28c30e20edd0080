"""One referral: where it stands, whose turn it is, the person, the messages, what has happened."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network_portal.kept_text import is_kept, kept_data
from network_portal.once import once
from referrals.audit import messages_of
from referrals.forms.messages import MessageForm
from referrals.models import Side
from referrals.offices import may_write, share_reason, write_message
from referrals.onepage import consent_part, follow_up_part, history, person_part, reason_part, state_of, ways_part
from referrals.views.own import own_referral
from referrals.workflow import StepNotOpenError


@require_safe
def detail(request, number):
    """Everything one side may know about a referral. Reading is noted."""
    found = own_referral(request, number)
    kept = kept_data(request, reverse("referrals:message", args=[number]))
    return show(request, *found, MessageForm(kept) if kept else None)


def show(request, referral, actor, sides, form=None, *, check_in=None, status=200):
    """The page, with the form of a message or of a check-in as somebody has filled it in."""
    person = person_part(referral, actor, sides)
    context = {
        **state_of(referral, actor, sides, timezone.localdate()), **person, **consent_part(referral, sides),
        **reason_part(referral, person["person"], sides), **ways_part(referral, sides, request.user),
        **follow_up_part(referral, sides, timezone.localdate(), check_in),
        "messages_between": messages_of(referral, by=actor, sides=sides), "history": history(referral, sides),
        "readers": referral.readers.count(), "form": form or MessageForm(),
        "is_kept": form is not None and is_kept(request, form), "may_write": may_write(referral, sides),
    }  # fmt: skip
    return render(request, "referrals/detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def message(request, number):
    """A word to the other office; it is stored once, and the other office is told that there is news."""
    referral, actor, sides = own_referral(request, number)
    if request.method != "POST":
        return redirect(referral)  # somebody came here by the way back from the login
    form = MessageForm(request.POST)
    if not form.is_valid():
        return show(request, referral, actor, sides, form)
    try:
        write_message(referral, form.cleaned_data["text"], by=actor, sides=sides, token=form.cleaned_data["token"])
    except StepNotOpenError:
        form.add_error(None, _("The other office can no longer read this. Your text is still here; it was not sent."))
        return show(request, referral, actor, sides, form, status=409)
    messages.success(request, _("The message was sent."))
    return redirect(f"{referral.get_absolute_url()}#nachrichten")


@require_POST
@once
def share(request, number):
    """The sender says whether the parent may read why there was no help."""
    referral, actor, sides = own_referral(request, number)
    if Side.SENDER not in sides:
        raise Http404
    shares = request.POST.get("shares") == "1"
    try:
        share_reason(referral, shares, by=actor)
    except StepNotOpenError as refusal:
        raise Http404 from refusal
    words = _("The person may read the reason.") if shares else _("The person does not read the reason.")
    messages.success(request, words)
    return redirect(referral)
