"""The page for web masters: what other sites may take from here, and how."""

from django.shortcuts import render
from django.urls import reverse

from network_portal.mail import absolute
from network_portal.public import public_page
from offers.exports.hsds import VERSION
from offers.exports.hsds.parameters import MOST_PER_PAGE
from offers.exports.hsds.terms import TAXONOMIES, own_terms, taxonomy
from partners.models import Network


@public_page
def api(request):
    """Addresses, examples, licence and profile of the interface, in words."""
    context = {
        "network": Network.objects.current(),
        "version": VERSION,
        "base": absolute(reverse("offers:hsds")),
        "most": MOST_PER_PAGE,
        "taxonomies": [taxonomy(key) | {"key": key} for key in TAXONOMIES],
        "terms": own_terms(),
    }
    return render(request, "offers/api.html", context)
