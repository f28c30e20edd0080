"""The monthly confirmation on a phone: from the mail to “everything is confirmed”, without login and without script."""

from datetime import timedelta

from django.utils import timezone

from network_portal.models import OutgoingMail
from offers.models import Offer
from offers.reviews import remind_partners
from tests.browser.moves import press
from tests.factories import make_partner
from tests.network_portal.accounts.steps import link_in_mail
from tests.offers.workflow.test_steps import ready_offer

LONG_AGO = timezone.localdate() - timedelta(days=400)


def days_of_confirmation():
    return list(Offer.objects.order_by("pk").values_list("confirmed_on", flat=True))


def test_five_offers_are_confirmed_on_two_pages_without_login_and_script(visit):
    partner = make_partner(inbox_email="buero@example.org")
    for number in range(5):
        ready_offer(partner=partner, title=f"Angebot {number}", confirmed_on=LONG_AGO)
    remind_partners(timezone.now())
    assert OutgoingMail.objects.get().to == "buero@example.org"

    page = visit(link_in_mail(), script=False)
    assert days_of_confirmation() == [LONG_AGO] * 5  # opening the link has changed nothing
    assert sorted(page.locator("main h2").all_inner_texts()) == [f"Angebot {number}" for number in range(5)]
    pages = ["the question"]
    page.on("domcontentloaded", lambda _page: pages.append("one more"))
    press(page.get_by_role("button", name="Alle 5"))

    assert page.locator("main .notice.good").inner_text() == "5 Einträge sind bestätigt. Vielen Dank!"
    assert page.get_by_text("Alles ist bestätigt.").is_visible()
    assert (len(pages), page.context.pages) == (2, [page])
    assert days_of_confirmation() == [timezone.localdate()] * 5
    assert "session" not in {cookie["name"] for cookie in page.context.cookies()}
