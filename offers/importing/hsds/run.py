"""One import of services from the files to the report, in one transaction."""

from collections import Counter
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.hsds.entry import Part, Teller
from offers.importing.hsds.loading import Found, load_services
from offers.importing.hsds.service import ServiceRow, read_service
from offers.importing.problems import UnreadableCell, UnreadableFile
from offers.importing.report import Report
from offers.importing.run import Options, store_rows
from offers.importing.terms import Terms
from offers.models import PolicyField
from offers.taxonomy import load_taxonomy
from partners.models import Municipality

# Read, or of no use to anybody here; other columns of a service are named in the report.
READ = {
    "id", "organization_id", "program_id", "name", "alternate_name", "description", "url", "email", "status",
    "interpretation_services", "application_process", "fees_description", "fees", "eligibility_description",
    "minimum_age", "maximum_age", "assured_date", "alert", "last_modified", "phones", "schedules", "service_areas",
    "service_at_locations", "languages", "organization", "funding", "cost_options", "program", "required_documents",
    "contacts", "attributes", "metadata",
}  # fmt: skip


def import_services(path: Path, options: Options, usual_field: str = "") -> Report:
    """Read and store all services below ``path``. Bad ones stop everything unless they are to be skipped.

    ``usual_field`` names the policy field of services that name none. Raises ``UnreadableFile``.
    """
    found = load_services(path)
    with transaction.atomic():
        if not PolicyField.objects.exists():
            load_taxonomy()
        tellers, rows = _read_all(found, Terms(), usual_field)
        report = Report(
            bad=[problem for teller in tellers for problem in teller.bad],
            bad_rows=sum(bool(teller.bad) for teller in tellers),
            hours=_hours(rows),
            unused_columns=_unused(found),
            dry_run=options.dry_run,
        )
        if report.bad and not options.skip_bad_rows:
            transaction.set_rollback(True)
        else:
            store_rows(rows, _idents(found), report, options)
            report.stored = not options.dry_run
            transaction.set_rollback(options.dry_run)
    report.remarks = [problem for teller in tellers for problem in teller.remarks]
    return report


def _read_all(found: list[Found], terms: Terms, usual_field: str) -> tuple[list[Teller], list[ServiceRow]]:
    """All services; one that comes a second time is left out where it says the same, else refused."""
    field = _field_named(usual_field, terms) if usual_field else None
    towns = {row.name: row.pk for row in Municipality.objects.order_by("in_region", "-pk")}
    tellers, rows, seen = [], [], {}
    for number, each in enumerate(found, start=1):
        teller = Teller(number)
        tellers.append(teller)
        if not isinstance(each.value, dict):
            words = {"file": each.file, "number": each.number}
            teller.refuse("", _("Entry %(number)d of “%(file)s” is no object.") % words)
            continue
        service = Part(each.value, teller)
        ident = service.text("id")
        if ident in seen:
            if each.value != seen[ident][1]:
                teller.refuse("id", _("The service “%(id)s” stands there already, as service %(number)d.")
                              % {"id": short(ident), "number": seen[ident][0]})  # fmt: skip
            continue
        if ident:
            seen[ident] = (number, each.value)
        if row := read_service(service, terms, towns, field):
            rows.append(row)
    return tellers, rows


def _field_named(name: str, terms: Terms) -> PolicyField:
    try:
        return terms.policy_field(name)
    except UnreadableCell as error:
        raise UnreadableFile(str(error)) from None


def _hours(rows: list[ServiceRow]) -> Counter:
    """How many services have all their times as rules, some of them, or words only."""
    outcomes = Counter()
    for row in rows:
        if row.hours.times or row.hours.unread:
            outcomes["partly" if row.hours.times and row.hours.unread else "read" if row.hours.times else "text"] += 1
    return outcomes


def _unused(found: list[Found]) -> list[str]:
    """Columns of services that nobody reads, where they say something."""
    values = (each.value for each in found if isinstance(each.value, dict))
    return sorted({str(name) for value in values for name, said in value.items() if said and name not in READ})


def _idents(found: list[Found]) -> set[str]:
    return {str(each.value.get("id", "")).strip() for each in found if isinstance(each.value, dict)}
