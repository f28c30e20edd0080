"""The pages every portal has: imprint, privacy and their like."""

from django.shortcuts import render

from network_portal import pages
from network_portal.public import public_page
from partners.models import Network


@public_page
def fixed_page(request, key):
    """The text the office has written, or the one the portal comes with."""
    network = Network.objects.current()
    page = pages.current_page(key)
    context = {"page": page, "text": pages.filled(page.body, network), "network": network}
    return render(request, f"network_portal/{'safety' if key == 'safety' else 'page'}.html", context)
