"""The end of each page: the door to the workspace, and what it says to whoever is inside."""

import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def doors(client, name):
    """The links of the footer that lead to the workspace, as address and words."""
    foot = client.get(reverse(name)).content.decode().partition("<footer")[2]
    return re.findall(r'<a href="(/intern/[^"]*)">([^<]*)</a>', foot)


@pytest.mark.parametrize(
    ("role", "page", "words"),
    [
        ("editor", "workspace", "Zum Arbeitsbereich"), ("nobody", "account", "Zum Arbeitsbereich"),
        ("visitor", "account_login", "Anmelden für Partner"), ("editor", "home", "Anmelden für Partner"),
    ],
)  # fmt: skip
def test_footer_offers_the_login_to_those_who_need_it(client_of, role, page, words):
    # Public pages never look who is asking, so they say the same to everybody.
    assert doors(client_of(role), page) == [("/intern/", words)]
