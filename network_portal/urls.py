"""Which app answers which address."""

from django.contrib import admin
from django.urls import include, path

from network_portal.feeds import news_feed
from network_portal.models import PageKey
from network_portal.reports.who_page import who_does_what_inside
from network_portal.views import errors
from network_portal.views.colours import colours
from network_portal.views.helplines import help_now
from network_portal.views.home import home
from network_portal.views.machine import healthz, readyz, robots, security_txt, sitemap
from network_portal.views.media import media
from network_portal.views.network import network
from network_portal.views.news import news_item, news_list
from network_portal.views.pages import fixed_page
from network_portal.views.press import newsletter, press
from network_portal.views.workspace import workspace

FIXED_PAGES = {
    PageKey.IMPRINT: "impressum/",
    PageKey.PRIVACY: "datenschutz/",
    PageKey.ACCESSIBILITY: "barrierefreiheit/",
    PageKey.PLAIN_LANGUAGE: "leichte-sprache/",
    PageKey.SIGN_LANGUAGE: "gebaerdensprache/",
    PageKey.SAFETY: "spuren/",
}

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", home, name="home"),
    path("hilfe-sofort/", help_now, name="help-now"),
    path("netzwerk/", network, name="network"),
    path("aktuelles/", news_list, name="news"),
    path("feeds/aktuelles/", news_feed, name="news-feed"),
    path("aktuelles/<slug:slug>/", news_item, name="news-item"),
    *[path(address, fixed_page, {"key": key.value}, name=key.value) for key, address in FIXED_PAGES.items()],
    path("presse/", press, name="press"),
    path("intern/", workspace, name="workspace"),
    path("intern/newsletter/", newsletter, name="newsletter"),
    path("intern/wer-macht-was/", who_does_what_inside, name="who-does-what"),
    path("", include("partners.urls")),
    path("", include("offers.urls")),
    path("", include("referrals.urls")),
    path("medien/<path:path>", media, name="media"),
    path("farben.css", colours, name="colours"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("konto/", include("network_portal.accounts.urls")),
    path("verwaltung/berichte/", include("network_portal.reports.urls")),
    path("verwaltung/", admin.site.urls),
]
