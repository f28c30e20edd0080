"""Handing somebody on: what is stored, what is sent, and what is refused."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from network_portal.once import new_token
from referrals.handing import Target, forward, rewrite_draft, start_referrals
from referrals.models import Access, Consent, Content, Referral, Status
from referrals.turns import waiting_for
from referrals.workflow import NotPossibleError, StepNotOpenError, open_steps
from tests.factories import make_field, make_membership, make_municipality, make_offer, make_partner
from tests.referrals.forms_filled import filled, send, statuses
from tests.referrals.rows import CONCERN, NAME, PHONE, acting, give_consent, make_inbox, make_referral, step

pytestmark = pytest.mark.django_db
NEW = reverse("referrals:new")


def browser(partner):
    """A browser of somebody who works for the partner."""
    client = Client()
    client.force_login(partner.memberships.first().user)
    return client


@pytest.fixture
def sender():
    return make_inbox(name="Absender")


@pytest.fixture
def recipient():
    return make_inbox(name="Beratungsstelle")


def offer_of(partner, **values):
    return make_offer(partner=partner, takes_referrals=True, **values)


def address_of(*offers):
    return f"{NEW}?" + "&".join(f"angebot={offer.slug}" for offer in offers)


def test_referral_is_sent_with_its_consent(sender, recipient):
    offer, place = offer_of(recipient, title="Schuldnerberatung"), make_municipality()
    response = send(browser(sender), address_of(offer), is_urgent="on", is_transfer="on", municipality=place.pk)
    referral = Referral.objects.get()
    assert response["Location"] == reverse("referrals:slip", args=[referral.number])
    assert (referral.status, referral.recipient, referral.offer, referral.policy_field) == (
        "sent", recipient, offer, offer.policy_field,
    )  # fmt: skip
    assert (referral.is_urgent, referral.is_transfer, referral.municipality) == (True, True, place)
    assert referral.consent.facts == ["name", "phone", "concern"]
    assert referral.consent.valid_until.year == timezone.localdate().year + 1
    assert (referral.content.name, referral.content.phone, referral.content.concern) == (NAME, PHONE, CONCERN)
    assert OutgoingMail.objects.filter(to=recipient.inbox_email).count() == 1


def heading_of(response) -> str:
    """What stands above the errors of a form."""
    return re.search(r'<h2 id="errors">(.*?)</h2>', response.content.decode())[1]


def test_words_stored_are_the_words_that_were_shown(sender, recipient):
    client, address = browser(sender), address_of(offer_of(recipient))
    typed = filled(released=["name"])
    response = client.post(address, typed)
    assert (response.status_code, statuses()) == (200, [])
    (shown,) = response.context["form"].texts
    assert NAME in response.content.decode()
    assert heading_of(response) == response.context["form"].errors_heading != ""
    response = client.post(address, typed | {"contact_way": ""})
    assert heading_of(response) == "Etwas fehlt noch oder stimmt nicht"
    client.post(address, typed | {"shown": shown.text.replace("\n", "\r\n")})
    assert Consent.objects.get().text == shown.text
    assert Consent.objects.get().facts == ["name"]


def test_only_what_the_recipient_asks_for_can_be_filled_in(sender, recipient):
    recipient.referral_facts = ["name", "email"]
    recipient.save()
    client, address = browser(sender), f"{NEW}?partner={recipient.slug}"
    fields = client.get(address).context["form"].fields
    assert {"phone", "concern", "address", "times", "language"} & set(fields) == set()
    send(client, address, policy_field=make_field().pk, email="kim@example.org", contact_way="email",
         released=["name", "email"])  # fmt: skip
    content = Content.objects.get()
    assert (content.email, content.phone, content.concern) == ("kim@example.org", "", "")


def test_each_of_several_gets_only_what_it_asks_for(sender):
    first, second = make_inbox(referral_facts=["name", "phone"]), make_inbox(referral_facts=["name", "concern"])
    send(browser(sender), address_of(offer_of(first), offer_of(second)))
    one, two = Referral.objects.order_by("pk")
    assert (one.status, two.status, one.group == two.group != "") == ("sent", "sent", True)
    assert (one.consent.facts, two.consent.facts) == (["name", "phone"], ["name", "concern"])
    assert (one.content.concern, two.content.phone) == ("", "")


def test_form_sent_twice_makes_one_referral(sender, recipient):
    client, address = browser(sender), address_of(offer_of(recipient))
    typed = filled()
    typed["shown"] = [shown.text for shown in client.post(address, typed).context["form"].texts]
    places = [client.post(address, typed)["Location"] for _time in range(2)]
    assert (places[0] == places[1], statuses()) == (True, ["sent"])


def test_errors_keep_the_text_and_store_nothing(sender, recipient):
    response = browser(sender).post(address_of(offer_of(recipient)), filled(given=None, phone=""))
    form = response.context["form"]
    assert (set(form.errors), Referral.objects.count()) == ({"given", "phone"}, 0)
    assert CONCERN in response.content.decode()


def test_concern_is_limited(sender, recipient):
    response = browser(sender).post(address_of(offer_of(recipient)), filled(concern="x" * 2001))
    assert set(response.context["form"].errors) == {"concern"}


def test_draft_is_kept_without_consent_and_completed_later(sender, recipient):
    client, address = browser(sender), address_of(offer_of(recipient))
    client.post(address, filled(draft="1", phone="", given=None, contact_way=None))
    draft = Referral.objects.get()
    assert (draft.status, draft.consent, draft.content.name) == ("draft", None, NAME)
    edit = reverse("referrals:edit", args=[draft.number])
    assert f'href="{edit}"' in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(edit).context["form"].initial["name"] == NAME
    send(client, edit)
    assert (statuses(), Content.objects.get().phone) == (["sent"], PHONE)
    assert client.get(edit).status_code == 409


def test_draft_that_is_none_any_more_is_not_rewritten():
    referral = make_referral(Status.SENT)
    with pytest.raises(StepNotOpenError):
        rewrite_draft(referral, by=acting(referral.sender), content={"name": "Anders"})


def test_parent_consents_with_a_code(sender, recipient):
    response = browser(sender).post(address_of(offer_of(recipient)), filled(code="1", given=None, released=[]))
    referral = Referral.objects.get()
    assert (referral.status, referral.consent) == ("awaiting_consent", None)
    assert response["Location"] == reverse("referrals:slip", args=[referral.number])


def test_partner_that_takes_none_is_refused_with_a_sentence(sender):
    partner = make_partner(name="Ohne Annahme")
    left = make_inbox(membership="former")
    page = browser(sender).get(f"{NEW}?partner={partner.slug}&angebot=gibt-es-nicht&partner={left.slug}")
    assert page.status_code == 200
    assert page.context["problems"] == [
        "Eines der Angebote gibt es nicht oder nicht mehr.",
        "Ohne Annahme nimmt zurzeit keine Vermittlungen an.",
        f"{left.name} nimmt zurzeit keine Vermittlungen an.",
    ]


def test_offer_that_takes_none_leads_to_its_partner(sender, recipient):
    offer = make_offer(partner=recipient)
    page = browser(sender).get(address_of(offer))
    assert page.context["form"].targets == [Target(recipient)]
    assert browser(sender).get(f"{NEW}?auswahl={offer.pk}").context["form"].targets == [Target(recipient)]


def test_draft_of_an_offer_is_no_target(sender, recipient):
    page = browser(sender).get(address_of(offer_of(recipient, publication="draft")))
    assert page.context["problems"] == ["Eines der Angebote gibt es nicht oder nicht mehr."]


def test_own_organisation_is_no_target(sender):
    page = browser(sender).get(f"{NEW}?partner={sender.slug}")
    assert page.context["problems"] == ["Absender kann hier nicht gefragt werden."]


def test_person_of_two_partners_says_for_which(sender, recipient):
    other = make_inbox()
    make_membership(sender.person, other)
    send(browser(sender), address_of(offer_of(recipient)), sender=other.slug)
    assert Referral.objects.get().sender == other
    response = send(browser(sender), address_of(offer_of(other)), sender=other.slug)
    assert (response.status_code, Referral.objects.count()) == (200, 1)


def test_who_reads_no_referrals_hands_nobody_on(client_of, sender):
    sender.memberships.update(reads_referrals=False)
    for client in (browser(sender), client_of("nobody"), client_of("coordinator")):
        assert [client.get(NEW).status_code, client.post(NEW).status_code] == [404, 404]


def test_body_outside_gets_nothing_and_has_a_day_to_ask(sender):
    response = browser(sender).post(
        f"{NEW}?ausserhalb=1",
        {"outside_body": "Familienkasse", "next_steps": "Antrag mitnehmen.", "once": new_token()},
    )
    referral = Referral.objects.get()
    assert response["Location"] == reverse("referrals:slip", args=[referral.number])
    assert (referral.status, referral.recipient, referral.outside_body) == ("sent", None, "Familienkasse")
    assert referral.due_on == timezone.localdate() + timedelta(days=21)
    assert (referral.content.next_steps, OutgoingMail.objects.count()) == ("Antrag mitnehmen.", 0)


def test_refusal_is_referred_on_with_its_text(sender, recipient):
    first = make_referral(Status.DECLINED, sender=sender)
    first.readers.create(membership=sender.memberships.get())
    client, offer = browser(sender), offer_of(recipient)
    address = reverse("referrals:refer-on", args=[first.number]) + f"?angebot={offer.slug}"
    initial = client.get(address).context["form"].initial
    assert (initial["name"], initial["concern"], initial["contact_way"]) == (NAME, CONCERN, "phone")
    assert Access.objects.filter(subject=first.number, what="refer_on", partner=sender).count() == 1
    send(client, address)
    second = Referral.objects.exclude(pk=first.pk).get()
    first.refresh_from_db()
    assert (second.follows, second.status, first.settled_on) == (first, "sent", timezone.localdate())
    assert second.consent != first.consent
    assert [row.membership.user for row in second.readers.all()] == [sender.person]


def test_referral_under_way_is_not_referred_on(sender):
    referral = make_referral(Status.SENT, sender=sender)
    assert browser(sender).get(reverse("referrals:refer-on", args=[referral.number])).status_code == 409


def test_recipient_does_not_refer_on_what_the_sender_decides():
    referral = make_referral(Status.UNMET)
    assert browser(referral.recipient).get(reverse("referrals:refer-on", args=[referral.number])).status_code == 409


def test_responsibility_goes_along_only_once_the_recipient_has_accepted(sender, recipient):
    refused = make_referral(Status.DECLINED, sender=sender, recipient=recipient, is_transfer=True)
    taken_over = make_referral(Status.UNMET, sender=sender, recipient=recipient, is_transfer=True)
    assert [row.responsible for row in (refused, taken_over)] == [sender, recipient]
    for row, decides, other in ((refused, sender, recipient), (taken_over, recipient, sender)):
        assert [list(open_steps(row, acting(partner))) for partner in (decides, other)] == [["settle"], []]
        waiting = [list(waiting_for(acting(partner).user, timezone.localdate())) for partner in (decides, other)]
        assert [row in rows for rows in waiting] == [True, False]
        address = reverse("referrals:refer-on", args=[row.number])
        assert browser(decides).get(address).status_code == 200
        assert browser(other).get(address).status_code in (404, 409)


def test_recipient_hands_on_with_a_new_consent(recipient):
    referral, third = make_referral(Status.SENT, recipient=recipient), make_inbox()
    address = reverse("referrals:forward", args=[referral.number]) + f"?partner={third.slug}"
    send(browser(recipient), address, released=["name", "phone"])
    child = Referral.objects.get(follows=referral)
    referral.refresh_from_db()
    assert (referral.status, referral.reason.code) == ("declined", "forwarded")
    assert (child.sender, child.recipient, child.status) == (recipient, third, "sent")
    assert (child.consent.facts, child.content.concern) == (["name", "phone"], CONCERN)


def test_without_a_release_nothing_is_handed_on(recipient):
    referral, third = make_referral(Status.SENT, recipient=recipient), make_inbox()
    address = reverse("referrals:forward", args=[referral.number])
    for typed in ({"named": "1"}, filled(released=[])):
        browser(recipient).post(f"{address}?partner={third.slug}", typed)
    assert statuses() == ["sent"]


def test_named_partner_gets_it_without_a_new_consent(sender, recipient):
    third = make_inbox()
    (referral,) = start_referrals([Target(recipient)], sender=sender, by=acting(sender), policy_field=make_field(),
                                  content={"name": NAME, "phone": PHONE, "contact_way": "phone"})  # fmt: skip
    first = give_consent(referral, facts=["name"], forward_to=third)
    referral = step(referral, "send", by=acting(sender))
    address = reverse("referrals:forward", args=[referral.number])
    assert browser(recipient).get(address).context["named"] == third
    browser(recipient).post(address, {"named": "1", "once": new_token()})
    child = Referral.objects.get(follows=referral)
    assert (child.status, child.recipient, child.consent.facts) == ("sent", third, ["name"])
    assert (child.content.phone, child.consent.text) == ("", first.text)


def test_accepted_referral_is_not_handed_on():
    referral = make_referral(Status.ACCEPTED)
    assert browser(referral.recipient).get(reverse("referrals:forward", args=[referral.number])).status_code == 409
    with pytest.raises(StepNotOpenError):
        forward(referral, Target(make_inbox()), by=acting(referral.recipient))


def test_erased_text_is_not_handed_on():
    referral = make_referral(Status.SENT)
    Content.objects.all().delete()
    with pytest.raises(NotPossibleError):
        forward(referral, Target(make_inbox()), by=acting(referral.recipient))


@pytest.mark.parametrize("name", ["refer-on", "forward", "consent", "slip", "edit"])
def test_third_partner_finds_nothing(name):
    referral, stranger = make_referral(Status.SENT), browser(make_inbox())
    address = reverse(f"referrals:{name}", args=[referral.number])
    assert [getattr(stranger, method)(address).status_code for method in ("get", "post")] == [404, 404]


@pytest.mark.parametrize("name", ["consent", "slip", "edit"])
def test_recipient_has_no_part_in_what_the_sender_does(name):
    referral = make_referral(Status.SENT)
    address = reverse(f"referrals:{name}", args=[referral.number])
    client = browser(referral.recipient)
    assert [getattr(client, method)(address).status_code for method in ("get", "post")] == [404, 404]
