"""Colleagues of one's own organisation."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network_portal.kept_text import is_kept, typed
from network_portal.once import once
from partners.actions import invite as send_invitation_to
from partners.colleagues import change_role, remind_invitation, responsible_for, see_off, withdraw_invitation
from partners.forms.team import InvitationForm, LeavingForm, RightsForm
from partners.models import Membership
from partners.permissions import may_lead
from partners.views.own import led_partner, locked, own_partner

METHODS = ["GET", "HEAD", "POST"]


@require_safe
def team(request, slug):
    """Who works for the organisation, and who has been invited."""
    partner = own_partner(request, slug)
    people = Membership.objects.active().filter(partner=partner).select_related("user")
    context = {
        "partner": partner,
        "may_lead": may_lead(request.user, partner),
        "people": people.order_by("user__last_name", "user__first_name", "pk"),
        "invitations": partner.invitations.filter(accepted_on=None, withdrawn_on=None),
    }
    return render(request, "partners/workspace/team.html", context)


@require_http_methods(METHODS)
@once
@transaction.atomic
def invite(request, slug):
    """Invite a colleague; the mail leaves with the invitation."""
    partner = led_partner(request, slug)
    form = InvitationForm(typed(request), partner=partner)
    if request.method == "POST" and form.is_valid():
        send_invitation_to(partner=partner, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(email)s was invited.") % {"email": form.cleaned_data["email"]})
        return redirect("partners:team", slug=slug)
    context = {"form": form, "partner": partner, "is_kept": is_kept(request, form)}
    return render(request, "partners/workspace/invite.html", context)


@require_POST
@transaction.atomic
def invitation_remind(request, slug, pk):
    """Send an invitation once more; one that has run out begins anew. Once a day."""
    invitation = _pending(request, slug, pk)
    if remind_invitation(invitation):
        messages.success(request, _("%(email)s gets a new mail.") % {"email": invitation.email})
    else:
        messages.info(request, _("%(email)s got a mail today already.") % {"email": invitation.email})
    return redirect("partners:team", slug=slug)


@require_POST
@transaction.atomic
def invitation_withdraw(request, slug, pk):
    """Take an invitation back: its link leads nowhere from now on."""
    invitation = _pending(request, slug, pk)
    withdraw_invitation(invitation)
    messages.success(request, _("The invitation of %(email)s was withdrawn.") % {"email": invitation.email})
    return redirect("partners:team", slug=slug)


def _pending(request, slug, pk):
    rows = led_partner(request, slug).invitations.filter(accepted_on=None, withdrawn_on=None)
    return locked(request, rows, pk=pk)


@require_http_methods(METHODS)
@transaction.atomic
def member(request, slug, pk):
    """One colleague: what she may do, and how she leaves. Oneself can only leave, unless one is a manager."""
    partner = own_partner(request, slug)
    leads = may_lead(request.user, partner)
    people = Membership.objects.active().filter(partner=partner).select_related("user", "partner")
    row = get_object_or_404(people, pk=pk)
    if not leads and row.user_id != request.user.pk:
        raise Http404
    offers = list(responsible_for(row).values_list("title", flat=True))
    forms = {
        "rights": RightsForm(_data(request, "rights"), instance=row, partner=partner) if leads else None,
        "leaving": LeavingForm(_data(request, "leave"), membership=row, needed=bool(offers)),
    }
    for name, step in (("rights", _change_rights), ("leaving", _leave)):
        form = forms[name]
        if form and form.is_bound and form.is_valid() and (answer := step(request, row, form)):
            return answer
    return render(
        request, "partners/workspace/member.html", {"partner": partner, "row": row, "offers": offers, **forms}
    )


def _data(request, button):
    """What was sent, if it was sent by this button."""
    return request.POST if request.method == "POST" and button in request.POST else None


def _change_rights(request, row, form):
    rights = {
        name: form.cleaned_data.get(name, getattr(row, name)) for name in ("role", "reads_referrals", "moderates")
    }
    try:
        change_role(Membership.objects.get(pk=row.pk), **rights)
    except ValidationError as error:
        form.add_error("role", error)
        return None
    messages.success(request, _("The rights were changed."))
    return redirect("partners:team", slug=row.partner.slug)


def _leave(request, row, form):
    try:
        count = see_off(row, successor=form.cleaned_data["successor"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return None
    if row.user_id == request.user.pk:
        return _after_leaving(request)
    text = ngettext("The person has left. %(n)s offer was handed over.",
                    "The person has left. %(n)s offers were handed over.", count)  # fmt: skip
    messages.success(request, text % {"n": count})
    return redirect("partners:team", slug=row.partner.slug)


def _after_leaving(request):
    """Where one goes who has just left: out, unless there is something else to do here."""
    if request.user.is_staff or Membership.objects.active().filter(user=request.user).exists():
        return redirect("workspace")
    logout(request)
    return redirect("home")
