"""New entries: made from nothing, or from another one."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from offers.actions import slug_is_taken
from offers.models import Offer
from offers.models.choices import Publication, Status
from offers.versions import ROWS
from partners.slugs import free_slug

LONGEST_SLUG = Offer._meta.get_field("slug").max_length
LONGEST_TITLE = Offer._meta.get_field("title").max_length
TRIES = 3
# What is true of one entry only: its life, its address, and what somebody has said about it.
NOT_COPIED = {
    "id", "slug", "title", "publication", "status", "paused_until", "replaced_by", "submitted_on", "moderator_note",
    "deleted_on", "deleted_from", "confirmed_on", "confirmed_by", "review_step", "review_step_on", "changed_unseen_at",
    "created_at", "updated_at",
}  # fmt: skip


def create_draft(offer, *, by):
    """Store a new offer as a draft, at an address made from its title."""
    offer.publication, offer._history_user = Publication.DRAFT, by
    for tries_left in reversed(range(TRIES)):
        offer.slug = free_slug(offer.title, longest=LONGEST_SLUG, taken=slug_is_taken)
        try:
            with transaction.atomic():
                offer.save(force_insert=True)
            break
        except IntegrityError:
            # A colleague has taken the address in this very moment.
            if not tries_left:
                raise
    return offer


@transaction.atomic
def copy_offer(source, *, by) -> Offer:
    """A draft that says what ``source`` says."""
    names = [field.attname for field in Offer._meta.concrete_fields if field.name not in NOT_COPIED]
    copy = Offer(**{name: getattr(source, name) for name in names})
    copy.title = (_("Copy of %(title)s") % {"title": source.title})[:LONGEST_TITLE]
    copy.status = Status.PLANNED if source.status == Status.PLANNED else Status.ACTIVE
    copy._change_reason = gettext_noop("copied")
    create_draft(copy, by=by)
    del copy._change_reason  # a reason belongs to one change
    for field in Offer._meta.many_to_many:
        getattr(copy, field.name).set(getattr(source, field.name).all())
    for name in ROWS:
        for row in getattr(source, name).order_by("pk"):
            row.pk, row.offer, row._history_user = None, copy, by
            row._state.adding = True
            row.save()
    return copy
