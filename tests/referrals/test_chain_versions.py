"""A new version of a chain beside the one in force: who goes by which, and when."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from referrals import accompaniments, chains
from referrals.chain_tasks import chain_tasks
from referrals.codes import new_number
from referrals.models import Accompaniment, Chain, ChainStatus, Status, StepNote
from referrals.order import next_of, states_of
from referrals.workflow import StepNotOpenError, take_step
from tests.factories import make_municipality
from tests.referrals.chain_rows import accompanied, agree, bring, make_chain, make_step, manager_of, reason_of
from tests.referrals.chain_rows import step_referral as refer
from tests.referrals.rows import acting, give_consent, make_inbox, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """A chain of two steps in force, and a draft beside it: the second step has gone, another one comes first."""
    make_network(email="buero@example.org")
    chain = make_chain(ChainStatus.IN_FORCE, slug="weg")
    chain.old = list(chain.steps_of(1))
    chain = chains.reopen(chain)
    chain.steps.get(version=2, position=2).delete()
    chain.steps.filter(version=2).update(position=2, days=7)
    make_step(chain, title="Zuerst", position=1)
    chain.first, chain.second = chain.steps_of(2)
    chain.old = list(chain.steps_of(1))
    return chain


def shown(page) -> list[str]:
    """The titles of the steps of a public page."""
    return [today.step.title for today in page.context["steps"]]


def text_of(client, address):
    return client.get(address).content.decode()


def test_parents_read_what_was_confirmed_until_all_have_confirmed_the_new_version(client, chain):
    own = reverse("referrals:own-chain", args=["weg"])
    seen = [shown(client.get("/wege/weg/"))]
    for take in (chains.ask, agree, chains.put_in_force):
        take(Chain.objects.get())
        seen.append(shown(client.get("/wege/weg/")))
    assert seen == [["Schritt 1", "Schritt 2"]] * 3 + [["Zuerst", "Schritt 1"]]
    assert text_of(client, reverse("referrals:chains")).count("2 Schritte") == 1
    client.force_login(manager_of(chain.first.partner))
    assert text_of(client, own).count("Fassung 2") == 1


def test_all_are_asked_anew_and_who_accompanies_or_is_no_longer_named_is_told(chain):
    row = accompanied(chain)
    accompaniments.end(accompanied(chain), "done")
    OutgoingMail.objects.all().delete()
    bring(chain, ChainStatus.IN_FORCE)
    mails = sorted(OutgoingMail.objects.exclude(to="buero@example.org").values_list("name", "to"))
    first, second, gone = (step.partner.inbox_email for step in (chain.first, chain.second, chain.old[1]))
    asked, told = [("chain_asked", to) for to in (first, second)], [("chain_in_force", to) for to in (first, second)]
    assert mails == sorted([*asked, *told, ("chain_in_force", row.owner.inbox_email), ("chain_left", gone)])
    texts = OutgoingMail.objects.filter(name__in=["chain_asked", "chain_in_force"]).values_list("body", flat=True)
    assert [text.count("bisherige") for text in texts] == [1] * len(mails[:-1])


def test_who_accompanies_and_is_no_longer_named_gets_one_mail(chain):
    owner = accompanied(chain, chain.old[1].partner).owner
    OutgoingMail.objects.all().delete()
    bring(chain, ChainStatus.IN_FORCE)
    mails = OutgoingMail.objects.filter(to=owner.inbox_email, name__in=["chain_in_force", "chain_left"])
    assert list(mails.values_list("name", flat=True)) == ["chain_left"]


def test_number_of_a_dropped_draft_without_steps_is_not_given_again(chain):
    chain.steps.newest().delete()
    again = chains.reopen(chains.drop(chain))
    assert (again.version, [step.title for step in again.steps_of(3)]) == (3, ["Schritt 1", "Schritt 2"])


def test_draft_that_is_dropped_leaves_the_version_in_force_and_its_number_is_not_given_again(chain):
    chains.ask(chain)
    dropped = chains.drop(chain)
    assert (dropped.status, dropped.version, dropped.version_in_force) == (ChainStatus.IN_FORCE, 1, 1)
    again = chains.reopen(dropped)
    assert (again.version, [step.title for step in again.steps_of(3)]) == (3, ["Schritt 1", "Schritt 2"])
    with pytest.raises(chains.ChainError):
        chains.answer(again, chain.first.partner, agrees=True, by=None, version=2)
    with pytest.raises(chains.ChainError):
        chains.drop(make_chain())  # nothing is in force beside it


def test_copy_of_a_step_keeps_the_wanted_results():
    make_network()
    chain = make_chain()
    chain.steps.last().required_outcomes.set([reason_of("outcome", "helped")])
    chain = chains.reopen(bring(chain, ChainStatus.IN_FORCE))
    before, copy = (chain.steps_of(version).last() for version in (1, 2))
    assert ([reason.code for reason in copy.required_outcomes.all()], copy.line) == (["helped"], before.pk)


@pytest.mark.parametrize(
    ("who", "status", "versions"),
    [
        ("asked", ChainStatus.DRAFT, [1]), ("asked", ChainStatus.ASKED, [1, 2]), ("elsewhere", ChainStatus.ASKED, [1]),
        ("coordinator", ChainStatus.DRAFT, [1, 2]),
    ],
)  # fmt: skip
def test_page_inside_shows_each_person_the_versions_that_are_hers(client, client_of, chain, who, status, versions):
    bring(chain, status)
    if who == "asked":
        client.force_login(manager_of(chain.first.partner))
    else:
        client = client_of({"elsewhere": "manager"}.get(who, who))
    own = reverse("referrals:own-chain", args=["weg"])
    found = [version for version in (1, 2, 3) if client.get(own, {"fassung": version}).status_code == 200]
    page = client.get(own).context
    assert (found, page["version"], bool(page["form"])) == (versions, versions[-1], who == "asked" and 2 in versions)


def test_page_inside_says_what_is_new_against_the_version_in_force(client_of, chain):
    page = client_of("coordinator").get(reverse("referrals:own-chain", args=["weg"])).context
    found = [(step.title, difference) for step, difference in page["steps"]]
    assert found == [("Zuerst", "new"), ("Schritt 1", "changed")]
    assert [step.title for step in page["gone"]] == ["Schritt 2"]


def test_step_that_only_moves_up_is_the_same_one():
    make_network()
    chain = chains.reopen(make_chain(ChainStatus.IN_FORCE, steps=3))
    chain.steps.get(version=2, position=1).delete()
    chain.steps.filter(version=2).update(position=F("position") - 1)
    steps, before = chain.steps_of(2), chain.steps_of(1)
    assert chains.differences(list(steps), list(before)) == ({}, [before[0]])
    chain.steps.filter(version=2, position=1).update(position=4)
    assert set(chains.differences(list(steps.all()), list(before))[0].values()) == {"changed"}


def test_accompaniment_goes_by_its_version_until_somebody_goes_over(client, chain):
    row = accompanied(chain)
    refer(row, chain.old[0], Status.COMPLETED)
    assert [state.step.title for state in states_of(row)] == ["Schritt 1", "Schritt 2"]
    draft = refer(row, chain.old[1], Status.DRAFT)
    bring(chain, ChainStatus.IN_FORCE)
    row = Accompaniment.objects.get()
    assert (next_of(states_of(row)), row.version, row.newer_version) == (None, 1, 2)
    assert accompanied(chain).version == 2
    client.force_login(row.owner.memberships.first().user)
    address = reverse("referrals:go-over", args=[row.number])
    assert client.post(address, {"version": "3"}).status_code == 409
    assert client.post(address, {"version": "2"}).status_code == 302
    row = Accompaniment.objects.get(pk=row.pk)
    states = [(state.step.title, state.is_done, state.is_former) for state in states_of(row)]
    assert states == [("Zuerst", False, False), ("Schritt 1", True, False), ("Schritt 2", False, True)]
    assert (row.newer_version, client.post(address, {"version": "2"}).status_code) == (None, 409)
    assert text_of(client, row.get_absolute_url()).count("Nicht mehr Teil des Weges") == 1
    give_consent(draft)
    assert take_step(draft, "send", by=acting(row.owner)).status == Status.SENT  # no order holds it back any more


def test_addresses_of_the_earlier_version_lead_to_the_same_step(client, chain):
    row = accompanied(chain)
    bring(chain, ChainStatus.IN_FORCE)
    accompaniments.go_over(row, 2)
    client.force_login(row.owner.memberships.first().user)
    old, gone = (reverse("referrals:next-step", args=[row.number, step.pk]) for step in chain.old)
    assert client.get(old).context["state"].step == chain.second
    assert client.get(gone).status_code == 404


def test_task_and_list_say_where_the_agreed_result_is_missing(client):
    make_network()
    chain = make_chain()
    chain.steps.last().required_outcomes.set([reason_of("outcome", "advised_once")])
    row = accompanied(bring(chain, ChainStatus.IN_FORCE))
    refer(row, chain.steps.first(), Status.COMPLETED)  # “helped”
    client.force_login(row.owner.person)
    (task,) = chain_tasks(row.owner.person, timezone.localdate())
    assert task.text.count("wartet auf das vereinbarte Ergebnis") == 1
    assert text_of(client, reverse("referrals:own-chains")).count("Das vereinbarte Ergebnis fehlt") == 1
    accompaniments.note(row, chain.steps.last(), "done", reason=reason_of("outcome", "helped"), by=None)
    assert text_of(client, reverse("referrals:own-chains")).count("Alle Schritte sind erledigt") == 1


def test_list_counts_gaps_of_what_is_in_force_and_each_version_has_its_own_table(client_of, chain):
    make_municipality()
    make_step(chain)  # the draft has three steps, none with an offer
    client = client_of("coordinator")
    rows = client.get(reverse("referrals:own-chains")).context["rows"]
    tables = reverse("referrals:chain-gaps", args=["weg"])
    found = [client.get(tables, {"fassung": version}).context["gaps"] for version in (1, 2)]
    assert ([count for _chain, count in rows], found) == ([2], [2, 3])


def test_only_partners_of_the_new_version_are_asked_by_a_task(chain):
    chains.ask(chain)
    people = [manager_of(step.partner) for step in (chain.first, chain.second, chain.old[1])]
    assert [len(chain_tasks(person, timezone.localdate())) for person in people] == [1, 1, 0]


def test_draft_without_steps_claims_nothing(client_of):
    make_network()
    client, slug = client_of("coordinator"), make_chain(steps=0, partners=()).slug
    pages = [reverse(name, args=[slug]) for name in ("referrals:own-chain", "referrals:chain-gaps")]
    assert [text_of(client, page).count("Es gibt noch keinen Schritt.") for page in pages] == [1, 1]


def test_nobody_goes_over_after_the_end(chain):
    row = accompanied(chain)
    accompaniments.end(row, "done")
    bring(chain, ChainStatus.IN_FORCE)
    with pytest.raises(StepNotOpenError):
        accompaniments.go_over(row, 2)


def test_note_counts_for_the_same_step_of_the_new_version(chain):
    row = accompanied(chain)
    accompaniments.note(row, chain.old[0], "done", reason=reason_of("outcome", "helped"), by=None)
    bring(chain, ChainStatus.IN_FORCE)
    states = states_of(accompaniments.go_over(row, 2))
    assert [(state.step.title, state.is_done) for state in states] == [("Zuerst", False), ("Schritt 1", True)]


def test_step_that_is_gone_is_never_the_next_one(chain):
    row = accompanied(chain)
    refer(row, chain.old[0], Status.COMPLETED)
    refer(row, chain.old[1], Status.DECLINED)
    bring(chain, ChainStatus.IN_FORCE)
    row = accompaniments.go_over(row, 2)
    assert next_of(states_of(row)).step == chain.first
    accompaniments.note(row, chain.first, "done", reason=reason_of("outcome", "helped"), by=None)
    assert next_of(states_of(row)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda row, chain: Accompaniment.objects.update(version=2),  # nobody has confirmed it
        lambda row, chain: Accompaniment.objects.update(chain=make_chain(ChainStatus.IN_FORCE)),
        lambda row, chain: refer(row, make_step(make_chain()), Status.DRAFT),
        lambda row, chain: StepNote.objects.create(
            accompaniment=row, step=make_step(make_chain()), kind="done", partner=row.owner,
            reason=reason_of("outcome", "helped"),
        ),
        lambda row, chain: begin_like(row, version=2),
    ],
)  # fmt: skip
def test_database_knows_which_steps_count_for_somebody(chain, change):
    row = accompanied(chain)
    begin_like(row, version=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(row, chain)


def begin_like(row, version):
    """One more accompaniment like that one, on a version."""
    row.pk, row.number, row.version = None, new_number(), version
    row.save(force_insert=True)


def test_review_is_no_task_while_a_new_version_is_under_way(coordinator):
    make_network(email="buero@example.org")
    chain = make_chain(ChainStatus.IN_FORCE)
    later = chain.review_on
    assert [task.kind for task in chain_tasks(coordinator, later)] == ["chain-review"]
    chains.reopen(chain)
    assert chain_tasks(coordinator, later) == []


@pytest.mark.parametrize("count", [1, 3])
def test_page_inside_needs_no_more_queries_for_more_steps(client_of, count, django_assert_num_queries):
    make_network()
    chain = make_chain(ChainStatus.IN_FORCE, partners=[make_inbox() for _ in range(count)])
    bring(chains.reopen(chain), ChainStatus.ASKED)
    client, own = client_of("coordinator"), reverse("referrals:own-chain", args=[chain.slug])
    client.get(own)
    with django_assert_num_queries(QUERIES_OF_PAGE):
        page = client.get(own)
    assert len(page.context["steps"]) == count


QUERIES_OF_PAGE = 10


@pytest.mark.parametrize("count", [1, 3])
def test_list_inside_needs_no_more_queries_for_more_people(client, chain, count, django_assert_num_queries):
    owner = make_inbox()
    rows = [accompanied(chain, owner) for _ in range(count)]
    bring(chain, ChainStatus.IN_FORCE)
    client.force_login(owner.person)
    client.get(reverse("referrals:own-chains"))
    with django_assert_num_queries(QUERIES_OF_LIST):
        page = client.get(reverse("referrals:own-chains"))
    assert {row for row, _next in page.context["accompaniments"]} == set(rows)
    assert page.content.decode().count("Es gibt eine neuere Fassung") == count


QUERIES_OF_LIST = 13
