"""Addresses of the sample network: one at least of every public page, in every state a link can lead to."""

# name of the address in urls.py: what to open
PAGES = {
    "home": ["/"],
    "help-now": ["/hilfe-sofort/"],
    "network": ["/netzwerk/"],
    "news": ["/aktuelles/"],
    "news-item": ["/aktuelles/neu/"],
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
    "offers:today": ["/heute/", "/heute/?ort=nirgendwo&alter=abc"],
    "offers:notepad": ["/merkzettel/", "/merkzettel/?o=900001.1", "/merkzettel/?q=Beratung", "/merkzettel/?q=xyzxyz"],
    "account_login": ["/konto/anmelden/"],
    "account_reset_password": ["/konto/passwort/vergessen/"],
    "account_password_reset_completed": ["/konto/passwort/geaendert/"],
    "account_inactive": ["/konto/abgeschaltet/"],
    "invitation": ["/konto/einladung/?code=x"],
}
# Where something has gone wrong; tests/network_portal/test_errors.py has the addresses that fail.
ERRORS = ["/gibt-es-nicht/", "/kaputt%00/", "/not-yours/", "/broken/", "/database-gone/"]
PATHS = [path for paths in PAGES.values() for path in paths] + ERRORS
