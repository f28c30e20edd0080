"""The workspace with the keyboard alone and without script: log in, list, one section, one more row, save."""

from django.urls import reverse

from tests.browser.authenticator import app_code
from tests.browser.moves import press_key
from tests.factories import SECRET, make_contact, make_membership, make_offer
from tests.network_portal.accounts.steps import PASSWORD, make_person

FOCUSED = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.replace(/\\s+/g, ' ').trim()"
MOST = 120  # presses; no page has more to tab through


def reach(page, words):
    """Press Tab until the focus is on the field or button that begins with ``words``."""
    for _press in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"Tab does not reach “{words}” on {page.url}")


def enter(page, words, text):
    reach(page, words)
    page.keyboard.type(text)


def press(page, words):
    """Reach something and press Enter on it; a new page comes."""
    reach(page, words)
    press_key(page, "Enter")


def log_in(page, person):
    enter(page, "E-Mail", person.email)
    enter(page, "Passwort", PASSWORD)
    press(page, "Anmelden")
    enter(page, "Code", app_code(SECRET))
    press(page, "Anmelden")


def test_section_is_filled_in_by_keys_alone_and_without_script(visit):
    person = make_person()
    offer = make_offer(title="Elternkurs", partner=make_membership(person).partner, contacts=[make_contact()])
    page = visit(reverse("account_login"), script=False)
    log_in(page, person)
    press(page, "Angebote")
    press(page, "Elternkurs")
    press(page, "Ändern: Wie man")
    enter(page, "Was ist zu tun?", "Rufen Sie uns an.")
    press(page, "Noch ein Schritt")
    reach(page, "Was ist zu tun?")
    enter(page, "Was ist zu tun?", "Kommen Sie vorbei.")
    press(page, "Speichern")
    assert page.url.endswith(reverse("offers:workspace", args=[offer.pk]))
    assert [step.text for step in offer.next_steps.all()] == ["Rufen Sie uns an.", "Kommen Sie vorbei."]
