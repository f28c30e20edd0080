"""What a file would change in a table, row by row; and storing it. Rows that are not in the file stay as they are."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from network_portal.tables.cells import heading, read, written
from network_portal.tables.specs import NUMBER, Spec
from offers.exchange.tables import Sheet
from offers.importing.problems import UnreadableCell

NEW, CHANGED, UNCHANGED, BAD = "new", "changed", "unchanged", "bad"


@dataclass
class PlannedRow:
    """One row of the file. ``changes``: (column, today, in the file)."""

    line: int
    cells: dict[str, str]
    row: object = None
    is_new: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.problems:
            return BAD
        return NEW if self.is_new else CHANGED if self.changes else UNCHANGED

    @property
    def title(self) -> str:
        return str(self.row) if self.row is not None and not self.is_new else " · ".join(self.cells.values())[:80]


def rows_of(spec: Spec, sheet: Sheet) -> list[tuple[int, dict[str, str]]]:
    """Line and cells of each row, by the names of the fields; columns may bear these or their headings."""
    names = {heading(spec.model, name).casefold(): name for name in spec.columns}
    names |= {name.casefold(): name for name in spec.columns}
    header = [names.get(text.strip().casefold()) for text in sheet.header]
    return [(line, {n: v for n, v in zip(header, values, strict=False) if n}) for line, values in sheet.rows]


def lacks(spec: Spec, cells: dict[str, str]) -> list[str]:
    """Headings of the columns by which rows are known, as far as the file does not have them."""
    return [heading(spec.model, name) for name in spec.key if name not in cells]


def plan(spec: Spec, rows) -> list[PlannedRow]:
    """Compare the rows with the portal."""
    known = {_key(spec, row): row for row in spec.model._default_manager.all()}
    seen, planned = set(), []
    for line, cells in rows:
        one = PlannedRow(line, cells)
        key = tuple(_found(spec, one, name) for name in spec.key)
        if key in seen and key != ("",):
            one.problems.append(_("This row stands in the file twice."))
        seen.add(key)
        one.row = known.get(key)
        one.is_new = one.row is None
        if spec.key == (NUMBER,) and one.is_new and key != ("",):
            one.problems.append(_("No row has this number. Leave the cell empty for a new one."))
        if not one.problems:
            _compare(spec, one)
        planned.append(one)
    return planned


def _key(spec, row) -> tuple:
    return tuple(str(getattr(row, name)) for name in spec.key)


def _found(spec, one: PlannedRow, name: str) -> str:
    """A part of the key, as the portal stores it."""
    text = one.cells.get(name, "").strip()
    if name == NUMBER:
        return text
    try:
        return str(read(spec.model, name, text))
    except UnreadableCell as error:
        one.problems.append(f"{heading(spec.model, name)}: {error}")
        return text


def _compare(spec: Spec, one: PlannedRow):
    one.row = one.row if one.row is not None else spec.model()
    before = {name: "" if one.is_new else written(one.row, name) for name in one.cells}
    for name, text in one.cells.items():
        if name == NUMBER or (not one.is_new and text.strip() == before[name].strip()):
            continue
        try:
            setattr(one.row, name, read(spec.model, name, text))
        except UnreadableCell as error:
            one.problems.append(f"{heading(spec.model, name)}: {error}")
            continue
        if one.is_new or written(one.row, name) != before[name]:
            one.changes.append((heading(spec.model, name), before[name], text))
    if one.changes and not one.problems:
        _check(one)


def _check(one: PlannedRow):
    try:
        one.row.full_clean()
    except ValidationError as error:
        fields = one.row._meta
        for name, texts in error.message_dict.items():
            known = name in {column.name for column in fields.get_fields()}
            label = f"{capfirst(str(fields.get_field(name).verbose_name))}: " if known else ""
            one.problems += [f"{label}{text}" for text in texts]


@transaction.atomic
def carry_out(rows: list[PlannedRow], *, by) -> list[PlannedRow]:
    """Store the rows that are new or changed, in the name of ``by``; gives those."""
    stored = [one for one in rows if one.kind in (NEW, CHANGED)]
    for one in stored:
        one.row._history_user = by
        one.row.save()
    return stored
