"""What becomes a file of the copy, and how the file is called."""

import pytest

from network_portal.static_site.addresses import Address, exported, file_name, parts_of_list

HOST = "portal.example.org"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/", "/"),
        ("../netzwerk/#wer", "/netzwerk/"),
        ("?seite=2", "/angebote/?seite=2"),
        ("?seite=1", "/angebote/"),
        ("?feld=geld&seite=3", "/angebote/?feld=geld&seite=3"),
        ("?lage=not&art=course", "/angebote/?art=course&lage=not"),
        ("?q=Rat", "/angebote/"),  # needs a server: the whole list is the next best thing
        ("?feld=geld&kosten=free", "/angebote/"),
        ("/a-z/?buchstabe=B&seite=2", "/a-z/?buchstabe=B&seite=2"),
        ("/angebote/rat/?merk=1.2", "/angebote/rat/"),
        (f"https://{HOST}/partner/", "/partner/"),
        ("/static/img/mark.svg", "/static/img/mark.svg"),
        ("/farben.css?v=1", "/farben.css"),
        ("/angebote/rat/kalender.ics", "/angebote/rat/kalender.ics"),
        ("/formulare/1/antrag.pdf", "/formulare/1/antrag.pdf"),
    ],
)
def test_public_page_becomes_a_file(link, address):
    assert str(exported(link, "/angebote/", HOST)) == address


@pytest.mark.parametrize(
    "link",
    [
        "/intern/", "/verwaltung/", "/konto/anmelden/", "/anfrage/", "/angebote/rat/fehler/", "/merkzettel/?o=1",
        "/heute/", "/mitmachen/", "/gibt-es-nicht", "https://example.com/angebote/", "tel:110", "mailto:a@example.org",
    ],
)  # fmt: skip
def test_what_needs_a_server_or_leads_away_does_not(link):
    assert exported(link, "/angebote/", HOST) is None


@pytest.mark.parametrize(
    ("path", "query", "kind", "name"),
    [
        ("/", (), "text/html", "index.html"),
        ("/angebote/", (("seite", "2"),), "text/html", "angebote/index-seite-2.html"),
        ("/a-z/", (("buchstabe", "#/.."),), "text/html", "a-z/index-buchstabe-____.html"),
        ("/feeds/aktuelles/", (), "application/atom+xml", "feeds/aktuelles/index.xml"),
        ("/kalender.ics", (), "text/calendar", "kalender.ics"),
        ("/api/services", (("page", "2"),), "application/json", "api/services-page-2.json"),
    ],
)
def test_file_names(path, query, kind, name):
    assert file_name(Address(path, query), kind) == name


def test_lists_for_programs_lead_to_their_pages_and_entries():
    data = {"total_pages": 3, "contents": [{"id": "a"}, {"id": "b"}]}
    first = parts_of_list(Address("/api/hsds/services"), data)
    assert [str(each) for each in first] == [
        "/api/hsds/services?page=2", "/api/hsds/services?page=3", "/api/hsds/services/a", "/api/hsds/services/b",
    ]  # fmt: skip
    second = parts_of_list(Address("/api/hsds/services", (("page", "2"),)), data)
    assert [str(each) for each in second] == ["/api/hsds/services/a", "/api/hsds/services/b"]
    assert parts_of_list(Address("/api/hsds/"), {"version": "3.0"}) == []
