"""Strict reading of the demo files: what the loader does not know stops it, with file and title."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError

DATA = Path(__file__).parent / "data"


class DemoDataError(ValueError):
    """A mistake in a demo file; the message names the file and the entry."""


@dataclass
class Run:
    """One run of the loader: for which day, whether people's changes are undone, and what it did."""

    today: date
    reset: bool = False
    counts: dict = field(default_factory=dict)
    state: str = ""  # the network's Land, by whose working days some rows are dated

    def count(self, what: str):
        self.counts[what] = self.counts.get(what, 0) + 1


class Table:
    """One entry of a file. Each value is taken once; ``done`` complains of what nobody took."""

    def __init__(self, values: dict, where: str):
        self.values, self.where = dict(values), where

    def take(self, key: str, default=None):
        return self.values.pop(key, default)

    def need(self, key: str):
        if key not in self.values:
            raise self.error(f"“{key}” is missing")
        return self.values.pop(key)

    def done(self):
        if self.values:
            raise self.error(f"unknown key {', '.join(sorted(self.values))}")

    def error(self, problem: str) -> DemoDataError:
        return DemoDataError(f"{self.where}: {problem}.")

    def find(self, rows: dict, key: str):
        """The row that another entry names by ``key``."""
        if key not in rows:
            raise self.error(f"“{key}” is not known")
        return rows[key]

    def check(self, row):
        """Let the model look at its own fields, so that a mistyped choice fails here and not on a page.

        Constraints are left to the database, and foreign keys were found by name: both would cost a query each.
        """
        try:
            row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})
            row.clean()
        except ValidationError as error:
            raise self.error(str(error)) from error

    def save(self, save):
        """Call ``save``; where the database refuses, say for which entry."""
        try:
            save()
        except IntegrityError as error:
            raise self.error(str(error)) from error


def read_tables(path: Path, name: str, title: str = "title") -> list[Table]:
    """The entries ``[[name]]`` of a file. A key beside them becomes the default of all entries."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DemoDataError(f"{path.name}: {error}") from error
    entries = content.pop(name, [])
    for key, value in content.items():
        if isinstance(value, list) and any(isinstance(row, dict) for row in value):
            raise DemoDataError(f"{path.name}: unknown table {key}.")
    return [Table(content | row, f"{path.name}, {row.get(title, '?')}") for row in entries]
