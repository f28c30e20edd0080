"""What a table would change: each row as new, changed, unchanged or bad, with every difference named."""

from copy import copy
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from offers.exchange import columns as c
from offers.exchange.reading import CellReader
from offers.exchange.tables import Sheet
from offers.exchange.writing import cells_of, offers_of
from offers.importing.problems import Problem, UnreadableCell
from offers.models import Offer
from offers.models.choices import Publication
from partners.text import name_key

NEW, CHANGED, UNCHANGED, BAD = "new", "changed", "unchanged", "bad"
LISTS = {"topics", "situations", "locations", "contacts", "service_area"}
CHILDREN = {"opening_times", "costs", "next_steps"}


@dataclass
class Difference:
    """One cell that says something else than the portal; a conflict if somebody has changed the portal meanwhile."""

    column: str
    old: str
    new: str
    is_conflict: bool = False


@dataclass
class PlannedRow:
    """One row of the file and what would become of it. ``values`` are those of fields of the offer."""

    line: int
    cells: dict[str, str]
    offer: Offer | None = None
    differences: list[Difference] = field(default_factory=list)
    values: dict = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # columns whose cells were read
    bad: list[Problem] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.bad:
            return BAD
        if self.offer is None:
            return NEW
        return CHANGED if self.values else UNCHANGED

    @property
    def title(self) -> str:
        return self.offer.title if self.offer else self.cells.get(c.TITLE, "")

    @property
    def conflicts(self) -> list[Difference]:
        return [difference for difference in self.differences if difference.is_conflict]

    def refuse(self, column: str, reason: str):
        self.bad.append(Problem(self.line, column, reason))


def plan(partner, sheet: Sheet, *, take_conflicts=False) -> list[PlannedRow]:
    """Compare all rows with the partner's offers. The number of queries does not depend on the file."""
    offers = list(offers_of(partner))
    by_number = {str(offer.pk): offer for offer in offers}
    by_title = {}
    for offer in offers:
        by_title.setdefault(name_key(offer.title), offer)
    reader, seen, rows = CellReader(partner), {}, []
    for line, values in sheet.rows:
        cells = {name: text for name, text in zip(sheet.header, values, strict=False) if name in c.COLUMNS}
        row = PlannedRow(line, cells)
        row.offer = _offer_of(row, by_number, by_title)
        if not row.bad:
            _refuse_twice(row, seen)
            _compare(row, reader, take_conflicts)
            _check(row, partner)
        rows.append(row)
    return rows


def _offer_of(row: PlannedRow, by_number, by_title) -> Offer | None:
    """The offer of the number, else of the title; None for a new one."""
    number = row.cells.get(c.NUMBER, "").strip()
    if not number:
        return by_title.get(name_key(row.cells.get(c.TITLE, "")))
    if number not in by_number:
        row.refuse(c.NUMBER, _("None of your offers has this number. Leave the cell empty for a new offer."))
    return by_number.get(number)


def _refuse_twice(row: PlannedRow, seen: dict):
    key = row.offer.pk if row.offer else name_key(row.cells.get(c.TITLE, ""))
    if key in seen:
        row.refuse("", _("The same offer stands in line %(line)d already.") % {"line": seen[key]})
    seen.setdefault(key, row.line)


def _compare(row: PlannedRow, reader: CellReader, take_conflicts: bool):
    """Read the cells that say something else than the portal, or than the file did when it was made."""
    holds = cells_of(row.offer) if row.offer else {}
    then = c.fingerprints(row.cells.get(c.STAND, "")) if row.offer else {}
    for name in c.CHANGEABLE:
        text, held = row.cells.get(name), holds.get(name, "")
        if text is None or c.tidy(text) == c.tidy(held) or c.is_as_then(name, text, then):
            continue
        difference = Difference(name, held, text, bool(then) and not c.is_as_then(name, held, then))
        row.differences.append(difference)
        if not difference.is_conflict or take_conflicts:
            _read(row, reader, name, text)


def _read(row: PlannedRow, reader: CellReader, name: str, text: str):
    if not text.strip() and row.offer and row.offer.publication == Publication.PUBLISHED and name in c.NEEDED_IN_PUBLIC:
        row.refuse(name, _("The entry is published, so this cell must not be empty."))
        return
    try:
        row.values |= reader.read(name, text, row.offer)
        row.taken.add(name)
    except UnreadableCell as error:
        row.refuse(name, str(error))


def _check(row: PlannedRow, partner):
    """Whether the offer could be stored: what new ones need, the lengths of texts, the promises of the database."""
    if row.offer is None:
        for name in c.NEEDED_FOR_NEW:
            if not row.cells.get(name, "").strip():
                row.refuse(name, _("The cell is empty, but every offer needs it."))
    if row.bad or not row.values:
        return
    candidate = with_columns(copy(row.offer) if row.offer else Offer(partner=partner), row.values)
    mine = {name for name in row.values if name not in LISTS | CHILDREN}
    others = {field.name for field in Offer._meta.get_fields()} - mine
    try:
        candidate.clean_fields(exclude=others)
        # Each costs a query, so only those that look at what has changed.
        for constraint in Offer._meta.constraints:
            if mine & constraint.condition.referenced_base_fields:
                constraint.validate(Offer, candidate)
    except ValidationError as error:
        fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, messages in fields.items():
            row.refuse(_column_of(name), " ".join(messages))


def _column_of(field_name: str) -> str:
    found = {"title": c.TITLE, "summary": c.SUMMARY, "description": c.DESCRIPTION, "cost_text": c.COST}
    return found.get(field_name, "")


def with_columns(offer: Offer, values: dict) -> Offer:
    """The offer with those values that are columns of its own, not saved."""
    for name, value in values.items():
        if name not in LISTS | CHILDREN:
            setattr(offer, name, value)
    return offer
