"""Reading objects of JSON in which anything may stand: what is of the wrong type is told and taken as missing."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from offers.exports.hsds import PROFILE
from offers.importing.cells import short
from offers.importing.decoding import without_control_characters
from offers.importing.problems import Problem

LONGEST_TEXT = 20_000  # characters


class EntryProblem(Problem):
    """One sentence about one place in a service."""

    def __str__(self):
        if not self.column:
            return _("Service %(line)d: %(reason)s") % {"line": self.line, "reason": self.reason}
        values = {"line": self.line, "place": self.column, "reason": self.reason}
        return _("Service %(line)d, %(place)s: %(reason)s") % values


@dataclass
class Teller:
    """Collects what is wrong with one service; ``line`` is its number among all."""

    line: int
    bad: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def refuse(self, place: str, reason: str):
        self.bad.append(EntryProblem(self.line, place, reason))

    def remark(self, place: str, reason: str):
        self.remarks.append(EntryProblem(self.line, place, reason))


class Part:
    """One object and where it stands; ``own`` are the answers of our profile, ``terms`` the other attributes."""

    def __init__(self, value: dict, teller: Teller, place: str = ""):
        self.value, self.teller, self.place = value, teller, place

    def at(self, name: str) -> str:
        """The place of a value, such as “schedules[1].opens_at”."""
        return f"{self.place}.{name}" if self.place else name

    def wrong(self, name: str, what: str):
        words = {"value": short(str(self.value.get(name))), "what": what}
        self.teller.remark(self.at(name), _("“%(value)s” is no %(what)s; it was left out.") % words)

    def text(self, name: str) -> str:
        """A text on one or more lines; empty where there is none."""
        value = self.value.get(name)
        if value is None:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.wrong(name, _("text"))
            return ""
        if len(value) > LONGEST_TEXT:
            self.teller.remark(self.at(name), _("The text is longer than %(most)d characters; it was cut.")
                               % {"most": LONGEST_TEXT})  # fmt: skip
        return without_control_characters(_whole(value[:LONGEST_TEXT])).strip()

    def line(self, name: str, longest: int) -> str:
        """A text on one line, cut where a column has no more room."""
        text = " ".join(self.text(name).split())
        if len(text) > longest:
            self.teller.remark(self.at(name), _("The text is longer than %(most)d characters; it was cut.")
                               % {"most": longest})  # fmt: skip
        return short(text, longest)

    def number(self, name: str) -> float | None:
        value = self.value.get(name)
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6):
            return value
        self.wrong(name, _("number"))
        return None

    def day(self, name: str) -> date | None:
        """A day, also where a moment is given."""
        text = self.text(name)
        try:
            return date.fromisoformat(text[:10]) if text else None
        except ValueError:
            self.wrong(name, _("day"))
            return None

    def parts(self, name: str) -> list["Part"]:
        """The objects of a list."""
        values = self.value.get(name)
        if values is None:
            return []
        if not isinstance(values, list):
            self.wrong(name, _("list"))
            return []
        objects = [(number, each) for number, each in enumerate(values) if isinstance(each, dict)]
        if len(objects) < len(values):
            self.wrong(name, _("list of objects"))
        return [Part(each, self.teller, f"{self.at(name)}[{number}]") for number, each in objects]

    def part(self, name: str) -> "Part":
        """An object; an empty one where there is none."""
        value = self.value.get(name)
        if value is not None and not isinstance(value, dict):
            self.wrong(name, _("object"))
        return Part(value if isinstance(value, dict) else {}, self.teller, self.at(name))

    def own(self) -> dict[str, list[str]]:
        """The answers of our profile among the attributes, by code."""
        found = {}
        for attribute in self.parts("attributes"):
            term = attribute.part("taxonomy_term")
            if term.text("taxonomy") == PROFILE and attribute.text("value"):
                found.setdefault(term.text("code"), []).append(attribute.text("value"))
        return found

    def terms(self) -> list["Part"]:
        """The terms of all other taxonomies."""
        terms = [attribute.part("taxonomy_term") for attribute in self.parts("attributes")]
        return [term for term in terms if term.text("taxonomy") != PROFILE and (term.text("name") or term.text("code"))]

    def checked(self, field, value, place: str):
        """A value as the column of a model takes it; None, and a remark, where it does not."""
        try:
            return field.clean(value, None)
        except ValidationError as error:
            words = {"value": short(str(value)), "reason": " ".join(error.messages)}
            self.teller.remark(self.at(place), _("“%(value)s” was left out: %(reason)s") % words)
            return None


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs, which JSON can spell and no database can hold."""
    return text.encode("utf-8", "ignore").decode("utf-8")
