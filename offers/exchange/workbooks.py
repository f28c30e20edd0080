"""XLSX files: read with care, for a small file may unpack to gigabytes; written so that no cell becomes a formula."""

import datetime
import re
import zipfile
from collections import Counter
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from offers.importing.problems import UnreadableFile

MOST_UNPACKED = 60_000_000  # bytes
MOST_PARTS = 200
# What reading costs is the number of elements: each becomes an object. Cells are many; fonts and the like are not.
MOST_TAGS, MOST_TAGS_OF_LOOKS = 600_000, 15_000
CELLS = re.compile(r"xl/(worksheets/sheet\d*|sharedStrings)\.xml")
LOOKS = re.compile(rb"<(?:[\w.-]+:)?(?:numFmts|fonts|fills|borders|cellStyleXfs|cellXfs|cellStyles|dxfs)\b|\0")
WIDE = 44  # characters


def is_workbook(data: bytes) -> bool:
    """Whether these are the first bytes of a ZIP archive, which every XLSX file is."""
    return data.startswith(b"PK\x03\x04")


def read_workbook(data: bytes, most_rows: int, most_columns: int) -> list[tuple[int, list[str]]]:
    """Number and cells of each row of the first sheet, as texts."""
    try:
        _refuse_bombs(data)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # Some programs write wrong dimensions; the limits below are ours.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
        return [(number, [_text(value) for value in row]) for number, row in enumerate(rows, start=1)]
    except UnreadableFile:
        raise
    except Exception:  # there is no list of what a damaged file makes the reader stumble over
        raise UnreadableFile(_("This is no table that can be read. Please save it as XLSX or CSV.")) from None


def write_workbook(header, rows, answers: dict[str, list[str]]) -> bytes:
    """A file with one sheet for the rows and one for the possible answers; all cells are texts."""
    book = Workbook(write_only=True)
    _write_sheet(book.create_sheet(_("Offers")), header, rows)
    lines = [[name, "; ".join(words)] for name, words in answers.items()]
    _write_sheet(book.create_sheet(_("Possible answers")), [_("Column"), _("You can write")], lines)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write_sheet(sheet, header, rows):
    sheet.freeze_panes = "A2"
    for number in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if number > 1 else 8
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])


def _cell(sheet, text, *, bold=False):
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _refuse_bombs(data: bytes):
    """Raise ``UnreadableFile`` for an archive that unpacks to far more than a table, or defines entities."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableFile(_("This table is too large when it is unpacked."))
        contents = [(part.filename, archive.read(part)) for part in parts]
    if any(b"<!DOCTYPE" in content[:4096] or _is_disguised(name, content) for name, content in contents):
        raise UnreadableFile(_("This is no table that can be read. Please save it as XLSX or CSV."))
    tags = Counter()
    for name, content in contents:
        tags[is_cells(name)] += content.count(b"<")
    if tags[True] > MOST_TAGS or tags[False] > MOST_TAGS_OF_LOOKS:
        raise UnreadableFile(_("This table is too large when it is unpacked."))


def is_cells(name: str) -> bool:
    """Whether a part of the archive holds cells or their texts."""
    return CELLS.fullmatch(name) is not None


def _is_disguised(name: str, content: bytes) -> bool:
    """Whether a part that is named like cells holds something else, or letters that nobody can count."""
    return is_cells(name) and LOOKS.search(content) is not None


def _text(value) -> str:
    """A cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)
