"""From an inquiry to a referral: proposed by the office, decided with the code, sent only then."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from partners.models.choices import ReferralFact
from referrals.models import Access, ConsentWording, Content, Referral
from tests.factories import make_offer
from tests.referrals.parents import QUESTION, act, make_desk, make_inquiry, words
from tests.referrals.rows import make_inbox

pytestmark = pytest.mark.django_db
SHORT = "Miete ist zu hoch."
FACTS = {
    "name": "Kim Kanarie", "pass_name": "on", "phone": "0152 28817386", "pass_phone": "on", "concern": SHORT,
    "contact_way": "phone",
}  # fmt: skip


class Way:
    """An inquiry at the desk, and a partner that could help; ``staff`` is logged in at the desk."""

    def __init__(self, client):
        self.desk, self.helper = make_desk(), make_inbox(name="Schuldnerberatung")
        self.offer = make_offer(partner=self.helper, takes_referrals=True, title="Mietschulden")
        self.code, self.inquiry = make_inquiry()
        self.staff = client
        client.force_login(self.desk.person)

    def propose(self, **data):
        """The office proposes the offer."""
        path = reverse("referrals:propose", args=[self.inquiry.number]) + f"?ziel=o{self.offer.pk}"
        form = {"version": self.fresh().version, "concern": SHORT, "words": "Die können das."} | data
        return self.staff.post(path, form)

    def fresh(self):
        self.inquiry.refresh_from_db()
        return self.inquiry

    def referral(self):
        return Referral.objects.get()

    def press(self, step, **data):
        """The parent presses a button of the consent."""
        row = self.referral()
        form = {"referral": row.number, "version": row.version, "step": step} | FACTS
        return act(self.code, "consent", **form | data)


@pytest.fixture
def way(client):
    return Way(client)


def test_office_chooses_among_partners_and_offers_that_take_referrals(way):
    make_offer(partner=way.helper, title="Ohne")
    make_offer(partner=make_inbox(takes_referrals=False), takes_referrals=True)
    html = way.staff.get(reverse("referrals:propose", args=[way.inquiry.number])).content.decode()
    values = set(re.findall(r'<option value="(\w+)"', html))
    assert values == {f"p{way.helper.pk}", f"o{way.offer.pk}"}


def test_office_finds_the_words_of_the_parent_to_shorten_them(way):
    path = reverse("referrals:propose", args=[way.inquiry.number]) + f"?ziel=o{way.offer.pk}"
    assert way.staff.get(path).content.decode().count(QUESTION) == 1
    assert list(Access.objects.values_list("what", "partner")) == [("thread", way.desk.pk)]


@pytest.mark.parametrize("choice", ["o0", "p0", "x1", "o", "p9" * 20])
def test_office_proposes_nobody_else(way, choice):
    path = reverse("referrals:propose", args=[way.inquiry.number]) + "?ziel="
    assert way.staff.post(path + choice, {"version": 0}).status_code == 200
    assert way.staff.post(f"{path}p{way.desk.pk}", {"version": 0}).status_code == 200
    assert Referral.objects.count() == 0


def test_proposal_waits_for_the_parent_and_stands_in_the_thread(way):
    assert way.propose().status_code == 302
    row, inquiry = way.referral(), way.fresh()
    assert (row.status, row.sender, row.recipient, row.inquiry) == ("awaiting_consent", way.desk, way.helper, inquiry)
    assert (row.code_hash, row.content.concern, row.consent) == (inquiry.code_hash, SHORT, None)
    assert (inquiry.status, inquiry.due_on) == ("answered", None)
    page = words(act(way.code))
    assert (page.count("Die können das."), page.count("Ansehen, was weitergegeben würde")) == (1, 1)
    assert [mail.to for mail in OutgoingMail.objects.all()] == [way.desk.inbox_email]


def test_proposal_sent_twice_is_one(way):
    data = {"once": "a" * 32}
    assert [way.propose(**data).status_code for _time in range(2)] == [302, 302]
    assert way.referral().status == "awaiting_consent"


def test_proposal_does_not_overlook_what_was_written_meanwhile(way):
    version = way.fresh().version
    act(way.code, "write", text="Noch etwas.")
    assert way.fresh().version == version + 1
    response = way.propose(version=version)
    assert (response.status_code, response.content.decode().count(SHORT)) == (409, 1)
    assert Referral.objects.count() == 0


def test_parent_sees_field_by_field_what_would_leave_and_nothing_is_ticked(way):
    way.propose()
    response = act(way.code, "consent", referral=way.referral().number)
    html = response.content.decode()
    assert (response.context["purpose"], html.count(response.context["purpose"])) == ("das Angebot „Mietschulden“", 1)
    asked = [fact for fact in ReferralFact.values if re.search(f'name="{fact}"', html)]
    assert asked == ["name", "phone", "concern"]
    assert (html.count(SHORT), html.count(" checked")) == (1, 0)
    assert Access.objects.filter(channel="code", subject=way.referral().number).count() == 1


def test_parent_looks_once_more_before_anything_is_stored(way):
    way.propose()
    page = words(way.press("check"))
    assert page.count("Das geht an Schuldnerberatung:") == 1
    assert page.count("Nicht weitergegeben: Worum es geht") == 1
    assert way.referral().status == "awaiting_consent"
    assert (way.referral().content.name, way.referral().content.phone) == ("", "")


def test_only_what_was_ticked_is_stored_and_sent(way):
    way.propose()
    assert words(way.press("give")).count("Es ist abgeschickt. Danke") == 1
    row = way.referral()
    content = {fact: getattr(row.content, fact) for fact in ReferralFact.values if getattr(row.content, fact)}
    assert content == {"name": FACTS["name"], "phone": FACTS["phone"]}
    consent = row.consent
    assert (row.status, consent.form, consent.facts) == ("sent", "code", ["name", "phone"])
    assert (consent.given_on, consent.recipient) == (timezone.localdate(), way.helper)
    assert list(row.events.values_list("step", "channel")) == [("ask_consent", "login"), ("send", "code")]


def test_text_of_the_consent_is_the_one_that_was_shown(way):
    way.propose()
    shown = words(way.press("check"))
    way.press("give")
    assert shown.count(" ".join(way.referral().consent.text.split())) == 1


def test_other_words_than_those_shown_are_shown_first(way):
    way.propose()
    shown = way.press("check").context["text"]
    ConsentWording.objects.create(version=7, text="%(sender)s %(recipient)s %(purpose)s %(facts)s %(until)s. Neu.")
    again = way.press("give", shown=shown)
    assert (way.referral().status, again.context["text"].endswith("Neu.")) == ("awaiting_consent", True)
    way.press("give", shown=again.context["text"].replace("\n", "\r\n"))
    assert way.referral().consent.text == again.context["text"]


def test_consent_sent_twice_is_one(way):
    way.propose()
    version = way.referral().version
    answers = [way.press("give", version=version) for _time in range(2)]
    assert [words(answer).count("Es ist abgeschickt. Danke") for answer in answers] == [1, 1]
    assert way.referral().consents.count() == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"pass_name": "", "pass_phone": "", "contact_way": "self"}, "mindestens eine Angabe"),
        ({"name": ""}, "Bitte schreiben Sie etwas"),
        ({"pass_phone": ""}, "Dafür braucht die Stelle"),
        ({"contact_way": ""}, "Bitte wählen Sie."),
        ({"contact_way": "email"}, "keine gültige Auswahl"),
    ],
)
def test_consent_that_lacks_something_keeps_what_was_typed(way, change, error):
    way.propose()
    html = way.press("give", **change).content.decode()
    assert (html.count(error) > 0, html.count(SHORT)) == (True, 1)
    assert way.referral().status == "awaiting_consent"


def test_old_form_of_consent_keeps_what_was_typed(way):
    way.propose()
    response = way.press("give", stamp="x")
    assert (response.status_code, response.content.decode().count(f'value="{FACTS["name"]}"')) == (403, 1)
    assert way.referral().status == "awaiting_consent"


def test_what_the_office_has_changed_meanwhile_is_not_consented_to(way):
    way.propose()
    assert way.press("give", version=way.referral().version - 1).status_code == 409
    assert (way.referral().status, way.referral().consents.count()) == ("awaiting_consent", 0)


def test_partner_that_no_longer_takes_referrals_gets_nothing(way):
    way.propose()
    type(way.helper).objects.filter(pk=way.helper.pk).update(takes_referrals=False)
    assert words(way.press("give")).count("nimmt zurzeit keine Vermittlungen an") == 1
    row = way.referral()
    assert (row.status, row.consents.count(), row.content.name) == ("awaiting_consent", 0, "")


def test_parent_says_no(way):
    way.propose()
    number = way.referral().number
    assert words(act(way.code, "withdraw", referral=number)).count("Dann wird nichts weitergegeben") == 1
    assert way.referral().status == "awaiting_consent"
    act(way.code, "withdraw", referral=number, sure="1")
    row = way.referral()
    assert (row.status, row.reason.code, row.consents.count()) == ("withdrawn", "parent_decided", 0)


def test_other_code_opens_no_proposal(way):
    way.propose()
    other, _inquiry = make_inquiry()
    number = way.referral().number
    assert act(other, "consent", referral=number).status_code == 409
    assert act(other, "withdraw", referral=number, sure="1").status_code == 409
    assert way.referral().status == "awaiting_consent"


def test_recipient_reads_no_thread_and_mails_hold_no_word(way):
    way.propose()
    way.press("give")
    way.staff.logout()
    way.staff.force_login(way.helper.person)
    assert way.staff.get(reverse("referrals:inquiry", args=[way.inquiry.number])).status_code == 404
    mails = "".join(mail.subject + mail.body for mail in OutgoingMail.objects.all())
    assert not re.search(f"Kanari|{SHORT}|28817386|{way.code}", mails)
    assert Content.objects.get().concern == ""
