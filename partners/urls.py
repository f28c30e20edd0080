"""Addresses of the partners' pages."""

from django.urls import path

from partners import views

app_name = "partners"

urlpatterns = [
    path("partner/", views.partner_list, name="list"),
    path("partner/<slug:slug>/", views.partner_detail, name="detail"),
    path("ansprechpartner/", views.contact_list, name="contacts"),
]
