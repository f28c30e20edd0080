"""The life of an entry: the table against every role, what a step writes, whom it tells."""

import itertools

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from offers.models import NextStep, Offer
from offers.models.choices import Publication, Status
from offers.state_words import state_words
from offers.tasks import tasks_for
from offers.workflow import STEPS, ByLink, NotReadyError, StepNotOpenError, open_steps, take_step
from partners.models.membership import Role
from tests.factories import make_contact, make_field, make_membership, make_offer, make_partner, make_topic, make_user

pytestmark = pytest.mark.django_db
D, S, P, H, A, X = (
    Publication.DRAFT, Publication.SUBMITTED, Publication.PUBLISHED, Publication.HIDDEN, Publication.ARCHIVED,
    Publication.DELETED,
)  # fmt: skip
# What each role may do with an active entry in each state. Written out, so that a change of the table shows here.
EDITORS = {
    D: "submit delete", S: "withdraw delete", P: "confirm pause end archive delete",
    H: "revive pause end archive delete", A: "revive delete", X: "undelete",
}  # fmt: skip
MODERATORS = {D: "", S: "publish return", P: "hide archive", H: "publish archive", A: "publish", X: ""}
LINKS = {D: "", S: "", P: "confirm", H: "revive", A: "revive", X: ""}
TIMER = {D: "", S: "", P: "hide", H: "", A: "", X: ""}
NOBODY = dict.fromkeys([D, S, P, H, A, X], "")


def ready_offer(**values):
    """An entry that lacks nothing parents need."""
    offer = make_offer(delivery=["phone"], topics=[make_topic()], contacts=[make_contact()], **values)
    NextStep.objects.create(offer=offer, text="Rufen Sie an.")
    return offer


def in_state(publication, **values):
    if publication == X:
        values |= {"deleted_on": "2026-03-01", "deleted_from": P}
    return ready_offer(publication=publication, **values)


def team(offer, **values):
    user = make_user()
    make_membership(user, offer.partner, **values)
    return user


def moderator_of(offer):
    offer.policy_field.moderator = offer.policy_field.moderator or make_partner()
    offer.policy_field.save()
    user = make_user()
    make_membership(user, offer.policy_field.moderator, moderates=True)
    return user


def colleague_without_the_right(offer):
    moderator_of(offer)
    user = make_user()
    make_membership(user, offer.policy_field.moderator, role=Role.MANAGER)
    return user


ROLES = {
    "editor": (team, EDITORS),
    "manager": (lambda offer: team(offer, role=Role.MANAGER), EDITORS),
    "moderator": (moderator_of, MODERATORS),
    "link": (lambda offer: ByLink(offer.partner), LINKS),
    "timer": (lambda offer: None, TIMER),
    "other partner": (lambda offer: team(make_offer()), NOBODY),
    "link of another": (lambda offer: ByLink(make_partner()), NOBODY),
    "moderator's colleague": (colleague_without_the_right, NOBODY),
    "moderator elsewhere": (lambda offer: moderator_of(make_offer()), NOBODY),
}


@pytest.mark.parametrize("role", ROLES)
def test_steps_are_open_to_the_right_people_in_the_right_state(role):
    make, table = ROLES[role]
    found = {}
    for publication in table:
        offer = in_state(publication)
        found[publication] = " ".join(open_steps(offer, make(offer)))
    assert found == table


def test_coordinator_may_take_every_step_of_a_person():
    anna = make_user(is_staff=True)
    assert [" ".join(open_steps(in_state(state), anna)) for state in (D, S, P, H, A, X)] == [
        "submit publish delete", "withdraw publish return delete", "confirm hide pause end archive delete",
        "publish revive pause end archive delete", "publish revive delete", "undelete",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "steps"),
    [
        (Status.PLANNED, {"start", "end"}), (Status.ACTIVE, {"pause", "end"}), (Status.PAUSED, {"resume", "end"}),
        (Status.ENDED, {"resume"}),
    ],
)  # fmt: skip
def test_status_has_steps_of_its_own(status, steps):
    offer = ready_offer(status=status)
    found = {name for name in open_steps(offer, team(offer)) if isinstance(STEPS[name].target, Status)}
    assert found == steps


def test_moderator_of_the_field_publishes_her_own_draft_at_once():
    offer = in_state(D, policy_field=make_field())
    offer.policy_field.moderator = offer.partner
    offer.policy_field.save()
    anna = team(offer, moderates=True)
    assert take_step(offer, "publish", by=anna).publication == P


def test_step_that_is_not_open_changes_nothing():
    offer = in_state(D)
    for name, by in itertools.product(STEPS, [team(make_offer()), ByLink(offer.partner), None]):
        with pytest.raises(StepNotOpenError):
            take_step(offer, name, by=by)
    assert (Offer.objects.get(pk=offer.pk).publication, OutgoingMail.objects.count()) == (D, 0)


@pytest.mark.parametrize(("name", "before"), [("submit", D), ("publish", S), ("revive", H)])
def test_unfinished_entry_is_refused_by_name(name, before):
    offer = make_offer(publication=before, delivery=["phone"])
    with pytest.raises(NotReadyError) as refusal:
        take_step(offer, name, by=make_user(is_staff=True))
    assert [fact.field for fact in refusal.value.facts] == ["topics", "contacts", "next_steps-group"]
    assert Offer.objects.get(pk=offer.pk).publication == before


def test_step_leaves_its_reason_and_its_author():
    offer = in_state(D)
    anna = team(offer)
    take_step(offer, "submit", by=anna)
    record = offer.history.latest()
    assert (record.history_change_reason, record.history_user, record.publication) == ("submitted", anna, S)


def test_confirming_leaves_the_day_of_the_change_and_ends_the_asking():
    offer = in_state(P, review_step=2, review_step_on="2026-03-01")
    anna = team(offer)
    take_step(offer, "confirm", by=anna)
    now = Offer.objects.get(pk=offer.pk)
    assert (now.confirmed_on, now.confirmed_by, now.review_step) == (timezone.localdate(), "Alex", 0)
    assert (now.updated_at, now.changed_unseen_at) == (offer.updated_at, None)


def test_deleted_entry_comes_back_as_it_was():
    offer = in_state(H)
    anna = team(offer)
    gone = take_step(offer, "delete", by=anna)
    assert (gone.publication, gone.deleted_from, list(Offer.objects.in_trash_of(anna))) == (X, H, [offer])
    back = take_step(gone, "undelete", by=anna)
    assert (back.publication, back.deleted_on, back.deleted_from) == (H, None, "")


def test_ended_entry_leads_to_its_successor(client):
    offer, other = in_state(P), in_state(P)
    take_step(offer, "end", by=team(offer), replaced_by=other)
    page = client.get(offer.get_absolute_url())
    assert (page.status_code, page.context["instead"]) == (410, other)


def test_goodbye_to_a_pause_forgets_its_last_day():
    offer = in_state(P)
    anna = team(offer)
    paused = take_step(offer, "pause", by=anna, until="2026-12-24")
    assert take_step(paused, "resume", by=anna).paused_until is None


def mails():
    return sorted(OutgoingMail.objects.values_list("name", "to"))


def test_mails_go_to_those_whom_a_step_concerns():
    offer = in_state(D)
    anna, max_ = team(offer), moderator_of(offer)
    offer = take_step(offer, "submit", by=anna)
    assert mails() == [("offer_submitted", max_.email)]
    take_step(offer, "return", by=max_, note="Bitte mit Telefonnummer.")
    mail = OutgoingMail.objects.get(name="offer_returned")
    assert (mail.to, "Bitte mit Telefonnummer." in mail.body) == (anna.email, True)
    assert Offer.objects.get(pk=offer.pk).moderator_note == "Bitte mit Telefonnummer."


def test_mail_goes_with_the_step_that_fails():
    offer = in_state(D)
    anna = team(offer)
    moderator_of(offer)
    with transaction.atomic():
        take_step(offer, "submit", by=anna)
        transaction.set_rollback(True)
    assert (mails(), Offer.objects.get(pk=offer.pk).publication) == ([], D)


# --- the page of a step


def address(offer, name):
    return reverse("offers:step", args=[offer.pk, name])


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 200), ("manager", 200), ("coordinator", 200), ("nobody", 404), ("visitor", 302)]
)
def test_page_of_a_step_opens_for_the_right_people(client_of, role, status):
    offer = in_state(P)
    assert client_of(role, offer.partner).get(address(offer, "archive")).status_code == status


@pytest.mark.parametrize("method", ["get", "post"])
def test_step_of_another_partner_is_not_there(client_of, method):
    offer = in_state(P)
    client = client_of("editor", make_partner())
    assert getattr(client, method)(address(offer, "archive")).status_code == 404


@pytest.mark.parametrize("name", ["offers:change", "offers:preview", "offers:step"])
def test_draft_is_no_affair_of_the_moderator(client, name):
    offer = in_state(D)
    client.force_login(moderator_of(offer))
    args = [offer.pk, "publish"] if name == "offers:step" else [offer.pk]
    assert client.get(reverse(name, args=args)).status_code == 404


def test_step_nobody_knows_is_not_there(client_of):
    offer = in_state(P)
    assert client_of("editor", offer.partner).get(address(offer, "explode")).status_code == 404


def test_page_takes_the_step(client_of):
    offer = in_state(P)
    response = client_of("editor", offer.partner).post(address(offer, "pause"), {"until": ""})
    assert (response.status_code, Offer.objects.get(pk=offer.pk).status) == (302, Status.PAUSED)


def test_stale_step_says_what_the_entry_is_now(client_of):
    offer = in_state(S)
    client = client_of("editor", offer.partner)
    response = client.post(address(offer, "submit"))
    assert (response.status_code, "withdraw" in response.context["steps"]) == (409, True)


def test_giving_back_needs_a_word(client_of):
    offer = in_state(S)
    client = client_of("coordinator")
    assert client.post(address(offer, "return"), {"note": ""}).status_code == 200
    assert client.post(address(offer, "return"), {"note": "Welche Nummer?"}).status_code == 302
    assert Offer.objects.get(pk=offer.pk).publication == D


def test_missing_facts_are_shown_with_the_way_to_mend_them(client_of):
    offer = make_offer(publication=D, delivery=["phone"])
    response = client_of("editor", offer.partner).post(address(offer, "submit"))
    assert (response.status_code, [fact.field for fact in response.context["facts"]]) == (
        409, ["topics", "contacts", "next_steps-group"],
    )  # fmt: skip


# --- what a moderator has hidden


def hidden_by_moderator():
    """An entry, somebody of its partner, and the moderator who has hidden it."""
    offer = in_state(P)
    anna, max_ = team(offer), moderator_of(offer)
    return take_step(offer, "hide", by=max_, note="Die Telefonnummer ist falsch."), anna, max_


@pytest.mark.parametrize(
    ("state", "editors", "links", "moderators"),
    [(H, "submit pause end archive delete", "", "publish archive"), (A, "submit delete", "", "publish")],
)
def test_only_moderators_show_again_what_a_moderator_has_hidden(state, editors, links, moderators):
    offer, anna, max_ = hidden_by_moderator()
    if state == A:
        offer = take_step(offer, "archive", by=anna)
    people = [anna, ByLink(offer.partner), max_]
    assert [" ".join(open_steps(offer, by)) for by in people] == [editors, links, moderators]
    assert "revive" in open_steps(offer, make_user(is_staff=True))


def test_partner_submits_a_hidden_entry_anew():
    offer, anna, max_ = hidden_by_moderator()
    assert offer.moderator_note == "Die Telefonnummer ist falsch."
    offer = take_step(offer, "submit", by=anna)
    assert (offer.publication, offer.moderator_note) == (S, "")
    take_step(offer, "publish", by=max_)
    offer = take_step(Offer.objects.get(pk=offer.pk), "hide", by=None)
    assert "revive" in open_steps(Offer.objects.get(pk=offer.pk), anna)  # this time for want of a confirmation


def test_partner_is_told_and_not_asked_to_confirm_a_hidden_entry(client):
    offer, anna, _max = hidden_by_moderator()
    client.force_login(anna)
    assert client.get(reverse("offers:confirm")).context["rows"] == []
    assert client.post(reverse("offers:confirm"), {"offer": offer.pk}).status_code == 409
    tasks = [task for _name, group in tasks_for(anna).groups for task in group if task.kind == "returned"]
    assert [task.text for task in tasks] == [
        f"Die Moderation hat „{offer.title}“ ausgeblendet: Die Telefonnummer ist falsch."
    ]
    words = "Die Moderation hat dieses Angebot ausgeblendet."
    assert state_words(Offer.objects.get(pk=offer.pk)).startswith(words)
    assert offer.get_publication_display() == "ausgeblendet"  # why it is hidden says the sentence, not the label
