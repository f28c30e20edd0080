"""The seven sections of an offer: what each asks, how complete it is, and the form that changes it.

``section_form`` gives one object for the questions and the rows of a section. What is typed may be incomplete while the
entry is a draft; from an entry that parents see, or a moderator is reading, no needed fact can be taken away.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from offers.forms import section_forms
from offers.forms.rows import make_rows
from offers.models.choices import Publication
from offers.quality import NEEDED, missing_facts, needed_answers

MAY_BE_INCOMPLETE = {Publication.DRAFT, Publication.DELETED}


@dataclass(frozen=True)
class SectionSpec:
    """One section: its key, its heading, its form, the rows that belong to it, and its word in addresses."""

    name: str
    label: str
    form: type
    rows: tuple[str, ...]
    path: str

    @property
    def fields(self) -> list[str]:
        """The fields of ``Offer`` in this section."""
        return list(self.form._meta.fields)


SECTIONS = {
    spec.name: spec
    for spec in [
        SectionSpec("what", _("What it is"), section_forms.WhatForm, (), "was"),
        SectionSpec("for_whom", _("For whom"), section_forms.ForWhomForm, (), "fuer-wen"),
        SectionSpec("when", _("When"), section_forms.WhenForm, ("opening_times", "opening_exceptions"), "wann"),
        SectionSpec("where", _("Where and how"), section_forms.WhereForm, (), "wo"),
        SectionSpec("way", _("How to get it"), section_forms.WayForm, ("next_steps",), "weg"),
        SectionSpec("cost", _("Cost and papers"), section_forms.CostForm, ("costs", "links"), "kosten"),
        SectionSpec("more", _("More about it"), section_forms.MoreForm, (), "mehr"),
    ]
}
_OF_FIELD = {name: spec.name for spec in SECTIONS.values() for name in (*spec.fields, *spec.rows)}


def section_of(field_name: str) -> str | None:
    """The section that asks for a field, or for the rows ``<name>-group``; None for what the workflow decides."""
    return _OF_FIELD.get(field_name.removesuffix("-group"))


def completeness(offer, on=None) -> list[tuple[SectionSpec, bool, list]]:
    """Each section with whether nothing is missing in it, and the missing facts (``offers.quality.MissingFact``)."""
    missing = {name: [] for name in SECTIONS}
    for fact in missing_facts(offer, on):
        if section := section_of(fact.field):
            missing[section].append(fact)
    return [(spec, not missing[name], missing[name]) for name, spec in SECTIONS.items()]


def count_complete(offer) -> int:
    """How many of the seven sections are complete."""
    return sum(is_complete for _spec, is_complete, _facts in completeness(offer))


# Below which question rows stand.
ROWS_AFTER = {
    "hours_known": ["opening_times"],
    "edge_hours_ticked": ["opening_exceptions"],
    "contacts": ["next_steps"],
    "cost_kind": ["costs"],
    "documents": ["links"],
}


class AsTyped:
    """An offer as it would be with what a form holds: enough for ``offers.quality`` to look at."""

    def __init__(self, offer, answers):
        self._offer, self._answers = offer, answers

    def __getattr__(self, name):
        return self._answers[name] if name in self._answers else getattr(self._offer, name)


class TypedRows(list):
    """Rows of a form where a query set is expected."""

    def all(self):
        return self


class Section:
    """The form of one section: its questions, then its rows."""

    def __init__(self, name, offer, data=None, files=None, user=None):
        self.spec, self.offer, self.user = SECTIONS[name], offer, user
        self.form = self.spec.form(data, files, instance=offer, user=user)
        self.rows = {row: make_rows(row, offer, data, files) for row in self.spec.rows}
        self.is_bound = data is not None
        self._lacked = None

    @property
    def parts(self) -> list:
        """Headings with the questions and rows below them, in the order of the page."""
        groups = self.form.heading_groups()
        for after, names in ROWS_AFTER.items():
            for _heading, fields in groups:
                place = next(
                    (number for number, field in enumerate(fields) if getattr(field, "name", "") == after), None
                )
                if place is not None:
                    fields[place + 1 : place + 1] = [self.rows[name] for name in names if name in self.rows]
        return groups

    @property
    def first_group(self) -> str:
        """Where an error leads that belongs to no single question."""
        return next((rows.group for rows in self.rows.values()), "")

    @property
    def forms(self) -> list:
        """Every single form of the section, for the summary of errors."""
        return [self.form, *(form for rows in self.rows.values() for form in rows.forms)]

    def is_valid(self) -> bool:
        """Whether all that was typed can be stored."""
        if not self.is_bound:
            return False
        if self._lacked is None:
            self._lacked = self._lacks(self.offer)  # before the form puts what was typed into the offer
        valid = [self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        return all(valid) and self._keeps_needed_facts()

    @property
    def errors(self) -> list[str]:
        """All errors as sentences, each with the question it belongs to."""
        found = []
        for form in self.forms:
            found += [f"{form[name].label} {error}" for name, rows in form.errors.items() if name != "__all__"
                      for error in rows]  # fmt: skip
            found += [str(error) for error in form.non_field_errors()]
        return found + [str(error) for rows in self.rows.values() for error in rows.non_form_errors()]

    def has_changed(self) -> bool:
        return any(form.has_changed() for form in self.forms)

    @transaction.atomic
    def save(self, by=None):
        """Store the section; nothing is written where nothing was changed. Returns the offer."""
        if self.has_changed():
            # The entry itself is written with its rows: a version is what was true at one moment.
            self.offer._history_user = by or self.user
            self.form.save()
            for rows in self.rows.values():
                rows.save(by or self.user)
        return self.offer

    def _keeps_needed_facts(self) -> bool:
        """Whether nothing goes missing that the public needs. Adds an error to each question where it does."""
        answers = dict(self.form.cleaned_data)
        answers |= {name: TypedRows(rows.kept_rows()) for name, rows in self.rows.items()}
        missing = self._lacks(AsTyped(self.offer, answers)) - self._lacked
        for name in sorted(missing):
            self.form.add_error(name if name in self.form.fields else None, NEEDED[name])
        return not missing

    def _lacks(self, offer) -> set[str]:
        """Needed facts of this section that are not there; none of a draft, which may be unfinished."""
        if self.offer.publication in MAY_BE_INCOMPLETE:
            return set()
        needed = needed_answers(offer)
        return {name for name, answer in needed.items() if not answer and section_of(name) == self.spec.name}


def section_form(name, offer, data=None, files=None, user=None) -> Section:
    """The form of one section; unbound without ``data``. Raises ``ValidationError`` for data of another form."""
    return Section(name, offer, data, files, user)
