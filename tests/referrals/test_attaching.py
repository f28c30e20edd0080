"""A referral that was sent before counts as a step of an accompaniment: nothing leaves by it, and it can be undone."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from referrals import accompaniments, attaching
from referrals.consents import revoke_consent
from referrals.handing import Target, forward, new_slip_code, start_referrals
from referrals.models import Access, Accompaniment, Content, Referral, Status
from referrals.order import next_of, states_of
from referrals.views.handing import way_after
from referrals.workflow import NotPossibleError, StepNotOpenError
from tests.factories import make_membership
from tests.referrals.chain_rows import accompanied, reason_of, step_referral
from tests.referrals.parents import act, words
from tests.referrals.rows import CONTENT, NAME, acting, make_inbox, make_referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def way(way):
    """Also with ``earlier``: what was sent for the same person before."""
    way.earlier = make_referral(Status.COMPLETED, sender=way.owner)
    return way


def handed_on(way, count=1, **values):
    """Drafts of the office that accompanies, to ``count`` partners at the same time."""
    targets = [Target(make_inbox()) for _ in range(count)]
    return start_referrals(targets, sender=way.owner, by=acting(way.owner), content=CONTENT, **values)


def attach(way, referral=None, step=None, by=None):
    attaching.attach(way, step or way.first, referral or way.earlier, by=by or acting(way.owner))
    return states_of(way)


def page_of(client, way, step=None):
    client.force_login(way.owner.person)
    return client.get(reverse("referrals:attach", args=[way.number, (step or way.first).pk]))


def test_earlier_referral_counts_as_the_step_with_its_result(way):
    states = attach(way)
    assert (states[0].referrals, states[0].is_done, next_of(states).step) == ([way.earlier], True, way.second)
    found = Access.objects.filter(subject=way.earlier.number, what="attach")
    assert list(found.values_list("user", "partner")) == [(way.owner.person.pk, way.owner.pk)]


def test_those_asked_at_the_same_time_come_along(way):
    rows = handed_on(way, 2)
    assert attach(way, rows[0])[0].referrals == rows


def test_page_offers_what_may_be_attached_without_a_word_about_the_person(client, way):
    page = page_of(client, way)
    choices = list(page.context["form"]["referral"].field.queryset)
    assert (choices, page.content.decode().count(NAME)) == ([way.earlier], 0)
    data = {"referral": way.earlier.number}
    assert client.post(page.wsgi_request.path, data).status_code == 200  # nobody has said that it is the same person
    assert client.post(page.wsgi_request.path, data | {"is_same": "on"}).status_code == 302
    assert Referral.objects.get(pk=way.earlier.pk).chain_step == way.first
    assert client.post(page.wsgi_request.path, data | {"is_same": "on"}).status_code == 409


def elsewhere(way):
    return make_referral(Status.COMPLETED)


def received(way):
    return make_referral(Status.COMPLETED, recipient=way.owner)


def handed_over(way):
    return make_referral(Status.COMPLETED, sender=way.owner, is_transfer=True)


def erased(way):
    referral = make_referral(Status.COMPLETED, sender=way.owner)
    Content.objects.filter(referral=referral).delete()
    return referral


def revoked(way):
    referral = make_referral(Status.COMPLETED, sender=way.owner)
    revoke_consent(referral, by=acting(way.owner))
    return referral


def declined(way):
    return make_referral(Status.DECLINED, sender=way.owner)


def of_another_way(way):
    return step_referral(accompanied(way.chain, way.owner), way.first, Status.SENT)


def of_her_other_office(way):
    referral = make_referral(Status.COMPLETED)
    make_membership(partner=referral.sender, user=way.owner.person)
    return referral


def of_named_colleagues(way):
    referral = make_referral(Status.COMPLETED, sender=way.owner)
    referral.readers.create(membership=make_membership(partner=way.owner))
    return referral


def asked_with_one_of_named_colleagues(way):
    rows = handed_on(way, 2)
    rows[1].readers.create(membership=make_membership(partner=way.owner))
    return rows[0]


def asked_with_one_handed_over(way):
    rows = handed_on(way, 2)
    Referral.objects.filter(pk=rows[1].pk).update(is_transfer=True)
    return rows[0]


@pytest.mark.parametrize(
    "make",
    [
        elsewhere,
        received,
        handed_over,
        erased,
        revoked,
        declined,
        of_another_way,
        of_her_other_office,
        of_named_colleagues,
        asked_with_one_of_named_colleagues,
        asked_with_one_handed_over,
    ],
)
def test_referral_that_is_not_hers_or_says_nothing_any_more_is_not_attached(client, way, make):
    referral = make(way)
    assert list(page_of(client, way).context["form"]["referral"].field.queryset) == [way.earlier]
    address = reverse("referrals:attach", args=[way.number, way.first.pk])
    assert client.post(address, {"referral": referral.number, "is_same": "on"}).status_code == 200
    before = Referral.objects.values_list("accompaniment", "chain_step").get(pk=referral.pk)
    with pytest.raises(StepNotOpenError):
        attach(way, referral)
    assert Referral.objects.values_list("accompaniment", "chain_step").get(pk=referral.pk) == before


def test_page_says_so_where_there_is_none(client, way):
    attach(way)
    assert page_of(client, way, way.second).content.decode().count("Es gibt keine solche Vermittlung.") == 1


def test_order_holds_for_earlier_referrals_too(client, way):
    with pytest.raises(StepNotOpenError):
        attach(way, step=way.second)
    assert page_of(client, way, way.second).status_code == 409
    why = {"reason": reason_of("early", "cannot_wait"), "by": way.owner.person}
    accompaniments.note(way, way.second, "early", **why)
    assert attach(way, step=way.second)[1].is_done


def test_nothing_is_attached_after_the_consent_or_the_end(way):
    over = {"consent_on": "2020-01-01", "consent_until": timezone.localdate() - timedelta(days=1)}
    Accompaniment.objects.update(**over)
    with pytest.raises(NotPossibleError):
        attach(way)
    accompaniments.end(way, "done")
    with pytest.raises(StepNotOpenError):
        attach(way)


def test_wrong_one_is_taken_out_again_and_a_step_of_its_own_is_not(client, way):
    attach(way)
    own = step_referral(way, way.second, Status.SENT)
    client.force_login(way.owner.person)
    codes = []
    for referral in (way.earlier, way.earlier, own):
        address = reverse("referrals:detach", args=[way.number, referral.number])
        codes.append(client.post(address).status_code)
    assert codes == [302, 404, 409]
    assert [len(state.referrals) for state in states_of(way)] == [0, 1]


def test_what_came_of_a_wrong_one_goes_with_it_and_a_step_of_its_own_stays(client, way):
    wrong = make_referral(Status.SENT, sender=way.owner)
    attach(way, wrong)
    forward(wrong, Target(make_inbox()), by=acting(wrong.recipient))
    wrong.refresh_from_db()
    again = handed_on(way, 2, follows=wrong, **way_after(wrong))
    handed_on(way, follows=again[1], **way_after(again[1]))
    own = step_referral(way, way.first, Status.DRAFT, follows=wrong)
    assert way.referrals.count() == 6
    client.force_login(way.owner.person)
    assert client.post(reverse("referrals:detach", args=[way.number, wrong.number])).status_code == 302
    assert list(way.referrals.all()) == [own]
    assert Referral.objects.filter(accompaniment=None).exclude(pk=way.earlier.pk).count() == 5


def test_only_the_responsible_team_attaches_and_takes_out(client, way):
    attach(way)
    client.force_login(way.earlier.recipient.memberships.first().user)
    addresses = [
        reverse("referrals:attach", args=[way.number, way.second.pk]),
        reverse("referrals:detach", args=[way.number, way.earlier.number]),
    ]
    assert [client.post(address).status_code for address in addresses] == [404, 404]
    assert client.get(way.earlier.get_absolute_url()).content.decode().count(str(way)) == 0


def test_parent_reads_behind_her_code_that_it_is_a_step_now(way):
    code = new_slip_code(way.earlier)
    assert words(act(code, "", "mine")).count(way.chain.title) == 0
    attach(way)
    assert words(act(code, "", "mine")).count(way.chain.title) == 1


def test_database_knows_no_attached_referral_without_a_way(way):
    with pytest.raises(DatabaseError), transaction.atomic():
        Referral.objects.filter(pk=way.earlier.pk).update(attached_on=timezone.localdate())
