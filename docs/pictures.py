"""Takes the pictures of docs/partner/ anew, from the demo network on a server of its own. Needs Chromium.

``make pictures`` runs it. Whoever changes a page that a picture shows runs it and looks at what came out.
"""

import io
import os
import re
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.server import NO_SECRETS, served
from tests.browser import ARGUMENTS, CHROMIUM

FOLDER = Path(__file__).resolve().parent / "images" / "partner"
PASSWORD = "demo-netzwerk-2026"  # of every account of the demo (README)
WIDTH = 720  # pixels: wide enough to read, small enough for a page of text
PARTNER = "/intern/partner/anlaufstelle-una/"
REFERRALS = "/intern/vermittlungen/"
MARGIN = 16  # pixels around a part of a page
COLOURS = 64  # enough for letters and areas; the files are a third as large
FIRST_OFFER = "main article a, main h2 a, main h3 a"


def picture(page, name, *, until=900):
    """Store what the window shows, ``until`` pixels from the top."""
    height = min(until, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
    store(page.screenshot(clip=clip, full_page=True), name)


def part(page, selector, name):
    """Store one part of the page, with some space around it."""
    box = page.locator(selector).first.bounding_box()
    clip = {"x": 0, "y": box["y"] - MARGIN, "width": WIDTH, "height": box["height"] + 2 * MARGIN}
    store(page.screenshot(clip=clip, full_page=True), name)


def store(png, name):
    """Write a picture in few colours."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{name}.png", optimize=True)


def log_in(page, base, name):
    """Log in as an account of the demo; its second step shows the code."""
    page.goto(f"{base}/konto/anmelden/")
    page.fill("input[name=login]", f"{name}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("input[name=code]")
    page.fill("input[name=code]", re.search(r"\b\d{6}\b", page.inner_text("main"))[0])
    page.press("input[name=code]", "Enter")
    page.wait_for_url(f"{base}/intern/")


def take_pictures(page, base):
    """The month of a secretary, the first offer, referrals, the day of a moderator."""
    page.goto(f"{base}/konto/anmelden/")
    picture(page, "anmelden", until=700)
    log_in(page, base, "leitung")
    picture(page, "aufgaben", until=760)
    for name, path in {"bestaetigen": "/intern/bestaetigen/", "angebote": "/intern/angebote/"}.items():
        page.goto(base + path)
        picture(page, name)
    page.locator(FIRST_OFFER).first.click()
    picture(page, "angebot", until=1000)
    page.locator("a[href*='/wann/bearbeiten/']").first.click()
    picture(page, "abschnitt", until=1000)
    for name, path in {"neu": "angebote/neu/", "profil": "", "team": "team/", "hochladen": "import/"}.items():
        page.goto(f"{base}{PARTNER}{path}")
        picture(page, name)
    take_referrals(page, base)
    page.context.clear_cookies()
    log_in(page, base, "moderation")
    page.goto(f"{base}/intern/moderation/")
    picture(page, "moderation", until=800)


def take_referrals(page, base):
    """From the search for somebody who helps to the slip; then what comes in."""
    page.goto(f"{base}{REFERRALS}wer-hilft/?q=Schulden")
    picture(page, "wer-hilft", until=1060)
    page.locator("main input[type=checkbox]").first.check()
    page.locator(".candidates + p button").click()
    picture(page, "vermitteln", until=900)
    page.fill("[name=phone]", "0152 28817386")
    for value in ("phone", "screen"):
        page.locator(f"fieldset[data-consent] input[value={value}]").check()
    part(page, "fieldset[data-consent]", "einwilligung")
    page.goto(f"{base}{REFERRALS}")
    picture(page, "vermittlungen", until=860)
    page.goto(f"{base}{REFERRALS}?richtung=eingang")
    page.locator(".referral-line a").first.click()
    picture(page, "vermittlung", until=880)
    page.locator("a[href$='/schritt/decline/']").click()
    picture(page, "ablehnen", until=760)
    page.goto(f"{base}{REFERRALS}?richtung=ausgang")
    page.locator(".referral-line", has_text="Gesendet. Die andere Stelle").locator("a").first.click()
    page.goto(page.url.split("?")[0] + "zettel/")
    page.locator("main form button").first.click()
    part(page, ".paper", "zettel")
    page.goto(f"{base}/intern/anfragen/")
    page.locator("main .card a").first.click()
    picture(page, "anfrage", until=1000)


def main():
    """Load the demo network into a database of its own, serve it, and go through it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = NO_SECRETS | {
            "SECRET_KEY": secrets.token_urlsafe(), "HTTPS": "false", "DEBUG": "false",
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3", "STATIC_ROOT": f"{folder}/static",
            "MEDIA_ROOT": f"{folder}/media",
        }  # fmt: skip
        for command in (["migrate"], ["load_demo"], ["collectstatic", "--no-input"]):
            run = [sys.executable, "manage.py", *command, "--verbosity", "0"]
            subprocess.run(run, env=os.environ | environment, check=True)
        with served("network_portal.wsgi:application", **environment) as (port, _pids), sync_playwright() as driver:
            german = {"LANGUAGE": "de", "LANG": "de_DE.UTF-8"}
            browser = driver.chromium.launch(
                executable_path=CHROMIUM, args=[*ARGUMENTS, "--lang=de-DE"], env=os.environ | german
            )
            page = browser.new_page(viewport={"width": WIDTH, "height": 900}, locale="de-DE")
            take_pictures(page, f"http://127.0.0.1:{port}")
            browser.close()


if __name__ == "__main__":
    main()
