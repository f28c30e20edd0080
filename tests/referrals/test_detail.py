"""The page of one referral: what each side sees of it, and what not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from referrals.consents import revoke_consent
from referrals.models import Access, Consent, Content, Reason, Referral, Status
from referrals.onepage import history
from tests.referrals.rows import (
    CONCERN,
    CONTENT,
    NAME,
    PHONE,
    acting,
    give_consent,
    make_inbox,
    make_referral,
    step,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def page_of(referral, partner):
    client = Client()
    client.force_login(acting(partner).user)
    return client.get(referral.get_absolute_url())


def html_of(referral, partner) -> str:
    return page_of(referral, partner).content.decode()


def words_in(html) -> list[str]:
    return [word for word in (NAME, PHONE, CONCERN) if word in html]


def test_both_sides_read_the_person_and_each_reading_is_noted():
    referral = make_referral(Status.SENT)
    for partner in (referral.sender, referral.recipient):
        html = html_of(referral, partner)
        assert words_in(html) == [NAME, PHONE, CONCERN]
        title = html[html.index("<title>") : html.index("</title>")]
        assert words_in(title) == []
        assert title.count(str(referral)) == 1
    rows = Access.objects.filter(subject=referral.number, what="read").order_by("pk")
    assert list(rows.values_list("partner", "channel")) == [
        (referral.sender_id, "login"), (referral.recipient_id, "login"),
    ]  # fmt: skip


def test_fact_that_was_not_ticked_does_not_exist_for_the_recipient():
    referral = make_referral()
    give_consent(referral, facts=["concern"])
    referral = step(referral, "send", by=acting(referral.sender))
    assert words_in(html_of(referral, referral.sender)) == [NAME, PHONE, CONCERN]
    assert words_in(html_of(referral, referral.recipient)) == [CONCERN]


def test_ended_consent_locks_the_view_with_a_sentence():
    referral, today = make_referral(Status.ACCEPTED), timezone.localdate()
    Consent.objects.filter(pk=referral.consent_id).update(
        given_on=today - timedelta(days=90),
        valid_until=today - timedelta(days=20),
        warned_on=today - timedelta(days=30),
    )
    page = page_of(referral, referral.recipient)
    assert words_in(page.content.decode()) == []
    assert page.context["hidden"] == "locked"
    assert page.content.decode().count("Die Einwilligung ist abgelaufen.") == 1
    assert page.context["messages_between"] == []
    assert words_in(html_of(referral, referral.sender)) == [NAME, PHONE, CONCERN]


def test_revoked_consent_closes_the_page_for_the_recipient():
    referral = make_referral(Status.ACCEPTED)
    revoke_consent(referral, by=acting(referral.sender))
    assert page_of(referral, referral.recipient).status_code == 404


def test_recipient_sees_that_it_declined_but_no_longer_whom():
    referral = make_referral(Status.DECLINED)
    page = page_of(referral, referral.recipient)
    assert (page.context["hidden"], words_in(page.content.decode())) == ("not-hers", [])


def test_erased_content_is_named_so():
    referral = make_referral(Status.COMPLETED)
    Content.objects.all().delete()
    for partner in (referral.sender, referral.recipient):
        page = page_of(referral, partner)
        assert (page.status_code, page.context["hidden"]) == (200, "erased")
    assert Access.objects.filter(what="read").count() == 0


def test_sender_reads_the_polite_sentence_or_the_words_in_its_place():
    referral = make_referral(Status.DECLINED)
    sentence = Reason.objects.get(kind="decline", code="no_capacity").sentence
    assert page_of(referral, referral.sender).context["reason_words"] == sentence
    Content.objects.update(reason_note="Erst im Mai wieder.")
    referral.content.refresh_from_db()
    html = html_of(referral, referral.sender)
    assert (html.count("Erst im Mai wieder."), html.count(sentence)) == (1, 0)


def test_sender_alone_decides_whether_the_parent_reads_why():
    referral = make_referral(Status.DECLINED)
    address, shares = reverse("referrals:share-reason", args=[referral.number]), []
    for partner, status in ((referral.recipient, 404), (referral.sender, 302)):
        client = Client()
        client.force_login(acting(partner).user)
        assert client.post(address, {"shares": "1"}).status_code == status
        shares.append(Referral.objects.get().shares_reason)
    assert shares == [False, True]
    client.post(address, {"shares": "0"})
    assert Referral.objects.get().shares_reason is False


def test_nothing_to_share_while_there_is_no_reason():
    referral = make_referral(Status.SENT)
    client = Client()
    client.force_login(acting(referral.sender).user)
    address = reverse("referrals:share-reason", args=[referral.number])
    assert client.post(address, {"shares": "1"}).status_code == 404


def test_history_names_colleagues_and_only_the_office_of_others():
    referral = make_referral(Status.QUESTION)
    rosa = acting(referral.recipient).user
    rosa.first_name, rosa.last_name = "Rosa", "Muster"
    rosa.save()
    sender, recipient = referral.sender.display_name, referral.recipient.display_name
    seen = {side: [(str(one.words), one.who) for one in history(referral, {side})] for side in ("sender", "recipient")}
    assert seen["recipient"] == [("Gesendet", sender), ("Rückfrage gestellt", f"Rosa Muster, {recipient}")]
    assert seen["sender"] == [("Gesendet", f"Alex, {sender}"), ("Rückfrage gestellt", recipient)]


def test_others_are_named_as_far_as_one_may_see_them():
    first = make_referral(Status.DECLINED)
    child = make_referral(Status.SENT, sender=first.sender, follows=first)
    assert [other for _kind, other in page_of(first, first.sender).context["others"]] == [child]
    assert page_of(first, first.recipient).context["others"] == []
    assert page_of(child, first.sender).context["others"] == [("earlier", first)]


def test_buttons_are_the_open_steps_of_the_side():
    referral = make_referral(Status.SENT)
    names = {
        partner: [button.name for button in page_of(referral, partner).context["buttons"]]
        for partner in (referral.sender, referral.recipient)
    }
    assert names == {referral.sender: ["withdraw"], referral.recipient: ["accept", "ask", "waitlist", "decline"]}


def test_page_keeps_html_of_others_as_text():
    referral = make_referral(Status.SENT, content=CONTENT | {"concern": "<b>Miete</b>"}, recipient=make_inbox())
    assert html_of(referral, referral.recipient).count("&lt;b&gt;Miete&lt;/b&gt;") == 1
