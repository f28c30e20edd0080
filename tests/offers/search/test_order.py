"""The same offers in the same order on every database: one fixed answer, checked on each that the suite runs on."""

import pytest
from django.core.management import call_command

from offers.models import Offer
from offers.search import search
from tests.factories import make_field, make_offer, make_partner

pytestmark = pytest.mark.django_db
TITLES = [
    "Äpfel und Öl",
    "Schuldnerberatung",
    "Beratung für Väter",
    "Kinderbetreuung in Straßgräbchen",
    "Zoë liest vor",
]
ANSWERS = {
    "beratung": ["Beratung für Väter", "Schuldnerberatung"],
    "aepfel": ["Äpfel und Öl"],
    "oel ÄPFEL": ["Äpfel und Öl"],
    "strassgraebchen": ["Kinderbetreuung in Straßgräbchen"],
    "zoe": ["Zoë liest vor"],
    "vater schulden": ["Beratung für Väter", "Schuldnerberatung"],
}


@pytest.mark.parametrize("query", ANSWERS)
def test_order_is_the_same_on_every_database(query):
    call_command("load_taxonomy", verbosity=0)
    partner, field = make_partner(name="Verein"), make_field()
    for title in TITLES:
        make_offer(title=title, partner=partner, policy_field=field)
    titles = dict(Offer.objects.values_list("pk", "title"))
    assert [titles[key] for key in search(query)] == ANSWERS[query]
