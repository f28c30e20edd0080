"""Pages, files and the report: for the right people, with any period, and never broken by what somebody wrote."""

import io
import re
import zipfile
import zlib
from datetime import date

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from network_portal.reports.figures import FIGURES, Scope
from network_portal.reports.funder import as_pdf, funder_report
from network_portal.reports.funder_docx import as_docx
from network_portal.reports.periods import Period
from network_portal.reports.svg import FILLS
from offers.models.choices import Publication
from tests.factories import make_field, make_offer, make_partner
from tests.network_portal.reports.rows import make_ended
from tests.offers.paper.papers import faults
from tests.referrals.rows import make_network

pytestmark = pytest.mark.django_db
PAGE, TODAY = reverse("reports:figures"), date(2026, 12, 1)
YEAR = Scope(None, Period(date(2026, 1, 1), TODAY), TODAY)


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("?von=2026-01-01&bis=2026-02-01", []), ("?von=01.01.2026", []), ("?von=gestern", ["id_von_error"]),
        ("?von=2026-05-01&bis=2026-04-01", ["id_bis_error"]), ("?von=1999-12-31", ["id_von_error"]),
        ("?von=2001-01-01&bis=2026-01-01", ["id_bis_error"]), ("?von=0001-01-01&bis=9999-12-31", ["id_von_error"]),
        ("?von=9995-01-01&bis=9999-12-31", []),
    ],
)  # fmt: skip
def test_page_takes_any_period_and_says_beside_the_field_what_is_wrong(client_of, query, wrong):
    response = client_of("coordinator").get(PAGE + query)
    assert re.findall(r'<p class="wrong" id="(\w+)"', text_of(response)) == wrong
    assert re.findall(r'<section class="figure" id="(\w+)"', text_of(response)) == list(FIGURES)


def test_file_of_a_period_that_cannot_be_read_leads_to_the_page(client_of):
    response = client_of("coordinator").get(reverse("reports:figure-file", args=["stand", "csv"]) + "?von=gestern")
    assert response.url == PAGE + "?von=gestern"


def test_moderator_sees_her_fields_only(client_of):
    mine, other = make_partner(), make_partner()
    fields = [make_field(name="Meines", moderator=mine), make_field(name="Fremdes", moderator=other)]
    for field in fields:
        make_offer(policy_field=field)
        make_ended(5, sender=mine, recipient=other, field=field)
    client = client_of("moderator", mine)
    table = text_of(
        client.get(reverse("reports:figure-file", args=["felder", "csv"]) + "?von=2026-01-01&bis=2026-03-31")
    )
    assert table.splitlines()[1:] == ["Meines;5"]
    assert "Fremdes" not in text_of(client.get(PAGE))
    addresses = [reverse("reports:funder"), reverse("reports:funder-file", args=["pdf"])]
    assert [client.get(address).status_code for address in addresses] == [404, 404]


def test_unknown_figures_and_kinds_of_files_are_not_found(client_of):
    client = client_of("coordinator")
    addresses = ["zahlen/nichts.csv", "zahlen/stand.exe", "bericht/exe/"]
    assert [client.get(f"/verwaltung/berichte/{address}").status_code for address in addresses] == [404] * 3


def test_table_is_the_same_in_both_kinds_of_files_and_holds_no_formula(client_of):
    make_offer(policy_field=make_field(name="=1+1"))
    client = client_of("coordinator")
    csv, xlsx = (
        client.get(reverse("reports:figure-file", args=["angebote", kind])).content for kind in ("csv", "xlsx")
    )
    cells = list(load_workbook(io.BytesIO(xlsx)).active[2])
    assert csv.decode().splitlines()[1] == "'=1+1;0;1;0"
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), (0, "n"), (1, "n"), (0, "n")]


def test_picture_says_what_it_shows_and_draws_nothing_that_is_hidden(client_of):
    (a, b), field = (make_partner(), make_partner()), make_field()
    make_ended(4, sender=a, recipient=b, field=field)
    page = text_of(client_of("coordinator").get(PAGE + "?von=2026-01-01&bis=2026-03-31"))
    pictures = re.findall(r'<svg .*?role="img" aria-labelledby="(\w+)-title \w+-desc">(.*?)</svg>', page, re.DOTALL)
    assert [key for key, _drawn in pictures] == [key for key in FIGURES if key not in ("wege", "antwortzeit")]
    drawn = dict(pictures)
    assert [drawn[key].count("<path") for key in ("stand", "felder", "anfragen")] == [0, 0, 0]
    assert [drawn[key].count(mark) for key in drawn for mark in ("<title", "<desc")] == [1] * 2 * len(drawn)


@pytest.fixture
def network():
    """A network whose texts try to be more than texts."""
    make_network(name="Netz #panic() *fett*", welcome="$x$ und <b>", funder='Land\n#include "x"')
    (a, b), field = (make_partner(name='A & "B"'), make_partner()), make_field(name="<Geld>")
    make_offer(policy_field=field, publication=Publication.PUBLISHED)
    make_ended(6, sender=a, recipient=b, field=field)


def unpacked(pdf):
    """The objects that a PDF holds in packed streams."""
    streams = re.findall(rb"/ObjStm[^>]*>>\nstream\n(.*?)\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompress(stream) for stream in streams)


def test_report_is_the_same_bytes_for_the_same_data(network):
    report = funder_report(YEAR)
    pdf, document = as_pdf(report, TODAY), as_docx(report, TODAY)
    assert (pdf, document) == (as_pdf(funder_report(YEAR), TODAY), as_docx(funder_report(YEAR), TODAY))
    assert faults(pdf) == []  # as PDF/UA-1 and PDF/A-2a
    assert re.findall(rb"/Lang ?\(([^)]*)\)", unpacked(pdf)) == [b"de-DE"]


def test_document_has_headings_tables_and_words_for_its_pictures(network):
    report = funder_report(YEAR)
    packed = as_docx(report, TODAY)
    document = Document(io.BytesIO(packed))
    titles = [figure["title"] for figure in report["figures"]]
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 2"]
    assert headings == [report["words"]["funded"], report["words"]["what"], *titles]
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert words == [figure["alt"] for figure in report["figures"] if figure["picture"]]
    styles = zipfile.ZipFile(io.BytesIO(packed)).read("word/styles.xml").decode()
    assert 'w:lang w:val="de-DE"' in styles


def test_every_colour_of_a_picture_is_in_the_style_sheet():
    with open("static/css/figures.css", encoding="utf-8") as file:
        named = set(re.findall(r"\.chart \.(\w+)", file.read()))
    assert named == set(FILLS)


def test_report_comes_in_one_press(client_of, network):
    client = client_of("coordinator")
    page = text_of(client.get(reverse("reports:funder") + "?von=2026-01-01&bis=2026-03-31"))
    link = re.search(r'class="button" href="([^"]*pdf[^"]*)"', page)[1].replace("&amp;", "&")
    response = client.get(link)
    assert response.headers["Content-Disposition"] == 'attachment; filename="bericht-2026-01-01-bis-2026-03-31.pdf"'
    assert response.content[:5] == b"%PDF-"
