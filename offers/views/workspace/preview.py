"""An offer as parents see it, or will see it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from offers.index import current_index
from offers.page.content import offer_content
from offers.page.rows import rows_of, with_page_data
from offers.permissions import can_edit_offer
from offers.text_help import hints_for
from offers.views.files import download
from offers.views.workspace.own import readable_offer


@require_safe
def preview(request, pk):
    """The page of an offer, also of a draft, marked as what it is."""
    readable_offer(request, pk)
    rows = rows_of(current_index(), with_page_data().get(pk=pk), timezone.localdate())
    content = offer_content(rows, timezone.localtime())
    for link in content.links:
        if link.key:
            link.address = reverse("offers:preview-file", args=[pk, link.key])
    context = {
        "offer": rows.offer,
        "content": content,
        "is_preview": True,
        "hints": hints_for(rows.offer),
        "may_edit": can_edit_offer(request.user, rows.offer),
    }
    return render(request, "offers/workspace/preview.html", context)


@require_safe
def preview_file(request, pk, link):
    """A file of an offer the person may preview, published or not."""
    return download(get_object_or_404(readable_offer(request, pk).links.exclude(file=""), pk=link))
