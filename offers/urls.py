"""Addresses of what a parent can find."""

from django.urls import path

from offers.views import directory, search

app_name = "offers"
urlpatterns = [
    path("themen/", directory.themes, name="themes"),
    path("themen/<slug:slug>/", directory.theme, name="theme"),
    path("lebenslagen/", directory.situations, name="situations"),
    path("lebenslagen/<slug:slug>/", directory.situation, name="situation"),
    path("a-z/", directory.a_z, name="a-z"),
    path("angebote/", search.offer_list, name="list"),
]
