"""What a browser would send from a page of the workspace."""

from django.urls import reverse

from tests.admin_forms import FormReader


def sent_by(client, address, **changes):
    """What the forms at ``address`` would send with some answers changed; None leaves an answer out."""
    reader = FormReader()
    reader.feed(client.get(address).content.decode())
    data = {name: values for name, values in reader.sent.items() if "__prefix__" not in name} | changes
    return {name: value for name, value in data.items() if value is not None}


def edit_address(offer, section):
    return reverse("offers:edit", args=[offer.pk, section])
