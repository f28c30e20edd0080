"""The list of pages the browser looks at misses none."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.addresses import private_addresses
from tests.browser.sample import make_network
from tests.browser.shapes import ALIKE, INSIDE, PAGES, PATHS
from tests.test_house_rules import PUBLIC_PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.network_portal.test_errors")]
FOR_MACHINES = {
    "robots", "security-txt", "sitemap", "offers:suggestions", "news-feed", "offers:calendar", "offers:feed",
    "offers:feed-of-field", "offers:field-calendar", "offers:offer-calendar",
    "offers:brochure-edition", "offers:brochure-pdf", "offers:leaflet-pdf", "offers:network-pdf",
    *(name for name in PUBLIC_PAGES if name.startswith("offers:hsds")),
}  # fmt: skip
# Open to all, though not the same for everybody.
FORMS = {
    "account_inactive", "account_login", "account_password_reset_completed", "account_reset_password", "invitation",
    "offers:report", "partners:join", "referrals:ask", "referrals:mine", "referrals:thread",
}  # fmt: skip
FOLDERS = ["includes", "network_portal", "offers", "partners"]


def test_every_public_page_is_looked_at():
    assert (PUBLIC_PAGES - FOR_MACHINES | FORMS) - set(PAGES) == set()


def test_every_template_is_looked_at():
    make_network()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = [*map(client.get, PATHS), client.post("/form/")]  # the form lacks its token, as after hours
    answers += [Client().post("/konto/einladung/", {"email": "x@example.org"}) for _try in range(4)]  # once too often
    shown = {template.name for answer in answers for template in answer.templates}
    base = Path(settings.BASE_DIR) / "templates"
    wanted = {str(path.relative_to(base)) for folder in FOLDERS for path in (base / folder).glob("*.html")}
    wanted |= {path.name for path in base.glob("*.html")} - {"base.html"}
    assert wanted - shown == set()


def test_every_private_page_is_looked_at():
    pages = {name for pages in INSIDE.values() for name in pages} | ALIKE
    sent_only = {"account_stay", "mfa_download_recovery_codes", "offers:copy", "offers:preview-file"}
    sent_only |= {"partners:invitation-remind", "partners:invitation-withdraw"}
    sent_only |= {"referrals:message", "referrals:share-reason", "referrals:check-in", "referrals:contradiction"}
    sent_only |= {"referrals:detach", "referrals:go-over", "reports:figure-file", "reports:funder-file"}
    assert set(private_addresses()) - pages == sent_only
