"""The order of the members on the page of the network."""

import pytest
from django.urls import reverse

from tests.factories import make_partner

pytestmark = pytest.mark.django_db


def test_members_stand_in_german_order_on_every_database(client):
    for name in ("Zentrum", "Ärztehaus", "agentur", "Bürgerhaus"):
        make_partner(name=name)
    [(_membership, members)] = client.get(reverse("network")).context["by_membership"]
    assert [partner.name for partner in members] == ["agentur", "Ärztehaus", "Bürgerhaus", "Zentrum"]
