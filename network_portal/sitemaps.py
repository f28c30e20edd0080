"""All public pages, for search engines. One function per kind of page; the addresses come from the models."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from network_portal.models import NewsItem, PageKey
from offers.models import LifeSituation, Offer, PolicyField, Topic
from partners.models import Partner
from referrals.models import Chain

NAMES = [
    "home", "help-now", "network", "news", "press", "offers:list", "offers:situations", "offers:themes", "offers:a-z",
    "offers:today", "partners:list", "partners:contacts", "referrals:how-to-ask", "referrals:chains",
    "offers:embed",
]  # fmt: skip


class NamedPages(Sitemap):
    """Pages that exist once."""

    def items(self):
        return [*NAMES, *PageKey.values]

    def location(self, name):
        return reverse(name)


class OfferPages(Sitemap):
    """Published offers."""

    def items(self):
        return Offer.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, offer):
        return offer.updated_at


class PartnerPages(Sitemap):
    """Partners that belong to the network."""

    def items(self):
        return Partner.objects.current().only("slug", "updated_at").order_by("pk")

    def lastmod(self, partner):
        return partner.updated_at


class TermPages(Sitemap):
    """Fields and life situations, and the topics that have an offer."""

    def items(self):
        topics = Topic.objects.filter(offers__in=Offer.objects.published()).distinct()
        return [*PolicyField.objects.all(), *topics, *LifeSituation.objects.all()]


class ChainPages(Sitemap):
    """Ways of several steps that are in force."""

    def items(self):
        return Chain.objects.in_force().order_by("pk")

    def lastmod(self, chain):
        return chain.updated_at


class NewsPages(Sitemap):
    """Published news."""

    def items(self):
        return NewsItem.objects.published()


SITEMAPS = {
    "pages": NamedPages,
    "offers": OfferPages,
    "partners": PartnerPages,
    "terms": TermPages,
    "ways": ChainPages,
    "news": NewsPages,
}
