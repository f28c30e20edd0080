"""Addresses of the reports, under that of the admin."""

from django.urls import path

from network_portal.reports.figure_pages import figure_file, figures, funder, funder_file
from network_portal.reports.gap_page import gap, gaps
from network_portal.reports.who_page import who_does_what

app_name = "reports"

urlpatterns = [
    path("wer-macht-was/", who_does_what, name="who-does-what"),
    path("luecken/", gaps, name="gaps"),
    path("luecken/zelle/", gap, name="gap"),
    path("zahlen/", figures, name="figures"),
    path("zahlen/<slug:key>.<slug:kind>", figure_file, name="figure-file"),
    path("bericht/", funder, name="funder"),
    path("bericht/<slug:kind>/", funder_file, name="funder-file"),
]
