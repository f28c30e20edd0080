"""The style sheet in the colours of the network: pages may hold no inline styles, and one file is one request."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from network_portal.colours import style_sheet
from network_portal.storage import joined_style_sheet, version_of
from partners.models import Network

A_YEAR = "public, max-age=31536000, immutable"


@login_not_required
@require_safe
def colours(request):
    """Pages ask for it by its version (?v=…), so that browsers may keep it for as long as they like."""
    colour = Network.objects.current().colour
    sheet = joined_style_sheet() + (style_sheet(colour) if colour else "")
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    asked_for_this = request.GET.get("v", "") == version_of(colour)
    response.headers["Cache-Control"] = A_YEAR if asked_for_this else "public, no-cache"
    return response
