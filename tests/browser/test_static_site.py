"""The copy of the portal, opened from a disk: every link leads somewhere, the search finds, nothing is fetched."""

from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from django.db import transaction
from django.utils import timezone

from network_portal.models import Page, PageKey
from network_portal.static_site.export import export_site
from partners.models import Network
from tests.factories import make_field, make_offer, make_opening, make_partner, make_situation, make_topic


class Links(HTMLParser):
    """What a page leads to and loads, and which places in it have a name."""

    def __init__(self, text):
        super().__init__()
        self.links, self.names = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.links += [value for name, value in attrs if name in ("href", "src", "action")]
        self.names |= {value for name, value in attrs if name == "id"}


@pytest.fixture(scope="module")
def site(
    chromium, django_db_setup, django_db_blocker
):  # the browser first: its loop changes what connections belong to
    """A small network without a server; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        desk = make_partner(name="Anlaufstelle", slug="anlaufstelle")
        Network.objects.create(name="Netzwerk", desk=desk, desk_phone="+493023125000")
        field = make_field(name="Geld", slug="geld")
        topic = make_topic(name="Schulden", slug="schulden", policy_field=field, everyday=["Miese"])
        offer = make_offer(title="Beratung", slug="beratung", policy_field=field, partner=desk, topics=[topic])
        make_opening(offer)
        make_offer(title="Kurs", policy_field=field, partner=desk)
        for key in PageKey.values:
            Page.objects.create(key=key, title=key, body="Text")
        make_situation(title="Not", slug="not")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """The network as a folder."""
    target = tmp_path_factory.mktemp("export") / "seite"
    now = timezone.make_aware(datetime(2026, 11, 22, 12, 31))
    export_site(target, now, is_final=True)
    return target


@pytest.fixture
def disk(chromium, folder):
    """Opens a file of the copy; anything a page asks for beside files, and any error, fails the test."""
    asked, complaints = [], []
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def open_file(name):
        page.goto((folder / name).as_uri())
        return page

    yield open_file
    context.close()
    assert (complaints, [url for url in asked if not url.startswith("file:")]) == ([], [])


def test_every_link_of_the_copy_leads_to_a_file(folder):
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            url, name = urldefrag(urljoin(path.as_uri(), link))
            if urlsplit(url).scheme != "file":
                continue
            target = Path(unquote(urlsplit(url).path))
            if not target.is_file() or (name and name not in pages[target].names):
                broken.append((str(path.relative_to(folder)), link))
    assert broken == []
    assert len(pages) > 20


def test_search_of_the_copy_finds_an_offer_and_opens_it(disk):
    page = disk("index.html")
    page.get_by_role("searchbox").fill("berätung")  # with a slip that folding forgives
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Beratung", exact=True).click()
    assert page.url.endswith("/angebote/beratung/index.html")
    assert page.get_by_role("heading", level=1).inner_text() == "Beratung"
    assert page.locator("[data-moment], .print-only, form[method=post]").count() == 0


def test_pages_of_the_copy_say_how_old_it_is_and_that_forms_are_gone(disk):
    page = disk("angebote/beratung/index.html")
    assert "22. November 2026" in page.locator("footer").inner_text()
    assert "22. November 2026" in page.locator("header").inner_text()
    page.get_by_role("link", name="Fehler melden").click()
    assert page.url.endswith("/hier-nicht/index.html")
    assert page.locator("main a[href='tel:+493023125000']").count() == 1


def test_copy_has_calendars_feeds_and_files(folder):
    wanted = [
        "kalender.ics", "feeds/angebote/index.xml", "themen/geld/kalender.ics", "a-z/index.html",
        "api/hsds/services.json", "broschuere/angebote.pdf",
    ]  # fmt: skip
    assert [name for name in wanted if not (folder / name).is_file()] == []
