"""What partners of the demo have changed lately, so that the moderator's list is not empty."""

from django.contrib.auth import get_user_model

from network_portal.demo.tables import DATA, Run, read_tables
from offers.models import Offer


def load_changes(run: Run, offers: dict[str, Offer]):
    """Store each change as its author would have; one that is there already stays as it is."""
    for table in read_tables(DATA / "changes.toml", "change", title="offer"):
        offer, values = table.find(offers, table.need("offer")), table.need("values")
        author = get_user_model().objects.get(username=table.need("by"))
        table.done()
        if all(getattr(offer, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(offer, name, value)
        offer._history_user = author
        offer.save()
        Offer.objects.filter(pk=offer.pk).update(changed_unseen_at=offer.history.latest().history_date)
        run.count("changes")
