"""The list of one's offers, the overview of one, a copy of it, and what has been deleted."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network_portal.once import once
from offers.copies import copy_offer
from offers.forms.sections import SECTIONS, completeness, count_complete
from offers.models import Offer
from offers.models.choices import Publication
from offers.permissions import can_moderate_offer
from offers.quality import NEEDED_ROWS, is_review_due
from offers.section_content import RELATED, content_of
from offers.state_words import confirmation_words, state_tone, state_words
from offers.text_help import hints_for
from offers.views.workspace.own import own_offer
from offers.workflow import DAYS_IN_TRASH, StepNotOpenError, is_held, open_steps, take_step
from partners.permissions import is_coordinator, managed_partner_ids, memberships_of

PER_PAGE = 25
# Steps that need a word or a date are asked for on a page of their own; the others happen at the press of a button.
MAIN_STEPS = ("submit", "confirm", "revive", "publish", "start", "resume")


@require_safe
def mine(request):
    """All offers the person looks after."""
    words, chosen = request.GET.get("q", "").strip(), request.GET.get("partner", "")
    offers = Offer.objects.editable_by(request.user).select_related("partner", "policy_field")
    if words:
        offers = offers.filter(Q(title__icontains=words) | Q(partner__name__icontains=words))
    if chosen:
        offers = offers.filter(partner__slug=chosen)
    page = Paginator(offers.prefetch_related(*NEEDED_ROWS), PER_PAGE).get_page(request.GET.get("seite"))
    partners = [membership.partner for membership in memberships_of(request.user)]
    context = {
        "page": page,
        "lines": [line_of(offer) for offer in page],
        "partners": partners,
        "chosen": chosen,
        "words": words,
        "count": len(SECTIONS),
        "is_long": is_coordinator(request.user) or page.has_other_pages(),
        "query": _query(words, chosen),
    }
    return render(request, "offers/workspace/mine.html", context)


def _query(words, chosen) -> str:
    query = urlencode({name: value for name, value in {"q": words, "partner": chosen}.items() if value})
    return f"{query}&" if query else ""


def line_of(offer) -> dict:
    """What the list says of one offer."""
    is_asked = offer.publication in (Publication.PUBLISHED, Publication.HIDDEN) and not is_held(offer)
    return {
        "offer": offer,
        "state": state_words(offer),
        "tone": state_tone(offer),
        "confirmation": confirmation_words(offer),
        "is_due": is_asked and is_review_due(offer),
        "complete": count_complete(offer),
    }


@require_safe
def overview(request, pk):
    """One offer: where it stands, what it says, what is missing, what can be done."""
    offer = own_offer(request, pk, *RELATED)
    waiting = {change.section: change for change in offer.pending_changes.all()}
    sections = [
        {
            "spec": spec,
            "is_complete": is_complete,
            "facts": facts,
            "helpful": [fact for fact in facts if not fact.is_needed],
            "content": content_of(offer, spec),
            "waiting": waiting.get(spec.name),
        }
        for spec, is_complete, facts in completeness(offer)
    ]
    steps = open_steps(offer, request.user)
    context = line_of(offer) | {
        "sections": sections,
        "count": len(SECTIONS),
        "needed": [fact for section in sections for fact in section["facts"] if fact.is_needed],
        "main_steps": {name: step for name, step in steps.items() if name in MAIN_STEPS},
        "other_steps": {name: step for name, step in steps.items() if name not in MAIN_STEPS},
        "may_moderate": can_moderate_offer(request.user, offer),
        "hints": hints_for(offer),
    }
    return render(request, "offers/workspace/overview.html", context)


@require_POST
@once
@transaction.atomic
def copy(request, pk):
    """A draft that says the same, to be made into a similar offer."""
    made = copy_offer(own_offer(request, pk), by=request.user)
    messages.success(request, _("This is the copy. Please change what is different."))
    return redirect("offers:workspace", pk=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def trash(request):
    """What was deleted in the last days, and the button that brings it back."""
    offers = deleted_offers(request.user)
    if request.method == "POST":
        key = request.POST.get("offer", "")
        offer = get_object_or_404(offers, pk=key if key.isdecimal() and len(key) < 19 else None)
        try:
            take_step(offer, "undelete", by=request.user)
        except StepNotOpenError:
            messages.warning(request, _("Somebody has brought this offer back already."))
        else:
            messages.success(request, _("The offer is back."))
        return redirect("offers:workspace", pk=offer.pk)
    return render(request, "offers/workspace/trash.html", {"offers": offers, "days": DAYS_IN_TRASH})


def deleted_offers(user):
    """Offers that ``user`` may still bring back."""
    since = timezone.localdate() - timedelta(days=DAYS_IN_TRASH)
    offers = Offer.objects.filter(publication=Publication.DELETED, deleted_on__gte=since).select_related("partner")
    own = offers if is_coordinator(user) else offers.filter(partner__in=managed_partner_ids(user))
    return own.order_by("-deleted_on", "title", "pk")
