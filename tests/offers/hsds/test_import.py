"""Services of another directory: taken in as drafts, compared, kept, and robust whatever a file holds."""

import json
import tracemalloc
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from offers.importing import Options, UnreadableFile
from offers.importing.cells import short
from offers.importing.hsds import import_services
from offers.models import ImportedRow, Offer
from offers.models.choices import Publication
from partners.models import Contact, Partner
from tests.factories import make_field, make_topic
from tests.offers.hsds.entries import ask, full_offer

pytestmark = pytest.mark.django_db
TOO_LARGE = "Exceeds the limit (4300 digits) for integer string conversion"  # as Python says it
SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Elterncafé",
    "status": "active",
    "description": "Kaffee und Gespräche. Für alle.",
    "url": "https://andere.example.org/cafe",
    "email": "cafe@example.org",
    "organization": {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Verein Anders e.V.", "description": ""},
    "phones": [{"id": "1", "number": "030 23125009"}],
    "schedules": [{"id": "2", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "11:30:00"}],
    "attributes": [{"id": "3", "taxonomy_term": {"id": "4", "name": "Geld", "description": "", "taxonomy": "x"}}],
}


def take(tmp_path, *services, name="anders.json", **options):
    path = tmp_path / name
    path.write_text(json.dumps({"contents": services}), encoding="utf-8")
    return import_services(path, Options("anders", as_draft=True, **options))


def bare(entry):
    """An entry without ids, and without what its own portal says of itself."""
    if isinstance(entry, dict):
        own = {"id", "url", "uri", "last_modified"}
        return {name: bare(value) for name, value in entry.items() if name not in own and not name.endswith("_id")}
    return sorted((bare(each) for each in entry), key=str) if isinstance(entry, list) else entry


def test_what_goes_out_comes_in_again_the_same(client, tmp_path):
    full_offer(1), full_offer(2, residence="anywhere", for_pregnant="unknown", status="planned", cost_text="")
    before = ask(client, "services", full="true")
    Offer.objects.all().delete()
    Partner.objects.all().delete()
    report = take(tmp_path, *before["contents"])
    assert (report.counts, [str(problem) for problem in report.bad + report.remarks]) == ({"new": 2}, [])
    assert {offer.publication for offer in Offer.objects.all()} == {Publication.DRAFT}
    Offer.objects.update(publication=Publication.PUBLISHED)
    assert bare(ask(client, "services", full="true")["contents"]) == bare(before["contents"])
    assert take(tmp_path, *before["contents"]).counts == {"unchanged": 2}


def test_import_takes_a_service_of_another_directory(tmp_path):
    field = make_field(name="Geld")
    take(tmp_path, SERVICE)
    offer = Offer.objects.get()
    assert (offer.title, offer.summary, offer.partner.name, offer.policy_field, offer.publication) == (
        "Elterncafé", "Kaffee und Gespräche. Für alle.", "Verein Anders e.V.", field, "draft",
    )  # fmt: skip
    rule = offer.opening_times.get()
    assert (rule.weekdays, str(rule.opens), str(rule.closes)) == (["MO", "WE"], "09:00:00", "11:30:00")
    contact = Contact.objects.get()
    assert (contact.phone, contact.email, list(offer.contacts.all())) == (
        "+493023125009",
        "cafe@example.org",
        [contact],
    )
    assert [(link.title, link.url) for link in offer.links.all()] == [("andere.example.org", SERVICE["url"])]
    row = ImportedRow.objects.get()
    assert (row.source, row.row_id, row.source_url) == ("anders", SERVICE["id"], SERVICE["url"])


def test_import_again_keeps_what_a_person_has_changed(tmp_path):
    make_field(name="Geld")
    take(tmp_path, SERVICE)
    offer = Offer.objects.get()
    offer.title = "Café für Eltern"
    offer.save()
    changed = SERVICE | {"name": "Elterncafé am Markt", "description": "Jetzt am Markt."}
    report = take(tmp_path, changed)
    offer.refresh_from_db()
    assert (offer.title, offer.summary, report.kept_parts) == ("Café für Eltern", "Jetzt am Markt.", 1)


@override("en")
def test_import_tells_what_it_does_not_understand(tmp_path):
    make_field(name="Geld")
    broken = SERVICE | {
        "minimum_age": 18,
        "assured_date": "gestern",
        "phones": "030",
        "accreditations": "ISO",
        "schedules": [{"freq": "WEEKLY", "byday": "MO", "bymonthday": "3", "description": "am dritten"}],
    }
    report = take(tmp_path, broken)
    assert [str(problem) for problem in report.remarks] == [
        "Service 1, phones: “030” is no list; it was left out.",
        "Service 1, schedules[0]: “bymonthday” is not understood here. It stays in words.",
        "Service 1, minimum_age: This is no age of a child; it was left out.",
        "Service 1, assured_date: “gestern” is no day; it was left out.",
    ]
    assert (Offer.objects.get().hours_text, report.unused_columns) == ("am dritten", ["accreditations"])


@override("en")
def test_import_stores_nothing_where_a_service_is_bad(tmp_path):
    make_field(name="Geld")
    nameless = {"id": "5", "status": "active", "organization": {"name": "Verein"}}
    report = take(tmp_path, SERVICE, nameless, "nichts")
    assert [str(problem) for problem in report.bad] == [
        "Service 2, attributes: None of its terms is a policy field here. Name one with --field.",
        "Service 2, name: It is missing, but every service needs it.",
        "Service 3: Entry 3 of “anders.json” is no object.",
    ]
    assert (Offer.objects.count(), Partner.objects.count(), report.stored) == (0, 0, False)
    assert take(tmp_path, SERVICE, nameless, skip_bad_rows=True).counts == {"new": 1}


@pytest.mark.parametrize(("content", "words"), [
    (b"{", "“x.json” is no JSON: line 1, column 2: Expecting property name enclosed in double quotes."),
    (b"\xff\xfe", "“x.json” is not written in UTF-8, from byte 0 on."),
    (b"[" * 100_000, "“x.json” is nested too deeply."),
    (b"1" + b"0" * 5_000, f"“x.json” cannot be read: {short(TOO_LARGE)}."),
    (b"NaN", "“x.json” cannot be read: NaN."),
    (b'{"openapi": "3.1.0"}', "There is no service in “x.json”."),
    (b"PK\x05\x06" + b"\x00" * 18, "There is no service in “x.json”."),  # an empty ZIP
])  # fmt: skip
@override("en")
def test_import_says_what_is_wrong_with_a_file(tmp_path, content, words):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(UnreadableFile) as error:
        import_services(tmp_path / "x.json", Options("x"))
    assert str(error.value) == words


def zip_that_lies(path, method):
    """A ZIP of 40 MB that says it holds 1000 bytes."""
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.json", b" " * 40_000_000)
    raw = bytearray(path.read_bytes())
    for start, at in ((0, 22), (raw.rfind(b"PK\x01\x02"), 24)):  # in the entry, and in the list at the end
        raw[start + at : start + at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(raw)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_no_byte_more_is_unpacked_than_a_zip_says(tmp_path, method):
    zip_that_lies(tmp_path / "x.zip", method)
    tracemalloc.start()
    with pytest.raises(UnreadableFile):
        import_services(tmp_path / "x.zip", Options("x"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000


@override("en")
def test_import_says_that_a_zip_is_damaged(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", "[]" * 500)
    packed = bytearray((tmp_path / "x.zip").read_bytes())
    packed[36:40] = b"\xff" * 4  # right behind the name
    (tmp_path / "x.zip").write_bytes(packed)
    with pytest.raises(UnreadableFile, match="The ZIP file cannot be unpacked"):
        import_services(tmp_path / "x.zip", Options("x"))


@override("en")
def test_command_reads_a_folder_and_prints_a_summary(tmp_path, capsys):
    make_topic(name="Treffen", policy_field=make_field(name="Freizeit"))
    first = SERVICE | {"attributes": [{"id": "1", "taxonomy_term": {"id": "2", "name": "Treffen"}}]}
    (tmp_path / "1.json").write_text(json.dumps(first))
    (tmp_path / "2.json").write_text(json.dumps([SERVICE | {"id": "9", "attributes": []}]))
    with pytest.raises(CommandError):
        call_command("import_hsds", tmp_path)
    capsys.readouterr()
    call_command("import_hsds", tmp_path, field="Freizeit", source="Kreis")
    assert capsys.readouterr().out.splitlines() == [
        "Offers: 2 new, 0 changed, 0 unchanged, 0 kept by hand, 0 bad.",
        "Cells with opening hours: 2 read, 0 partly read, 0 left as text.",
        "Everything was stored.",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["2026-02-30", "MO", "5MO", "WEEKLY", "25:00", "09:00-05:00", "x@", "\ud800", "+49", "una-1.0"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["id", "name", "value", "code", "taxonomy", "taxonomy_term", "number"]), inner),
    max_leaves=4,
)  # fmt: skip


def spoilt(entry, number: int, value):
    """The entry with its ``number``-th value, counted through all levels, replaced; and how many are left to count."""
    pairs = entry.items() if isinstance(entry, dict) else enumerate(entry) if isinstance(entry, list) else ()
    made = entry.copy() if pairs else entry
    for key, inner in pairs:
        if number == 0:
            made[key] = value
            return made, -1
        made[key], number = spoilt(inner, number - 1, value)
        if number < 0:
            return made, -1
    return made, number


def test_import_of_any_service_is_stored_or_explained(tmp_path, client):
    full_offer(1)
    exported = ask(client, "services", full="true")["contents"][0]

    @settings(max_examples=12, deadline=None, derandomize=True)
    @given(places=st.lists(st.integers(0, 900), min_size=1, max_size=3), value=VALUES)
    def is_told_or_stored(places, value):
        service = exported
        for place in places:
            service, _left = spoilt(service, place, value)
        report = take(tmp_path, service, skip_bad_rows=True)
        assert report.bad_rows + sum(report.counts.values()) == 1

    is_told_or_stored()
