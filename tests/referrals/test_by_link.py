"""A partner without an account: one referral, few answers, a short life, and nothing for anybody else."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from partners.models import Membership
from referrals.models import Access, Reason, Referral, ReferralLink, Rules, Status
from referrals.workflow import BY_LINK, STEPS
from tests.factories import make_membership
from tests.referrals.rows import (
    CONCERN,
    NAME,
    PHONE,
    acting,
    give_consent,
    make_inbox,
    make_network,
    make_referral,
    step,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/vermittlung/"
OLD = "Dieser Link gilt nicht mehr"


@pytest.fixture(autouse=True)
def network():
    make_network()
    cache.clear()


def code_in(mail) -> str:
    (line,) = [line for line in mail.body.splitlines() if ADDRESS in line]
    return parse_qs(urlsplit(line).query)["code"][0]


def sent_without_account(**consent):
    """A referral to a partner where nobody logs in, and the secret of the link that it got."""
    referral = make_referral()
    Membership.objects.filter(partner=referral.recipient).delete()
    give_consent(referral, **consent)
    referral = step(referral, "send", by=acting(referral.sender))
    return referral, code_in(OutgoingMail.objects.get(to=referral.recipient.inbox_email))


def send(code, **data):
    return Client(enforce_csrf_checks=True).post(ADDRESS, {"code": code} | data)


def take(referral, code, name, **data):
    referral.refresh_from_db()
    return send(code, step=name, version=referral.version, **data)


def words_in(answer) -> list[str]:
    return [word for word in (NAME, PHONE, CONCERN) if word in answer.content.decode()]


def test_link_alone_shows_nothing_and_notes_nothing():
    referral, code = sent_without_account()
    answer = Client().get(ADDRESS, {"code": code})
    wrong = Client().get(ADDRESS, {"code": "x"})
    assert answer.content.decode().replace(code, "x") == wrong.content.decode()
    assert (words_in(answer), str(referral) in answer.content.decode()) == ([], False)
    assert ReferralLink.objects.get().first_opened_at is None
    assert Access.objects.count() == 0
    assert (answer.cookies, answer["Cache-Control"], answer["Referrer-Policy"]) == (
        {},
        "no-store, private",
        "same-origin",
    )


def test_button_opens_what_was_released_and_nothing_else():
    referral, code = sent_without_account(facts=["concern"])
    answer = send(code)
    assert (answer.status_code, words_in(answer), answer.cookies) == (200, [CONCERN], {})
    html = answer.content.decode()
    assert html[html.index("<title>") : html.index("</title>")].count(referral.number) == 0
    first = ReferralLink.objects.get().first_opened_at
    send(code)
    assert ReferralLink.objects.get().first_opened_at == first is not None
    rows = Access.objects.values_list("subject", "channel", "partner", "user")
    assert list(rows) == [(referral.number, "link", referral.recipient_id, None)] * 2


def test_link_takes_the_few_answers_and_no_other():
    referral, code = sent_without_account()
    assert [row["name"] for row in send(code).context["answers"]] == ["accept", "ask", "waitlist", "decline"]
    for name in set(STEPS) - BY_LINK:
        assert take(referral, code, name).status_code == 409
    assert take(referral, code, "ask", note="").context["form"].errors == {
        "note": ["Dieses Feld ist zwingend erforderlich."]
    }
    assert take(referral, code, "ask", note="Wann passt es?").status_code == 200
    event = Referral.objects.get().events.last()
    assert (event.step, event.channel, event.by) == ("ask", "link", None)


def test_answer_of_the_sender_comes_with_a_new_link_and_stands_on_the_page():
    referral, code = sent_without_account()
    take(referral, code, "ask", note="Wann passt es?")
    OutgoingMail.objects.all().delete()
    step(referral, "answer", by=acting(referral.sender), note="Am liebsten mittags.")
    fresh = code_in(OutgoingMail.objects.get(to=referral.recipient.inbox_email))
    assert send(fresh).content.decode().count("Am liebsten mittags.") == 1
    old = send(code)
    assert (old.status_code, old.content.decode().count(OLD), words_in(old)) == (410, 1, [])


def test_whole_way_by_link_ends_with_the_link():
    referral, code = sent_without_account()
    take(referral, code, "accept")
    take(referral, code, "contact", first_contact_on=timezone.localdate().isoformat())
    helped = Reason.objects.get(kind="outcome", code="helped").pk
    done = take(referral, code, "complete", reason=helped)
    assert (done.status_code, words_in(done), Referral.objects.get().status) == (200, [], Status.COMPLETED)
    assert send(code).status_code == 410
    assert take(referral, code, "check_in").status_code == 410


def test_same_answer_twice_is_one_step():
    referral, code = sent_without_account()
    data = {"step": "accept", "version": referral.version}
    assert [send(code, **data).status_code for _ in range(2)] == [200, 409]
    assert referral.events.filter(step="accept").count() == 1


def test_stale_answer_keeps_its_words():
    referral, code = sent_without_account()
    answer = send(code, step="ask", version=referral.version - 1, note="Wann passt es?")
    assert (answer.status_code, answer.content.decode().count("Wann passt es?")) == (409, 1)
    assert Referral.objects.get().status == Status.SENT


def test_link_lasts_its_days_and_is_renewed_at_the_known_address_only():
    referral, code = sent_without_account()
    link = ReferralLink.objects.get()
    days = Rules.objects.current().link_days
    assert timedelta(days=days - 1) < link.expires_at - timezone.now() <= timedelta(days=days)
    ReferralLink.objects.update(expires_at=timezone.now())
    old = send(code)
    assert (old.status_code, words_in(old), str(referral) in old.content.decode()) == (410, [], False)
    OutgoingMail.objects.all().delete()
    assert send(code, email="fremd@example.org").status_code == 200
    mail = OutgoingMail.objects.get()
    assert mail.to == referral.recipient.inbox_email
    assert words_in(send(code_in(mail))) == [NAME, PHONE, CONCERN]


def test_answer_never_tells_whether_link_or_address_is_known():
    referral, code = sent_without_account()
    ReferralLink.objects.update(expires_at=timezone.now())
    pages = [send(known).content.decode().replace(f'"{known}"', "") for known in (code, "x", "y" * 43)]
    assert pages == [pages[0]] * 3
    OutgoingMail.objects.all().delete()
    answers = [
        send(*pair) if isinstance(pair, str) else send(pair[0], email=pair[1]).content
        for pair in [(code, "a@example.org"), ("x", "b@example.org"), ("x", referral.recipient.inbox_email)]
    ]
    assert answers == [answers[0]] * 3
    # The old link, and the known address without one; never an address that somebody only named.
    assert [mail.to for mail in OutgoingMail.objects.all()] == [referral.recipient.inbox_email] * 2


def test_lost_link_comes_for_open_referrals_of_partners_without_account_only():
    referral, _code = sent_without_account()
    with_account = make_referral(Status.SENT, recipient=make_inbox())
    make_membership(partner=with_account.recipient)
    step(referral, "withdraw", by=acting(referral.sender))
    OutgoingMail.objects.all().delete()
    for partner in (referral.recipient, with_account.recipient):
        assert send("x", email=partner.inbox_email).status_code == 200
    assert OutgoingMail.objects.count() == 0


def test_new_links_are_limited():
    referral, _code = sent_without_account()
    OutgoingMail.objects.all().delete()
    for _ in range(5):
        assert send("x", email=referral.recipient.inbox_email).status_code == 200
    assert OutgoingMail.objects.count() == 3


@pytest.mark.parametrize("headers", [{"origin": "https://boese.example"}, {"sec-fetch-site": "cross-site"}])
def test_form_of_another_site_is_refused(headers):
    referral, code = sent_without_account()
    data = {"code": code, "step": "accept", "version": referral.version}
    assert Client().post(ADDRESS, data, headers=headers).status_code == 403
    assert Referral.objects.get().status == Status.SENT


def test_link_of_one_referral_opens_no_other():
    first, code = sent_without_account()
    second, _other = sent_without_account()
    take(second, code, "accept")
    assert Referral.objects.get(pk=second.pk).status == Status.SENT
    assert Client().get(reverse("referrals:detail", args=[first.number])).status_code == 302


def test_revoked_consent_ends_the_link():
    referral, code = sent_without_account()
    step(referral, "withdraw", by=acting(referral.sender))
    assert (send(code).status_code, words_in(send(code))) == (410, [])
