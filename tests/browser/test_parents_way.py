"""A mother on a phone, without a cookie: she asks, reads the answer, says what may leave, and whether it helped."""

import pytest
from django.test import Client
from django.urls import reverse

from referrals import guards, reasons
from referrals.models import Inquiry, Referral
from tests.browser.axe import WAYS, findings_in
from tests.browser.moves import press
from tests.factories import make_offer
from tests.referrals.parents import make_desk
from tests.referrals.rows import acting, make_inbox, step

PHONE = "0152 28817386"


@pytest.fixture
def helper():
    """Somebody who could help; the network has a desk that answers."""
    guards.install()
    reasons.store_missing()
    make_desk()
    partner = make_inbox(name="Schuldnerberatung")
    return make_offer(partner=partner, takes_referrals=True, title="Mietschulden")


def button(page, words):
    return page.get_by_role("button", name=words)


def answer_and_propose(visit, script):
    """What the office does meanwhile: it answers, and proposes an offer in its own words."""
    client = Client()
    client.force_login(Inquiry.objects.get().partner.memberships.get().user)
    page = visit(reverse("referrals:inquiries"), width=1280, script=script, client=client)
    press(page.locator("main").get_by_role("link", name=str(Inquiry.objects.get())))
    page.get_by_label("Ihre Antwort").fill("Ja, das geht.")
    press(button(page, "Antwort senden"))
    press(page.get_by_role("link", name="Vermittlung vorschlagen"))
    page.get_by_label("Wer könnte helfen?").select_option("Mietschulden")
    press(button(page, "Weiter"))
    page.get_by_label("Worum es geht").fill("Mietschulden.")
    press(button(page, "Der Mutter oder dem Vater vorschlagen"))
    assert page.get_by_text("Schuldnerberatung – wartet auf Einwilligung").count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_question_without_a_name_to_help(visit, helper, script):
    page = visit("/", script=script, bypass_csp=True)
    pages = []

    def seen():
        pages.append(page.locator("h1").inner_text().replace("\n", " "))
        if script:
            assert findings_in(page, WAYS[:1]) == {}

    press(page.locator("main").get_by_role("link", name="Anonym fragen"))
    page.get_by_label("Ihre Frage").fill("Wie zahle ich die Miete?")
    press(button(page, "Absenden"))
    code = page.locator(".code").inner_text()
    seen()
    press(button(page, "Ich habe ihn aufgeschrieben"))
    seen()
    answer_and_propose(visit, script)
    page.goto(page.url)
    page.get_by_label("Ihr Code").fill(code.lower())
    press(button(page, "Mit diesem Code öffnen"))
    assert page.get_by_text("Ja, das geht.").count() == 1
    press(button(page, "Ansehen, was weitergegeben würde"))
    seen()
    page.get_by_label("Telefon", exact=False).first.fill(PHONE)
    page.get_by_label("Darf weitergegeben werden: Telefon").check()
    page.get_by_label("Rufen Sie mich an").check()
    press(button(page, "Weiter: noch einmal ansehen"))
    seen()
    press(button(page, "Ja, das darf weitergegeben werden"))
    referral = Referral.objects.get()
    assert (referral.status, referral.consent.facts, referral.content.phone) == ("sent", ["phone"], PHONE)
    for name in ("accept", "contact", "complete"):
        referral = step(referral, name, by=acting(helper.partner))
    press(page.locator("footer").get_by_role("link", name="Wie weit ist meine Vermittlung?"))
    page.get_by_label("Ihr Code").fill(code)
    press(button(page, "Mit diesem Code öffnen"))
    seen()
    page.get_by_label("Ja", exact=True).check()
    press(button(page, "Meine Antwort senden"))
    referral.refresh_from_db()
    assert referral.parent_answer == "yes"
    press(button(page, "Alles löschen …"))
    press(button(page, "Jetzt alles löschen"))
    seen()
    assert page.context.cookies() == []
    assert pages == [
        "Ihre Frage ist angekommen", "Ihre Frage", "Darf Schuldnerberatung das wissen?", "Ist das richtig?",
        "Ihre Frage", "Alles ist gelöscht",
    ]  # fmt: skip
