"""What a newspaper needs, and what partners put into their newsletters."""

import re
from datetime import date, timedelta
from pathlib import PurePath

from django.http import Http404
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from network_portal.models import NewsItem
from network_portal.public import public_page
from offers.exports.feeds import with_published_at
from offers.index import current_index
from offers.models import Offer, PolicyField
from partners.models import Network, Partner
from partners.permissions import is_coordinator, memberships_of

NEWS = 5  # pieces on the page for the press
DAYS = 30  # a newsletter goes back so far unless asked otherwise
MOST_DAYS = 3 * 366


@public_page
def press(request):
    """Whom to call, the network in three lengths, figures that are public anyway, the logo, the latest news."""
    index = current_index()
    counts = index.totals("feld")
    fields = [(field, counts[field.slug]) for field in PolicyField.objects.all() if field.slug in counts]
    network = Network.objects.current()
    context = {
        "named": f"{network.name} ({network.region})" if network.region else network.name,
        "logo": logo_words(network.logo) if network.logo else "",
        "partner_count": Partner.objects.current().count(),
        "offer_count": len(index.keys),
        "fields": fields,
        "news": NewsItem.objects.published()[:NEWS],
        "today": timezone.localdate(),
    }
    return render(request, "network_portal/press.html", context)


def logo_words(logo) -> str:
    """What somebody who prints it asks first: “SVG, 3 KB”."""
    size = filesizeformat(logo.size) if logo.storage.exists(logo.name) else ""
    return ", ".join(filter(None, [PurePath(logo.name).suffix[1:].upper(), size]))


@require_safe
def newsletter(request):
    """A block of text with what is new since a day, to be copied into a newsletter; for partners and the office."""
    if not (memberships_of(request.user) or is_coordinator(request.user)):
        raise Http404
    today = timezone.localdate()
    since = chosen_day(request.GET.get("seit", ""), today)
    new = with_published_at(Offer.objects.published(today)).filter(published_at__date__gte=since)
    context = {
        "since": since,
        "network": Network.objects.current(),
        "offers": new.select_related("partner", "policy_field").order_by("policy_field", "title", "pk"),
        "news": NewsItem.objects.published(today).filter(date__gte=since),
    }
    text = render_to_string("workspace/newsletter.txt", context, using="text")
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    is_wrong = request.GET.get("seit", "") not in ("", since.isoformat())
    words = {"since": since, "today": today, "text": text, "is_wrong": is_wrong}
    return render(request, "workspace/newsletter.html", words)


def chosen_day(text: str, today: date) -> date:
    """The day that was typed (ISO); a month ago where none was, or one that is not in the last three years."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today - timedelta(days=DAYS)
    return day if today - timedelta(days=MOST_DAYS) <= day <= today else today - timedelta(days=DAYS)
