"""Behind the code of a slip: how far it is, withdrawing, whether it helped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network_portal.models import OutgoingMail
from referrals import parents
from referrals.handing import Target, new_slip_code, start_referrals
from referrals.models import Access, Reason, Referral
from referrals.models.choices import FINAL
from referrals.permissions import may_read_content, sides_of
from tests.factories import make_field, make_membership
from tests.referrals.parents import act, make_desk, words
from tests.referrals.rows import CONCERN, CONTENT, NAME, WAYS, acting, make_inbox, make_network, make_referral, step

pytestmark = pytest.mark.django_db
ENDED = ["completed", "unmet"]


def with_slip(status, **values):
    """A referral in that status, and the code of its slip."""
    make_network()
    referral = make_referral(status, **values)
    return new_slip_code(referral), referral


@pytest.mark.parametrize("status", WAYS)
@pytest.mark.parametrize("name", ["mine", "thread"])
def test_code_tells_how_far_it_is_and_nothing_personal(status, name):
    code, referral = with_slip(status)
    page = words(act(code, "", name))
    assert page.count(referral.recipient.name) >= 1
    assert page.count(str(parents.FOR_PARENTS[referral.status])) == 1
    assert (page.count(NAME), page.count(CONCERN)) == (0, 0)


def test_code_says_whose_turn_it_is_and_until_when():
    code, referral = with_slip("sent")
    day = f"{referral.due_on.day}. "
    assert words(act(code, "", "mine")).count(f"{referral.recipient.name}, bis zum {day}") == 1
    Referral.objects.filter(pk=referral.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert words(act(code, "", "mine")).count("Es dauert länger als zugesagt") == 1


def test_code_opens_all_siblings():
    make_network()
    sender, others = make_inbox(), [make_inbox() for _number in range(2)]
    rows = start_referrals([Target(other) for other in others], sender=sender, by=acting(sender), content=CONTENT)
    page = words(act(new_slip_code(rows[0]), "", "mine"))
    assert [page.count(other.name) for other in others] == [1, 1]


def test_body_outside_got_nothing_and_the_page_says_so():
    make_network()
    sender = make_inbox()
    (row,) = start_referrals([Target(outside="Wohngeldstelle")], sender=sender, by=acting(sender), content=CONTENT)
    step(row, "send", by=acting(sender))
    assert words(act(new_slip_code(row), "", "mine")).count("Wir haben nichts geschickt.") == 1


@pytest.mark.parametrize("status", sorted(set(WAYS) - FINAL))
def test_withdrawing_asks_once_and_shuts_the_recipient_out_at_once(status):
    code, referral = with_slip(status)
    act(code, "withdraw", "mine", referral=referral.number)
    referral.refresh_from_db()
    assert referral.status == status
    act(code, "withdraw", "mine", referral=referral.number, sure="1")
    referral = Referral.objects.select_related("consent").get()
    assert (referral.status, referral.reason.code) == ("withdrawn", "parent_decided")
    assert sides_of(referral.recipient.memberships.get().user, referral) == set()
    assert words(act(code, "withdraw", "mine", referral=referral.number, sure="1")).count("Zurückgezogen.") == 1
    assert referral.events.filter(step="withdraw", channel="code").count() == 1


@pytest.mark.parametrize("status", ENDED)
def test_consent_ends_after_the_end_too(status):
    code, referral = with_slip(status)
    side = sides_of(referral.recipient.memberships.get().user, referral)
    assert may_read_content(side, referral)
    act(code, "withdraw", "mine", referral=referral.number, sure="1")
    referral = Referral.objects.select_related("consent").get()
    assert (referral.status, referral.consent.revoked_by) == (status, "code")
    assert not may_read_content(side, referral)


@pytest.mark.parametrize(("shares", "times"), [(True, 1), (False, 0)])
def test_reason_of_a_refusal_is_told_only_where_the_office_shares_it(shares, times):
    code, referral = with_slip("declined")
    Reason.objects.filter(pk=referral.reason_id).update(sentence="Wir sind leider voll.")
    Referral.objects.update(shares_reason=shares)
    assert words(act(code, "", "mine")).count("Wir sind leider voll.") == times


def test_consent_shows_what_the_office_prepared_and_lets_it_be_corrected():
    code, referral = with_slip("awaiting_consent")
    html = act(code, "consent", "mine", referral=referral.number).content.decode()
    assert (html.count(NAME), html.count(CONCERN)) == (1, 1)
    assert list(Access.objects.values_list("channel", "user")) == [("code", None)]
    form = {"name": "Kim B.", "pass_name": "on", "phone": "1", "contact_way": "self", "step": "give"}
    act(code, "consent", "mine", referral=referral.number, version=referral.version, **form)
    row = Referral.objects.get()
    assert (row.status, row.content.name, row.content.phone, row.content.concern) == ("sent", "Kim B.", "", "")


@pytest.mark.parametrize("status", ENDED)
def test_parent_says_whether_it_helped_and_may_change_it(status):
    code, referral = with_slip(status)
    for answer in ("partly", "yes", "yes"):
        page = act(code, "helped", "mine", referral=referral.number, answer=answer)
        assert words(page).count("Danke. Das hilft auch anderen.") == 1
    row = Referral.objects.get()
    assert (row.parent_answer, row.parent_answered_on, row.version) == (
        "yes",
        timezone.localdate(),
        referral.version + 2,
    )


def test_answer_is_taken_for_sixty_days():
    code, referral = with_slip("completed")
    today = timezone.localdate()
    for days, status in ((60, 200), (61, 409)):
        Referral.objects.update(ended_on=today - timedelta(days=days), parent_answer="")
        assert act(code, "helped", "mine", referral=referral.number, answer="no").status_code == status
    assert words(act(code, "", "mine")).count("Hat es geholfen?") == 0


@pytest.mark.parametrize(
    ("status", "answer", "mails"),
    [("completed", "no", 1), ("completed", "not_contacted", 1), ("completed", "yes", 0), ("completed", "no_word", 0),
     ("unmet", "no", 0), ("unmet", "not_contacted", 0)],
)  # fmt: skip
def test_contradiction_reaches_the_moderator_with_the_number_only(status, answer, mails):
    moderator = make_inbox()
    person = make_membership(partner=moderator, moderates=True).user
    code, referral = with_slip(status, policy_field=make_field(moderator=moderator))
    OutgoingMail.objects.all().delete()
    for _time in range(2):
        act(code, "helped", "mine", referral=referral.number, answer=answer)
    found = OutgoingMail.objects.filter(name="referral_contradiction")
    assert [mail.to for mail in found] == [person.email] * mails
    for mail in found:
        assert (mail.body.count(str(referral)), mail.body.count(NAME), mail.body.count(referral.number)) == (1, 0, 0)


def test_unknown_action_and_answer_change_nothing():
    make_desk()
    code, referral = with_slip("completed")
    assert act(code, "nonsense", "mine").status_code == 200
    assert words(act(code, "helped", "mine", referral=referral.number, answer="x")).count("Bitte wählen Sie") == 1
    assert Referral.objects.get().parent_answer == ""
