"""Storing what a table changes, in one transaction and in the name of who sent it."""

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext_noop

from offers.actions import slug_is_taken
from offers.approval import keep_for_approval, needs_approval, note_change
from offers.exchange.payload import cells_as_form
from offers.exchange.plan import BAD, CHANGED, CHILDREN, LISTS, NEW, PlannedRow, with_columns
from offers.importing import history
from offers.importing.parts import child_of, child_values
from offers.models import NextStep, Offer
from offers.models.choices import Publication
from offers.models.details import Starter
from partners.slugs import free_slug

REASON = gettext_noop("import of a table")
LONGEST_SLUG = Offer._meta.get_field("slug").max_length
SECTION = "import"  # under which changes wait for approval
WAITS = "waits"


@transaction.atomic
def carry_out(rows: list[PlannedRow], partner, *, by) -> Counter:
    """Store the good rows; how many are new, changed, or wait for approval."""
    counts, made = Counter(row.kind for row in rows if row.kind in (BAD, NEW, CHANGED)), {NEW: [], CHANGED: []}
    for row in rows:
        if row.kind == NEW:
            made[NEW].append(_write(_new_offer(row, partner, by), row.values, by))
        elif row.kind == CHANGED and needs_approval(row.offer, by):
            keep_for_approval(row.offer, SECTION, cells_as_form(row), by)
            counts += Counter({WAITS: 1})
            counts[CHANGED] -= 1
        elif row.kind == CHANGED:
            made[CHANGED].append(_write(row.offer, row.values, by))
    history.record(made[NEW], REASON, update=False)
    history.record(made[CHANGED], REASON, update=True)
    for offer in made[CHANGED]:
        note_change(offer, by)
    return counts


def store(offer: Offer, values: dict, *, by):
    """Write values as ``plan`` has read them into an offer, with its rows and a record of it all."""
    history.record([_write(offer, values, by)], REASON, update=True)


def _new_offer(row: PlannedRow, partner, by) -> Offer:
    slug = free_slug(row.values["title"], longest=LONGEST_SLUG, taken=slug_is_taken)
    return Offer(partner=partner, slug=slug, publication=Publication.DRAFT, editor=by)


def _write(offer: Offer, values: dict, by) -> Offer:
    """The same without a record: one for the whole offer is written later, not one for each of its lists."""
    offer._history_user, offer.skip_history_when_saving = by, True
    with_columns(offer, values).save()
    for name in LISTS & set(values):
        getattr(offer, name).set(values[name])
    del offer.skip_history_when_saving
    for name in CHILDREN & set(values):
        _replace(offer, name, values[name])
    return offer


def _replace(offer: Offer, name: str, rows: list[dict]):
    if name == "next_steps":
        # Steps of professionals are in no cell, so they stay.
        offer.next_steps.filter(starter=Starter.PARENT).delete()
        for row in rows:
            NextStep.objects.create(offer=offer, starter=Starter.PARENT, **row)
        return
    getattr(offer, name).all().delete()
    for row in rows:
        child_of(offer, name, child_values(name, **row)).save()
