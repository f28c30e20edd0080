"""Asking without a name, an account or a cookie."""

from allauth.core.ratelimit import consume
from django.db import transaction
from django.shortcuts import render

from network_portal.cookieless import cookieless_form
from network_portal.public import public_page
from offers.models import Offer
from partners.models import Network
from referrals.codes import grouped
from referrals.forms.ask import AskForm
from referrals.inquiries import ask as store
from referrals.inquiries import desk_that_reads, known_code
from referrals.models import Rules
from referrals.notify import has_account
from referrals.workflow import takes_referrals


@cookieless_form
def ask(request):
    """The form; sent, the code. Where nobody would read it: telephone numbers instead of a form."""
    offer = _offer_asked_for(request.GET.get("angebot", ""))
    partners = _who_could_answer(offer)
    context = {"offer": offer, "partner": partners[0] if partners else None, "rules": Rules.objects.current()}
    if not partners:
        return render(request, "referrals/parents/nobody.html", context)
    initial = {"policy_field": offer.policy_field.slug} if offer else None
    form = AskForm(request.POST if request.method == "POST" else None, initial=initial, partners=partners)
    if form.is_valid():
        code = _store(request, form.cleaned_data, offer)
        if code:
            return render(request, "referrals/parents/written_down.html", {"code": code, "shown": grouped(code)})
        context["is_full"] = True
    status = 429 if "is_full" in context else form.http_status
    return render(request, "referrals/parents/ask.html", context | {"form": form}, status=status)


@public_page
def how_to_ask(request):
    """A sheet for the wall of an office: five steps to a question without a name."""
    network = Network.objects.current()
    address = request.build_absolute_uri("/anfrage/").partition("://")[2]
    return render(request, "referrals/parents/how_to_ask.html", {"network": network, "address": address})


def _offer_asked_for(slug) -> Offer | None:
    """The published offer with this address, if somebody there takes referrals and reads."""
    if not slug:
        return None
    offer = Offer.objects.published().select_related("partner", "policy_field").filter(slug=slug[:100]).first()
    if offer is None or not offer.takes_referrals or not takes_referrals(offer.partner):
        return None
    return offer if has_account(offer.partner) else None


def _who_could_answer(offer) -> list:
    """The partner of the offer, and the first contact of the network; the first of them unless one chooses."""
    found = [offer.partner if offer else None, desk_that_reads()]
    return list(dict.fromkeys(partner for partner in found if partner))


@transaction.atomic
def _store(request, data, offer) -> str | None:
    """The code of the stored question; None where too many came from one place or in all.

    In one transaction: many short ones would keep others waiting, and a count that found no room would say “too many”.
    """
    if code := known_code(data["stamp"]):
        return code
    # Counted under a hash of the visitor's address, which the cache forgets after a day.
    if not consume(request, action="inquiry"):
        return None
    return store(
        data["stamp"], text=data["text"], partner=data["partner"], policy_field=data["policy_field"],
        municipality=data["municipality"], offer=offer,
    )  # fmt: skip
