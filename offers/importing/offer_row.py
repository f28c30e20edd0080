"""One row of a file, understood."""

from dataclasses import dataclass, field

from offers.importing.costs import Cost
from offers.importing.hours import Hours
from offers.importing.problems import Problem
from offers.importing.sites import Site
from partners.text import name_key


@dataclass(frozen=True)
class Person:
    """What a file says of a contact besides the ways to reach it."""

    name: str = ""
    function: str = ""
    responsibility: str = ""
    reachable: str = ""
    form_url: str = ""
    languages: tuple[str, ...] = ()


@dataclass
class OfferRow:
    """One row, understood. ``values`` are columns of ``Offer`` in the form in which JSON keeps them."""

    line: int
    row_id: str
    cells: dict[str, str]
    partner_name: str
    partner_kind: str
    partner_website: str
    values: dict
    situations: list[int]
    topics: list[int]
    unknown_topics: list[str]
    sites: list[Site]
    phones: list[str]
    emails: list[str]
    reachable: str
    links: list[str]
    hours: Hours
    cost: Cost
    source_url: str
    remarks: list[Problem] = field(default_factory=list)  # shared with the row of the table
    people: dict[tuple[str, ...], Person] = field(default_factory=dict)  # e-mail and telephones -> who that is
    of_new_partner: dict[str, str] = field(default_factory=dict)  # more columns of a partner that is not known yet
    more_parts: dict = field(default_factory=dict)  # parts of the offer that no table has

    def remark(self, column: str, reason: str):
        self.remarks.append(Problem(self.line, column, reason))


def partner_key(row: OfferRow) -> str:
    """By which the partner of a row is recognised."""
    return name_key(row.partner_name)
