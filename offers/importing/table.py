"""From the text of a file to rows whose cells have the names of our columns."""

import csv
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from offers.importing.columns import COLUMNS, REQUIRED, column_key
from offers.importing.decoding import decode, without_control_characters
from offers.importing.problems import Problem, UnreadableFile

MAX_ROWS = 20_000
MAX_CELL = 100_000  # characters; longer than any description, shorter than a file whose quotation marks do not match
DELIMITERS = (",", ";", "\t", "|")


@dataclass
class Row:
    """One row: where it begins, what its cells say, and what is wrong with it so far."""

    line: int
    cells: dict[str, str]
    bad: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def refuse(self, column: str, reason: str):
        self.bad.append(Problem(self.line, column, reason))

    def remark(self, column: str, reason: str):
        self.remarks.append(Problem(self.line, column, reason))


@dataclass
class Table:
    """All rows of a file, and its columns that nobody uses."""

    rows: list[Row]
    unused: list[str]


def read_table(data: bytes) -> Table:
    """The rows of a CSV file. Raises ``UnreadableFile`` where there is nothing to be read."""
    text = decode(data)
    start = _first_line(text)
    delimiter, header = _best_header(text[start:])
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise UnreadableFile(
            _("The first line must name the columns of the table. Missing there: %(names)s.")
            % {"names": ", ".join(missing)}
        )
    if doubled := sorted({name for name in header if name in COLUMNS and header.count(name) > 1}):
        raise UnreadableFile(_("The first line names columns twice: %(names)s.") % {"names": ", ".join(doubled)})
    lines_before = text[:start].count("\n")
    rows = [_row(line + lines_before, cells, header) for line, cells in _records(text[start:], delimiter)]
    if not rows:
        raise UnreadableFile(_("The file has no rows below the names of the columns."))
    return Table(rows, [name for name in header if name and name not in COLUMNS])


def _lines(text: str):
    """The lines with their ends; not ``splitlines``, which also parts at characters that editors do not count."""
    return (line + "\n" for line in text.split("\n"))


def _first_line(text: str) -> int:
    """Where the line with the names of the columns begins: behind blank lines and Excel's “sep=;”."""
    position = 0
    for line in _lines(text):
        bare = without_control_characters(line).strip().strip(",;\t|").strip()
        if bare and not bare.casefold().startswith("sep="):
            return position
        position += len(line)
    raise UnreadableFile(_("The file is empty."))


def _best_header(text: str) -> tuple[str, list[str]]:
    """The delimiter under which the first line names most of our columns, and their names."""
    headers = {delimiter: _header(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: len(set(headers[delimiter]) & set(COLUMNS)))
    return best, headers[best]


def _header(text: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True))
    except (csv.Error, StopIteration):
        return []
    return [column_key(without_control_characters(cell)) for cell in cells]


def _records(text: str, delimiter: str):
    """Line and cells of each row below the header; blank rows are left out."""
    reader = csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)
    line, count = 0, 0
    try:
        for cells in reader:
            first, line = line + 1, reader.line_num
            if first == 1 or not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MAX_ROWS:
                raise UnreadableFile(_("The file has more than %(most)d rows. Please split it.") % {"most": MAX_ROWS})
            yield first, cells
    except csv.Error:
        raise _quotes_do_not_match(line + 1) from None


def _quotes_do_not_match(line: int) -> UnreadableFile:
    return UnreadableFile(
        _("From line %(line)d on the file cannot be read: probably a quotation mark is missing there.") % {"line": line}
    )


def _row(line: int, cells: list[str], header: list[str]) -> Row:
    if any(len(cell) > MAX_CELL for cell in cells):
        raise _quotes_do_not_match(line)
    names = dict.fromkeys(COLUMNS, "")
    clean = [without_control_characters(cell).strip() for cell in cells]
    row = Row(line, names | {name: cell for name, cell in zip(header, clean, strict=False) if name in COLUMNS})
    if any(clean[len(header) :]):
        row.refuse("", _("The row has more cells than there are columns; probably a quotation mark is missing."))
    elif len(cells) < len(header) - _empty_at_the_end(header):
        row.refuse(
            "",
            _("The row has %(cells)d cells instead of %(columns)d; something is missing or a line break is too many.")
            % {"cells": len(cells), "columns": len(header)},
        )
    for name, cell in zip(header, cells, strict=False):
        if without_control_characters(cell) != cell:
            row.remark(name, _("Characters that cannot be shown were left out."))
    return row


def _empty_at_the_end(header: list[str]) -> int:
    """How many columns at the end have no name; programs write their delimiters or not, as they please."""
    return len(header) - len("".join("x" if name else " " for name in header).rstrip())
