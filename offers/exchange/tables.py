"""The cells of an uploaded file: CSV as text, XLSX from its first sheet. Raises ``UnreadableFile`` with the reason."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from offers.exchange.columns import COLUMNS
from offers.exchange.workbooks import is_workbook, read_workbook
from offers.importing.columns import COLUMNS as OTHER_COLUMNS
from offers.importing.columns import column_key
from offers.importing.decoding import decode, without_control_characters
from offers.importing.problems import UnreadableFile

MAX_BYTES = 5_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 100
MAX_CELL = 20_000  # characters
DELIMITERS = (";", ",", "\t")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Sheet:
    """Names of the columns, and the rows below with their numbers as programs show them."""

    header: list[str]
    rows: list[tuple[int, list[str]]]

    @property
    def unused(self) -> list[str]:
        """Columns that nobody knows."""
        return [name for name in self.header if name and name not in COLUMNS]

    def is_own_form(self) -> bool:
        """Whether this is the table that the portal itself hands out."""
        return len(set(self.header) & set(COLUMNS)) >= 2

    def as_csv(self) -> bytes:
        """The same as a CSV file, for the import of other tables."""
        file = io.StringIO()
        csv.writer(file).writerows([self.header, *(cells for _line, cells in self.rows)])
        return file.getvalue().encode()


def read_sheet(data: bytes) -> Sheet:
    """The first sheet of an XLSX file, or a CSV file whatever program has written it."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_("The file is larger than %(most)d MB.") % {"most": MAX_BYTES // 1_000_000})
    lines = read_workbook(data, MAX_ROWS + 2, MAX_COLUMNS) if is_workbook(data) else _read_csv(decode(data))
    filled = [(number, [_clean(cell) for cell in cells]) for number, cells in lines if any(cells)]
    if len(filled) < 2:
        raise UnreadableFile(_("The file has no rows below the names of the columns."))
    if len(filled) > MAX_ROWS + 1:
        raise UnreadableFile(_("The file has more than %(most)d rows. Please split it.") % {"most": MAX_ROWS})
    (_number, header), *rows = filled
    while not header[-1]:
        header.pop()
    return Sheet(header, [(number, _with_zero(header, cells[: len(header)])) for number, cells in rows])


def _read_csv(text: str):
    best = max(DELIMITERS, key=lambda mark: _known_names(text, mark))
    try:
        # ``strict``: a missing quotation mark would swallow the rest of the file.
        reader = csv.reader(io.StringIO(text), delimiter=best, strict=True)
        # As the program counts in which people see the table, not as its lines of text.
        for number, cells in enumerate(reader, start=1):
            yield number, cells[:MAX_COLUMNS]
    except csv.Error:
        raise UnreadableFile(_("The file cannot be read: probably a quotation mark is missing.")) from None


def _known_names(text: str, mark: str) -> int:
    """How many of our columns the first line names under this delimiter."""
    first = next(csv.reader([text.lstrip().partition("\n")[0]], delimiter=mark), [])
    known = {column_key(name) for name in (*COLUMNS, *OTHER_COLUMNS)}
    return len({column_key(_clean(name)) for name in first} & known)


def _clean(cell: str) -> str:
    """A cell without what cannot be shown, and without the mark that kept it from being a formula."""
    if len(cell) > MAX_CELL:
        raise UnreadableFile(_("A cell has more than %(most)d characters.") % {"most": MAX_CELL})
    text = without_control_characters(cell.replace("\r\n", "\n")).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _with_zero(header: list[str], cells: list[str]) -> list[str]:
    """Postcodes with the zero that programs take from them."""
    codes = {place for place, name in enumerate(header) if column_key(name) in ("postcode", "plz", "postleitzahl")}
    return [
        cell.zfill(5) if place in codes and cell.isascii() and cell.isdigit() and len(cell) == 4 else cell
        for place, cell in enumerate(cells)
    ]
