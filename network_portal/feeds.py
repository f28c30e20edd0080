"""News of the network as Atom."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network_portal.models import NewsItem
from network_portal.public import public_page
from offers.exports.feeds import NEWEST, PortalFeed, mark
from partners.models import Network


class NewsFeed(PortalFeed):
    """Published news, newest first."""

    name = "aktuelles"

    def title(self):
        return _("News – %(network)s") % {"network": Network.objects.current().display_name}

    def link(self):
        return reverse("news")

    def feed_url(self):
        return reverse("news-feed")

    def items(self):
        return NewsItem.objects.published()[:NEWEST]

    def item_description(self, item):
        return item.teaser

    def item_guid(self, item):
        return mark("aktuelles", item.pk)

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.date, time(0)))

    item_updateddate = item_pubdate


news_feed = public_page(NewsFeed())
