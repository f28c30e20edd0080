"""The ways a referral can go, from one office's page to the other's, and what the parent reads meanwhile.

Offices work at a desk, in part without script; parents read on a phone, without script and without a cookie.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from network_portal.models import OutgoingMail
from referrals import guards, reasons
from referrals.endings import end_what_is_over
from referrals.models import Referral, Status
from referrals.reminders import remind
from tests.browser.moves import press
from tests.factories import make_field, make_offer
from tests.network_portal.accounts.steps import link_in_mail
from tests.referrals.rows import CONCERN, NAME, PHONE, make_inbox, make_network, make_referral

OFFER = "Mietschulden"
NOT_NEEDED = "Nicht mehr nötig: Eine andere Stelle hat zugesagt. Hier sieht niemand mehr etwas."


@pytest.fixture
def network():
    """An office that hands on, one that takes, and what it offers."""
    guards.install()
    reasons.store_missing()
    make_network()
    here, there = make_inbox(name="Haus am Markt"), make_inbox(name="Schuldnerberatung")
    field = make_field(name="Geld")
    return SimpleNamespace(
        here=here, there=there, field=field,
        offer=make_offer(title=OFFER, partner=there, policy_field=field, takes_referrals=True),
    )  # fmt: skip


@pytest.fixture
def work(visit, live_server):
    """Opens a page as somebody who works for a partner; each of them has one window."""
    windows = {}

    def open_page(partner, path, script=True):
        if partner in windows:
            windows[partner].goto(live_server.url + path)
        else:
            client = Client()
            client.force_login(partner.person)
            windows[partner] = visit(path, width=1280, script=script, client=client)
        return windows[partner]

    return open_page


@pytest.fixture
def parent(visit, live_server):
    """What a parent with the code of the slip sees, on a phone."""
    windows = []

    def open_page(code):
        path = reverse("referrals:mine")
        if windows:
            windows[0].goto(live_server.url + path)
        else:
            windows.append(visit(path, script=False))
        windows[0].get_by_label("Ihr Code").fill(code)
        push(windows[0], "Mit diesem Code öffnen")
        assert windows[0].context.cookies() == []
        return windows[0]

    return open_page


def push(page, words):
    """Press the button with these words."""
    return press(page.get_by_role("button", name=words, exact=True))


def follow(page, words):
    """Press the link with these words."""
    return press(page.locator("main").get_by_role("link", name=words, exact=True))


def state(page):
    """Where the referral stands, and whose turn it is, in the words of the page."""
    facts = page.locator("main .lead + .facts .fact").all_inner_texts()
    return page.locator("main p.lead").first.inner_text(), facts[0] if facts else ""


def said(page):
    """What the parent reads of her referral."""
    return page.locator("main .card strong").first.inner_text()


def news(page):
    """The sentence on what was done."""
    return page.locator("[role=status]").first.inner_text()


def fill_in(page, *released):
    """The person, and a consent on the screen for these facts."""
    page.get_by_label("Name, oder wie", exact=False).fill(NAME)
    page.get_by_role("textbox", name="Telefon", exact=True).fill(PHONE)
    page.get_by_label("Worum geht es?").fill(CONCERN)
    page.get_by_label("am Telefon", exact=True).check()
    for fact in released:
        page.get_by_label(fact, exact=True).check()
    page.get_by_label("hier am Bildschirm", exact=False).check()


def code_on_slip(page):
    """Make the slip; its code."""
    push(page, "Zettel mit Code machen")
    return page.locator(".slip-code").inner_text()


def address(referral, name="detail"):
    return reverse(f"referrals:{name}", args=[referral.number])


def sent(network, status=Status.SENT, **values):
    return make_referral(status, sender=network.here, recipient=network.there, policy_field=network.field, **values)


def reason(page, words, note=""):
    """Choose a reason, in words of one's own if there are some."""
    page.get_by_role("radio", name=re.compile(f"^{words}")).check()
    page.locator("[name=note]").fill(note)


def find_in_tasks(page, referral):
    """The line of a referral in the list of what waits for somebody; then its page."""
    press(page.locator("main").get_by_role("link", name=str(referral)))


def test_from_the_page_of_an_offer_to_help(network, work, parent):
    page = work(network.here, network.offer.get_absolute_url())
    follow(page, "Für Fachkräfte: jemanden hierher vermitteln")
    fill_in(page, "Telefon", "worum es geht")
    assert f"{OFFER}" in page.locator(".wording").inner_text()
    push(page, "Einwilligung liegt vor: senden")
    assert news(page) == "Die Vermittlung ist gesendet."
    code = code_on_slip(page)
    referral = Referral.objects.get()
    page = work(network.there, reverse("workspace"))
    find_in_tasks(page, referral)
    assert state(page) == ("Neu.", "Sie sind am Zug")
    assert page.locator("main").get_by_text(NAME).count() == 0  # was not ticked
    push(page, "Annehmen")
    follow(page, "Kontakt hergestellt")
    push(page, "Kontakt hergestellt")
    assert said(parent(code)) == "Die Stelle hat sich bei Ihnen gemeldet."
    follow(page, "Abschließen")
    reason(page, "Es hat geholfen")
    push(page, "Abschließen")
    assert state(page)[0] == "Abgeschlossen."
    mother = parent(code)
    assert said(mother) == "Es ist abgeschlossen."
    mother.get_by_label("Ja", exact=True).check()
    push(mother, "Meine Antwort senden")
    assert news(mother) == "Danke. Das hilft auch anderen."


def test_a_question_is_answered_without_script(network, work, parent):
    referral = sent(network)
    there = work(network.there, address(referral), script=False)
    follow(there, "Rückfrage stellen")
    there.get_by_label("Ihre Frage").fill("Wann passt ein Anruf?")
    push(there, "Rückfrage stellen")
    assert state(there) == ("Sie haben eine Rückfrage gestellt.", "Am Zug: Haus am Markt")
    here = work(network.here, reverse("workspace"), script=False)
    find_in_tasks(here, referral)
    assert here.get_by_text("Wann passt ein Anruf?").count() == 1
    code = code_of(here)
    assert said(parent(code)) == "Die Stelle hat eine Rückfrage an die Beratung, die Ihnen geholfen hat."
    here.goto(here.url.removesuffix("zettel/"))
    follow(here, "Rückfrage beantworten")
    here.get_by_label("Ihre Antwort").fill("Mittags.")
    push(here, "Rückfrage beantworten")
    assert state(here) == ("Gesendet. Die andere Stelle prüft sie.", "Am Zug: Schuldnerberatung")
    there.reload()
    assert state(there) == ("Neu.", "Sie sind am Zug")
    assert there.get_by_text("Mittags.").count() == 1


def code_of(page):
    """From the page of a referral to the code of a new slip."""
    follow(page, "Zettel für die Person")
    return code_on_slip(page)


def test_somebody_waits_on_the_list_until_there_is_a_place(network, work, parent):
    referral = sent(network)
    code = code_of(work(network.here, address(referral)))
    page = work(network.there, address(referral))
    follow(page, "Warteliste")
    push(page, "Warteliste")
    assert page.locator("main .errors, main [role=alert]").count() > 0
    page.get_by_label("Platz auf der Liste").fill("3")
    push(page, "Warteliste")
    assert state(page) == ("Auf Ihrer Warteliste.", "Sie sind am Zug")
    assert said(parent(code)) == "Sie stehen auf der Warteliste. Ihr Platz: 3."
    push(page, "Läuft weiter")
    push(page, "Annehmen")
    assert state(page)[0] == "Sie haben angenommen. Als Nächstes kommt der erste Kontakt."
    assert said(parent(code)) == "Angenommen. Die Stelle hilft Ihnen."


def test_a_refusal_leads_to_another_office(network, work, parent):
    other = make_inbox(name="Rechtswegweiser")
    make_offer(title="Rat zum Unterhalt", partner=other, policy_field=network.field, takes_referrals=True)
    referral = sent(network)
    code = code_of(work(network.here, address(referral)))
    page = work(network.there, address(referral))
    follow(page, "Ablehnen")
    reason(page, "Kein Platz frei", "Wir sind bis Weihnachten voll.")
    push(page, "Ablehnen")
    assert state(page)[0] == "Sie haben abgelehnt."
    assert page.get_by_text(PHONE).count() == 0
    page = work(network.here, reverse("workspace"))
    find_in_tasks(page, referral)
    assert state(page) == ("Abgelehnt.", "Sie sind am Zug")
    assert page.get_by_text("Wir sind bis Weihnachten voll.").count() == 1
    assert said(parent(code)) == "Diese Stelle kann nicht helfen. Ihre Beratung sucht einen anderen Weg."
    follow(page, "Anderen Weg suchen")
    press(page.get_by_role("link", name="Wer hilft bei"))
    page.get_by_label("Wer hilft bei …").fill("Unterhalt")
    push(page, "Suchen")
    page.get_by_label("Rechtswegweiser fragen", exact=False).check()
    push(page, "Weiter mit den angekreuzten")
    assert page.locator("[name=concern]").input_value() == CONCERN  # nobody tells it again
    page.get_by_label("Telefon", exact=True).last.check()
    page.get_by_label("hier am Bildschirm", exact=False).check()
    push(page, "Einwilligung liegt vor: senden")
    new = Referral.objects.latest("pk")
    assert (new.follows, new.recipient, new.status) == (referral, other, Status.SENT)
    page.goto(page.url.replace(new.number, referral.number).removesuffix("zettel/"))
    assert page.get_by_text(f"{new} folgte · Rechtswegweiser · gesendet").count() == 1
    assert state(page)[1] == ""


def test_without_an_answer_the_sender_decides(network, work, parent):
    referral = sent(network)
    code = code_of(work(network.here, address(referral)))
    later = timezone.now() + timedelta(days=30)
    remind(later)
    end_what_is_over(later)
    page = work(network.there, reverse("workspace"))
    assert page.get_by_role("link", name=str(referral)).count() == 0
    page = work(network.here, reverse("workspace"))
    find_in_tasks(page, referral)
    assert state(page) == ("Die andere Stelle hat nicht rechtzeitig geantwortet.", "Sie sind am Zug")
    assert said(parent(code)) == "Es kam keine Antwort. Ihre Beratung sucht einen anderen Weg."
    follow(page, "Erledigt")
    push(page, "Erledigt")
    assert state(page) == ("Die andere Stelle hat nicht rechtzeitig geantwortet.", "")


def test_a_partner_without_an_account_answers_by_the_link_of_the_mail(network, work, visit):
    network.there.memberships.all().delete()
    page = work(network.here, network.offer.get_absolute_url())
    follow(page, "Für Fachkräfte: jemanden hierher vermitteln")
    fill_in(page, "Telefon")
    push(page, "Einwilligung liegt vor: senden")
    link = link_in_mail()
    assert OutgoingMail.objects.latest("pk").to == network.there.inbox_email
    page = visit(link, width=1280, script=False)
    assert page.get_by_text(PHONE).count() == 0  # a program that follows links reads nothing
    push(page, "Vermittlung öffnen")
    assert state(page) == ("Neu.", "Sie sind am Zug")
    assert page.get_by_text(PHONE).count() == 1
    page.get_by_text("Annehmen", exact=True).first.click()
    push(page, "Annehmen")
    assert page.context.cookies() == []
    assert state(page)[0] == "Sie haben angenommen. Als Nächstes kommt der erste Kontakt."
    page = work(network.here, address(Referral.objects.get()))
    assert state(page) == ("Angenommen. Als Nächstes kommt der erste Kontakt.", "Am Zug: Schuldnerberatung")


def test_the_first_of_three_to_accept_takes_over(network, work, parent):
    others = [make_inbox(name=name) for name in ("Rechtswegweiser", "Lotsenboot")]
    for partner in others:
        make_offer(title=f"Rat bei {partner.name}", partner=partner, policy_field=network.field, takes_referrals=True)
    page = work(network.here, reverse("referrals:who-helps"), script=False)
    for name in ("Schuldnerberatung", "Rechtswegweiser", "Lotsenboot"):
        page.get_by_label(f"{name} fragen", exact=False).check()
    push(page, "Weiter mit den angekreuzten")
    fill_in(page, "Telefon")
    push(page, "Einwilligung liegt vor: senden")
    push(page, "Einwilligung liegt vor: senden")
    assert news(page) == "3 Vermittlungen sind gesendet. Wer zuerst annimmt, übernimmt."
    code = code_on_slip(page)
    by_partner = {referral.recipient: referral for referral in Referral.objects.all()}
    page = work(others[0], address(by_partner[others[0]]))
    push(page, "Annehmen")
    mother = parent(code)
    cards = mother.locator("main .card")
    assert dict(zip(cards.locator("h2").all_inner_texts(), cards.locator("strong").all_inner_texts(), strict=True)) == {
        "Schuldnerberatung": NOT_NEEDED, "Rechtswegweiser": "Angenommen. Die Stelle hilft Ihnen.",
        "Lotsenboot": NOT_NEEDED,
    }  # fmt: skip
    loser = work(others[1], reverse("referrals:inbox"))
    assert loser.get_by_text("Hier wartet nichts auf Sie.").count() == 1
    assert loser.goto(loser.url.replace(reverse("referrals:inbox"), address(by_partner[others[1]]))).status == 404
