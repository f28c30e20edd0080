"""The command: what it prints, and when it fails."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offers.importing import Options, UnreadableFile, import_offers
from offers.importing.columns import COLUMNS
from offers.models import CostOption, ImportedRow, Offer, OfferLink, OpeningTime
from partners.models import Contact, Location, Partner
from tests.offers.import_files import file_of, make_words

pytestmark = pytest.mark.django_db


def run(path, *options) -> list[str]:
    """The lines that the command prints."""
    output = io.StringIO()
    call_command("import_offers", path, *options, stdout=output)
    return output.getvalue().splitlines()


@pytest.fixture
def file(tmp_path):
    make_words()
    path = tmp_path / "kreis.csv"
    path.write_bytes(file_of({"topics": "Drachen", "city": ""}))
    return path


@override("en")
def test_command_prints_remarks_and_a_summary(file):
    assert run(file) == [
        "Remark: Line 2, column topics: “Drachen” is in no list; parents can still search for it.",
        "Offers: 1 new, 0 changed, 0 unchanged, 0 kept by hand, 0 bad.",
        "Cells with opening hours: 0 read, 0 partly read, 0 left as text.",
        "Everything was stored.",
    ]
    assert ImportedRow.objects.get().source == "kreis"


@override("en")
def test_command_fails_for_bad_rows_and_stores_nothing(file):
    file.write_bytes(file_of({}, {"policy_field": ""}))
    with pytest.raises(CommandError) as error:
        run(file)
    assert str(error.value) == "Nothing was stored. Mend the bad rows, or leave them out with --skip-bad-rows."
    assert Offer.objects.count() == 0


def test_command_takes_its_options(file):
    file.write_bytes(file_of({}, {"policy_field": ""}))
    run(file, "--skip-bad-rows", "--dry-run")
    assert Offer.objects.count() == 0
    run(file, "--skip-bad-rows", "--as-draft", "--source", "Landkreis")
    assert [(row.source, row.offer.publication) for row in ImportedRow.objects.all()] == [("Landkreis", "draft")]


@override("en")
def test_command_says_what_is_wrong_with_the_file(file, tmp_path):
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError) as error:
        run(file)
    assert str(error.value) == "This is no CSV file but one of the kind PDF. Please save the table as CSV."
    with pytest.raises(CommandError) as error:
        run(tmp_path / "fehlt.csv")
    assert str(error.value) == "The file cannot be read: No such file or directory."


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["Soziale Hilfe", "0", "-3", "9" * 400, "3-6", "\x00", "ja", "5 €/Monat", "1,5", "030 23125001 / ",
                     "a@b", "(((", "Mo 9-12", "Str. 1; Str. 2", "²³", "٣", "1e9", "https://[", "31.2.2020", "a " * 200,
                     "x@" + "b" * 60 + ".de", "Jeder 5. Montag 9-10", "9.999.999 €", "Kurs " * 40 + "5 €"]),
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.dictionaries(st.sampled_from(COLUMNS), CELLS, max_size=12), min_size=1, max_size=4))
def test_import_of_any_cells_is_stored_or_explained(file, rows):
    try:
        data = file_of(*rows)
    except UnicodeEncodeError:
        return  # half a character, which no file can hold
    try:
        report = import_offers(data, Options("any", skip_bad_rows=True))
    except UnreadableFile as error:
        assert str(error) != ""  # noqa: PT017 (either outcome is right, but not silence)
        return
    for table in (Partner, Location, Contact, Offer, OpeningTime, CostOption, OfferLink, ImportedRow):
        for stored in table.objects.all():
            stored.clean_fields(exclude=["values", "unknown_topics"])
    taken = sum(report.counts[name] for name in ("new", "changed", "unchanged", "kept"))
    assert taken + report.bad_rows == len(rows)
