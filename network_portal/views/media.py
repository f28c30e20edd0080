"""Uploaded pictures."""

from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from network_portal.models import NewsItem
from partners.models import Network, Partner

TYPES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@login_not_required
@require_safe
def media(request, path):
    """A picture that a public page shows; whatever else lies in the folder does not exist."""
    kind = TYPES.get(PurePosixPath(path).suffix.lower())
    if kind is None or not is_shown(path):
        raise Http404
    try:
        with default_storage.open(path) as file:
            response = HttpResponse(file.read(), content_type=kind)
    except FileNotFoundError:
        raise Http404 from None
    # Names are random and pictures never change under their name.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def is_shown(path: str) -> bool:
    """Whether a public page shows the picture."""
    places = [
        (Partner.objects.current(), "logo"),
        (NewsItem.objects.published(), "image"),
        (Network.objects, "logo"),
        (Network.objects, "funder_logo"),
    ]
    return any(rows.filter(**{field: path}).exists() for rows, field in places)
