"""Addresses of the partners' pages."""

from django.urls import path

from partners.views import public

app_name = "partners"

urlpatterns = [
    path("partner/", public.partner_list, name="list"),
    path("partner/<slug:slug>/", public.partner_detail, name="detail"),
    path("ansprechpartner/", public.contact_list, name="contacts"),
]
