"""The first page of the administration: what waits, most urgent first, and lists of exactly these rows."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from network_portal.queues import in_order, queues_for
from offers.models import ErrorReport, HelpLine, ImportedRow, Offer, PendingChange, UnmetSearch
from partners.models import Invitation, JoinRequest
from referrals.models import Chain, FollowUp, Inquiry, Referral
from tests.factories import make_field, make_offer, make_partner
from tests.referrals.rows import make_inbox, make_referral

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 2)


def make_waiting():
    """Something in every queue, once more than once."""
    field, partner = make_field(), make_inbox()
    offer = make_offer(policy_field=field, title="Rat")
    values = {"policy_field": field, "partner": partner}
    for _number in range(2):
        make_offer(publication="submitted", submitted_on=LONG_AGO, **values)
    make_offer(publication="hidden", review_step_on=LONG_AGO, **values)
    make_offer(review_step=3, review_step_on=LONG_AGO, confirmed_on=LONG_AGO, **values)
    make_offer(changed_unseen_at=timezone.now(), **values)
    for section in ("what", "when"):
        PendingChange.objects.create(offer=offer, section=section, data={})
    for number, due in enumerate((LONG_AGO, timezone.localdate() + timedelta(days=3))):
        ErrorReport.objects.create(offer=offer, kind="phone", token=str(number), due_on=due)
    for words, week in (("lama", timezone.localdate()), ("lama", LONG_AGO), ("kamel", timezone.localdate())):
        UnmetSearch.objects.create(words=words, week=week, count=2)
    ImportedRow.objects.create(source="file", row_id="1", offer=offer, values={}, unread_hours="immer mal")
    HelpLine.objects.create(key="notruf", name="Notruf", group="emergency", phone="112")
    JoinRequest.objects.create(organisation="Neu", kind="association", town="X", token="t", created_on=LONG_AGO)
    for number, until in enumerate((LONG_AGO, timezone.localdate())):
        Invitation.objects.create(email=f"{number}@example.org", partner=partner, expires_on=until)
    Inquiry.objects.create(partner=partner, policy_field=field, code_hash="x", due_on=LONG_AGO)
    for status in ("asked", "agreed"):
        Chain.objects.create(title=f"Weg {status}", slug=f"weg-{status}", status=status, asked_on=LONG_AGO)
    contradicted = make_referral("completed", recipient=partner, policy_field=field)
    Referral.objects.filter(pk=contradicted.pk).update(parent_answered_on=LONG_AGO)
    FollowUp.objects.create(referral=contradicted, kind="contradiction", due_on=LONG_AGO)
    referral = make_referral("sent", recipient=partner, policy_field=field)
    Referral.objects.filter(pk=referral.pk).update(due_on=LONG_AGO)


def rows_behind(client, queue) -> int:
    context = client.get(queue.address).context
    if queue.address.endswith("#contradictions"):
        return len(context["contradictions"])
    return len(context["cl"].result_list) if "cl" in context else context["page"].paginator.count


def test_each_queue_leads_to_the_rows_it_has_counted(client, coordinator):
    make_waiting()
    context = client.get(reverse("admin:index")).context
    counts = {queue.name: (queue.count, rows_behind(client, queue)) for queue in context["waiting"]}
    assert {name for name, (count, shown) in counts.items() if count != shown} == set()
    assert (len(counts), len(context["calm"])) == (18, 2)  # no outdated translation, no review
    assert sorted(count for count, _shown in counts.values()) == [1] * 17 + [2]


def test_late_queues_come_first_and_then_what_waits_longest(client, coordinator):
    make_waiting()
    waiting = client.get(reverse("admin:index")).context["waiting"]
    late = [queue.late for queue in waiting]
    assert late == sorted(late, reverse=True)
    rest = [queue.since or timezone.localdate() for queue in waiting if not queue.late]
    assert rest == sorted(rest)


def test_first_page_is_calm_where_nothing_waits(client, coordinator):
    context = client.get(reverse("admin:index")).context
    assert (context["waiting"], len(context["calm"])) == ([], 20)


@pytest.mark.parametrize("times", [1, 4])
def test_queues_need_no_more_queries_for_more_rows(coordinator, times, django_assert_num_queries):
    make_waiting()
    for _number in range(times):
        make_offer(publication="submitted", policy_field=make_field(), partner=make_partner())
    queues_for(coordinator, timezone.localdate())  # the index of the search is built once
    user = get_user_model().objects.get(pk=coordinator.pk)
    with django_assert_num_queries(12):
        in_order(queues_for(user, timezone.localdate()), timezone.localdate())
    assert Offer.objects.filter(publication="submitted").count() == 2 + times


# Names that say all: of people, and numbers of days whose labels are sentences.
SELF_EVIDENT = {"first_name", "last_name", "email", "decision", "membership", "word", "edit_version"}


def test_every_field_of_the_administration_says_what_it_asks_for(coordinator):
    request, silent = RequestFactory().get("/"), {}
    request.user = coordinator
    for model, pages in admin.site._registry.items():
        form = pages.get_form(request, model(pk=0), change=True)
        fields = form(instance=model()).fields if model._meta.label != "offers.Offer" else form.base_fields
        names = {name for name, field in fields.items() if not field.help_text} - SELF_EVIDENT
        silent[model._meta.label] = {name for name in names if not name.endswith("_days")}
    silent["offers.Offer"] -= {"locations", "contacts"}  # said when the offer is known
    assert {label: names for label, names in silent.items() if names} == {}
