"""What becomes of changes: live at once with difference and undo, or kept until the moderator agrees."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from network_portal.models import OutgoingMail
from offers.approval import (
    ChangedMeanwhileError,
    give_back,
    keep_for_approval,
    needs_approval,
    note_change,
    unseen_changes,
)
from offers.forms.sections import section_form
from offers.models import Offer, PendingChange
from partners.models import Network
from tests.factories import make_field, make_opening, make_partner
from tests.offers.workflow.test_steps import moderator_of, ready_offer, team

pytestmark = pytest.mark.django_db


def later(offer):
    """Moves what has been written so far into the past: what one person saves within two seconds is one change."""
    for model in (Offer, *(offer._meta.get_field(name).related_model for name in ("opening_times", "next_steps"))):
        for record in model.history.all():
            record.history_date = record.history_date.replace(year=record.history_date.year - 1)
            record.save()


def edited_offer(**values):
    """An entry whose title and times its editor has just changed."""
    offer = ready_offer(title="Alt", policy_field=make_field(moderator=make_partner()), **values)
    later(offer)
    anna = team(offer)
    offer.title, offer._history_user = "Neu", anna
    offer.save()
    make_opening(offer)
    note_change(offer, anna)
    return Offer.objects.get(pk=offer.pk), anna


def address(offer):
    return reverse("offers:change", args=[offer.pk])


def decide(client, offer, do, **values):
    stamp = client.get(address(offer)).context["stamp"]
    return client.post(address(offer), {"do": do, "stamp": stamp} | values)


def moderating(client, offer):
    client.force_login(moderator_of(offer))
    return client


def test_change_stands_in_the_moderators_list_with_its_difference(client):
    offer, _anna = edited_offer()
    client = moderating(client, offer)
    assert client.get(reverse("offers:moderation")).context["lists"].changed == [offer]
    changes = client.get(address(offer)).context["changes"]
    assert {(change.old, change.new) for change in changes} == {("Alt", "Neu"), ("", "Montag 09:00–12:00")}


def test_second_change_is_shown_with_the_first():
    offer, anna = edited_offer()
    since = offer.changed_unseen_at
    later(offer)
    Offer.objects.update(changed_unseen_at=since.replace(year=since.year - 1))
    offer = Offer.objects.get()
    offer.summary, offer._history_user = "Neuer Satz.", anna
    offer.save()
    note_change(offer, anna)
    now = Offer.objects.get()
    assert {change.new for change in unseen_changes(now)} >= {"Neu", "Neuer Satz."}


def test_change_is_no_version_of_its_own():
    offer, anna = edited_offer()
    count = offer.history.count()
    note_change(offer, anna)
    assert (offer.history.count(), Offer.objects.get().updated_at) == (count, offer.updated_at)


def test_changes_of_moderators_and_of_drafts_need_nobody():
    offer = ready_offer()
    note_change(offer, moderator_of(offer))
    draft = ready_offer(publication="draft")
    note_change(draft, team(draft))
    assert list(Offer.objects.values_list("changed_unseen_at", flat=True)) == [None, None]


def test_seen_change_leaves_the_list(client):
    offer, _anna = edited_offer()
    client = moderating(client, offer)
    assert decide(client, offer, "seen").status_code == 302
    now = Offer.objects.get()
    assert (now.title, now.changed_unseen_at) == ("Neu", None)


def test_undo_brings_back_what_was_approved_and_tells_the_partner(client):
    offer, _anna = edited_offer()
    offer.partner.inbox_email = "inbox@example.org"
    offer.partner.save()
    client = moderating(client, offer)
    decide(client, offer, "undo", note="Der Titel war besser.")
    now, mail = Offer.objects.get(), OutgoingMail.objects.get()
    assert (now.title, now.opening_times.count(), now.changed_unseen_at, now.publication) == (
        "Alt",
        0,
        None,
        "published",
    )
    assert (mail.name, mail.to, "Der Titel war besser." in mail.body) == ("change_undone", "inbox@example.org", True)


@pytest.mark.parametrize("do", ["seen", "undo"])
def test_button_decides_about_what_stood_above_it_only(client, do):
    offer, anna = edited_offer()
    client = moderating(client, offer)
    stamp = client.get(address(offer)).context["stamp"]
    offer.summary, offer._history_user = "Noch etwas.", anna
    offer.save()
    response = client.post(address(offer), {"do": do, "stamp": stamp})
    now = Offer.objects.get()
    assert (response.status_code, now.title, now.changed_unseen_at is None) == (409, "Neu", False)


def test_second_moderator_is_told_that_it_is_done(client):
    offer, _anna = edited_offer()
    client = moderating(client, offer)
    stamp = client.get(address(offer)).context["stamp"]
    answers = [client.post(address(offer), {"do": "undo", "stamp": stamp}).status_code for _ in range(2)]
    assert answers == [302, 409]


@pytest.mark.parametrize(
    ("role", "status"), [("editor", 404), ("manager", 404), ("moderator", 404), ("coordinator", 200), ("visitor", 302)]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_change_is_shown_to_moderators_of_its_field_only(client_of, role, status, method):
    offer, _anna = edited_offer()
    client = client_of(role, offer.partner)
    data = {"do": "seen", "stamp": "x"} if method == "post" else {}
    answer = getattr(client, method)(address(offer), data)
    assert answer.status_code == (409 if (method, status) == ("post", 200) else status)


# --- approval first


def strict_network():
    network = Network.objects.current()
    network.changes_need_approval = True
    network.save()


def typed(offer, section, **values):
    """What a browser would send for a section, with some answers changed."""
    data = QueryDict(mutable=True)
    form = section_form(section, offer)
    for one in [form.form, *(rows.management_form for rows in form.rows.values())]:
        for field in one:
            value = field.value()
            values_ = value if isinstance(value, list) else [value]
            data.setlist(field.html_name, [str(getattr(v, "pk", v)) for v in values_ if v is not None])
    for name, value in values.items():
        data[name] = value
    return data


def waiting_change():
    strict_network()
    offer = ready_offer(title="Alt", policy_field=make_field(moderator=make_partner()))
    later(offer)
    anna = team(offer)
    change = keep_for_approval(offer, "what", typed(offer, "what", title="Neu"), anna)
    return offer, anna, change


def test_approval_is_asked_for_what_was_published_only():
    offer, draft = ready_offer(), ready_offer(publication="draft")
    people = team(offer), moderator_of(offer), team(draft)
    assert needs_approval(offer, people[0]) is False
    strict_network()
    asked = [needs_approval(offer, people[0]), needs_approval(offer, people[1]), needs_approval(draft, people[2])]
    assert asked == [True, False, False]


def test_public_keeps_the_approved_version_until_the_moderator_agrees(client):
    offer, anna, change = waiting_change()
    client = moderating(client, offer)
    [shown] = client.get(address(offer)).context["waiting"]
    assert ([(row.old, row.new) for row in shown.changes], shown.errors) == ([("Alt", "Neu")], [])
    assert Offer.objects.get().title == "Alt"
    response = client.post(
        address(offer), {"do": "approve", "change": change.pk, "since": change.created_at.isoformat()}
    )
    record = offer.history.latest()
    assert (response.status_code, Offer.objects.get().title, PendingChange.objects.count()) == (302, "Neu", 0)
    assert (record.history_user, record.history_change_reason) == (anna, "approved by the moderator")
    assert [(mail.name, mail.to) for mail in OutgoingMail.objects.filter(to=anna.email)] == [
        ("change_approved", anna.email)
    ]


def test_moderator_is_told_once_of_changes_that_wait():
    offer, anna, _change = waiting_change()
    keep_for_approval(offer, "what", typed(offer, "what", title="Neuer"), anna)
    keep_for_approval(offer, "more", typed(offer, "more"), anna)
    assert OutgoingMail.objects.count() == 0  # nobody moderates yet, and the network has no office
    PendingChange.objects.all().delete()
    max_ = moderator_of(offer)
    for title in ("Neu", "Neuer"):
        keep_for_approval(offer, "what", typed(offer, "what", title=title), anna)
    assert [(mail.name, mail.to) for mail in OutgoingMail.objects.all()] == [("change_waits", max_.email)]


def test_change_that_was_written_anew_is_not_approved_unseen(client):
    offer, anna, change = waiting_change()
    client = moderating(client, offer)
    since = change.created_at.isoformat()
    keep_for_approval(offer, "what", typed(offer, "what", title="Ganz anders"), anna)
    response = client.post(address(offer), {"do": "approve", "change": change.pk, "since": since})
    assert (response.status_code, Offer.objects.get().title) == (409, "Alt")


def test_change_that_fits_no_longer_is_not_stored(client):
    offer, _anna, change = waiting_change()
    change.data = change.data | {"title": [""]}
    change.save()
    response = moderating(client, offer).post(
        address(offer), {"do": "approve", "change": change.pk, "since": change.created_at.isoformat()}
    )
    assert (response.status_code, Offer.objects.get().title, PendingChange.objects.count()) == (409, "Alt", 1)


def test_change_given_back_stays_with_its_author(client):
    offer, anna, change = waiting_change()
    client = moderating(client, offer)
    for note, status in (("", 200), ("Bitte kürzer.", 302), ("Noch einmal.", 409)):
        assert client.post(address(offer), {"do": "return", "change": change.pk, "note": note}).status_code == status
    change.refresh_from_db()
    assert (change.note, change.returned_on is None, change.data["title"]) == ("Bitte kürzer.", False, ["Neu"])
    mail = OutgoingMail.objects.get(name="change_given_back")
    assert (mail.to, "Bitte kürzer." in mail.body) == (anna.email, True)


def test_second_of_two_moderators_is_told_that_the_change_is_gone():
    _offer, _anna, change = waiting_change()
    give_back(change, note="Bitte kürzer.")
    with pytest.raises(ChangedMeanwhileError):
        give_back(change, note="Bitte länger.")
    assert PendingChange.objects.get().note == "Bitte kürzer."


def test_change_of_another_entry_is_not_decided_here(client):
    offer, _anna, _change = waiting_change()
    other = ready_offer(policy_field=offer.policy_field)
    change = keep_for_approval(other, "what", typed(other, "what", title="Neu"), team(other))
    data = {"do": "approve", "change": change.pk, "since": change.created_at.isoformat()}
    assert moderating(client, offer).post(address(offer), data).status_code == 409
    assert Offer.objects.get(pk=other.pk).title == other.title


def test_change_from_a_table_waits_like_any_other(client):
    strict_network()
    offer = ready_offer(title="Alt", policy_field=make_field(moderator=make_partner()))
    anna = team(offer)
    change = keep_for_approval(offer, "import", QueryDict("Titel=Neu"), anna)
    client = moderating(client, offer)
    [shown] = client.get(address(offer)).context["waiting"]
    assert ([(row.label, row.old, row.new) for row in shown.changes], shown.errors) == ([("Titel", "Alt", "Neu")], [])
    client.post(address(offer), {"do": "approve", "change": change.pk, "since": change.created_at.isoformat()})
    assert (Offer.objects.get().title, offer.history.latest().history_user) == ("Neu", anna)
