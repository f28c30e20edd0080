"""Addresses of referrals and inquiries. Numbers say nothing about anybody; codes never stand in an address."""

from django.urls import path

from referrals.views import (
    ask,
    by_link,
    candidates,
    consents,
    desk,
    detail,
    forwarding,
    handing,
    inbox,
    inquiries,
    mine,
    overview,
    readers,
    slips,
    steps,
    thread,
)

app_name = "referrals"

REFERRALS = "intern/vermittlungen/"
ONE = REFERRALS + "<slug:number>/"

urlpatterns = [
    # parents, without an account
    path("anfrage/", ask.ask, name="ask"),
    path("anfrage/so-geht-es/", ask.how_to_ask, name="how-to-ask"),
    path("anfrage/code/", thread.thread, name="thread"),
    path("meine-vermittlung/", mine.mine, name="mine"),
    # a partner without an account
    path("vermittlung/", by_link.by_link, name="by-link"),
    # partners
    path(REFERRALS, inbox.inbox, name="inbox"),
    path(REFERRALS + "wer-hilft/", candidates.who_helps, name="who-helps"),
    path(REFERRALS + "neu/", handing.new, name="new"),
    path(ONE, detail.detail, name="detail"),
    path(ONE + "nachricht/", detail.message, name="message"),
    path(ONE + "grund/", detail.share, name="share-reason"),
    path(ONE + "schritt/<slug:name>/", steps.step, name="step"),
    path(ONE + "personen/", readers.readers, name="readers"),
    path(ONE + "einwilligung/", consents.consent, name="consent"),
    path(ONE + "einwilligung/drucken/", consents.consent_print, name="consent-print"),
    path(ONE + "zettel/", slips.slip, name="slip"),
    path(ONE + "bearbeiten/", handing.edit, name="edit"),
    path(ONE + "weiter/", handing.refer_on, name="refer-on"),
    path(ONE + "weitergeben/", forwarding.forward, name="forward"),
    path("intern/anfragen/", inquiries.inquiries, name="inquiries"),
    path("intern/anfragen/<slug:number>/", inquiries.inquiry, name="inquiry"),
    path("intern/anfragen/<slug:number>/vorschlag/", inquiries.propose, name="propose"),
    path("intern/anlaufstelle/", desk.desk, name="desk"),
    path("intern/moderation/vermittlungen/", overview.overview, name="overview"),
]
