"""Deleted entries go for good once nobody has brought them back, with everything that was kept of them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from offers.models import Offer
from offers.models.choices import Publication
from offers.versions import ROWS
from offers.workflow import DAYS_IN_TRASH


def purge_deleted(now) -> int:
    """Remove what has lain in the trash for long enough by ``now``; how many entries."""
    before = timezone.localdate(now) - timedelta(days=DAYS_IN_TRASH)
    old = Offer.objects.filter(publication=Publication.DELETED, deleted_on__lt=before)
    return sum(_purge(key, before) for key in old.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _purge(key, before) -> bool:
    """Remove one entry, its rows and their histories, unless somebody has brought it back this moment."""
    offer = (
        Offer.objects.select_for_update(of=("self",))
        .filter(pk=key, publication=Publication.DELETED, deleted_on__lt=before)
        .first()
    )
    if offer is None:
        return False
    offer.skip_history_when_saving = True
    offer.delete()
    for name in ROWS:
        relation = Offer._meta.get_field(name)
        relation.related_model.history.filter(**{relation.field.attname: key}).delete()
    records = Offer.history.filter(id=key)
    for column in Offer.history.model._history_m2m_fields:
        getattr(Offer.history.model, column.name).model.objects.filter(history__in=records).delete()
    records.delete()
    return True
