"""Saying that everything is still right: with an account, or with nothing but the link from the mail."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network_portal.accounts.outbox import pretend_to_send
from offers.facts import key_facts
from offers.forms.confirming import NewLinkForm
from offers.models import Offer
from offers.reviews import confirm, is_due, partner_of, partner_with, reviewed_offers, send_new_link
from offers.workflow import ByLink, NotReadyError, StepNotOpenError
from partners.permissions import managed_partner_ids

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def confirm_mine(request):
    """The entries that wait for a confirmation, of all partners one acts for."""
    on = timezone.localdate()
    mine = _due(managed_partner_ids(request.user), on)
    refused = None
    if request.method == "POST":
        chosen = _chosen(request.POST, Offer.objects.editable_by(request.user))
        refused = _confirm(chosen, by=request.user)
        if refused is None:
            text = ngettext(
                "%(n)s entry is confirmed. Thank you!", "%(n)s entries are confirmed. Thank you!", len(chosen)
            )
            messages.success(request, text % {"n": len(chosen)})
            return redirect("offers:confirm" if len(mine) > len(chosen) else "workspace")
    context = {"rows": key_facts(mine, on), "refused": refused, "by_link": False}
    return render(request, "offers/workspace/confirm.html", context, status=409 if refused else 200)


@login_not_required
@never_cache
@require_http_methods(METHODS)
def confirm_by_link(request):
    """The same without an account, for one partner. A link alone changes nothing: mail scanners follow links."""
    partner, is_valid = partner_of(request.GET.get("code", ""))
    if partner is None or not is_valid:
        return _new_link(request, partner)
    refused = None
    if request.method == "POST":
        chosen = _chosen(request.POST, Offer.objects.filter(partner=partner))
        refused = _confirm(chosen, by=ByLink(partner))
        if refused is None:
            query = urlencode({"code": request.GET["code"], "fertig": len(chosen)})
            return redirect(f"{reverse('offers:confirm-by-link')}?{query}")
    on = timezone.localdate()
    done = request.GET.get("fertig", "")
    context = {
        "rows": key_facts(_due([partner.pk], on), on), "refused": refused, "by_link": True, "partner": partner,
        "done": int(done) if done.isdecimal() and len(done) < 5 else 0,
    }  # fmt: skip
    return render(request, "offers/workspace/confirm.html", context, status=409 if refused else 200)


def _due(partner_ids, on):
    return [offer for offer in reviewed_offers(on).filter(partner__in=partner_ids) if is_due(offer, on)]


def _chosen(data, offers) -> list[Offer]:
    """The entries a button stands for. 404 unless all of them are among ``offers``."""
    keys = {key for key in data.getlist("offer") if key.isdecimal() and len(key) < 19}
    found = list(offers.filter(pk__in=keys).select_related("partner", "policy_field"))
    if not keys or len(found) < len(set(data.getlist("offer"))):
        raise Http404
    return found


def _confirm(offers, *, by):
    """Confirm all; the entry that could not be, with the reasons, or None where all went well."""
    for offer in offers:
        if is_confirmed_today(offer):
            continue  # the button was pressed twice, or a colleague was quicker
        try:
            confirm([offer], by=by)
        except (NotReadyError, StepNotOpenError) as refusal:
            return {"offer": offer, "reasons": getattr(refusal, "reasons", [])}
    return None


def is_confirmed_today(offer) -> bool:
    """Whether nothing is left to say about an entry today."""
    return offer.publication == "published" and offer.confirmed_on == timezone.localdate()


def _new_link(request, partner):
    """An old or broken link shows nothing; a new one goes to the addresses the portal knows, and to no other."""
    form = NewLinkForm(request.POST if request.method == "POST" else None, is_known=partner is not None)
    if form.is_valid():
        key = str(partner.pk) if partner else form.cleaned_data["email"].lower()
        if consume(request, action="confirm_link", key=key):
            partner = partner or partner_with(form.cleaned_data["email"])
            if not (partner and send_new_link(partner)):
                pretend_to_send("confirm_link", {"link": ""})
        return render(request, "offers/workspace/link_sent.html")
    return render(request, "offers/workspace/link_old.html", {"form": form, "partner": partner}, status=410)
