"""Addresses of what a parent can find."""

from django.urls import include, path, register_converter

from offers.converters import SectionConverter
from offers.views import (
    api,
    brochure,
    calendars,
    confirming,
    directory,
    embed,
    exchange,
    files,
    moderation,
    notepad,
    offer,
    reports,
    search,
    steps,
    today,
)
from offers.views.workspace import edit, new, offers, preview, versions

register_converter(SectionConverter, "section")

app_name = "offers"
urlpatterns = [
    path("themen/", directory.themes, name="themes"),
    path("themen/<slug:slug>/", directory.theme, name="theme"),
    path("themen/<slug:slug>/kalender.ics", calendars.field_calendar, name="field-calendar"),
    path("lebenslagen/", directory.situations, name="situations"),
    path("lebenslagen/<slug:slug>/", directory.situation, name="situation"),
    path("a-z/", directory.a_z, name="a-z"),
    path("angebote/", search.offer_list, name="list"),
    path("angebote/vorschlaege/", search.suggest, name="suggestions"),
    path("angebote/<slug:slug>/", offer.offer_detail, name="detail"),
    path("angebote/<slug:slug>/kalender.ics", calendars.offer_calendar, name="offer-calendar"),
    path("angebote/<slug:slug>/fehler/", offer.report, name="report"),
    path("angebote/<slug:slug>/fehler/danke/", offer.report_thanks, name="report-thanks"),
    path("einbetten/", embed.embed, name="embed"),
    path("einbetten/angebote/", embed.embedded, name="embedded"),
    path("kalender.ics", calendars.calendar, name="calendar"),
    path("feeds/angebote/", calendars.offer_feed, name="feed"),
    path("feeds/angebote/<slug:slug>/", calendars.offer_feed, name="feed-of-field"),
    path("heute/", today.today, name="today"),
    path("merkzettel/", notepad.notepad, name="notepad"),
    path("broschuere/", brochure.brochure, name="brochure"),
    path("broschuere/angebote.pdf", brochure.brochure_file, name="brochure-pdf"),
    path("broschuere/faltblatt.pdf", brochure.leaflet_file, name="leaflet-pdf"),
    path("broschuere/netzwerk.pdf", brochure.network_file, name="network-pdf"),
    path("broschuere/ausgabe-<int:number>.pdf", brochure.edition_file, name="brochure-edition"),
    path("api/", api.api, name="api"),
    path("api/hsds/", include("offers.exports.hsds.urls")),
    path("bestaetigen/", confirming.confirm_by_link, name="confirm-by-link"),
    path("formulare/<int:pk>/<str:name>", files.file, name="file"),
    path("intern/angebote/", offers.mine, name="mine"),
    path("intern/partner/<slug:partner>/angebote/neu/", new.new, name="new"),
    path("intern/angebote/<int:pk>/", offers.overview, name="workspace"),
    path("intern/angebote/<int:pk>/<section:section>/bearbeiten/", edit.edit, name="edit"),
    path("intern/angebote/<int:pk>/vorschau/", preview.preview, name="preview"),
    path("intern/angebote/<int:pk>/vorschau/formulare/<int:link>/", preview.preview_file, name="preview-file"),
    path("intern/angebote/<int:pk>/verlauf/", versions.versions, name="versions"),
    path("intern/angebote/<int:pk>/verlauf/<int:version>/", versions.version, name="version"),
    path("intern/angebote/<int:pk>/kopieren/", offers.copy, name="copy"),
    path("intern/papierkorb/", offers.trash, name="trash"),
    path("intern/partner/<slug:partner>/import/", exchange.import_table, name="import"),
    path("intern/partner/<slug:partner>/export/", exchange.export_data, name="export"),
    path("intern/bestaetigen/", confirming.confirm_mine, name="confirm"),
    path("intern/moderation/", moderation.moderation, name="moderation"),
    path("intern/moderation/<int:pk>/", moderation.change, name="change"),
    path("intern/meldungen/<int:pk>/", reports.report_answer, name="report-answer"),
    path("intern/angebote/<int:pk>/schritt/<slug:name>/", steps.step, name="step"),
]
