"""The colours of the network as a style sheet: pages may hold no inline styles."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from network_portal.colours import style_sheet
from partners.models import Network

A_YEAR = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def colours(request):
    """Pages ask for it by the colour (?v=…), so that browsers may keep it for as long as they like."""
    colour = Network.objects.current().colour
    response = HttpResponse(style_sheet(colour) if colour else "", content_type="text/css; charset=utf-8")
    asked_for_this = request.GET.get("v", "") == colour.removeprefix("#")
    response.headers["Cache-Control"] = A_YEAR if asked_for_this else "public, no-cache"
    return response
