"""Writing the rows of a file: what the file says anew is set, what a person has changed is kept."""

from collections import Counter

from simple_history.utils import bulk_create_with_history

from offers.importing import history
from offers.importing.by_hand import remark_kept
from offers.importing.memory import Memory
from offers.importing.offer_row import OfferRow
from offers.importing.parts import (
    CHILDREN,
    LISTS,
    child_of,
    child_values,
    decide,
    empty_parts,
    in_order,
    offers_with_parts,
    parts_of,
    set_columns,
)
from offers.models import FormerSlug, ImportedRow, Offer
from offers.models.choices import Publication
from partners.slugs import free_slug

BATCH = 500
LONGEST_SLUG = Offer._meta.get_field("slug").max_length


class Store:
    """Writes all rows of one import, in a number of queries that does not grow with new rows."""

    def __init__(self, source: str, reason: str, memory: Memory, *, publication: str = Publication.PUBLISHED):
        self.source, self.reason, self.memory, self.publication = source, reason, memory, publication
        self.counts, self.kept_parts = Counter(), 0
        self.left_places, self.left_contacts = set(), set()  # keys of what changed offers no longer name
        self.empty = empty_parts()
        self.slugs = set(Offer.objects.values_list("slug", flat=True))
        self.slugs |= set(FormerSlug.objects.values_list("slug", flat=True))

    def write(self, entries: list[tuple[OfferRow, dict, dict]]):
        """``entries``: each row with its parts and with what is to be remembered of it."""
        known = {id(row): self._earlier(row, parts) for row, parts, _known in entries}
        offers = offers_with_parts({offer for _said, offer in known.values() if offer})
        new, changed, rows = [], [], []
        for row, parts, remember in entries:
            said, pk = known[id(row)]
            offer = offers.get(pk)
            if offer is None:
                offer = self._new_offer(parts)
                new.append((offer, parts))
                self.counts["new"] += 1
            elif names := self._update(row, offer, said, parts):
                changed.append((offer, {name: parts[name] for name in names}))
            rows.append((row, offer, {"cells": row.cells, "parts": parts, "known": remember}))
        Offer.objects.bulk_create([offer for offer, _parts in new], batch_size=BATCH)
        for offer, _parts in changed:
            offer.skip_history_when_saving = True  # one record for the whole change, below
            offer.save()
        self._write_lists(new + changed)
        self._write_children(new, changed)
        history.record([offer for offer, _parts in new], self.reason, update=False)
        history.record([offer for offer, _parts in changed], self.reason, update=True)
        self._write_rows(rows)

    def _earlier(self, row: OfferRow, parts: dict) -> tuple[dict, int | None]:
        """What the file said last of the row, and the offer it became; nothing and None for a new row."""
        imported = self.memory.rows.get(row.row_id)
        if imported is None:
            title = row.cells["offer_title"]
            imported = self.memory.of_another_source(row.row_id, row.partner_name, title)
        return (imported.values.get("parts", {}), imported.offer_id) if imported else ({}, None)

    def _new_offer(self, parts: dict) -> Offer:
        slug = free_slug(parts["title"], longest=LONGEST_SLUG, taken=self.slugs.__contains__)
        self.slugs.add(slug)
        offer = Offer(slug=slug, publication=self.publication)
        set_columns(offer, parts)
        return offer

    def _update(self, row: OfferRow, offer: Offer, said: dict, parts: dict) -> set[str]:
        """Set the columns that the file says anew; returns the names of all parts to be written."""
        holds = parts_of(offer)
        to_set, kept = decide(said, parts, holds, self.empty)
        self.kept_parts += len(kept)
        self.counts["changed" if to_set else "kept" if kept else "unchanged"] += 1
        remark_kept(row, kept, said, parts)
        set_columns(offer, {name: parts[name] for name in to_set})
        for name, left in (("locations", self.left_places), ("contacts", self.left_contacts)):
            if name in to_set:
                left.update(set(holds[name]) - set(parts[name]))
        return to_set

    def _write_lists(self, written: list[tuple[Offer, dict]]):
        """The many-to-many fields. Their rows are written by hand: one history record for all, not one each."""
        for name in LISTS:
            field = Offer._meta.get_field(name)
            through, column = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
            those = [(offer, parts[name]) for offer, parts in written if name in parts]
            through.objects.filter(offer__in=[offer for offer, _keys in those]).delete()
            rows = [through(offer_id=offer.pk, **{column: key}) for offer, keys in those for key in keys]
            through.objects.bulk_create(rows, batch_size=BATCH)

    def _write_children(self, new, changed):
        """Opening times, prices and links."""
        for name, (model, _columns) in CHILDREN.items():
            stale = [offer for offer, parts in changed if name in parts]
            if stale:
                model.objects.filter(offer__in=stale).delete()
            rows = [child_of(offer, name, values) for offer, parts in new + changed for values in parts.get(name, [])]
            if hasattr(model, "history"):
                bulk_create_with_history(rows, model, batch_size=BATCH, default_change_reason=self.reason)
            else:
                model.objects.bulk_create(rows, batch_size=BATCH)

    def _write_rows(self, rows):
        """What the file has said, for the next time; untouched where it says the same."""
        new = []
        for row, offer, values in rows:
            imported = self.memory.rows.get(row.row_id)
            said = {
                "values": values,
                "unread_hours": row.hours.unread,
                "unknown_topics": row.unknown_topics,
                "source_url": row.source_url,
            }
            if imported is None:
                new.append(ImportedRow(source=self.source, row_id=row.row_id, offer=offer, **said))
            elif any(getattr(imported, name) != value for name, value in said.items()):
                for name, value in said.items():
                    setattr(imported, name, value)
                imported.save()
        ImportedRow.objects.bulk_create(new, batch_size=BATCH)


def parts_of_row(row: OfferRow, partner, places: list, contacts: list) -> dict:
    """What a row says an offer should hold."""
    parts = {"partner": partner.pk} | row.values
    parts |= {
        "situations": row.situations,
        "topics": row.topics,
        "locations": sorted({place.pk for place in places}),
        "contacts": sorted(contact.pk for contact in contacts),
    }
    times = []
    for values in row.hours.times:
        site = values["site"]
        # Only where the times differ from place to place.
        location = places[site].pk if site is not None and len(places) > 1 else None
        times.append(child_values("opening_times", **values | {"location_id": location}))
    prices = [
        {"label": p.label, "amount": p.amount, "unit": p.unit, "reduced_amount": p.reduced} for p in row.cost.prices
    ]
    parts["opening_times"] = in_order(times)
    parts["costs"] = in_order([child_values("costs", **price) for price in prices])
    parts["links"] = in_order([child_values("links", title=_host(url), url=url) for url in row.links])
    return parts | row.more_parts


def _host(url: str) -> str:
    """“www.example.org” of an address, for the words of its link."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")[:120]
