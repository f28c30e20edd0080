"""Chains in the administration: what may be changed when, and what happens to a page that was open too long."""

import pytest
from django.urls import reverse

from referrals import chains
from referrals.models import Chain, ChainStatus, ChainStep
from tests.admin_forms import form_data
from tests.referrals.chain_rows import accompanied, make_chain, step_referral
from tests.referrals.rows import make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(coordinator):
    """A chain of two steps in force, and a coordinator who has logged in."""
    make_network(email="buero@example.org")
    return make_chain(ChainStatus.IN_FORCE)


def save(client, chain, data):
    return client.post(reverse("admin:referrals_chain_change", args=[chain.pk]), data)


def state(chain):
    return Chain.objects.values_list("status", "version", "version_in_force").get(pk=chain.pk)


def titles(chain, version):
    return list(chain.steps_of(version).values_list("title", "days"))


def test_words_of_a_chain_in_force_may_be_changed_and_what_was_agreed_cannot(client, chain):
    data = form_data(client, chain) | {"steps-0-title": "Anders gesagt", "steps-0-days": "7"}
    assert save(client, chain, data).status_code == 302
    assert (state(chain), titles(chain, 1)[0]) == ((ChainStatus.IN_FORCE, 1, 1), ("Anders gesagt", None))
    assert ("steps-0-days" in form_data(client, chain), "steps-0-title" in form_data(client, chain)) == (False, True)


def test_new_version_is_changed_and_asked_about_beside_the_one_in_force(client, chain):
    save(client, chain, form_data(client, chain) | {"_reopen": "1"})
    assert state(chain) == (ChainStatus.DRAFT, 2, 1)
    data = form_data(client, chain) | {"steps-1-days": "7", "steps-0-title": "Neu gesagt"}
    more = {"steps-TOTAL_FORMS": "3", "steps-2-position": "3", "steps-2-title": "Noch einer", "steps-2-text": "Ja."}
    more |= {"steps-2-partner": str(chain.partners()[0].pk), "steps-2-requires": "nothing", "steps-2-days": "9"}
    assert save(client, chain, data | more | {"_ask": "1"}).status_code == 302
    assert state(chain) == (ChainStatus.ASKED, 2, 1)
    assert titles(chain, 2) == [("Neu gesagt", None), ("Schritt 2", 7), ("Noch einer", 9)]
    assert titles(chain, 1) == [("Schritt 1", None), ("Schritt 2", None)]


def test_words_of_the_version_in_force_may_be_changed_while_a_newer_one_is_drafted(client, chain):
    chains.reopen(chain)
    assert save(client, chain, form_data(client, chain) | {"steps-2-0-title": "Ohne Fehler"}).status_code == 302
    assert [titles(chain, version)[0][0] for version in (1, 2)] == ["Ohne Fehler", "Schritt 1"]


def test_step_on_which_somebody_is_accompanied_may_go_from_a_new_version(client, chain):
    row = accompanied(chain)
    step_referral(row, chain.steps.first(), "completed")
    chains.reopen(chain)
    assert save(client, chain, form_data(client, chain) | {"steps-0-DELETE": "on"}).status_code == 302
    assert list(ChainStep.objects.values_list("version", "title")) == [
        (1, "Schritt 1"),
        (1, "Schritt 2"),
        (2, "Schritt 2"),
    ]


def test_page_that_was_open_while_somebody_took_the_chain_further_stores_nothing(client, chain):
    chain = chains.reopen(chain)
    data = form_data(client, chain) | {"steps-0-days": "7", "steps-0-text": "Drei neue Worte."}
    chains.ask(chain)
    page = save(client, chain, data)
    assert (page.status_code, page.context["texts"][-1]) == (409, "Drei neue Worte.")
    assert data["edit_version"] not in page.context["texts"]
    assert titles(chain, 2) == [("Schritt 1", None), ("Schritt 2", None)]


@pytest.mark.parametrize(("status", "links"), [(ChainStatus.DRAFT, 0), (ChainStatus.IN_FORCE, 1)])
def test_page_leads_to_the_website_where_parents_find_it(client, coordinator, status, links):
    make_network()
    row = make_chain(status)
    text = client.get(reverse("admin:referrals_chain_change", args=[row.pk])).content.decode()
    assert text.count(f'href="{row.get_absolute_url()}"') == links


def test_only_a_first_draft_may_be_deleted(client, chain):
    answers = []
    for row in (make_chain(), make_chain(ChainStatus.ASKED), chain, chains.reopen(chain)):
        address = reverse("admin:referrals_chain_delete", args=[row.pk])
        answers.append(client.post(address, {"post": "yes"}).status_code)
    assert answers == [302, 403, 403, 403]


@pytest.mark.parametrize("day", ["", "2020-01-01"])
@pytest.mark.parametrize("beside", [False, True])
def test_review_of_a_chain_in_force_is_asked_for_in_its_form(client, chain, day, beside):
    if beside:
        chains.reopen(chain)
    page = save(client, chain, form_data(client, chain) | {"review_on": day})
    assert (page.status_code, list(page.context["adminform"].form.errors)) == (200, ["review_on"])
