"""The records of what an import has changed, written for many offers at once."""

from collections import defaultdict

from offers.models import Offer

BATCH = 500


def record(offers: list[Offer], reason: str, *, update: bool):
    """One record of each offer with its many-to-many fields as they are now. Two queries per field for all of them."""
    if not offers:
        return
    records = Offer.history.bulk_history_create(offers, batch_size=BATCH, update=update, default_change_reason=reason)
    record_of = {one.id: one for one in records}
    for field in Offer.history.model._history_m2m_fields:
        rows = defaultdict(list)
        kept = getattr(Offer.history.model, field.name).model
        columns = [column.attname for column in field.remote_field.through._meta.fields]
        owner = f"{field.m2m_field_name()}_id"
        for row in field.remote_field.through.objects.filter(**{f"{owner}__in": list(record_of)}):
            values = {column: getattr(row, column) for column in columns}
            rows[kept].append(kept(history=record_of[values[owner]], **values))
        for model, made in rows.items():
            model.objects.bulk_create(made, batch_size=BATCH)
