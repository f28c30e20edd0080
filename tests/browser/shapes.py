"""Addresses of the sample network: one at least of every page, in every state a link can lead to."""

# name of the address in urls.py: what to open
PAGES = {
    "home": ["/"],
    "help-now": ["/hilfe-sofort/"],
    "network": ["/netzwerk/"],
    "news": ["/aktuelles/"],
    "news-item": ["/aktuelles/neu/"],
    "press": ["/presse/"],
    "offers:embed": ["/einbetten/", "/einbetten/?feld=geld&farbe=moos&schrift=gross", "/einbetten/?feld=x"],
    "offers:embedded": ["/einbetten/angebote/", "/einbetten/angebote/?feld=geld&farbe=moos&schrift=gross"],
    "imprint": ["/impressum/"],
    "privacy": ["/datenschutz/"],
    "accessibility": ["/barrierefreiheit/"],
    "plain_language": ["/leichte-sprache/"],
    "sign_language": ["/gebaerdensprache/"],
    "safety": ["/spuren/"],
    "partners:list": ["/partner/"],
    "partners:detail": ["/partner/stelle/", "/partner/frueher/"],
    "partners:contacts": ["/ansprechpartner/", "/ansprechpartner/?ort=nirgendwo"],
    "partners:join": ["/mitmachen/"],
    "partners:join-thanks": ["/mitmachen/danke/"],
    "offers:list": [
        "/angebote/",
        "/angebote/?q=Beratung&ort=Finsterwalde&umkreis=10&kosten=free&kosten=priced&art=advice",
        "/angebote/?q=mein+freund+schl%C3%A4gt+mich",  # danger: help lines first
        "/angebote/?q=Schuldnr",  # a slip of the pen
        "/angebote/?q=xyzxyz&art=course",  # nothing fits
        "/angebote/?ort=nirgendwo&alter=abc&tag=abc&von=abc&bis=abc",  # nothing can be read
        "/angebote/?seite=2",
    ],
    "offers:detail": ["/angebote/beratung/", "/angebote/pause/", "/angebote/geplant/", "/angebote/vorbei/"],
    "offers:report": ["/angebote/beratung/fehler/"],
    "offers:report-thanks": ["/angebote/beratung/fehler/danke/"],
    "offers:themes": ["/themen/"],
    "offers:theme": ["/themen/geld/", "/themen/leer/", "/themen/schulden/"],
    "offers:situations": ["/lebenslagen/"],
    "offers:situation": ["/lebenslagen/not/", "/lebenslagen/gewalt/"],
    "offers:a-z": ["/a-z/"],
    "offers:brochure": ["/broschuere/", "/broschuere/?feld=geld&gross=1", "/broschuere/?ort=nirgendwo"],
    "offers:today": ["/heute/", "/heute/?ort=nirgendwo&alter=abc"],
    "offers:notepad": ["/merkzettel/", "/merkzettel/?o=900001.1", "/merkzettel/?q=Beratung", "/merkzettel/?q=xyzxyz"],
    "offers:api": ["/api/"],
    "referrals:chains": ["/wege/"],
    "referrals:chain": ["/wege/weg/", "/wege/weg/?ort=nirgendwo"],
    "referrals:ask": ["/anfrage/"],
    "referrals:how-to-ask": ["/anfrage/so-geht-es/"],
    "referrals:thread": ["/anfrage/code/"],
    "referrals:mine": ["/meine-vermittlung/"],
    "account_login": ["/konto/anmelden/"],
    "account_reset_password": ["/konto/passwort/vergessen/"],
    "account_password_reset_completed": ["/konto/passwort/geaendert/"],
    "account_inactive": ["/konto/abgeschaltet/"],
    "invitation": ["/konto/einladung/?code=x"],
}
# Where something has gone wrong; tests/network_portal/test_errors.py has the addresses that fail.
ERRORS = ["/gibt-es-nicht/", "/kaputt%00/", "/not-yours/", "/broken/", "/database-gone/"]
PATHS = [path for paths in PAGES.values() for path in paths] + ERRORS

# Behind the login, and behind the links of mails: who opens it (tests.browser.inside), the address, what to open.
# 900001 has all a row can have, 990001 next to nothing.
INQUIRY, WAY = "AAAABBBB", "WWWWWWWW"
OWN, OFFER = "/intern/partner/stelle", "/intern/angebote/900001"
REFERRALS = "/intern/vermittlungen"
INSIDE = {
    "manager": {
        "workspace": ["/intern/"],
        "newsletter": ["/intern/newsletter/?seit=x"],
        "offers:mine": ["/intern/angebote/"],
        "offers:new": [f"{OWN}/angebote/neu/"],
        "offers:workspace": [f"{OFFER}/", "/intern/angebote/990001/"],
        "offers:edit": [f"{OFFER}/was/bearbeiten/", f"{OFFER}/wann/bearbeiten/"],
        "offers:versions": [f"{OFFER}/verlauf/"],
        "offers:version": [f"{OFFER}/verlauf/{{version}}/"],
        "offers:step": [f"{OFFER}/schritt/end/", f"{OFFER}/schritt/revive/"],  # the second one is not open
        "offers:trash": ["/intern/papierkorb/"],
        "offers:moderation": ["/intern/moderation/"],
        "referrals:inbox": [f"{REFERRALS}/", f"{REFERRALS}/?richtung=ausgang&stand=beendet"],
        "referrals:detail": [f"{REFERRALS}/AAAAAAAA/", f"{REFERRALS}/BBBBBBBB/"],
        # the last one is not open
        "referrals:step": [f"{REFERRALS}/CCCCCCCC/schritt/{name}/" for name in ("decline", "waitlist", "contact")],
        "referrals:readers": [f"{REFERRALS}/AAAAAAAA/personen/"],
        "referrals:who-helps": [f"{REFERRALS}/wer-hilft/"],
        "referrals:new": [f"{REFERRALS}/neu/{query}" for query in ("?partner=andere-stelle", "", "?ausserhalb=1")],
        "referrals:consent": [f"{REFERRALS}/BBBBBBBB/einwilligung/"],
        "referrals:consent-print": [f"{REFERRALS}/BBBBBBBB/einwilligung/drucken/"],
        "referrals:slip": [f"{REFERRALS}/BBBBBBBB/zettel/"],
        "referrals:forward": [f"{REFERRALS}/CCCCCCCC/weitergeben/"],
        "referrals:overview": ["/intern/moderation/vermittlungen/"],
        "referrals:inquiries": ["/intern/anfragen/"],
        "referrals:inquiry": [f"/intern/anfragen/{INQUIRY}/"],
        "referrals:propose": [f"/intern/anfragen/{INQUIRY}/vorschlag/"],
        "referrals:desk": ["/intern/anlaufstelle/"],
        "referrals:own-chains": ["/intern/wege/"],
        "referrals:own-chain": ["/intern/wege/gefragt/"],
        "referrals:chain-gaps": ["/intern/wege/weg/luecken/"],
        "referrals:accompany": ["/intern/wege/weg/begleiten/"],
        "referrals:accompaniment": [f"/intern/wege/begleitungen/{WAY}/"],
        "referrals:next-step": [f"/intern/wege/begleitungen/{WAY}/schritt/900001/vermitteln/"],
        "offers:change": ["/intern/moderation/900001/"],
        "offers:report-answer": ["/intern/meldungen/900001/"],
        "offers:import": [f"{OWN}/import/"],
        "who-does-what": ["/intern/wer-macht-was/"],
        "reports:who-does-what": ["/verwaltung/berichte/wer-macht-was/"],
        "reports:gaps": ["/verwaltung/berichte/luecken/", "/verwaltung/berichte/luecken/?zeilen=zeit&spalten=alter"],
        "reports:gap": ["/verwaltung/berichte/luecken/zelle/?feld=geld"],
        "reports:figures": ["/verwaltung/berichte/zahlen/", "/verwaltung/berichte/zahlen/?von=gestern"],
        "partners:profile": [f"{OWN}/"],
        "partners:location-edit": [f"{OWN}/orte/990001/"],
        "partners:location-delete": [f"{OWN}/orte/990001/loeschen/"],
        "partners:closing": [f"{OWN}/schliesstage/"],
        "partners:team": [f"{OWN}/team/"],
        "partners:member": [f"{OWN}/team/900001/"],
        "account": ["/konto/"],
        "account_email": ["/konto/e-mail/"],
        "mfa_view_recovery_codes": ["/konto/notfall-codes/"],
        "sign-ins": ["/konto/anmeldungen/"],
    },
    "newcomer": {
        "mfa_index": ["/konto/zweiter-faktor/"],
        "mfa_activate_totp": ["/konto/zweiter-faktor/app/"],
        "mfa_add_webauthn": ["/konto/passkeys/neu/"],
    },
    "passkey": {"mfa_list_webauthn": ["/konto/passkeys/"]},
    "half-way": {"mfa_authenticate": ["/konto/zweiter-schritt/"]},
    "visitor": {
        "invitation": ["/konto/einladung/?code={guest}"],
        "referrals:ask": ["/anfrage/"],  # now with somebody who reads
        "offers:confirm-by-link": ["/bestaetigen/?code={partner}", "/bestaetigen/?code=x"],
        "referrals:by-link": ["/vermittlung/?code=x"],
    },
}
PATHS_INSIDE = [(who, path) for who, pages in INSIDE.items() for paths in pages.values() for path in paths]
# A form, list or question like one of those above, with other words; the preview is the public page in another frame.
ALIKE = {
    "account_change_password", "account_reauthenticate", "account_set_password", "mfa_deactivate_totp",
    "mfa_edit_webauthn", "mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn", "offers:confirm", "offers:export", "offers:preview", "partners:absence",
    "partners:contact-delete", "partners:contact-edit", "partners:contact-new", "partners:invite",
    "partners:location-new", "partners:profile-edit", "referrals:accompaniment-end", "referrals:step-note",
    "referrals:attach", "referrals:edit", "referrals:refer-on",
    "reports:funder",
}  # fmt: skip
