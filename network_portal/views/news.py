"""News of the network."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from network_portal.models import NewsItem
from network_portal.public import public_page

PER_PAGE = 10


@public_page
def news_list(request):
    """All news, newest first."""
    page = Paginator(NewsItem.objects.published(), PER_PAGE).get_page(request.GET.get("seite"))
    return render(request, "network_portal/news_list.html", {"page": page})


@public_page
def news_item(request, slug):
    """One piece of news."""
    item = get_object_or_404(NewsItem.objects.published(), slug=slug)
    return render(request, "network_portal/news_item.html", {"item": item})
