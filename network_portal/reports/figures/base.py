"""What every figure consists of, and for whom and when it is counted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.html import format_html_join

from network_portal.reports import suppression
from network_portal.reports.periods import Period
from network_portal.reports.sql import told
from network_portal.reports.svg import Chart


@dataclass
class Figure:
    """One figure: a sentence, a picture, a table, how it is counted, and the queries it comes from."""

    key: str  # part of addresses and of the name of a file
    title: str
    headline: str
    counted: str
    header: list[str]
    rows: list[list]  # the first cell of each names the row
    chart: Chart | None
    queries: list[str]
    period: Period | None  # the months that were counted; None where there are none, or where it is as of today

    @property
    def lines(self) -> str:
        """The rows as HTML: there may be hundreds, and a template would take ten times as long."""
        line = '<tr><th scope="row">{}</th>' + "<td>{}</td>" * (len(self.header) - 1) + "</tr>"
        return format_html_join("\n", line, self.rows)


class Scope(NamedTuple):
    """What is asked for: the policy fields (None: the whole network), the period, today."""

    fields: frozenset[int] | None
    period: Period
    today: date

    @property
    def is_sum(self) -> bool:
        """Whether numbers add up several policy fields, each rounded by itself."""
        return self.fields is not None and len(self.fields) > 1

    def words(self, number: int) -> str | int:
        """A number of people as it stands in a cell."""
        return suppression.words(number, is_sum=self.is_sum)

    def about(self, number: int) -> str:
        """The same within a sentence."""
        return suppression.about(number, is_sum=self.is_sum)

    def limited_fields(self, fields: QuerySet) -> QuerySet:
        """Those of the policy fields that are asked for."""
        return fields if self.fields is None else fields.filter(pk__in=sorted(self.fields))

    def limited(self, rows: QuerySet) -> QuerySet:
        """Only rows of these policy fields."""
        return rows if self.fields is None else rows.filter(policy_field__in=sorted(self.fields))


@dataclass
class Counts:
    """Numbers for each group, and the query they come from."""

    by_group: dict[tuple, dict[str, int]]
    nothing: dict[str, int]
    query: str

    @property
    def alone(self) -> dict[str, int]:
        """The numbers where there is one group only."""
        return self.of()

    def of(self, *group) -> dict[str, int]:
        """The numbers of one group; noughts where it has no rows."""
        return self.by_group.get(group, self.nothing)


def count(rows: QuerySet, scope: Scope, numbers: dict, by=()) -> Counts:
    """Count ``rows`` by the fields ``by``; ``numbers`` are expressions of ``suppression.counted`` by name.

    For somebody who sees some policy fields only each of them is counted, and then they are added: a sum of what is
    shown anyway tells nothing more.
    """
    groups = list(dict.fromkeys([*by] if scope.fields is None else [*by, "policy_field"]))
    rows = scope.limited(rows).order_by(*groups)
    rows = rows.values(*groups).annotate(**numbers) if groups else _together(rows, numbers)
    rows, query = told(rows)
    found = defaultdict(lambda: dict.fromkeys(numbers, 0))
    for row in rows:
        group = found[tuple([row[key] for key in by])]
        for name in numbers:
            group[name] += row[name]
    return Counts(dict(found), dict.fromkeys(numbers, 0), query)


def _together(rows, numbers):
    """All rows as one group, counted when somebody asks for it, as in a QuerySet."""
    yield rows.aggregate(**numbers)
