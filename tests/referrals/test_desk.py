"""The first contact of the network, handed over in one act with everything open."""

import pytest
from django.test import Client

from network_portal.models import OutgoingMail
from partners.models import Network
from partners.models.membership import Role
from referrals import desk, inquiries
from referrals.models import Inquiry, Referral
from tests.factories import make_offer, make_user
from tests.referrals.parents import act, make_desk, make_inquiry, words
from tests.referrals.rows import make_inbox, make_referral

pytestmark = pytest.mark.django_db
PATH = "/intern/anlaufstelle/"


class Change:
    """A desk with two open inquiries, one for an offer of its own, a closed one, a proposal and a sent referral."""

    def __init__(self):
        self.former, self.new = make_desk(), make_inbox(name="Neue Lotsenstelle")
        self.former.memberships.update(role=Role.MANAGER)
        Network.objects.update(desk_phone="+493023125000", desk_hours="Mo–Fr 9–15 Uhr")
        (self.code, self.waiting), (_code, self.answered) = make_inquiry(), make_inquiry()
        inquiries.reply(self.answered, "Ja.", by=self.former.person)
        self.own, self.closed = make_inquiry()[1], make_inquiry()[1]
        Inquiry.objects.filter(pk=self.own.pk).update(offer=make_offer(partner=self.former))
        inquiries.close(self.closed, by=self.former.person)
        self.proposal, self.sent = (self.referral(status) for status in ("awaiting_consent", "sent"))
        OutgoingMail.objects.all().delete()
        self.client = Client()
        self.client.force_login(self.former.person)

    def referral(self, status):
        row = make_referral(status, sender=self.former)
        Referral.objects.filter(pk=row.pk).update(inquiry=self.waiting)
        return row

    def hand_over(self, step="sure", **data):
        form = {"former": self.former.pk, "partner": self.new.pk, "phone": "030 23125001", "hours": "Di 9–12 Uhr"}
        return self.client.post(PATH, form | {"step": step} | data)


def test_page_shows_the_numbers_before_anything_moves():
    change = Change()
    page = words(change.hand_over(step=""))
    sentences = ["2 offene Anfragen gehen mit.", "Davon wartet 1 auf Antwort.",
                 "1 vorgeschlagene Vermittlung ohne Einwilligung geht mit.", str(change.sent)]  # fmt: skip
    assert [page.count(sentence) for sentence in sentences] == [1] * 4
    assert Network.objects.get().desk == change.former


def test_everything_open_moves_in_one_act():
    change = Change()
    assert change.hand_over().status_code == 302
    network = Network.objects.get()
    assert (network.desk, network.desk_phone, network.desk_hours) == (change.new, "+493023125001", "Di 9–12 Uhr")
    moved = set(Inquiry.objects.filter(partner=change.new))
    assert moved == {change.waiting, change.answered}
    senders = dict(Referral.objects.values_list("pk", "sender"))
    assert (senders[change.proposal.pk], senders[change.sent.pk]) == (change.new.pk, change.former.pk)
    assert words(act(change.code)).count("Ab jetzt liest und antwortet Neue Lotsenstelle hier.") == 1
    assert list(OutgoingMail.objects.values_list("name", "to")) == [("desk_taken_over", change.new.inbox_email)]
    assert change.client.get(PATH).status_code == 404
    assert change.client.get(change.waiting.get_absolute_url()).status_code == 404


def test_stale_page_moves_nothing():
    change = Change()
    third = make_inbox()
    change.client.force_login(make_user(is_staff=True))
    Network.objects.update(desk=third)
    assert change.hand_over().status_code == 409
    assert Network.objects.get().desk == third


@pytest.mark.parametrize(
    ("person", "status"),
    [("coordinator", 200), ("manager", 404), ("moderator", 404), ("nobody", 404), ("visitor", 302)],
)
def test_only_managers_of_the_desk_and_coordinators_hand_it_over(client_of, person, status):
    change = Change()
    change.client = client_of(person)
    assert change.client.get(PATH).status_code == status
    assert change.hand_over(step="").status_code == status
    assert Network.objects.get().desk == change.former


def test_editor_of_the_desk_may_not_hand_it_over(client_of):
    client = client_of("editor", make_desk())
    assert [client.get(PATH).status_code, client.post(PATH).status_code] == [404, 404]


def test_first_desk_is_chosen_where_there_was_none(client_of):
    new = make_inbox()
    client = client_of("coordinator")
    form = {"former": "", "partner": new.pk, "step": "sure"}
    Network.objects.create(name="Netzwerk")
    assert client.post(PATH, form).status_code == 302
    assert Network.objects.get().desk == new
    assert desk.may_hand_over(new.person) is False


@pytest.mark.parametrize("field", ["partner", "phone"])
def test_form_says_what_is_wrong(field):
    change = Change()
    response = change.hand_over(**{field: "x"})
    assert (response.status_code, response.content.decode().count('class="summary"')) == (200, 1)
    assert Network.objects.get().desk == change.former
