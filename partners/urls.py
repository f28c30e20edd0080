"""Addresses of the partners' pages."""

from django.urls import path

from partners.views import joining, profile, public, rows, team

app_name = "partners"

urlpatterns = [
    path("partner/", public.partner_list, name="list"),
    path("partner/<slug:slug>/", public.partner_detail, name="detail"),
    path("ansprechpartner/", public.contact_list, name="contacts"),
    path("mitmachen/", joining.join, name="join"),
    path("mitmachen/danke/", joining.join_thanks, name="join-thanks"),
    path("intern/partner/<slug:slug>/", profile.profile, name="profile"),
    path("intern/partner/<slug:slug>/bearbeiten/", profile.profile_edit, name="profile-edit"),
    path("intern/partner/<slug:slug>/schliesstage/", profile.closing, name="closing"),
    path("intern/partner/<slug:slug>/abwesenheit/", profile.absence, name="absence"),
    path("intern/partner/<slug:slug>/orte/neu/", rows.location_edit, name="location-new"),
    path("intern/partner/<slug:slug>/orte/<int:pk>/", rows.location_edit, name="location-edit"),
    path("intern/partner/<slug:slug>/orte/<int:pk>/loeschen/", rows.location_delete, name="location-delete"),
    path("intern/partner/<slug:slug>/kontakte/neu/", rows.contact_edit, name="contact-new"),
    path("intern/partner/<slug:slug>/kontakte/<int:pk>/", rows.contact_edit, name="contact-edit"),
    path("intern/partner/<slug:slug>/kontakte/<int:pk>/loeschen/", rows.contact_delete, name="contact-delete"),
    path("intern/partner/<slug:slug>/team/", team.team, name="team"),
    path("intern/partner/<slug:slug>/team/einladen/", team.invite, name="invite"),
    path("intern/partner/<slug:slug>/team/einladungen/<int:pk>/", team.invitation_remind, name="invitation-remind"),
    path(
        "intern/partner/<slug:slug>/team/einladungen/<int:pk>/zurueckziehen/",
        team.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("intern/partner/<slug:slug>/team/<int:pk>/", team.member, name="member"),
]
