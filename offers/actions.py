"""What happens to an offer besides being written. Each function is one decision with a reason in the history."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from offers.models import FormerSlug, Offer
from offers.models.choices import Publication
from offers.quality import missing_facts


class NotReadyError(Exception):
    """An offer lacks facts that publishing needs; ``reasons`` are sentences."""

    def __init__(self, reasons):
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = reasons


def publish_offer(offer, *, by):
    """Show the offer to everybody. Raises ``NotReadyError`` while something is missing."""
    reasons = [fact.reason for fact in missing_facts(offer) if fact.is_needed]
    if reasons:
        raise NotReadyError(reasons)
    return _set(offer, gettext_noop("published"), by, publication=Publication.PUBLISHED)


def hide_offer(offer, *, by):
    """Take the offer off the pages for now: it is out of date."""
    return _set(offer, gettext_noop("hidden"), by, publication=Publication.HIDDEN)


def archive_offer(offer, *, by):
    """Put the offer away for good; its text and history stay."""
    return _set(offer, gettext_noop("archived"), by, publication=Publication.ARCHIVED)


def confirm_offer(offer, *, by, on=None):
    """Note that somebody has looked and everything is still right. Confirmed is not changed: ``updated_at`` stays."""
    name = by.get_full_name() or by.get_username()
    day = on or timezone.localdate()
    return _set(offer, gettext_noop("confirmed"), by, changed=False, confirmed_on=day, confirmed_by=name)


@transaction.atomic
def change_slug(offer, new, *, by=None):
    """Give the offer a new address; the old one leads to it for good. Raises ``ValidationError`` if it is taken."""
    if new == offer.slug:
        return offer
    if slug_is_taken(new, but_for=offer):
        raise ValidationError({"slug": _("Another offer has or had this address.")})
    # An address that comes back is no former one any longer.
    FormerSlug.objects.filter(offer=offer, slug=new).delete()
    FormerSlug.objects.get_or_create(slug=offer.slug, defaults={"offer": offer})
    return _set(offer, gettext_noop("new address"), by, slug=new)


def slug_is_taken(slug, *, but_for=None) -> bool:
    """Whether an address leads to another offer already, or once did."""
    key = but_for.pk if but_for else None
    former = FormerSlug.objects.filter(slug=slug).exclude(offer=key)
    return Offer.objects.filter(slug=slug).exclude(pk=key).exists() or former.exists()


def finish_report(report, *, on=None):
    """Note that what a visitor reported has been looked at."""
    report.done_on = on or timezone.localdate()
    report.save(update_fields=["done_on"])
    return report


def check_help_line(line, *, by, on=None):
    """Note that somebody has tried the number and read the hours."""
    line.checked_on, line.checked_by = on or timezone.localdate(), by
    line.save(update_fields=["checked_on", "checked_by"])
    return line


def _set(offer, reason, by, *, changed=True, **values):
    """Store ``values`` with a reason in the history. Other fields keep what the database holds."""
    for name, value in values.items():
        setattr(offer, name, value)
    offer._change_reason, offer._history_user = reason, by
    offer.save(update_fields=[*values, *(["updated_at"] if changed else [])])
    del offer._change_reason  # a reason belongs to one change
    return offer
