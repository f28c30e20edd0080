"""The habits of this project, guarded. Each rule says what it protects."""

import re
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

from tests.addresses import addresses
from tests.catalogue import CATALOGUE, faults_of, is_compiled

ROOT = Path(__file__).resolve().parent.parent
APPS = ["network_portal", "partners", "offers", "referrals"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))

# Pages anybody may read, by name. Whoever adds one says so here.
PUBLIC_PAGES = {
    "accessibility", "help-now", "home", "imprint", "network", "news", "news-item", "plain_language", "privacy",
    "safety", "sign_language",
    "news-feed", "offers:calendar", "offers:feed", "offers:feed-of-field", "offers:field-calendar",  # for programs
    "offers:offer-calendar", "offers:embed", "offers:embedded", "press",
    "offers:a-z", "offers:brochure", "offers:brochure-edition", "offers:brochure-pdf", "offers:leaflet-pdf",
    "offers:network-pdf", "offers:detail", "offers:list", "offers:notepad", "offers:report-thanks", "offers:situation",
    "offers:situations", "offers:suggestions", "offers:theme", "offers:themes", "offers:today",
    "partners:contacts", "partners:detail", "partners:join-thanks", "partners:list",
    "referrals:chain", "referrals:chains", "referrals:how-to-ask",
    "offers:api", "offers:hsds", "offers:hsds-nothing", "offers:hsds-openapi", "offers:hsds-organization",
    "offers:hsds-organizations", "offers:hsds-service", "offers:hsds-service-at-location",
    "offers:hsds-service-at-locations", "offers:hsds-services", "offers:hsds-taxonomies", "offers:hsds-taxonomy",
    "offers:hsds-taxonomy-term", "offers:hsds-taxonomy-terms",
    "robots", "security-txt", "sitemap",  # for machines
}  # fmt: skip
# Open to all, but no pages: pictures, files for machines, and the form that reports an error.
OPEN_ADDRESSES = {
    "account_complete_password_reset", "account_confirm_password_reset_code", "account_email_verification_sent",
    "account_inactive", "account_login", "account_logout", "account_password_reset_completed", "account_reset_password",
    "invitation", "mfa_authenticate", "mfa_login_webauthn",  # before one is logged in
    "colours", "healthz", "media", "readyz", "offers:confirm-by-link", "offers:file", "offers:report", "partners:join",
    "referrals:by-link",  # for a partner without an account
    "referrals:ask", "referrals:mine", "referrals:thread",  # for parents, without a cookie
}  # fmt: skip
# The only places where text becomes HTML without being escaped; each says in a comment why that is safe.
TRUSTED_HTML = {"network_portal/templatetags/portal.py", "offers/templatetags/offer_cards.py", "offers/jsonld.py"}


def test_public_pages_are_listed_by_name():
    views = dict(addresses())
    assert {name for name, view in views.items() if getattr(view, "is_public_page", False)} == PUBLIC_PAGES


def test_everything_else_needs_a_login_or_is_named():
    views = dict(addresses())
    without_login = {name for name, view in views.items() if not getattr(view, "login_required", True)}
    assert without_login - PUBLIC_PAGES <= OPEN_ADDRESSES


@pytest.mark.django_db
def test_no_migration_is_missing():
    words = StringIO()
    call_command("makemigrations", dry_run=True, stdout=words)
    assert words.getvalue() == "No changes detected\n"


def test_german_catalogue_is_complete_and_compiled():
    catalogue = polib.pofile(str(CATALOGUE))
    assert faults_of(catalogue) == []
    assert is_compiled(catalogue)


def test_german_says_sie():
    catalogue = polib.pofile(str(CATALOGUE))
    familiar = re.compile(r"\b(du|dein\w*|dich|dir)\b", re.IGNORECASE)
    texts = [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in texts if familiar.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_nothing_inline_and_escapes_everything(path):
    text = path.read_text(encoding="utf-8")
    inline = re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(?:\ssrc=|type=\"application/ld\+json\"))", text)
    assert inline + re.findall(r"\|\s*safe\b|autoescape off", text) == []


def test_html_is_trusted_only_where_it_is_named():
    pattern = re.compile(r"\b(mark_safe|format_html|SafeString)\b")
    places = {str(path.relative_to(ROOT)) for path in SOURCES if pattern.search(path.read_text(encoding="utf-8"))}
    assert {place for place in places if "/admin" not in place} <= TRUSTED_HTML


def test_no_raw_sql_outside_of_the_count_of_changes():
    pattern = re.compile(r"\.raw\(|\.extra\(|RawSQL|cursor\(\)")
    places = {str(path.relative_to(ROOT)) for path in SOURCES if pattern.search(path.read_text(encoding="utf-8"))}
    assert {place for place in places if "/migrations/" not in place} <= {
        "network_portal/changes.py",
        "network_portal/keeping/restore.py",  # whether tables that may not exist hold anything
        "network_portal/readonly.py",  # closes a connection to changes
        "network_portal/views/machine.py",
        "referrals/guards.py",  # triggers
        "referrals/retention.py",  # empties SQLite's journal
    }


def test_environment_is_read_in_one_place():
    places = {str(path.relative_to(ROOT)) for path in SOURCES if "os.environ" in path.read_text(encoding="utf-8")}
    assert places == {"network_portal/env.py", "network_portal/wsgi.py"}
