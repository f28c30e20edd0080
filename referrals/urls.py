"""Addresses of referrals and inquiries. Numbers say nothing about anybody; codes never stand in an address."""

from django.urls import path

from referrals.views import (
    accompaniments,
    ask,
    attaching,
    by_link,
    candidates,
    chains,
    consents,
    desk,
    detail,
    follow_ups,
    forwarding,
    handing,
    inbox,
    inquiries,
    mine,
    overview,
    own_chains,
    readers,
    slips,
    steps,
    thread,
)

app_name = "referrals"

REFERRALS = "intern/vermittlungen/"
ONE = REFERRALS + "<slug:number>/"
CHAINS = "intern/wege/"
WAY = CHAINS + "begleitungen/<slug:number>/"
STEP = WAY + "schritt/<int:key>/"

urlpatterns = [
    # parents, without an account
    path("anfrage/", ask.ask, name="ask"),
    path("anfrage/so-geht-es/", ask.how_to_ask, name="how-to-ask"),
    path("anfrage/code/", thread.thread, name="thread"),
    path("wege/", chains.chains, name="chains"),
    path("wege/<slug:slug>/", chains.chain, name="chain"),
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
    path(ONE + "nachfrage/<int:pk>/", follow_ups.check_in, name="check-in"),
    path(ONE + "schritt/<slug:name>/", steps.step, name="step"),
    path(ONE + "personen/", readers.readers, name="readers"),
    path(ONE + "einwilligung/", consents.consent, name="consent"),
    path(ONE + "einwilligung/drucken/", consents.consent_print, name="consent-print"),
    path(ONE + "zettel/", slips.slip, name="slip"),
    path(ONE + "bearbeiten/", handing.edit, name="edit"),
    path(ONE + "weiter/", handing.refer_on, name="refer-on"),
    path(ONE + "weitergeben/", forwarding.forward, name="forward"),
    path(WAY, accompaniments.accompaniment, name="accompaniment"),
    path(WAY + "beenden/", accompaniments.end, name="accompaniment-end"),
    path(WAY + "neue-fassung/", accompaniments.go_over, name="go-over"),
    path(WAY + "zuordnung/<slug:referral>/", attaching.detach, name="detach"),
    path(STEP + "vermitteln/", accompaniments.next_step, name="next-step"),
    path(STEP + "zuordnen/", attaching.attach, name="attach"),
    path(STEP + "vermerk/<slug:kind>/", accompaniments.note, name="step-note"),
    path(CHAINS, own_chains.own_chains, name="own-chains"),
    path(CHAINS + "<slug:slug>/", own_chains.own_chain, name="own-chain"),
    path(CHAINS + "<slug:slug>/luecken/", own_chains.gaps, name="chain-gaps"),
    path(CHAINS + "<slug:slug>/begleiten/", accompaniments.accompany, name="accompany"),
    path("intern/anfragen/", inquiries.inquiries, name="inquiries"),
    path("intern/anfragen/<slug:number>/", inquiries.inquiry, name="inquiry"),
    path("intern/anfragen/<slug:number>/vorschlag/", inquiries.propose, name="propose"),
    path("intern/anlaufstelle/", desk.desk, name="desk"),
    path("intern/moderation/vermittlungen/", overview.overview, name="overview"),
    path("intern/moderation/widersprueche/<int:pk>/", follow_ups.contradiction, name="contradiction"),
]
