"""Tables as files: CSV as Excel opens it in Germany, XLSX with numbers that are numbers. No cell becomes a formula."""

import csv
import io

from django.http import Http404, HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from offers.exchange.export import defused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(header, rows) -> bytes:
    """Semicolons, and a mark that says UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in (header, *rows))
    return ("\ufeff" + file.getvalue()).encode()


def as_xlsx(header, rows) -> bytes:
    """One sheet; the first row stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


FORMATS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_xlsx, XLSX)}


def table_file(wanted: str, name: str, header, rows) -> HttpResponse:
    """The table as a file to keep; 404 for a format that nobody knows."""
    if wanted not in FORMATS:
        raise Http404
    write, content_type = FORMATS[wanted]
    response = HttpResponse(write(header, rows), content_type=content_type)
    day = f"{timezone.localdate():%Y-%m-%d}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{day}.{wanted}"'
    return response


def _plain(value):
    return value if isinstance(value, int | float) else defused(str(value))


def _cell(sheet, value, *, bold=False):
    cell = WriteOnlyCell(sheet, value=value if isinstance(value, int | float) else str(value))
    if isinstance(cell.value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
