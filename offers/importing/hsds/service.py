"""One service of another directory, understood as a row of an import."""

from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.costs import Cost
from offers.importing.hours import Hours
from offers.importing.hsds.answers import read_answers
from offers.importing.hsds.columns import ColumnReader, address_in, longest
from offers.importing.hsds.entry import Part
from offers.importing.hsds.people import read_people, read_site
from offers.importing.hsds.schedules import Times, read_schedules
from offers.importing.hsds.subjects import Subjects, read_subjects
from offers.importing.kinds import partner_kind
from offers.importing.offer_row import OfferRow
from offers.importing.parts import MORE_COLUMNS, child_of, empty_parts
from offers.models.choices import Residence, Status
from offers.schedule import edge_hours
from partners.models import Partner
from partners.models.partner import PartnerKind

LONGEST_ROW_ID = 80
KINDS = {str(kind.label).casefold(): kind.value for kind in PartnerKind}


class ServiceRow(OfferRow):
    """A row whose remarks name places of a service."""

    teller = None

    def remark(self, column: str, reason: str):
        self.teller.remark(column, reason)


def read_service(service: Part, terms, towns: dict[str, int], usual_field) -> ServiceRow | None:
    """The row of a service, or None where it is refused; its teller says why. ``towns``: municipalities by name."""
    title = service.line("name", longest("title"))
    subjects = read_subjects(service, terms, title, usual_field)
    _check_names(service, title)
    if service.teller.bad:
        return None
    reader = ColumnReader(service, read_answers(service))
    at_locations = service.parts("service_at_locations")
    sites = [read_site(each.part("location")) for each in at_locations]
    people = read_people(service, at_locations)
    times = read_schedules(_placed_schedules(service, at_locations, sites))
    areas = _areas(service, towns)
    more = _more_parts(reader, times, areas)
    values = _values(reader, subjects, times, sites, people) | {"title": title}
    if service.teller.bad:
        return None
    return _row(service, subjects, values, [site for site in sites if site], people, times, more)


def _check_names(service: Part, title: str):
    partner = service.part("organization").text("name")
    for place, value in (("id", service.text("id")), ("name", title), ("organization.name", partner)):
        if not value:
            service.teller.refuse(place, _("It is missing, but every service needs it."))
    for place, value, most in (
        ("id", service.text("id"), LONGEST_ROW_ID),
        ("organization.name", partner, Partner._meta.get_field("name").max_length),
    ):
        if len(value) > most:
            service.teller.refuse(place, _("It is longer than %(most)d characters.") % {"most": most})


def _placed_schedules(service: Part, at_locations: list[Part], sites: list) -> list[tuple[Part, int | None]]:
    """All schedules, each once, with the number of the site they hold for, if for one only."""
    there = [each.text("id") for each, site in zip(at_locations, sites, strict=True) if site]
    numbers = {ident: number for number, ident in enumerate(there)}
    found = {}
    for part in (service, *at_locations):
        for row in part.parts("schedules"):
            ident = row.text("service_at_location_id") or (part.text("id") if part is not service else "")
            found.setdefault(row.text("id") or row.place, (row, numbers.get(ident)))
    return list(found.values())


def _values(reader: ColumnReader, subjects: Subjects, times: Times, sites: list, people: dict) -> dict:
    """The columns of the offer. What our own profile says counts more than what the standard's columns say."""
    values = _silent(reader) | {"policy_field": subjects.policy_field, "kind": str(subjects.kind)}
    values |= reader.status() | reader.ages() | reader.languages() | reader.delivery(sites, people)
    values |= reader.cost() | reader.documents() | reader.hours(times) | reader.columns()
    names = [reader.service.line("alternate_name", longest("other_names")), *subjects.unknown]
    values["other_names"] = short(", ".join(filter(None, names)), longest("other_names"))
    answers = dict(reader.answers)
    if "edge_hours" in answers:
        rules = [child_of(None, "opening_times", {**rule, "location_id": None}) for rule in _bare(times)]
        ticked = [code for code in answers.pop("edge_hours") if code not in edge_hours(rules)]
        values["edge_hours_ticked"] = ticked
    values |= answers
    if values["status"] != Status.PAUSED:
        values["paused_until"] = None
    return values | reader.words()


def _silent(reader: ColumnReader) -> dict:
    """What holds where a service says nothing. Of what only our profile knows another directory says nothing at all."""
    always = ("paused_until", "childcare_notice_days")
    empty = empty_parts()
    names = always if not reader.is_ours else [name for name in MORE_COLUMNS if not name.startswith("capacity")]
    return {name: empty[name] for name in names}


def _bare(times: Times) -> list[dict]:
    return [{name: value for name, value in rule.items() if name != "site"} for rule in times.rules]


def _areas(service: Part, towns: dict[str, int]) -> list[int]:
    """Municipalities in which parents must live; names that no list knows are told."""
    if service.own().get("residence", [""])[0] != Residence.MUNICIPALITIES.value:
        return []
    names = [area.text("name") for area in service.parts("service_areas")]
    for name in names:
        if name and name not in towns:
            service.teller.remark("service_areas", _("The place “%(name)s” is not known here.") % {"name": short(name)})
    return sorted({towns[name] for name in names if name in towns})


def _more_parts(reader: ColumnReader, times: Times, areas: list[int]) -> dict:
    """Rows of the offer besides its times."""
    return {
        "costs": reader.costs(),
        "links": reader.links(),
        "next_steps": reader.steps(),
        "opening_exceptions": sorted(times.exceptions, key=str),
        "service_area": areas,
    }


def _kind_of(organization: Part) -> str:
    word = organization.text("legal_status")
    return str(KINDS.get(word.casefold()) or partner_kind(word) or PartnerKind.OTHER)


def _row(service: Part, subjects, values: dict, sites: list, people: dict, times: Times, more: dict) -> ServiceRow:
    organization, ident = service.part("organization"), service.text("id")
    name = " ".join(organization.text("name").split())
    row = ServiceRow(
        line=service.teller.line,
        row_id=ident,
        cells={"row_id": ident, "partner_name": name, "offer_title": values["title"]},
        partner_name=name,
        partner_kind=_kind_of(organization),
        partner_website=address_in(organization, "website"),
        values=values,
        situations=sorted(subjects.situations),
        topics=sorted(subjects.topics),
        unknown_topics=subjects.unknown,
        sites=sites,
        phones=[],
        emails=[],
        reachable="",
        links=[],
        hours=Hours(times=times.rules, unread="\n".join(times.words)),
        cost=Cost(),
        source_url=address_in(service, "url"),
        remarks=service.teller.remarks,
        people=people,
        of_new_partner={
            "short_name": organization.line("alternate_name", 60),
            "description": organization.text("description"),
        },
        more_parts=more,
    )
    row.teller = service.teller
    return row
