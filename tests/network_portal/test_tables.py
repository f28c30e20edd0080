"""Small tables of the administration as files, and the table of all offers."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from network_portal.tables.specs import SPECS
from offers.models import HelpLine, LexiconEntry, Offer, UnmetSearch
from offers.taxonomy import load_taxonomy
from partners.models import Contact, Partner
from referrals.models import Reason
from tests.factories import make_contact, make_field, make_offer, make_partner

pytestmark = pytest.mark.django_db
KEY = "Kürzel"


def address(model, page="export"):
    return reverse(f"admin:table-{page}", args=[model._meta.label_lower])


def rows_in(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(response.content.decode().removeprefix("\ufeff")), delimiter=";"))


def taken_out(client, model, query="") -> list[dict]:
    return rows_in(client.get(f"{address(model)}?als=csv{query}"))


def sent(rows: list[dict]) -> SimpleUploadedFile:
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("tabelle.csv", file.getvalue().encode())


def brought_in(client, url, rows, **answers):
    """The preview of the rows, and the answer to the button below it."""
    preview = client.post(url, {"file": sent(rows)})
    payload = preview.context["form"]["payload"].value()
    return preview, client.post(url, {"payload": payload, **answers})


def make_lines():
    return [
        HelpLine.objects.create(key=key, name=name, group="crisis", phone="+493023125000", position=number)
        for number, (key, name) in enumerate({"eins": "=1+1", "zwei": "Zwei"}.items())
    ]


def test_files_are_called_what_people_call_the_list(client, coordinator):
    day = f"{timezone.localdate():%Y-%m-%d}"
    names = {client.get(f"{address(model)}?als=csv")["Content-Disposition"] for model in (HelpLine, LexiconEntry)}
    kinds = ("hilfetelefone", "woerterbuch-der-suche")
    assert names == {f'attachment; filename="{kind}-{day}.csv"' for kind in kinds}


def test_what_was_taken_out_changes_nothing_when_it_comes_back(client, coordinator):
    load_taxonomy()
    make_lines()
    make_contact(responsibility="A–K")
    LexiconEntry.objects.create(phrase="sternschnuppe", concepts=["topic:daycare", "situation:baby"])
    for spec in SPECS.values():
        if spec.comes_in:
            preview = client.post(address(spec.model, "import"), {"file": sent(taken_out(client, spec.model))})
            assert (spec.label, [row.kind for row in preview.context["rows"]]) == (spec.label, [])


def test_table_changes_one_row_and_adds_one_after_the_second_button(client, coordinator):
    make_lines()
    first, second = taken_out(client, HelpLine)
    assert first["Name"] == "'=1+1"  # no program takes it for a formula
    rows = [second | {"Name": "Neu benannt"}, first | {KEY: "drei", "Name": "Drei"}]
    preview, answer = brought_in(client, address(HelpLine, "import"), rows)
    assert [(row.kind, row.is_new) for row in preview.context["rows"]] == [("changed", False), ("new", True)]
    assert answer.status_code == 302
    assert dict(HelpLine.objects.values_list("key", "name")) == {"eins": "=1+1", "zwei": "Neu benannt", "drei": "Drei"}


def test_preview_stores_nothing_and_bad_rows_hold_the_good_ones(client, coordinator):
    make_lines()
    first, second = taken_out(client, HelpLine)
    rows = [first | {"Gruppe": "Unfug"}, second | {"Name": "Gut"}]
    url = address(HelpLine, "import")
    preview, answer = brought_in(client, url, rows)
    assert [row.kind for row in preview.context["rows"]] == ["bad", "changed"]
    assert (answer.url, HelpLine.objects.filter(name="Gut").count()) == (url, 0)
    brought_in(client, url, rows, only_good="on")
    assert HelpLine.objects.filter(name="Gut").count() == 1


def test_table_taken_over_with_two_presses_adds_a_contact_once(client, coordinator):
    make_contact(make_partner(name="Sozialwerk"))
    url, rows = address(Contact, "import"), taken_out(client, Contact)
    preview = client.post(url, {"file": sent([rows[0] | {"Nr.": "", "Name oder Team": "Neue"}])})
    form = dict(re.findall(r'name="(payload|once)" value="([^"]+)"', preview.content.decode()))
    answers = [client.post(url, form).url for _press in range(2)]
    assert (answers, Contact.objects.filter(name="Neue").count()) == (
        [reverse("admin:partners_contact_changelist")] * 2,
        1,
    )


def test_contact_from_a_table_goes_into_history_under_a_name(client, coordinator):
    contact = make_contact(make_partner(name="Sozialwerk"))
    row = taken_out(client, Contact)[0]
    preview, _answer = brought_in(client, address(Contact, "import"), [row | {"Telefon": "030 23125111"}])
    assert [row.kind for row in preview.context["rows"]] == ["changed"]
    contact.refresh_from_db()
    assert (str(contact.phone), contact.history.first().history_user) == ("+493023125111", coordinator)
    bad = [row | {"Nr.": "", "Partner": "Unbekannt"}]
    assert [row.kind for row in brought_in(client, address(Contact, "import"), bad)[0].context["rows"]] == ["bad"]


def test_code_of_a_reason_tells_which_row_it_is(client, coordinator):
    row = next(row for row in taken_out(client, Reason) if row["Code"] == "no_capacity")
    brought_in(client, address(Reason, "import"), [row | {"Grund": "Alles voll"}])
    kind = Reason.objects.get(label="Alles voll")
    assert (kind.code, kind.get_kind_display()) == ("no_capacity", row["erklärt".capitalize()])


def test_export_holds_what_the_list_shows(client, coordinator):
    make_lines()
    assert [row[KEY] for row in taken_out(client, HelpLine, "&q=Zwei")] == ["zwei"]
    for words, count in (("kamel", 2), ("lama", 3)):  # a rare search may tell who searched
        UnmetSearch.objects.create(words=words, week="2026-11-16", count=count)
    assert [row["Wörter"] for row in taken_out(client, UnmetSearch)] == ["lama"]
    assert client.get(address(UnmetSearch, "import")).status_code == 404


@pytest.mark.parametrize("query", ["unfug__unfug=1", "pk__in=a"])
def test_export_for_a_filter_that_means_nothing_is_not_found(client, coordinator, query):
    assert client.get(f"{address(HelpLine, 'export')}?als=csv&{query}").status_code == 404


@pytest.mark.parametrize("label", ["referrals.referral", "referrals.access", "auth.user", "unfug"])
def test_nothing_else_is_a_table(client, coordinator, label):
    assert client.get(reverse("admin:table-export", args=[label]) + "?als=csv").status_code == 404


def test_tables_are_for_coordinators(client_of):
    client = client_of("moderator")
    pages = [address(spec.model, page) for spec in SPECS.values() for page in ("export", "import")]
    pages += [reverse("admin:offers_offer_table") + "?als=csv", reverse("admin:offers_offer_import")]
    assert {client.get(page).status_code for page in pages} == {404}


def test_payload_of_one_table_is_none_for_another(client, coordinator):
    make_lines()
    preview = client.post(address(HelpLine, "import"), {"file": sent(taken_out(client, HelpLine))})
    payload = preview.context["form"]["payload"].value()
    assert client.post(address(Reason, "import"), {"payload": payload}).url == address(Reason, "import")


def test_table_of_all_offers_goes_to_their_partners(client, coordinator):
    one, other = make_partner(name="Eins"), make_partner(name="Zwei")
    field = make_field(name="Gesundheit")
    offers = [make_offer(partner=partner, policy_field=field, publication="draft") for partner in (one, other)]
    rows = rows_in(client.get(reverse("admin:offers_offer_table") + "?als=csv"))
    assert [row["Partner"] for row in rows] == ["Eins", "Zwei"]
    new = dict.fromkeys(rows[0], "") | {"Partner": "Zwei", "Titel": "Neues", "In einem Satz": "Hilft."}
    changed = [rows[0] | {"Titel": "Anders", "Partner": ""}, new | {"Handlungsfeld": "Gesundheit"}]
    lost = new | {"Partner": "Niemand", "Titel": "Verloren", "Handlungsfeld": "Gesundheit"}
    url = reverse("admin:offers_offer_import")
    preview, answer = brought_in(client, url, [*changed, lost], only_good="on")
    kinds = {partner and partner.name: [row.kind for row in part] for partner, part in preview.context["parts"]}
    assert kinds == {"Eins": ["changed"], "Zwei": ["new"], None: ["bad"]}
    assert answer.url == reverse("admin:offers_offer_changelist")
    assert sorted(Offer.objects.values_list("partner__name", "title")) == sorted(
        [("Eins", "Anders"), ("Zwei", offers[1].title), ("Zwei", "Neues")]
    )


def test_table_of_all_offers_reads_a_file_of_excel(client, coordinator):
    make_offer(partner=make_partner(name="Eins"))
    book = client.get(reverse("admin:offers_offer_table") + "?als=xlsx").content
    preview = client.post(reverse("admin:offers_offer_import"), {"file": SimpleUploadedFile("a.xlsx", book)})
    assert (preview.context["parts"], preview.context["unchanged"]) == ([], 1)


def test_partner_keeps_what_a_table_does_not_name(client, coordinator):
    partner = make_partner(name="Eins", description="Bleibt.")
    row = next(row for row in taken_out(client, Partner))
    brought_in(client, address(Partner, "import"), [{"Adresse": row["Adresse"], "Name": "Uno"}])
    partner.refresh_from_db()
    assert (partner.name, partner.description) == ("Uno", "Bleibt.")
