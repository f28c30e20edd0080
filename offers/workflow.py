"""The life of an entry. Only this module changes ``Offer.publication``; the table is the documentation."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from offers import notify
from offers.approval import note_change
from offers.models import Offer
from offers.models.choices import Publication, Status
from offers.permissions import can_edit_offer, can_moderate_offer
from offers.quality import missing_facts
from partners.models import Partner
from partners.shown_values import person_name

EDITOR, MODERATOR, LINK, SYSTEM = "editor", "moderator", "link", "system"
DRAFT, SUBMITTED, PUBLISHED = Publication.DRAFT, Publication.SUBMITTED, Publication.PUBLISHED
HIDDEN, ARCHIVED, DELETED = Publication.HIDDEN, Publication.ARCHIVED, Publication.DELETED
PLANNED, ACTIVE, PAUSED, ENDED = Status.PLANNED, Status.ACTIVE, Status.PAUSED, Status.ENDED
ON_PAGES = {PUBLISHED, HIDDEN}  # what parents see, or saw; only there one speaks of pauses and of the end
DAYS_IN_TRASH = 30
HELD = 5  # as review_step, beyond the ladder of offers/reviews.py: a moderator has hidden the entry


class Step(NamedTuple):
    """One decision about an entry; ``who``: the roles that may take it, ``reason``: its word in the history."""

    sources: set
    target: object  # of Publication or of Status; None: what the entry was before it was deleted
    who: set
    label: object
    reason: str


STEPS = {
    "submit": Step({DRAFT}, SUBMITTED, {EDITOR}, _("Submit for publication"), gettext_noop("submitted")),
    "withdraw": Step({SUBMITTED}, DRAFT, {EDITOR}, _("Take back"), gettext_noop("taken back")),
    "publish": Step(
        {DRAFT, SUBMITTED, HIDDEN, ARCHIVED}, PUBLISHED, {MODERATOR}, _("Publish"), gettext_noop("published")
    ),
    "return": Step({SUBMITTED}, DRAFT, {MODERATOR}, _("Give back to the partner"), gettext_noop("given back")),
    "confirm": Step({PUBLISHED}, PUBLISHED, {EDITOR, LINK}, _("Everything is still right"), gettext_noop("confirmed")),
    "revive": Step(
        {HIDDEN, ARCHIVED}, PUBLISHED, {EDITOR, LINK}, _("Everything is right: show it again"), gettext_noop("revived")
    ),
    "hide": Step({PUBLISHED}, HIDDEN, {MODERATOR, SYSTEM}, _("Hide"), gettext_noop("hidden")),
    "start": Step({PLANNED}, ACTIVE, {EDITOR}, _("It has begun"), gettext_noop("begun")),
    "pause": Step({ACTIVE}, PAUSED, {EDITOR}, _("Pause"), gettext_noop("paused")),
    "resume": Step({PAUSED, ENDED}, ACTIVE, {EDITOR}, _("It goes on"), gettext_noop("resumed")),
    "end": Step({PLANNED, ACTIVE, PAUSED}, ENDED, {EDITOR}, _("The offer has ended"), gettext_noop("ended")),
    "archive": Step({PUBLISHED, HIDDEN}, ARCHIVED, {EDITOR, MODERATOR}, _("Archive"), gettext_noop("archived")),
    "delete": Step(
        {DRAFT, SUBMITTED, PUBLISHED, HIDDEN, ARCHIVED}, DELETED, {EDITOR}, _("Delete"), gettext_noop("deleted")
    ),
    "undelete": Step({DELETED}, None, {EDITOR}, _("Bring back"), gettext_noop("brought back")),
}


@dataclass(frozen=True)
class ByLink:
    """Somebody who holds the link from a partner's mail: no account, and few rights."""

    partner: Partner

    def __str__(self):
        return gettext("%(partner)s, by the link in the mail") % {"partner": self.partner.display_name[:100]}


class NotReadyError(Exception):
    """An offer lacks facts that the public needs; ``facts`` name them, ``reasons`` are their sentences."""

    def __init__(self, facts):
        self.facts, self.reasons = facts, [fact.reason for fact in facts]
        super().__init__(" ".join(map(str, self.reasons)))


class StepNotOpenError(Exception):
    """Somebody else was quicker, or the step is not hers to take."""


def roles_of(by, offer) -> set[str]:
    """In which roles ``by`` (a person, a ``ByLink``, or None for the timer) may deal with ``offer``."""
    if by is None:
        return {SYSTEM}
    if isinstance(by, ByLink):
        return {LINK} if by.partner.pk == offer.partner_id else set()
    edits, moderates = can_edit_offer(by, offer), can_moderate_offer(by, offer)
    # A draft is its partner's own affair: moderators see what has been submitted.
    moderates = moderates and (edits or offer.publication != DRAFT)
    return {role for role, holds in ((EDITOR, edits), (MODERATOR, moderates)) if holds}


def open_steps(offer, by) -> dict[str, Step]:
    """Steps ``by`` may take now, in table order. Draws the buttons and guards ``take_step``."""
    roles = roles_of(by, offer)
    return {name: step for name, step in STEPS.items() if roles & step.who and _is_open(name, step, offer, roles)}


def is_held(offer) -> bool:
    """Whether a moderator has hidden the entry: only moderators show it again, partners mend it and submit it anew."""
    return offer.publication in (HIDDEN, ARCHIVED) and offer.review_step == HELD


def _is_open(name, step, offer, roles) -> bool:
    if name in ("revive", "submit") and is_held(offer) and MODERATOR not in roles:
        return name == "submit"
    if isinstance(step.target, Status):
        return offer.status in step.sources and offer.publication in ON_PAGES
    return offer.publication in step.sources


@transaction.atomic
def take_step(offer, name, *, by, note="", until=None, replaced_by=None, on=None):
    """Move the entry on, keep who did it and why, tell whom it concerns; return it anew.

    ``note``: the moderator's word; ``until``: the last day of a pause; ``replaced_by``: the offer that follows an
    ended one. Raises ``StepNotOpenError``, and ``NotReadyError`` where facts are missing that the public needs.
    """
    # Lock, then look: two colleagues may press a button at the same moment.
    offer = Offer.objects.select_for_update(of=("self",)).select_related("partner", "policy_field").get(pk=offer.pk)
    if name not in open_steps(offer, by):
        raise StepNotOpenError(name)
    step, on = STEPS[name], on or timezone.localdate()
    if step.target in (SUBMITTED, PUBLISHED) and name != "confirm":
        _need_facts(offer)
    was = offer.publication
    values = values_of(offer, name, by, on) | _more_values(name, note, until, replaced_by)
    store(offer, step.reason, by, changed=name != "confirm", **values)
    _note_review(offer, name, by)
    if isinstance(step.target, Status) or name == "revive":
        note_change(offer, by)
    notify.about_step(offer, name, was=was, by=by, note=note)
    return offer


def _note_review(offer, name, by):
    """How far the partner has been asked, and who has hidden the entry. No change of it: no record of it either."""
    if name == "hide" and by is not None:
        offer.review_step = HELD
    elif name in ("confirm", "revive", "publish"):
        offer.review_step = 0  # whoever has answered, or what a moderator shows again, is asked from the beginning
    else:
        return
    Offer.objects.filter(pk=offer.pk).update(review_step=offer.review_step, review_step_on=None)


def _need_facts(offer):
    facts = [fact for fact in missing_facts(offer) if fact.is_needed]
    if facts:
        raise NotReadyError(facts)


def values_of(offer, name, by, on) -> dict:
    """What a step writes besides the words somebody gave with it."""
    step = STEPS[name]
    values = {"status" if isinstance(step.target, Status) else "publication": step.target}
    if name == "confirm":
        return confirmation(by, on)
    if name == "revive":
        return values | confirmation(by, on)
    if name in ("submit", "publish"):
        return values | {"submitted_on": on if name == "submit" else offer.submitted_on or on, "moderator_note": ""}
    if name == "delete":
        return values | {"deleted_on": on, "deleted_from": offer.publication}
    if name == "undelete":
        return {"publication": offer.deleted_from, "deleted_on": None, "deleted_from": ""}
    if "status" in values:
        return values | {"paused_until": None, "replaced_by": None}
    return values


def _more_values(name, note, until, replaced_by) -> dict:
    known = {
        "return": {"moderator_note": note},
        "hide": {"moderator_note": note},
        "revive": {"moderator_note": ""},
        "pause": {"paused_until": until},
        "end": {"replaced_by": replaced_by},
    }
    return known.get(name, {})


def confirmation(by, on) -> dict:
    """Who has said on which day that everything is right."""
    name = str(by) if isinstance(by, ByLink) else person_name(by)
    return {"confirmed_on": on, "confirmed_by": name[:150]}


def store(offer, reason, by, *, changed=True, **values):
    """Store ``values`` with a reason in the history. Other fields keep what the database holds.

    Confirmed is not changed: with ``changed=False`` the day of the last change stays.
    """
    for name, value in values.items():
        setattr(offer, name, value)
    offer._change_reason, offer._history_user = reason, by if hasattr(by, "pk") else None
    offer.save(update_fields=[*values, *(["updated_at"] if changed else [])])
    del offer._change_reason  # a reason belongs to one change
    return offer
