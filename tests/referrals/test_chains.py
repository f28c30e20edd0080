"""A chain: in force only when everybody in it has agreed to what it says now."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from referrals import chains
from referrals.models import Chain, ChainConfirmation, ChainStatus
from tests.factories import make_partner
from tests.referrals.chain_rows import agree, bring, make_chain, make_step, manager_of
from tests.referrals.rows import make_inbox, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(db):
    make_network(email="buero@example.org")


def mails():
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def test_chain_is_agreed_and_in_force_only_with_the_word_of_every_partner():
    other = make_inbox()
    chain = make_chain(steps=2)
    make_step(chain, fallback_partner=other)
    chain = chains.ask(chain)
    assert len(mails()) == 4  # also the one who only steps in
    first, *rest = chain.partners()
    agree(chain, first)
    with pytest.raises(chains.ChainError):
        chains.put_in_force(chain)
    agree(chain, *rest)
    assert Chain.objects.get(pk=chain.pk).status == ChainStatus.AGREED
    chain = chains.put_in_force(chain)
    assert (chain.status, chain.in_force_on) == (ChainStatus.IN_FORCE, timezone.localdate())
    assert chain.review_on > timezone.localdate()


def test_partners_are_asked_once_a_day():
    chain, tomorrow = chains.ask(make_chain()), timezone.now() + timedelta(days=1)
    asked = mails()
    with pytest.raises(chains.ChainError):
        chains.ask(chain)
    chains.ask(chain, now=tomorrow)
    assert mails() == sorted(asked * 2)


def test_database_refuses_a_chain_in_force_that_somebody_has_not_confirmed():
    chain = make_chain(ChainStatus.ASKED)
    agree(chain, chain.partners()[0])
    in_force = {"status": "in_force", "version_in_force": 1, "in_force_on": "2026-01-01", "review_on": "2027-01-01"}
    with pytest.raises(DatabaseError), transaction.atomic():
        Chain.objects.filter(pk=chain.pk).update(**in_force)
    agree(chain)
    assert Chain.objects.filter(pk=chain.pk).update(**in_force) == 1


@pytest.mark.parametrize("status", [ChainStatus.ASKED, ChainStatus.AGREED, ChainStatus.IN_FORCE])
@pytest.mark.parametrize(
    "change",
    [
        lambda chain: chain.steps.update(days=3),
        lambda chain: chain.steps.update(partner=make_inbox()),
        lambda chain: chain.steps.update(version=7),
        lambda chain: chain.steps.first().delete(),
        lambda chain: make_step(chain),
        lambda chain: chain.steps.last().required_outcomes.add(1),
        lambda chain: Chain.objects.update(version=0),
    ],
)
def test_database_lets_nothing_change_about_which_partners_are_asked(change, status):
    chain = make_chain(status)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(chain)
    assert chain.steps.update(title="Anders gesagt", text="Kürzer.") == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words.update(agrees=False, note="Nein"),
        lambda words: words.delete(),
        lambda words: words.create(chain=Chain.objects.get(), partner=make_inbox(), version=1, agrees=True),
    ],
)
@pytest.mark.parametrize("beside", [False, True])
def test_database_keeps_the_words_on_what_is_in_force(change, beside):
    chain = make_chain(ChainStatus.IN_FORCE)
    if beside:
        chains.reopen(chain)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(ChainConfirmation.objects.filter(chain=chain))


def test_objection_needs_a_word_reaches_the_office_and_can_become_a_yes():
    chain = make_chain(ChainStatus.ASKED)
    partner = chain.partners()[0]
    with pytest.raises(chains.ChainError):
        chains.answer(chain, partner, agrees=False, by=manager_of(partner))
    before = mails().count("buero@example.org")
    chains.answer(chain, partner, agrees=False, note="Zehn Tage sind zu wenig.", by=manager_of(partner))
    assert mails().count("buero@example.org") == before + 1
    agree(chain)
    assert mails().count("buero@example.org") == before + 2
    assert ChainConfirmation.objects.filter(chain=chain).count() == 2
    assert chains.is_agreed(chain)


def test_answer_to_a_version_that_was_changed_meanwhile_does_not_count():
    chain = make_chain(ChainStatus.ASKED)
    seen, partner = chain.version, chain.partners()[0]
    agree(chain, partner)
    chains.ask(chains.reopen(chain))
    with pytest.raises(chains.ChainError):
        chains.answer(chain, partner, agrees=True, by=manager_of(partner), version=seen)


def test_manager_confirms_on_the_page_and_the_task_goes(client):
    chain = make_chain(ChainStatus.ASKED)
    partner = chain.partners()[0]
    client.force_login(manager_of(partner))
    link = reverse("referrals:own-chain", args=[chain.slug])
    assert link in client.get(reverse("workspace")).content.decode()
    assert client.post(link, {"version": chain.version, "agrees": "no"}).status_code == 200  # without a word
    assert client.post(link, {"version": chain.version, "agrees": "yes"}).status_code == 302
    assert list(ChainConfirmation.objects.values_list("partner", "agrees")) == [(partner.pk, True)]
    assert link not in client.get(reverse("workspace")).content.decode()


def test_only_managers_of_partners_in_it_may_give_the_word(client_of):
    chain = make_chain(ChainStatus.ASKED)
    partner = chain.partners()[0]
    link = reverse("referrals:own-chain", args=[chain.slug])
    answer = {"version": chain.version, "agrees": "yes"}
    codes = {role: client_of(role, partner).post(link, answer).status_code for role in ("editor", "coordinator")}
    assert codes == {"editor": 404, "coordinator": 404}
    assert client_of("manager").get(link).status_code == 404  # of another partner
    assert client_of("editor", partner).get(link).status_code == 200


def test_coordinator_notes_the_word_of_a_partner_without_an_account(client, coordinator):
    silent = make_partner(inbox_email="post@example.org")
    chain = make_chain(ChainStatus.ASKED, partners=[silent, make_inbox()])
    link, data = reverse("referrals:own-chain", args=[chain.slug]), {"version": chain.version, "agrees": "yes"}
    assert client.post(link, data).status_code == 200  # who has said so?
    assert client.post(link, data | {"note": "Herr Muster, am Telefon am 3. März"}).status_code == 302
    assert list(ChainConfirmation.objects.values_list("partner", "by")) == [(silent.pk, coordinator.pk)]


def test_review_that_is_due_is_told_once_and_the_chain_stays_in_force():
    chain = make_chain(ChainStatus.IN_FORCE)
    later = timezone.now() + timedelta(days=370)
    before = len(mails())
    assert (chains.tell_due_reviews(timezone.now()), chains.tell_due_reviews(later)) == (0, 1)
    assert (chains.tell_due_reviews(later), len(mails())) == (0, before + 1)
    chain = chains.review(chain, now=later)
    assert (chain.status, chains.tell_due_reviews(later)) == (ChainStatus.IN_FORCE, 0)


def test_retired_chain_is_gone_for_parents_and_can_begin_anew(client):
    chain = chains.retire(make_chain(ChainStatus.IN_FORCE))
    assert client.get(chain.get_absolute_url()).status_code == 404
    assert bring(chains.reopen(chain), ChainStatus.IN_FORCE).version == 2
