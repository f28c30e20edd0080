"""A partner's table: taken out, changed at home, brought in again after a look at what would change."""

import csv
import io

from django.urls import reverse

from offers.exchange import columns as c
from offers.models import Offer
from tests.browser.moves import press
from tests.factories import make_offer, make_partner


def exported(page) -> list[dict]:
    with page.expect_download() as download:
        page.get_by_role("link", name="Tabelle als CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def written(rows) -> dict:
    """The file as somebody chooses it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return {"name": "angebote.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode("utf-8-sig")}


def test_good_rows_of_a_table_are_taken_over_and_the_bad_one_is_named(visit, client_of):
    partner = make_partner()
    offer = make_offer(partner=partner, title="Elternkurs", summary="Ein Kurs am Abend.")
    make_offer(partner=partner, title="Bleibt so")
    page = visit(reverse("offers:export", args=[partner.slug]), client=client_of("editor", partner))
    rows = exported(page)
    mine = next(row for row in rows if row[c.TITLE] == "Elternkurs")
    bad = dict.fromkeys(mine, "") | {c.TITLE: "Neuer Kurs", c.SUMMARY: "Ein Satz.", c.FIELD: "Gibt es nicht"}
    mine[c.SUMMARY] = "Ein Kurs am Vormittag."

    press(page.get_by_role("link", name="Tabelle hochladen"))
    page.locator("input[type=file]").set_input_files(written([*rows, bad]))
    press(page.get_by_role("button", name="Zeigen, was sich ändert"))
    assert page.locator("main h2").all_inner_texts() == ["Geändert: Elternkurs", "Stimmt nicht: Neuer Kurs"]
    assert page.locator("dl del").all_inner_texts() == ["Ein Kurs am Abend."]
    assert page.locator("dl ins").all_inner_texts() == ["Ein Kurs am Vormittag."]
    page.get_by_label("Nur die richtigen Zeilen").check()
    press(page.get_by_role("button", name="Übernehmen"))
    assert Offer.objects.count() == 2
    public = visit(reverse("offers:detail", args=[offer.slug]))
    assert public.locator("main .lead").first.inner_text() == "Ein Kurs am Vormittag."
