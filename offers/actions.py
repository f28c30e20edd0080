"""What happens to an entry beside its steps (``workflow``): a new address; a help line is tried."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from offers.models import FormerSlug, Offer
from offers.workflow import store


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
    return store(offer, gettext_noop("new address"), by, slug=new)


def slug_is_taken(slug, *, but_for=None) -> bool:
    """Whether an address leads to another offer already, or once did."""
    key = but_for.pk if but_for else None
    former = FormerSlug.objects.filter(slug=slug).exclude(offer=key)
    return Offer.objects.filter(slug=slug).exclude(pk=key).exists() or former.exists()


def check_help_line(line, *, by, on=None):
    """Note that somebody has tried the number and read the hours."""
    line.checked_on, line.checked_by = on or timezone.localdate(), by
    line.save(update_fields=["checked_on", "checked_by"])
    return line
