"""Addresses of what a parent can find."""

from django.urls import path

from offers.views import directory, notepad, offer, search, today

app_name = "offers"
urlpatterns = [
    path("themen/", directory.themes, name="themes"),
    path("themen/<slug:slug>/", directory.theme, name="theme"),
    path("lebenslagen/", directory.situations, name="situations"),
    path("lebenslagen/<slug:slug>/", directory.situation, name="situation"),
    path("a-z/", directory.a_z, name="a-z"),
    path("angebote/", search.offer_list, name="list"),
    path("angebote/vorschlaege/", search.suggest, name="suggestions"),
    path("angebote/<slug:slug>/", offer.offer_detail, name="detail"),
    path("angebote/<slug:slug>/fehler/", offer.report, name="report"),
    path("angebote/<slug:slug>/fehler/danke/", offer.report_thanks, name="report-thanks"),
    path("heute/", today.today, name="today"),
    path("merkzettel/", notepad.notepad, name="notepad"),
]
