"""Small files as somebody may send them, and the import of one. Partners, addresses and numbers are made up."""

import csv
import io

from offers.importing import Options, import_offers
from offers.importing.columns import COLUMNS
from offers.models import ImportedRow
from tests.factories import make_field, make_situation

ROW = {
    "row_id": "R1",
    "partner_name": "Beispielverein Finsterwalde e.V.",
    "partner_kind": "association (e.V.)",
    "partner_website": "https://verein.example.org",
    "offer_title": "Offener Treff",
    "summary": "Kaffee, Gespräche und Spielzeug.",
    "description": "Sie kommen, wann Sie wollen.",
    "policy_field": "Soziale Hilfe",
    "topics": "Einsamkeit",
    "street": "Hauptstraße 1",
    "postcode": "03238",
    "city": "Finsterwalde",
    "phone": "030 23125001",
    "email": "treff@example.org",
    "source_date_seen": "2025-11",
}


def make_words():
    """The words the small files use."""
    make_field(name="Soziale Hilfe", key="social")
    make_field(name="Finanzen/Recht", key="money")
    make_situation(name="Einsamkeit", title="Ich fühle mich allein", everyday=["allein", "niemand da"])


def file_of(*rows, columns=COLUMNS, delimiter=",", encoding="utf-8", end="\n") -> bytes:
    """A file of rows, each given by what differs from ``ROW``; their names count up."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", delimiter=delimiter, lineterminator=end, extrasaction="ignore")
    writer.writeheader()
    for number, row in enumerate(rows, start=1):
        writer.writerow(ROW | {"row_id": f"R{number}"} | row)
    return stream.getvalue().encode(encoding)


def take(*rows, source="test", skip_bad_rows=False, dry_run=False, as_draft=False, **form):
    """Import rows, each given by what differs from ``ROW``."""
    return import_offers(file_of(*rows, **form), Options(source, skip_bad_rows, dry_run, as_draft))


def offer_of(row_id="R1"):
    """The offer that a row has become."""
    return ImportedRow.objects.get(row_id=row_id).offer


def told(problems) -> list[tuple[int, str]]:
    """Lines and columns of problems."""
    return [(problem.line, problem.column) for problem in problems]
