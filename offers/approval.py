"""What becomes of a partner's changes: shown at once and looked at later, or kept until a moderator agrees."""

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from offers import notify
from offers.models import Offer, PendingChange
from offers.models.choices import Publication
from offers.permissions import can_moderate_offer
from offers.versions import KEEPS, ROWS
from partners.history import TOGETHER, Change, difference, moments, records_of, restore
from partners.models import Network
from partners.shown_values import value_label

DAYS_KEPT = 30  # a change that was given back, and that its author leaves alone
APPROVED_ONCE = {Publication.PUBLISHED, Publication.HIDDEN, Publication.ARCHIVED}


class ChangedMeanwhileError(Exception):
    """Somebody has changed the entry since the moderator opened the page."""


def needs_approval(offer, by) -> bool:
    """Whether what ``by`` changes in ``offer`` waits for a moderator; new entries wait as a whole anyway."""
    if offer.publication not in APPROVED_ONCE or can_moderate_offer(by, offer):
        return False
    return Network.objects.current().changes_need_approval


def note_change(offer, by):
    """Put an entry that ``by`` has just changed into the moderator's list, unless she may publish it herself."""
    if offer.publication not in APPROVED_ONCE or (hasattr(by, "pk") and can_moderate_offer(by, offer)):
        return
    # Not save(): looking after an entry is no change of it.
    Offer.objects.filter(pk=offer.pk, changed_unseen_at=None).update(changed_unseen_at=_began(offer))


def _began(offer):
    """When the first record of what was written just now was made; one press of “save” writes several."""
    records = records_of(offer, ROWS)[::-1]
    first = records[0].history_date if records else timezone.now()
    for record in records:
        if first - record.history_date > TOGETHER:
            break
        first = record.history_date
    return first


def version_before(offer) -> int | None:
    """The version of the entry that its moderator has seen last; None where none is kept."""
    before = (moment for moment in moments(offer, ROWS) if moment.at < offer.changed_unseen_at)
    return next((moment.version for moment in before if moment.version), None)


def unseen_changes(offer) -> list[Change]:
    """What is different today from what the moderator has seen last."""
    version = version_before(offer)
    rows = difference(offer, version, ROWS) if version else []
    silent = {value_label(Offer, name) for name in KEEPS if name != "publication"}
    return [Change(row.label, row.new, row.old) for row in rows if row.label not in silent]


def stamp(offer) -> str:
    """What changes with each record of the entry: a button decides about what stood above it."""
    life = moments(offer, ROWS)
    return life[0].at.isoformat() if life else ""


@transaction.atomic
def accept_change(offer, *, seen: str):
    """The moderator has looked at the changes. Raises ``ChangedMeanwhileError`` if there are newer ones."""
    offer = _locked(offer, seen)
    Offer.objects.filter(pk=offer.pk).update(changed_unseen_at=None)


@transaction.atomic
def undo_change(offer, *, by, seen: str, note=""):
    """Bring back what the moderator has seen last and tell the partner.

    Raises ``ChangedMeanwhileError``, and ``ValidationError`` where the old version no longer fits.
    """
    offer = _locked(offer, seen)
    version = version_before(offer) if offer.changed_unseen_at else None
    if version is None:
        raise ChangedMeanwhileError
    restore(offer, version, children=ROWS, keep=KEEPS, by=by)
    Offer.objects.filter(pk=offer.pk).update(changed_unseen_at=None)
    notify.partner_side(offer, "change_undone", note=note)


def _locked(offer, seen):
    offer = Offer.objects.select_for_update(of=("self",)).select_related("partner", "policy_field").get(pk=offer.pk)
    if stamp(offer) != seen:
        raise ChangedMeanwhileError
    return offer


@transaction.atomic
def keep_for_approval(offer, section, data, by) -> PendingChange:
    """Keep what a section's form was sent (a ``QueryDict``) until a moderator agrees; a newer one takes its place."""
    first = not offer.pending_changes.waiting().exists()
    sent = {name: values for name, values in data.lists() if name != "csrfmiddlewaretoken"}
    fresh = {"data": sent, "author": by, "created_at": timezone.now(), "returned_on": None, "note": ""}
    change, _created = PendingChange.objects.update_or_create(offer=offer, section=section, defaults=fresh)
    if first:
        notify.moderators(offer, "change_waits")
    return change


def kept_data(change) -> QueryDict:
    """What was typed, as the form got it."""
    data = QueryDict(mutable=True)
    for name, values in change.data.items():
        data.setlist(name, values)
    return data


@transaction.atomic
def give_back(change, *, note, on=None):
    """Leave a change with its author, with a word that says what to do.

    Raises ``ChangedMeanwhileError`` where somebody else has decided on it.
    """
    change = PendingChange.objects.select_for_update(of=("self",)).waiting().filter(pk=change.pk).first()
    if change is None:
        raise ChangedMeanwhileError
    change.returned_on, change.note = on or timezone.localdate(), note
    change.save(update_fields=["returned_on", "note"])
    to = [change.author.email] if change.author and change.author.email else None
    notify.partner_side(change.offer, "change_given_back", note=note, to=to)


def forget_returned_changes(now) -> int:
    """Drop changes that were given back and that nobody has gone on with."""
    old = timezone.localdate(now) - timedelta(days=DAYS_KEPT)
    return PendingChange.objects.filter(returned_on__lt=old).delete()[0]
