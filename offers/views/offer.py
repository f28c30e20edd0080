"""The page of one offer, and telling what is wrong with it."""

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network_portal.public import public_page
from offers.forms.report import ReportForm
from offers.jsonld import offer_data, script_text
from offers.models import FormerSlug, Offer
from offers.notepad import address_with, joined, keys_in
from offers.page.content import offer_content
from offers.page.qr import qr_code
from offers.page.rows import is_over, offer_by_slug, page_rows
from offers.reports import too_many


@public_page
def offer_detail(request, slug):
    """What an offer is, and how to get it; where it has moved to, or that it has ended."""
    rows = page_rows(slug)
    if rows is None:
        return _moved(request, slug)
    offer, network = rows.offer, rows.network
    if is_over(offer):
        return _ended(request, rows)
    content = offer_content(rows, timezone.localtime())
    address = request.build_absolute_uri(offer.get_absolute_url())
    partner_address = request.build_absolute_uri(offer.partner.get_absolute_url())
    data = offer_data(offer, content, address=address, partner_address=partner_address, region=network.region)
    chosen = request.GET.get("merk", "")
    context = {
        "network": network,
        "offer": offer,
        "content": content,
        "address": address,
        "qr": qr_code(address),
        "jsonld": script_text(data),
        "notepad_address": address_with(offer.pk, chosen),
        "chosen": joined(keys_in(chosen)[0]),
    }
    return render(request, "offers/detail.html", context)


def _ended(request, rows):
    """410: what happened, and who helps instead."""
    context = {
        "network": rows.network, "offer": rows.offer, "related": [*rows.follow, *rows.related],
        "instead": Offer.objects.published().filter(pk=rows.offer.replaced_by_id).select_related("partner").first(),
    }  # fmt: skip
    return render(request, "offers/ended.html", context, status=410)


def _moved(request, slug):
    """An address the offer once had leads to the present one, if there is something to see."""
    former = FormerSlug.objects.select_related("offer").filter(slug=slug).first()
    if former is None or former.offer.slug == slug or offer_by_slug(former.offer.slug) is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(former.offer.get_absolute_url() + (f"?{query}" if query else ""))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    """Report an error in an entry, without an account and without a name."""
    offer = get_object_or_404(Offer.objects.published().select_related("partner"), slug=slug)
    form = ReportForm(request.POST if request.method == "POST" else None)
    full = form.is_valid() and (too_many(offer) or not consume(request, action="error_report"))
    if form.is_valid() and not full:
        form.save(offer)
        return redirect("offers:report-thanks", slug=offer.slug)
    status = 429 if full else 200
    response = render(request, "offers/report.html", {"offer": offer, "form": form, "full": full}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_page
def report_thanks(request, slug):
    """What happens with the report now."""
    offer = get_object_or_404(Offer.objects.published().select_related("partner"), slug=slug)
    context = {"offer": offer, "offer_address": reverse("offers:detail", args=[offer.slug])}
    return render(request, "offers/report_thanks.html", context)
