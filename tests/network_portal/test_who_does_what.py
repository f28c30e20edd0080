"""Who does what: the table, its cells, its files, and for whom it is."""

import pytest
from django.urls import reverse

from partners.models import Network
from tests.factories import make_contact, make_field, make_offer, make_partner, make_topic

pytestmark = pytest.mark.django_db
ADDRESSES = ["reports:who-does-what", "who-does-what"]


@pytest.fixture
def network():
    """Two partners with a common offer; a topic that nobody sees to."""
    first, second = make_partner(name="Erste", slug="erste"), make_partner(name="Zweite", slug="zweite")
    field = make_field(name="Geld", slug="geld", moderator=first)
    debts, nobody = (make_topic(policy_field=field, name=name, slug=name.lower()) for name in ("Schulden", "Renten"))
    offer = make_offer(title="Schuldenhilfe", partner=first, policy_field=field, topics=[debts])
    offer.co_owners.add(second)
    make_offer(title="Entwurf", partner=second, policy_field=field, topics=[nobody], publication="draft")
    make_contact(second, responsibility="Buchstaben A–K")
    Network.objects.create(name="Netzwerk", desk=second)
    return first, second


def rows_of(table) -> dict:
    return {aspect.name: [count for _partner, count in cells] for aspect, cells in table.rows}


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_aspect_has_its_partners_or_stands_first(client, coordinator, network, name):
    table = client.get(reverse(name)).context["table"]
    assert [partner.name for partner in table.partners] == ["Erste", "Zweite"]
    assert list(rows_of(table).values()) == [[1, 1], [1, 1], [1, 0], [0, 1], [0, 1]]
    assert [aspect.key for aspect in table.missing] == ["renten", "vermittlungen"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_cell_leads_to_the_offers_behind_it(client, coordinator, network, name):
    page = reverse(name)
    behind = client.get(f"{page}?was=thema:schulden&wer=zweite").context["behind"]
    assert [offer.title for offer in behind["offers"]] == ["Schuldenhilfe"]
    for query in ("?was=thema:renten&wer=erste", "?was=thema:schulden&wer=niemand", "?was=x", "?als=pdf"):
        assert client.get(page + query).status_code == 404


def test_file_has_what_is_missing_first(client, coordinator, network):
    text = client.get(reverse("reports:who-does-what") + "?als=csv").content.decode()
    lines = [line.split(";") for line in text.splitlines()]
    assert lines[0][3:] == ["Erste", "Zweite"]
    assert [line[1] for line in lines[1:3]] == ["Renten", lines[2][1]]
    assert [bool(line[2]) for line in lines[1:]] == [True] * 2 + [False] * 5


@pytest.mark.parametrize(("role", "codes"), [("nobody", [404, 404]), ("editor", [404, 200]), ("moderator", [200, 200])])
def test_table_inside_is_for_everybody_who_works_for_a_partner(client_of, network, role, codes):
    client = client_of(role)
    assert [client.get(reverse(name)).status_code for name in ADDRESSES] == codes


def test_table_needs_no_more_queries_for_more_rows(client, coordinator, django_assert_max_num_queries):
    client.get(reverse("reports:who-does-what"))
    counts = []
    for _time in range(2):
        make_offer(topics=[make_topic()])
        with django_assert_max_num_queries(25) as counted:
            client.get(reverse("reports:who-does-what"))
        counts.append(len(counted))
    assert counts[0] == counts[1]
