"""A partner's own table: out as a file, in again after a preview."""

import csv
import io
import json
import zipfile
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from offers.exchange import columns as c
from offers.exchange import tables, workbooks
from offers.exchange.export import as_csv, as_json, as_rows, as_xlsx
from offers.exchange.plan import BAD, CHANGED, NEW, UNCHANGED, plan
from offers.exchange.tables import read_sheet
from offers.importing import UnreadableFile
from offers.models import NextStep, Offer
from offers.models.choices import Publication
from partners.models import Network
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_topic,
)

pytestmark = pytest.mark.django_db
TOWNS = count(1)


def full_offer(partner, **values):
    """A published offer with something in every cell."""
    offer = make_offer(
        partner=partner,
        topics=[make_topic()],
        locations=[make_location(partner, municipality=make_municipality(f"Ort {next(TOWNS)}"), postcode="04916")],
        contacts=[make_contact(partner)],
        **{
            "description": "Erster Satz.\n\nZweiter Satz.", "hours_known": "times", "cost_kind": "priced",
            "documents_known": "listed", "documents": "Ausweis\nBescheid", "languages": ["de", "uk"],
        } | values,
    )  # fmt: skip
    make_opening(offer, "MO TU", "9:00", "12:00")
    offer.costs.create(amount="5.50", unit="Monat")
    NextStep.objects.create(offer=offer, text="Rufen Sie an.")
    return offer


def address(partner, name="import"):
    return reverse(f"offers:{name}", args=[partner.slug])


def table(partner):
    """The exported table as rows that a test can change."""
    return as_rows(partner)


def file_of(rows, name="angebote.csv"):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile(name, text.getvalue().encode())


def preview(client, partner, rows):
    return client.post(address(partner), {"file": file_of(rows)})


def take_over(client, partner, response, **answers):
    payload = response.context["form"]["payload"].value()
    return client.post(address(partner), {"payload": payload, **answers})


def only(response):
    (row,) = response.context["rows"]
    return row


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_table_that_comes_back_untouched_changes_nothing(write):
    partner = make_partner()
    full_offer(partner)
    make_offer(partner=partner, title="=SUMME(1)", summary="+49 hilft", publication=Publication.DRAFT)
    rows = plan(partner, read_sheet(write(partner)))
    assert [(row.kind, row.differences) for row in rows] == [(UNCHANGED, []), (UNCHANGED, [])]


def test_cells_are_no_formulas():
    partner = make_partner()
    make_offer(partner=partner, title="=1+1", summary="@SUM(A1)", description="-2", other_names="x")
    row = next(csv.DictReader(io.StringIO(as_csv(partner).decode("utf-8-sig")), delimiter=";"))
    assert [row[name] for name in (c.TITLE, c.SUMMARY, c.DESCRIPTION)] == ["'=1+1", "'@SUM(A1)", "'-2"]
    cells = load_workbook(io.BytesIO(as_xlsx(partner))).worksheets[0][2]
    assert "f" not in {cell.data_type for cell in cells}
    assert [cell.value for cell in cells][1] == "'=1+1"


def test_preview_names_each_difference_and_stores_nothing(client_of):
    offer = full_offer(partner := make_partner())
    client = client_of("editor", partner)
    rows = table(partner)
    rows[0] |= {c.TITLE: "Neuer Titel", c.COST: "kostenlos"}
    response = preview(client, partner, rows)
    row = only(response)
    assert (row.kind, [(d.column, d.new, d.is_conflict) for d in row.differences]) == (
        CHANGED, [(c.TITLE, "Neuer Titel", False), (c.COST, "kostenlos", False)],
    )  # fmt: skip
    offer.refresh_from_db()
    assert offer.title != "Neuer Titel"
    assert take_over(client, partner, response).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.cost_kind, offer.costs.count()) == ("Neuer Titel", "free", 0)
    assert (offer.changed_unseen_at is None, offer.history.first().history_user) == (False, client.user)


def test_every_cell_can_be_written(client_of):
    offer = full_offer(partner := make_partner())
    place, contact = make_location(partner, name="Haus 2"), make_contact(partner, name="Team", email="t@example.org")
    field, topic, town = make_field(name="Wohnen"), make_topic(name="Umzug"), make_municipality("Elsterwerda")
    client = client_of("editor", partner)
    rows = table(partner)
    rows[0] |= {
        c.SUMMARY: "Kurz gesagt.", c.DESCRIPTION: "Länger.", c.FIELD: "wohnen", c.TOPICS: "Umzug", c.KIND: "Kurs",
        c.DELIVERY: "am Telefon; dort, wo Sie sind", c.PLACES: "Haus 2", c.CONTACTS: "Team",
        c.RESIDENCE: "in bestimmten Orten", c.AREA: "Elsterwerda", c.ACCESS: "nach Vereinbarung",
        c.HOURS: "Mi 14-16 Uhr", c.DOCUMENTS: "nichts", c.ANONYMITY: "ganz anonym", c.CHILDCARE: "",
        c.LANGUAGES: "Deutsch; Polnisch",
        c.STEPS: "Schreiben Sie.\nKommen Sie.",
    }  # fmt: skip
    response = preview(client, partner, rows)
    assert [str(problem) for problem in only(response).bad] == []
    take_over(client, partner, response)
    offer.refresh_from_db()
    assert (offer.kind, offer.delivery, offer.residence, offer.access) == (
        "course", ["phone", "outreach"], "municipalities", "appointment",
    )  # fmt: skip
    assert (offer.documents_known, offer.anonymity, offer.languages) == ("none", "full", ["de", "pl"])
    assert (offer.policy_field, offer.topics.get(), offer.service_area.get()) == (field, topic, town)
    assert (offer.locations.get(), offer.contacts.get()) == (place, contact)
    time = offer.opening_times.get()
    assert (time.weekdays, time.opens.hour, time.closes.hour) == (["WE"], 14, 16)
    assert list(offer.next_steps.values_list("text", flat=True)) == ["Schreiben Sie.", "Kommen Sie."]
    assert [row.kind for row in plan(partner, read_sheet(as_csv(partner)))] == [UNCHANGED]


def test_days_of_notice_go_with_childcare_on_request(client_of):
    offer = full_offer(partner := make_partner(), childcare="request", childcare_notice_days=3)
    client = client_of("editor", partner)
    take_over(client, partner, preview(client, partner, [{c.NUMBER: offer.pk, c.CHILDCARE: "Kinder willkommen"}]))
    offer.refresh_from_db()
    assert (offer.childcare, offer.childcare_notice_days) == ("welcome", None)


def test_new_row_becomes_a_draft_once(client_of):
    client = client_of("editor", partner := make_partner())
    rows = [{c.TITLE: "Krabbelgruppe", c.SUMMARY: "Für Kleine.", c.FIELD: make_field(name="Familie").name}]
    response = preview(client, partner, rows)
    assert only(response).kind == NEW
    for _press in range(2):
        take_over(client, partner, response)
    offer = Offer.objects.get()
    assert (offer.partner, offer.publication, offer.editor, offer.slug) == (
        partner, Publication.DRAFT, client.user, "krabbelgruppe",
    )  # fmt: skip


def test_bad_rows_are_named_and_stop_all_but_what_one_agrees_to(client_of):
    good, bad = (full_offer(partner, title=title) for partner in [make_partner()] for title in ("A", "B"))
    client = client_of("editor", partner := good.partner)
    rows = table(partner)
    rows[0][c.SUMMARY], rows[1][c.KIND], rows[1][c.TOPICS] = "Neu.", "Zauberei", ""
    response = preview(client, partner, rows)
    problems = [problem for row in response.context["rows"] for problem in row.bad]
    assert [(problem.line, problem.column) for problem in problems] == [(3, c.TOPICS), (3, c.KIND)]
    take_over(client, partner, response)
    good.refresh_from_db()
    assert good.summary != "Neu."
    take_over(client, partner, response, only_good="on")
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.summary, bad.kind) == ("Neu.", "advice")


def test_foreign_number_is_refused_whether_it_exists_or_not():
    foreign = make_offer(title="Geheim")
    partner = make_partner()
    reasons = set()
    for number in (foreign.pk, 999_999):
        (row,) = plan(partner, read_sheet(file_of([{c.NUMBER: number, c.TITLE: "Meins"}]).read()))
        assert (row.kind, row.offer, row.bad[0].column) == (BAD, None, c.NUMBER)
        reasons.add(row.bad[0].reason)
    assert len(reasons) == 1


def test_newer_edit_in_the_portal_is_a_conflict_and_kept(client_of):
    offer = full_offer(partner := make_partner())
    client = client_of("editor", partner)
    rows = table(partner)
    Offer.objects.filter(pk=offer.pk).update(summary="Von Hand.", description="Von Hand, nicht in der Datei.")
    rows[0] |= {c.SUMMARY: "Aus der Datei.", c.TITLE: "Titel der Datei"}
    response = preview(client, partner, rows)
    assert [(d.column, d.is_conflict) for d in only(response).differences] == [(c.TITLE, False), (c.SUMMARY, True)]
    take_over(client, partner, response)
    offer.refresh_from_db()
    assert (offer.title, offer.summary, offer.description) == (
        "Titel der Datei", "Von Hand.", "Von Hand, nicht in der Datei.",
    )  # fmt: skip
    take_over(client, partner, response, take_conflicts="on")
    offer.refresh_from_db()
    assert offer.summary == "Aus der Datei."


def test_edit_between_preview_and_button_is_kept(client_of):
    offer = full_offer(partner := make_partner())
    client = client_of("editor", partner)
    response = preview(client, partner, [{c.NUMBER: offer.pk, c.SUMMARY: "Aus der Datei."}])
    Offer.objects.filter(pk=offer.pk).update(summary="Von Hand.")
    take_over(client, partner, response)
    offer.refresh_from_db()
    assert offer.summary == "Von Hand."


def test_changes_wait_where_the_network_wants_approval(client_of):
    Network.objects.create(name="Netzwerk", changes_need_approval=True)
    offer = full_offer(partner := make_partner())
    client = client_of("editor", partner)
    take_over(client, partner, preview(client, partner, [{c.NUMBER: offer.pk, c.SUMMARY: "Aus der Datei."}]))
    offer.refresh_from_db()
    change = offer.pending_changes.get()
    assert (offer.summary, change.data) == ("Help for single parents.", {c.SUMMARY: ["Aus der Datei."]})


def test_preview_of_somebody_else_is_refused(client_of):
    offer = full_offer(partner := make_partner())
    response = preview(client_of("editor", partner), partner, [{c.NUMBER: offer.pk, c.SUMMARY: "Neu."}])
    other = client_of("manager", partner)
    take_over(other, partner, response)
    other.post(address(partner), {"payload": "made up"})
    offer.refresh_from_db()
    assert offer.summary == "Help for single parents."


@pytest.mark.parametrize("name", ["import", "export"])
@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("coordinator", 200), ("other", 404), ("nobody", 404)])
def test_exchange_opens_for_the_right_people(client_of, name, role, status):
    partner = make_partner()
    client = client_of("manager" if role == "other" else role, None if role == "other" else partner)
    assert client.get(address(partner, name)).status_code == status
    assert client.get(address(partner, name), {"als": "json"}).status_code == status


def test_json_holds_everything_but_what_is_secret():
    partner = make_partner(inbox_email="post@example.org")
    shelter = make_location(partner, street="Geheimweg 1", postcode="04916", is_hidden=True)
    full_offer(partner, partner_note="Nur für Partner.").locations.add(shelter)
    make_offer(title="Fremd")
    text = as_json(partner).decode()
    data = json.loads(text)
    assert [len(data["offers"][0][name]) for name in ("opening_times", "costs", "next_steps", "locations")] == [
        1,
        1,
        1,
        2,
    ]
    assert {"id": shelter.pk, "is_hidden": True, "postcode": "04…"}.items() <= data["places"][0].items() | data[
        "places"
    ][1].items()
    assert [word for word in ("Geheimweg", "Nur für Partner", "Fremd") if word in text] == []
    assert "Geheimweg" not in as_csv(partner).decode()


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_numbers_keep_the_zero_of_a_postcode():
    sheet = read_sheet(workbook(["offer_title", "Postcode"], ["Hilfe", 4916], ["Mehr", 12.0]))
    assert [cells for _line, cells in sheet.rows] == [["Hilfe", "04916"], ["Mehr", "12"]]


def zip_bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 61_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 broken",
        b"",
        b"Titel;Nr.\n",
        b'Titel;Nr.\n"offen;1\n',
        pytest.param(workbook(["Titel"]), id="header-only"),
        pytest.param(b"Titel;Nr.\n" + b"x;1\n" * (tables.MAX_ROWS + 1), id="too-many-rows"),
        pytest.param(b"Titel;Nr.\n" + b"x" * 20_001 + b";1\n", id="long-cell"),
        pytest.param(b"x" * (tables.MAX_BYTES + 1), id="too-large"),
    ],
)
def test_files_that_cannot_be_taken_say_why(data):
    with pytest.raises(UnreadableFile):
        read_sheet(data)


def test_file_that_unpacks_to_too_much_is_refused():
    with pytest.raises(UnreadableFile):
        read_sheet(zip_bomb())


LOOKS = b"<styleSheet><cellXfs>%s</cellXfs></styleSheet>" % (b"<xf/>" * 20_000)


def changed_workbook(**parts):
    """A good table with other parts; a name that ends in a number stands for a sheet."""
    names = {"styles": "xl/styles.xml", "texts": "xl/sharedStrings.xml", "sheet1": "xl/worksheets/sheet1.xml"}
    good, file = zipfile.ZipFile(io.BytesIO(workbook(["Titel", "Nr."], ["Hilfe", 1]))), io.BytesIO()
    contents = {name: good.read(name) for name in good.namelist()} | {names[key]: parts[key] for key in parts}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "parts",
    [
        {"styles": LOOKS}, {"texts": LOOKS}, {"texts": LOOKS.decode().encode("utf-16")},
        {"sheet1": b"<worksheet><sheetData>%s</sheetData></worksheet>" % (b"<row/>" * 700_000)},
    ],
    ids=["looks", "looks-by-another-name", "looks-in-other-letters", "rows"],
)  # fmt: skip
def test_small_file_of_countless_elements_is_refused_unread(parts, monkeypatch):
    monkeypatch.setattr(workbooks, "load_workbook", lambda *args, **options: pytest.fail("it was read"))
    assert len(changed_workbook(**parts)) < 20_000
    with pytest.raises(UnreadableFile):
        read_sheet(changed_workbook(**parts))


def test_workbook_in_the_usual_letters_is_read():
    assert read_sheet(changed_workbook()).rows == [(2, ["Hilfe", "1"])]


def test_coordinator_brings_in_another_table(client_of):
    partner, field = make_partner(), make_field(name="Wohnen")
    rows = [{"row_id": "1", "partner_name": "Neuer Verein", "offer_title": "Umzugshilfe", "policy_field": field.name,
             "summary": "Wir tragen mit.", "email": "post@example.org"}]  # fmt: skip
    response = preview(client_of("editor", partner), partner, rows)
    assert list(response.context["form"].errors) == ["file"]
    client = client_of("coordinator")
    response = preview(client, partner, rows)
    assert (response.context["report"].counts["new"], Offer.objects.count()) == (1, 0)
    take_over(client, partner, response)
    offer = Offer.objects.get()
    assert (offer.partner.name, offer.publication) == ("Neuer Verein", Publication.DRAFT)


@pytest.mark.parametrize("offers", [1, 5])
def test_preview_needs_no_more_queries_for_more_offers(offers, django_assert_num_queries):
    partner = make_partner()
    for _number in range(offers):
        make_opening(make_offer(partner=partner, contacts=[make_contact(partner)]))
    rows = [row | {c.DESCRIPTION: "Neu.", c.STEPS: "Rufen Sie an."} for row in table(partner)]
    sheet = read_sheet(file_of(rows).read())
    with django_assert_num_queries(15):
        assert {row.kind for row in plan(partner, sheet)} == {CHANGED}
