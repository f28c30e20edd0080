"""Addresses of what a parent can find."""

from django.urls import path

from offers.views import search

app_name = "offers"
urlpatterns = [
    path("angebote/", search.offer_list, name="list"),
]
