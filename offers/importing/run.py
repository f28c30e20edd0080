"""One import from the bytes of a file to the report, in one transaction."""

from dataclasses import dataclass

from django.db import transaction

from offers.importing.contacts import Contacts, channels_of
from offers.importing.hours import outcomes
from offers.importing.memory import Memory
from offers.importing.offer_row import OfferRow, partner_key
from offers.importing.partners import of_partner, recognise_partners
from offers.importing.places import Places
from offers.importing.reading import read_rows
from offers.importing.report import Report
from offers.importing.storing import Store, parts_of_row
from offers.importing.table import Table, read_table
from offers.importing.terms import Terms
from offers.importing.tidying import remove_unused
from offers.importing.towns import settle_towns
from offers.models import PolicyField
from offers.models.choices import Publication
from offers.taxonomy import load_taxonomy

LONGEST_SOURCE = 80
LONGEST_REASON = 100


@dataclass(frozen=True)
class Options:
    """How a file is imported. ``source`` names it for good: under another name its rows are other rows."""

    source: str
    skip_bad_rows: bool = False
    dry_run: bool = False
    as_draft: bool = False

    @property
    def reason(self) -> str:
        """What the histories say of the changes."""
        return f"import {self.source}"[:LONGEST_REASON]

    @property
    def publication(self) -> str:
        return Publication.DRAFT if self.as_draft else Publication.PUBLISHED


def import_offers(data: bytes, options: Options) -> Report:
    """Read and store a file. Bad rows stop everything unless they are to be skipped. Raises ``UnreadableFile``."""
    table = read_table(data)
    with transaction.atomic():
        if not PolicyField.objects.exists():
            load_taxonomy()
        rows = read_rows(table.rows, Terms())
        report = _report_on(table, rows, options)
        if report.bad and not options.skip_bad_rows:
            transaction.set_rollback(True)
        else:
            store_rows(rows, {row.cells["row_id"] for row in table.rows}, report, options)
            report.stored = not options.dry_run
            transaction.set_rollback(options.dry_run)
    report.remarks = [problem for row in table.rows for problem in row.remarks]
    return report


def _report_on(table: Table, rows: list[OfferRow], options: Options) -> Report:
    """What can be told before anything is stored."""
    return Report(
        bad=[problem for row in table.rows for problem in row.bad],
        bad_rows=sum(bool(row.bad) for row in table.rows),
        hours=outcomes(row.hours for row in rows),
        unused_columns=table.unused,
        dry_run=options.dry_run,
    )


def store_rows(rows: list[OfferRow], there: set[str], report: Report, options: Options):
    """Write what the rows say; ``there`` are the names of all rows of the file, also of bad ones."""
    memory = Memory(options.source)
    partners = recognise_partners(rows, memory, options.reason)
    keys = {id(row): partners[partner_key(row)].pk for row in rows}
    wanted = [(keys[id(row)], site) for row in rows for site in row.sites]
    places = Places(wanted, memory)
    places.recognise(wanted, options.reason)
    contacts = Contacts(set(keys.values()), memory)
    located = [(keys[id(row)], row, places.of(row, keys[id(row)])) for row in rows]
    contacts.recognise(located, {partner.pk: partner.name for partner in partners.values()}, options.reason)
    entries = []
    for row in rows:
        found = _Found(row, partners[partner_key(row)], places, contacts)
        entries.append((row, parts_of_row(row, found.partner, found.places, found.contacts), found.to_remember()))
    store = Store(options.source, options.reason, memory, publication=options.publication)
    store.write(entries)
    remove_unused(store.left_places, store.left_contacts, options.reason)
    report.counts, report.kept_parts = store.counts, store.kept_parts
    report.unknown_towns = settle_towns(options.reason)
    report.vanished = [name for name in memory.rows if name not in there]


class _Found:
    """What a row belongs to."""

    def __init__(self, row: OfferRow, partner, places: Places, contacts: Contacts):
        self.row, self.partner = row, partner
        self.places, self.contacts = places.of(row, partner.pk), contacts.of(row, partner.pk)
        self._of_channels = [(channels, contacts.found[partner.pk, channels].pk) for channels in channels_of(row)]

    def to_remember(self) -> dict:
        """By which names and addresses the file finds partner, places and contacts again."""
        sites = zip(self.row.sites, self.places, strict=True)
        return {
            "partner": [partner_key(self.row), self.partner.pk],
            "of_partner": of_partner(self.row),
            "sites": [[list(site.key), place.pk] for site, place in sites],
            "contacts": [[list(channels), pk] for channels, pk in self._of_channels],
        }
