"""What is new, as Atom (RFC 4287). Marks of entries stay the same for good, whatever becomes of their addresses."""

from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from offers.exports.calendar import host
from offers.models import Offer, PolicyField
from offers.models.choices import Publication
from partners.models import Network

NEWEST = 30
SINCE = 2026  # the year in which the marks were first given (RFC 4151)


def mark(*parts) -> str:
    """The mark of a row: a tag URI with the kind and key of the row."""
    return f"tag:{host()},{SINCE}:" + "/".join(map(str, parts))


class SteadyAtom(Atom1Feed):
    """Says of an empty feed that nothing has happened, not that it was just changed."""

    def latest_post_date(self):
        dates = [item.get("updateddate") or item.get("pubdate") for item in self.items]
        return max(filter(None, dates), default=datetime(SINCE, 1, 1, tzinfo=UTC))


class PortalFeed(Feed):
    """What the feeds of the portal have in common; ``name`` is the name of their address."""

    feed_type = SteadyAtom
    language = "de"

    def author_name(self):
        return Network.objects.current().name

    def item_title(self, item):
        return item.title  # as it is: Atom escapes it, and readers show it as text

    def feed_guid(self, term=None):
        return mark("feed", self.name, *([term.slug] if term else []))


def with_published_at(offers):
    """Offers with ``published_at``, the moment they first were public."""
    versions = Offer.history.filter(id=OuterRef("pk"), publication=Publication.PUBLISHED).order_by("history_date")
    return offers.annotate(published_at=Coalesce(Subquery(versions.values("history_date")[:1]), F("created_at")))


class OfferFeed(PortalFeed):
    """New offers, of one policy field where the address names one."""

    name = "angebote"

    def get_object(self, request, slug=None):
        # Http404 for what does not exist is Django's own answer to DoesNotExist.
        return PolicyField.objects.get(slug=slug) if slug else None

    def title(self, term):
        network = Network.objects.current().display_name
        if term:
            return _("New offers: %(field)s – %(network)s") % {"field": term.name, "network": network}
        return _("New offers – %(network)s") % {"network": network}

    def link(self, term):
        return term.get_absolute_url() if term else reverse("offers:list")

    def feed_url(self, term):
        return reverse("offers:feed-of-field", args=[term.slug]) if term else reverse("offers:feed")

    def items(self, term):
        offers = with_published_at(Offer.objects.published()).select_related("partner", "policy_field")
        offers = offers.filter(policy_field=term) if term else offers
        return offers.order_by("-published_at", "-pk")[:NEWEST]

    def item_description(self, offer):
        return offer.summary

    def item_guid(self, offer):
        return mark("angebot", offer.pk)

    def item_pubdate(self, offer):
        return offer.published_at

    def item_updateddate(self, offer):
        return max(offer.updated_at, offer.published_at)

    def item_author_name(self, offer):
        return offer.partner.name

    def item_categories(self, offer):
        return [offer.policy_field.name]
