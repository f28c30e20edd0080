"""Offers on the pages of partners and of the town: the frame, and how to get it."""

from html import escape
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from network_portal.mail import absolute
from network_portal.public import public_page
from offers.forms.embed import EmbedForm
from offers.models import Offer, PolicyField

PER_PAGE = 20
HEIGHT = 700  # pixels, for the beginning


@public_page
def embed(request):
    """Explains to a web master how the list gets onto another site, and puts the lines together."""
    form = EmbedForm(request.GET)
    query = form.query() if form.is_valid() else {}
    address = reverse("offers:embedded") + (f"?{urlencode(query)}" if query else "")
    context = {"form": form, "snippet": snippet(absolute(address)), "address": address, "height": HEIGHT}
    return render(request, "offers/embed/page.html", context | {"fields": PolicyField.objects.all()})


def snippet(address: str) -> str:
    """The lines to copy."""
    title = escape(_("Help for single parents"))
    return (
        f'<iframe src="{escape(address)}" title="{title}" width="100%" height="{HEIGHT}"\n'
        f'  loading="lazy" referrerpolicy="no-referrer"></iframe>\n'
    )


# Only this page may stand in a frame of another site; it has no form, sets no cookie and knows nobody.
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@public_page
def embedded(request):
    """The list in the frame. Nothing needs a script; links open the portal itself.

    What was chosen may go while the lines stand on another site: then the frame says so and leads to all offers.
    """
    form = EmbedForm(request.GET)
    known = form.is_valid()
    published = Offer.objects.published(timezone.localdate())
    offers = (form.offers(published) if known else published.none()).order_by("title", "pk")
    page = Paginator(offers, PER_PAGE).get_page(request.GET.get("seite"))
    query = urlencode(form.query())
    context = {
        "classes": form.classes, "page": page, "query": f"{query}&" if query else "", "known": known,
        "cards": Offer.objects.filter(pk__in=[offer.pk for offer in page]).order_by("title", "pk").cards(),
    }  # fmt: skip
    response = render(request, "offers/embed/frame.html", context, status=200 if known else 404)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
