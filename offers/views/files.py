"""Forms that parents download."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from offers.files import download_name
from offers.models import Offer, OfferLink


@login_not_required
@require_safe
def file(request, pk, name):
    """A file of an offer that everybody may see; of others it does not exist."""
    shown = OfferLink.objects.filter(offer__in=Offer.objects.published()).exclude(file="")
    link = get_object_or_404(shown, pk=pk)
    if name != download_name(link):
        raise Http404
    return download(link)


def download(link) -> FileResponse:
    """The file itself: to be kept, never to be opened within the portal. Raises ``Http404`` where it is gone."""
    try:
        content = default_storage.open(link.file.name)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=download_name(link), content_type="application/pdf")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
