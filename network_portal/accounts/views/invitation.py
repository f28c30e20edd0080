"""Accepting an invitation: the only way to an account."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from network_portal.accounts.forms import InvitationForm, NewLinkForm
from network_portal.accounts.outbox import pretend_to_send
from partners.actions import (
    InvitationClosedError,
    accept_invitation,
    account_of,
    create_account,
    invitation_of,
    send_new_link,
)


@sensitive_post_parameters("password1")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request):
    """Who invites, and to what; accepted by a new account or by the one that has the address already."""
    found = invitation_of(request.GET.get("code", ""))
    if not found:
        return _ask_for_new_link(request)
    account = account_of(found)
    try:
        if account is None:
            return _welcome_new_person(request, found)
        return _welcome_account(request, found, account)
    except InvitationClosedError:
        return redirect(request.get_full_path())


def _welcome_new_person(request, found):
    first, _space, last = found.name.rpartition(" ")
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        user=get_user_model()(email=found.email),
        initial={"first_name": first, "last_name": last},
    )
    if not form.is_valid():
        return render(request, "account/invitation.html", {"invitation": found, "form": form})
    adapter = get_adapter()
    adapter.populate_username(request, form.user)
    user = create_account(found, user=form.user, password=form.cleaned_data["password1"])
    adapter.login(request, user)
    reauthenticate_by_password(request)  # she has just chosen it
    return redirect("mfa_index")


def _welcome_account(request, found, account):
    """One press, by the person whose account it is; others see how to get there."""
    is_hers = request.user.pk == account.pk
    if request.method == "POST" and is_hers:
        accept_invitation(found, account)
        messages.success(request, _("You have accepted the invitation."))
        return redirect(get_adapter().get_login_redirect_url(request))
    return render(request, "account/invitation_accept.html", {"invitation": found, "is_hers": is_hers})


def _ask_for_new_link(request):
    """The same page and the same answer for every link that leads nowhere, and for every address."""
    form = NewLinkForm(request.POST if request.method == "POST" and "email" in request.POST else None)
    if not form.is_valid():
        return render(request, "account/invitation_gone.html", {"form": form})
    email = form.cleaned_data["email"]
    if not consume(request, action="invitation", key=email.lower()):
        return render(request, "429.html", status=429)
    if not send_new_link(email):
        pretend_to_send("invitation", {"invitation": None, "link": ""})
    return render(request, "account/invitation_sent.html")
