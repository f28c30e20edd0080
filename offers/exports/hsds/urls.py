"""Addresses of the interface, as the standard names them: without a slash at the end."""

from django.urls import path

from offers.exports.hsds import views

urlpatterns = [
    path("", views.root, name="hsds"),
    path("openapi.json", views.openapi, name="hsds-openapi"),
    path("services", views.services, name="hsds-services"),
    path("services/<str:ident>", views.service, name="hsds-service"),
    path("service_at_locations", views.service_at_locations, name="hsds-service-at-locations"),
    path("service_at_locations/<str:ident>", views.service_at_location, name="hsds-service-at-location"),
    path("organizations", views.organization_list, name="hsds-organizations"),
    path("organizations/<str:ident>", views.organization, name="hsds-organization"),
    path("taxonomies", views.taxonomies, name="hsds-taxonomies"),
    path("taxonomies/<str:ident>", views.one_taxonomy, name="hsds-taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="hsds-taxonomy-terms"),
    path("taxonomy_terms/<str:ident>", views.taxonomy_term, name="hsds-taxonomy-term"),
    path("<path:rest>", views.nothing_here, name="hsds-nothing"),
]
