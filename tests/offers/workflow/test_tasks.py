"""The task list: each kind of task for the right people, most urgent first; the moderator's page; the trash."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.models import CheckedLink, NextStep, Offer, OpeningTime, PendingChange
from offers.tasks import tasks_for
from offers.trash import purge_deleted
from offers.workflow import take_step
from tests.factories import make_membership, make_offer, make_opening, make_partner, make_user
from tests.offers.workflow.test_reports import make_report
from tests.offers.workflow.test_steps import moderator_of, ready_offer, team

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


def good_offer(partner=None, **values):
    """An entry about which nobody has to do anything."""
    known = {
        "description": "Wir helfen.", "access": "walk_in", "hours_known": "appointment", "cost_kind": "free",
        "documents_known": "none", "anonymity": "full", "childcare": "welcome", "languages": ["de"],
        "confirmed_on": TODAY,
    }  # fmt: skip
    return ready_offer(partner=partner or make_partner(), **known | values)


def kinds(user):
    return [(task.kind, task.url) for _name, tasks in tasks_for(user, TODAY).groups for task in tasks]


def step_page(offer, section, anchor=""):
    return reverse("offers:edit", args=[offer.pk, section]) + anchor


def test_nothing_to_do_is_said_plainly(client_of):
    offer = good_offer()
    page = client_of("editor", offer.partner).get(reverse("workspace"))
    assert (page.context["tasks"].is_empty, "Alles ist erledigt." in page.content.decode()) == (True, True)


def test_missing_fact_comes_with_the_click_that_mends_it():
    offer = make_offer(publication="draft", delivery=["phone"])
    [(_name, [task])] = tasks_for(team(offer), TODAY).groups
    assert [address for _words, address in task.links] == [
        step_page(offer, "what", "#id_topics"), step_page(offer, "way", "#id_contacts_0"),
        step_page(offer, "way", "#next_steps-group"),
    ]  # fmt: skip


TASKS = {
    "report": ({}, lambda offer: reverse("offers:report-answer", args=[make_report(offer).pk])),
    "returned": (
        {"publication": "draft", "moderator_note": "Bitte kürzer."}, lambda o: reverse("offers:workspace", args=[o.pk])
    ),
    "change-returned": ({}, lambda offer: given_back(offer)),
    "confirm": ({"confirmed_on": ago(400)}, lambda offer: reverse("offers:confirm")),
    "places": ({"capacity": "free", "capacity_as_of": ago(31)}, lambda o: step_page(o, "more", "#id_capacity")),
    "link": ({"booking_url": "https://a.example.org/"}, lambda offer: failing_link(offer)),
    "funding": ({"funded_until": TODAY + timedelta(days=60)}, lambda o: step_page(o, "more", "#id_funded_until")),
}  # fmt: skip


def given_back(offer):
    PendingChange.objects.create(offer=offer, section="what", data={}, returned_on=TODAY, note="Kürzer.")
    return step_page(offer, "what")


def failing_link(offer):
    CheckedLink.objects.create(url=offer.booking_url, checked_on=TODAY, failing_since=ago(7), problem="404")
    return reverse("offers:workspace", args=[offer.pk])


@pytest.mark.parametrize("kind", TASKS)
def test_each_task_is_for_the_partner_and_leads_to_where_it_is_done(kind):
    values, prepare = TASKS[kind]
    offer = good_offer(**values)
    url = prepare(offer)
    assert kinds(team(offer)) == [(kind, url)]
    assert kinds(team(make_offer(publication="archived"))) == []


@pytest.mark.parametrize(
    "values",
    [
        {"capacity": "free", "capacity_as_of": ago(30)}, {"funded_until": TODAY + timedelta(days=61)},
        {"funded_until": ago(1)}, {"confirmed_on": ago(150)}, {"confirmed_on": ago(400), "publication": "archived"},
    ],
)  # fmt: skip
def test_what_is_not_due_is_no_task(values):
    assert kinds(team(good_offer(**values))) == []


def test_moderator_is_told_what_waits_in_her_field_only():
    offer = good_offer(publication="submitted", submitted_on=ago(2))
    max_ = moderator_of(offer)
    field = offer.policy_field
    good_offer(policy_field=field, changed_unseen_at=timezone.now())
    PendingChange.objects.create(offer=good_offer(policy_field=field), section="what", data={})
    make_report(good_offer(policy_field=field), due_on=ago(1))
    good_offer(publication="submitted")
    assert sorted(kind for kind, _url in kinds(max_)) == ["changed", "late-report", "pending", "submitted"]


def test_tasks_are_grouped_by_partner_with_the_most_urgent_first():
    anna = make_user()
    first, second = make_partner(name="A"), make_partner(name="B")
    for partner in (first, second):
        make_membership(anna, partner)
    good_offer(first, confirmed_on=ago(400))
    late = good_offer(second, confirmed_on=ago(400))
    make_report(late, due_on=ago(3))
    found = [(name, [task.kind for task in tasks]) for name, tasks in tasks_for(anna, TODAY).groups]
    assert found == [("B", ["report", "confirm"]), ("A", ["confirm"])]


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_need_no_more_queries_for_more_entries(count, django_assert_num_queries):
    partner = make_partner()
    for number in range(count):
        offer = make_offer(
            partner=partner, capacity="free", capacity_as_of=ago(90), booking_url=f"https://a.example.org/{number}"
        )
        failing_link(offer)
        make_opening(offer)
        make_report(offer)
        given_back(offer)
    anna = team(offer, moderates=True)
    with django_assert_num_queries(17):
        tasks_for(anna, TODAY)


@pytest.mark.parametrize(("name", "queries"), [("workspace", 25), ("offers:confirm", 15)])
@pytest.mark.parametrize("count", [1, 3])
def test_pages_need_no_more_queries_for_more_entries(client, name, queries, count, django_assert_num_queries):
    partner = make_partner()
    for _ in range(count):
        offer = ready_offer(partner=partner, confirmed_on=ago(400))
        make_opening(offer)
        make_report(offer)
    client.force_login(team(offer))
    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_coordinator_is_told_whom_no_mail_reaches():
    silent, mute = make_partner(name="A"), make_partner(name="B")
    for partner in (silent, mute, make_partner(membership="former"), make_partner(inbox_email="inbox@example.org")):
        good_offer(partner)
    team(good_offer())
    anna = make_user(is_staff=True)
    [(_name, [task])] = tasks_for(anna, TODAY).groups
    assert task.links == tuple((one.name, reverse("partners:profile", args=[one.slug])) for one in (silent, mute))
    assert (task.kind, task.url, task.text.split()[0]) == ("unreachable", "", "2")


# --- the moderator's page


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 404), ("manager", 404), ("moderator", 200), ("coordinator", 200), ("visitor", 302)]
)
def test_moderation_is_open_to_moderators(client_of, role, status):
    assert client_of(role).get(reverse("offers:moderation")).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_moderation_lists_its_field_in_a_fixed_number_of_queries(client, count, django_assert_num_queries):
    offer = good_offer(publication="submitted")
    max_ = moderator_of(offer)
    field = offer.policy_field
    for _ in range(count):
        good_offer(policy_field=field, publication="hidden")
        good_offer(policy_field=field, changed_unseen_at=timezone.now())
        make_report(good_offer(policy_field=field, review_step=2, confirmed_on=ago(400)), due_on=ago(1))
    good_offer(publication="submitted", title="Kanarie")
    client.force_login(max_)
    client.get(reverse("offers:moderation"))  # the first page of a login notes it
    with django_assert_num_queries(12):
        page = client.get(reverse("offers:moderation"))
    lists = page.context["lists"]
    found = [len(rows) for rows in (lists.submitted, lists.changed, lists.hidden, lists.stale, lists.reports)]
    assert (found, b"Kanarie" in page.content) == ([1, count, count, count, count], False)


# --- the trash


def test_deleted_entry_goes_for_good_after_thirty_days():
    offer = good_offer()
    make_opening(offer)
    anna = team(offer)
    day = timezone.make_aware(datetime(2026, 3, 1, 12))
    take_step(offer, "delete", by=anna, on=day.date())
    counts = [purge_deleted(day + timedelta(days=days)) for days in (29, 30, 31, 32)]
    assert (counts, Offer.objects.count(), Offer.history.count()) == ([0, 0, 1, 0], 0, 0)
    topics = Offer.history.model.topics.model
    assert [model.objects.count() for model in (OpeningTime.history.model, NextStep.history.model, topics)] == [0, 0, 0]
