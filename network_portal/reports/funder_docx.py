"""The report for the funder as a document that can be edited: headings, tables, pictures with their words."""

import io
import zipfile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from network_portal.reports.funder import moment
from network_portal.typesetting import typeset

CHARTS = "print/charts.typ"
WIDTH = Cm(10.5)
SHARPNESS = 160  # dots per inch
PNG = b"\x89PNG\r\n\x1a\n"  # how every such picture begins
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def as_docx(report: dict, today) -> bytes:
    """The report with Word's own headings, so that a list of contents can be made and screen readers find their way."""
    document = Document()
    _prepare(document, report, today)
    document.add_heading(report["title"], 0)
    document.add_paragraph(report["network"]["name"]).runs[0].bold = True
    document.add_paragraph(f"{report['period']}\n{report['as_of']}")
    _who(document, report)
    document.add_heading(report["words"]["figures"], 1)
    drawn = iter(_drawn(report))
    for figure in report["figures"]:
        _figure(document, figure, report["words"], next(drawn) if figure["picture"] else None)
    for key in ("chains", "news", "notes"):
        _list(document, report["words"][key], report[key])
    return _without_clock(document)


def _prepare(document, report, today):
    """Language, author and days, and a font that most programs have."""
    facts = document.core_properties
    facts.title, facts.author, facts.language = report["title"], report["network"]["name"], "de-DE"
    facts.comments, facts.last_modified_by = "", ""
    facts.created = facts.modified = moment(today).replace(tzinfo=None)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet"):
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "de-DE")
        document.styles[name].element.get_or_add_rPr().append(language)


def _who(document, report):
    document.add_heading(report["words"]["network"], 1)
    for text in report["about"]:
        document.add_paragraph(text)
    if report["funder"]:
        document.add_heading(report["words"]["funded"], 2)
        for text in report["funder"]["paragraphs"]:
            document.add_paragraph(text)
    document.add_heading(report["words"]["what"], 2)
    _table(document, [report["words"]["what"], report["words"]["how_many"]], report["facts"])


def _figure(document, figure, words, picture):
    document.add_heading(figure["title"], 2)
    document.add_paragraph(figure["headline"]).runs[0].bold = True
    if picture:
        document.add_picture(io.BytesIO(picture), width=WIDTH)
        document.inline_shapes[-1]._inline.docPr.set("descr", figure["alt"])
    if figure["rows"]:
        _table(document, figure["header"], figure["rows"])
    document.add_paragraph(f"{words['counted']} {figure['counted']}")


def _table(document, header, rows):
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
    repeat = OxmlElement("w:tblHeader")  # on each page, and known to screen readers as the names of the columns
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _list(document, heading, lines):
    if lines:
        document.add_heading(heading, 1)
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _drawn(report) -> list[bytes]:
    """The pictures as PNG, since documents of this kind do not show SVG everywhere."""
    charts = [figure["picture"] for figure in report["figures"] if figure["picture"]]
    pages = typeset(CHARTS, {"charts": charts}, kind="png", ppi=SHARPNESS) if charts else b""
    return [PNG + page for page in pages.split(PNG)[1:]]


def _without_clock(document) -> bytes:
    """The file packed anew without the time of day, so that the same data make the same bytes."""
    packed, again = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
