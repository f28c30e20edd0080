"""Accompanying a parent over several referrals: in order, with consent, and seen by the responsible team alone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from referrals import accompaniments
from referrals.chain_tasks import chain_tasks
from referrals.disclosure import erase_behind, everything_behind
from referrals.handing import Target, forward, new_slip_code
from referrals.models import Access, Accompaniment, ChainStatus, Content, Referral, Status, StepNote
from referrals.order import next_of, states_of
from referrals.permissions import visible_accompaniments
from referrals.retention import forget_due
from referrals.workflow import NotPossibleError, StepNotOpenError, take_step
from tests.factories import make_membership, make_offer
from tests.referrals.chain_rows import accompanied, bring, make_chain, reason_of, step_referral
from tests.referrals.parents import act, words
from tests.referrals.rows import NAME, PHONE, acting, give_consent, make_inbox, make_network, step

pytestmark = pytest.mark.django_db


def try_second(way):
    """Write the second step and try to send it."""
    draft = step_referral(way, way.second, Status.DRAFT)
    give_consent(draft)
    return take_step(draft, "send", by=acting(way.owner))


def early(way, **values):
    given = {"reason": reason_of("early", "cannot_wait"), "by": way.owner.person}
    return accompaniments.note(way, way.second, "early", **given | values)


@pytest.mark.parametrize(
    "before", [None, Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS, Status.UNMET, Status.DECLINED, Status.WITHDRAWN]
)
def test_second_step_is_not_sent_before_the_first_has_its_result(way, before):
    if before:
        step_referral(way, way.first, before)
    with pytest.raises(NotPossibleError):
        try_second(way)
    assert Referral.objects.get(chain_step=way.second).status == Status.DRAFT


def test_second_step_is_sent_after_the_first_is_completed(way):
    step_referral(way, way.first, Status.COMPLETED)
    assert try_second(way).status == Status.SENT


def test_second_step_goes_early_with_a_reason_that_is_kept_for_good(way):
    with pytest.raises(NotPossibleError):
        early(way, reason=reason_of("early", "other"))  # needs words
    noted = early(way, text="Der Kurs beginnt morgen.")
    assert (noted.by, noted.partner, noted.reason.code) == (way.owner.person, way.owner, "cannot_wait")
    assert try_second(way).status == Status.SENT
    with pytest.raises(StepNotOpenError):
        early(way)  # noted once
    for change in (lambda: StepNote.objects.update(kind="done"), lambda: StepNote.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(("wanted", "may_go"), [("helped", True), ("advised_once", False)])
def test_only_the_agreed_result_opens_the_next_step(wanted, may_go):
    make_network()
    chain = make_chain()
    chain.steps.last().required_outcomes.set([reason_of("outcome", wanted)])
    row = accompanied(bring(chain, ChainStatus.IN_FORCE))
    first, second = chain.steps.all()
    step_referral(row, first, Status.COMPLETED)  # “helped”
    state = states_of(row)[1]
    assert (state.step, state.may_send) == (second, may_go)


@pytest.mark.parametrize(("requires", "may_go"), [("nothing", [True, True]), ("accepted", [False, True])])
def test_step_may_ask_for_less_than_a_result(requires, may_go):
    make_network()
    chain = make_chain()
    chain.steps.filter(position=2).update(requires=requires)
    row = accompanied(bring(chain, ChainStatus.IN_FORCE))
    seen = [states_of(row)[1].may_send]
    step_referral(row, chain.steps.first(), Status.ACCEPTED)
    assert [*seen, states_of(row)[1].may_send] == may_go


def test_step_done_without_a_referral_counts(way):
    accompaniments.note(way, way.first, "done", reason=reason_of("outcome", "helped"), by=way.owner.person)
    assert next_of(states_of(way)).step == way.second
    assert try_second(way).status == Status.SENT


def test_nobody_begins_on_a_chain_that_is_not_in_force_or_without_a_consent_valid_today():
    make_network()
    with pytest.raises(NotPossibleError):
        accompanied(make_chain(ChainStatus.AGREED))
    chain, today = make_chain(ChainStatus.IN_FORCE), timezone.localdate()
    for days in ({"given_on": today + timedelta(days=1)}, {"form": "spoken", "given_on": today - timedelta(days=15)}):
        with pytest.raises(NotPossibleError):
            accompanied(chain, **{"witness": "Frau Muster"} | days)


def test_nothing_is_sent_after_the_end_and_a_consent_that_is_over_ends_it(way):
    step_referral(way, way.first, Status.COMPLETED)
    assert accompaniments.end_without_consent(timezone.now()) == 0
    assert accompaniments.end_without_consent(timezone.now() + timedelta(days=366)) == 1
    assert Accompaniment.objects.get().end_reason == "consent_ended"
    way.refresh_from_db(fields=["ended_on"])
    with pytest.raises(NotPossibleError):
        try_second(way)
    with pytest.raises(StepNotOpenError):
        early(way)


def test_nothing_is_sent_or_noted_after_the_consent_although_no_timer_has_run(way):
    step_referral(way, way.first, Status.COMPLETED)
    over = {"consent_on": "2020-01-01", "consent_until": timezone.localdate() - timedelta(days=1)}
    Accompaniment.objects.update(**over)
    way.refresh_from_db(fields=["consent_until"])
    for attempt in (try_second, early):
        with pytest.raises(NotPossibleError):
            attempt(way)
    assert accompaniments.end_without_consent(timezone.now()) == 1


def test_responsibility_moves_with_a_transfer_once_it_is_accepted_and_back_if_that_was_a_mistake(way):
    referral = step_referral(way, way.first, Status.SENT, is_transfer=True)
    owners = [Accompaniment.objects.get().owner]
    for name in ("accept", "unaccept", "accept"):
        referral = step(referral, name, by=acting(referral.recipient))
        owners.append(Accompaniment.objects.get().owner)
        if name == "unaccept":
            break
    assert owners == [way.owner, referral.recipient, way.owner]


def test_referral_that_is_handed_on_by_its_recipient_stays_a_step_of_the_way(way):
    referral, third = step_referral(way, way.first, Status.SENT), make_inbox()
    child = forward(referral, Target(third), by=acting(referral.recipient))
    assert (child.accompaniment, child.chain_step) == (way, way.first)
    assert Accompaniment.objects.get().owner == way.owner


def test_only_the_responsible_team_sees_it_and_the_recipient_of_a_step_its_own_referral(client, way):
    first = step_referral(way, way.first, Status.COMPLETED)
    page = way.get_absolute_url()
    client.force_login(way.first.partner.memberships.first().user)
    assert client.get(page).status_code == 404
    text = client.get(first.get_absolute_url()).content.decode()
    assert (page in text, way.chain.title in text) == (False, False)
    client.force_login(way.owner.person)
    assert client.get(page).status_code == 200
    assert page in client.get(first.get_absolute_url()).content.decode()


def test_where_persons_are_named_for_a_step_their_colleagues_see_no_accompaniment(way):
    colleague = make_membership(partner=way.owner)
    named = way.owner.memberships.get(user=way.owner.person)
    step_referral(way, way.first, Status.SENT).readers.create(membership=named)
    assert list(visible_accompaniments(way.owner.person)) == [way]
    assert list(visible_accompaniments(colleague.user)) == []


def test_reading_the_words_on_a_step_leaves_a_trace_that_the_parent_gets(client, way):
    client.force_login(way.owner.person)
    client.get(way.get_absolute_url())
    early(way, text="Der Kurs beginnt morgen.")
    client.get(way.get_absolute_url())
    found = Access.objects.filter(subject=way.number)
    assert list(found.values_list("user", "partner", "what")) == [(way.owner.person.pk, way.owner.pk, "notes")]
    code = new_slip_code(step_referral(way, way.first, Status.SENT))
    trace = everything_behind(code)["referrals"][0]["accompaniment"]["read_by"]
    assert [(row["partner"], row["what"]) for row in trace] == [(way.owner.name, "notes")]


def test_pages_say_no_word_about_the_person_and_count_the_same_queries(client, way, django_assert_max_num_queries):
    step_referral(way, way.first, Status.COMPLETED)
    client.force_login(way.owner.person)
    with django_assert_max_num_queries(30):
        text = client.get(way.get_absolute_url()).content.decode()
    assert (NAME in text, PHONE in text) == (False, False)


def test_next_step_takes_along_what_was_written_and_asks_for_a_new_consent(client, way):
    make_offer(partner=way.second.partner, takes_referrals=True, delivery=["phone"], slug="kurs")
    before = step_referral(way, way.first, Status.COMPLETED)
    client.force_login(way.owner.person)
    address = reverse("referrals:next-step", args=[way.number, way.second.pk])
    assert [row.offer.slug for row in client.get(address).context["candidates"]] == ["kurs"]
    page = client.get(address, {"angebot": "kurs"})
    assert page.context["form"]["name"].value() == NAME
    data = {
        "name": NAME, "phone": PHONE, "concern": "Kurs", "contact_way": "phone", "released": ["name", "phone"],
        "given": "screen", "given_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    client.post(f"{address}?angebot=kurs", data)
    assert Referral.objects.filter(chain_step=way.second).count() == 0  # the words have to be read first
    assert client.post(f"{address}?angebot=kurs", data | {"draft": "1"}).status_code == 302
    made = Referral.objects.get(chain_step=way.second)
    assert (made.accompaniment, made.follows, made.consent, made.sender) == (way, before, None, way.owner)


def test_task_says_that_the_next_step_can_begin_while_nothing_is_under_way(way):
    on = timezone.localdate()
    assert [task.text.count("Schritt 1") for task in chain_tasks(way.owner.person, on)] == [1]
    step_referral(way, way.first, Status.ACCEPTED)
    assert chain_tasks(way.owner.person, on) == []


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_need_no_more_queries_for_more_people(way, count, django_assert_num_queries):
    owner = way.owner
    owner.memberships.update(role="manager")
    for _ in range(count - 1):
        accompanied(way.chain, owner)
    for _ in range(count):
        make_chain(ChainStatus.ASKED, partners=[owner, make_inbox()])
    with django_assert_num_queries(QUERIES_OF_TASKS):
        tasks = chain_tasks(owner.person, timezone.localdate())
    assert [task.kind for task in tasks] == ["chain"] * count + ["accompaniment"] * count


QUERIES_OF_TASKS = 9


def test_parents_code_shows_and_erases_the_way(way):
    referral = step_referral(way, way.first, Status.SENT)
    early(way, text="Der Kurs beginnt morgen.")
    code = new_slip_code(referral)
    page = words(act(code, "", "mine"))
    # Once as the office that has handed her on, once as the one that accompanies her.
    assert (page.count(way.chain.title), page.count(way.owner.name)) == (1, 2)
    data = everything_behind(code)["referrals"][0]["accompaniment"]
    assert (data["way"], data["notes"][0]["text"]) == (way.chain.title, "Der Kurs beginnt morgen.")
    erase_behind(code)
    way.refresh_from_db()
    assert (way.end_reason, StepNote.objects.get().text, Content.objects.count()) == ("revoked", "", 0)


def test_parent_ends_it_with_the_code_and_the_office_is_told(way):
    referral = step_referral(way, way.first, Status.SENT)
    code = new_slip_code(referral)
    OutgoingMail.objects.all().delete()
    assert words(act(code, "leave", "mine", referral=referral.number)).count("Begleitung beenden?") == 1
    way.refresh_from_db()
    assert way.ended_on is None
    done = act(code, "leave", "mine", referral=referral.number, sure="1")
    assert words(done).count("Die Begleitung ist beendet.") == 1
    way.refresh_from_db()
    referral.refresh_from_db()
    assert (way.end_reason, way.ended_on, referral.status) == ("revoked", timezone.localdate(), "sent")
    mails = list(OutgoingMail.objects.values_list("name", "to"))
    assert mails == [("accompaniment_left", way.owner.inbox_email)]
    assert act(code, "leave", "mine", referral=referral.number, sure="1").status_code == 409


def test_words_on_steps_go_with_the_personal_details(way):
    early(way, text="Der Kurs beginnt morgen.")
    now = timezone.now()
    accompaniments.end(way, "done", now=now)
    texts = []
    for days in (179, 181):
        forget_due(now + timedelta(days=days))
        texts.append(StepNote.objects.get().text)
    assert texts == ["Der Kurs beginnt morgen.", ""]


def test_beginning_needs_the_words_of_the_consent_as_they_were_shown(client):
    make_network()
    chain, owner = make_chain(ChainStatus.IN_FORCE), make_inbox()
    client.force_login(owner.person)
    address = reverse("referrals:accompany", args=[chain.slug])
    seen = client.get(address).context
    data = {"given": "screen", "given_on": timezone.localdate().isoformat(), "is_read": "on"}
    assert client.post(address, data | {"words": "other"}).status_code == 200
    assert client.post(address, data | {"words": seen["mark"]}).status_code == 302
    assert Accompaniment.objects.get().consent_text == seen["words"]
