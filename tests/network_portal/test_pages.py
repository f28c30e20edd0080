"""The texts of the pages every portal has."""

import re
from datetime import date

import pytest

from network_portal.models import Page, PageKey
from network_portal.pages import default_page, filled, load_pages
from partners.models import Network, Partner
from referrals.models import Rules

NETWORK = Network(
    name="Netz", region="Kreis", email="a@example.org", desk_phone="+493023125000", desk=Partner(name="Stelle")
)


@pytest.mark.parametrize("key", PageKey.values)
def test_default_page_has_title_day_and_text(key):
    page = default_page(key)
    assert (page.title.strip(), page.checked_on >= date(2026, 11, 22)) == (page.title, True)
    assert len(page.body) > 200


@pytest.mark.parametrize("key", PageKey.values)
def test_filled_leaves_no_gap_where_the_network_has_an_answer(key):
    assert re.findall(r"\{[^}]*\}", filled(default_page(key).body, NETWORK)) == []


def test_filled_puts_in_what_the_network_says():
    text = filled("{netzwerk} {region} {e-mail} {telefon} {anlaufstelle}", NETWORK)
    assert text == "Netz Kreis [a@example.org](mailto:a@example.org) [030 23125000](tel:+493023125000) Stelle"


def test_filled_marks_what_is_missing():
    assert filled("{e-mail}", Network(name="Netz")) == "**[hier fehlt noch: E-mail]**"


# Parts a statement must have: BGG § 12b (2) and BITV 2.0 § 7.
@pytest.mark.parametrize(
    "part",
    [
        "## Wie barrierefrei ist das Portal?",
        "## Was noch nicht barrierefrei ist",
        "## Wann und wie wurde geprüft?",
        "## Sie haben eine Barriere gefunden?",
        "## Wenn wir nicht helfen konnten",
    ],
)
def test_accessibility_statement_has_its_parts(part):
    assert default_page("accessibility").body.splitlines().count(part) == 1


def test_accessibility_statement_links_an_arbitration_body():
    assert default_page("accessibility").body.count("(https://www.schlichtungsstelle-bgg.de)") == 1


@pytest.mark.parametrize("article", ["Artikel 15", "Artikel 16", "Artikel 17", "Artikel 18", "Artikel 21"])
def test_privacy_page_names_the_rights(article):
    assert default_page("privacy").body.count(article) == 1


@pytest.mark.parametrize("about", ["eine Seite öffnen", "anonym fragen"])
def test_privacy_page_names_the_basis(about):
    assert section("privacy", f"Wenn Sie {about}").count("Artikel 6 Absatz 1") == 1


def test_privacy_page_names_the_periods_of_inquiries_and_referrals():
    rules = Rules()
    inquiries, referrals = section("privacy", "Wenn Sie anonym fragen"), section("privacy", "Wenn eine Stelle Sie")
    days = [rules.inquiry_close_days, rules.inquiry_erase_days]
    assert [int(number) for number in re.findall(r"(\d+) Tage", inquiries)] == days
    days = [rules.access_log_days, rules.content_days, rules.draft_days]
    assert [int(number) for number in re.findall(r"(\d+) Tage", referrals)] == days


def section(key, title) -> str:
    """The part of a page below the heading that begins with these words."""
    (found,) = [part for part in default_page(key).body.split("## ") if part.startswith(title)]
    return found


def test_plain_language_page_is_plain():
    """Leichte Sprache: one idea a line, twelve words at most, no brackets within words, nothing negated."""
    lines = [line for line in default_page("plain_language").body.splitlines() if line and not line.startswith("#")]
    words = [re.sub(r"\]\([^)]*\)", "", line).split() for line in lines]
    assert [line for line in words if len(line) > 12] == []
    spoken = {word.lower().strip(".,") for line in words for word in line}
    assert spoken & {"nicht", "kein", "keine", "keinen", "nie"} == set()


@pytest.mark.django_db
def test_load_pages_creates_what_is_missing_and_nothing_else():
    Page.objects.create(key="imprint", title="Ours", body="Our words.")
    assert (load_pages(), load_pages()) == (len(PageKey.values) - 1, 0)
    assert Page.objects.get(key="imprint").body == "Our words."
