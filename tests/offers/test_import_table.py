"""Bytes become rows with the lines that an editor shows."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from offers.importing.columns import COLUMNS
from offers.importing.problems import UnreadableFile
from offers.importing.table import MAX_CELL, MAX_ROWS, read_table
from tests.offers.import_files import ROW, file_of


@pytest.mark.parametrize(
    "data",
    [
        file_of({}),
        b"\xef\xbb\xbf" + file_of({}),
        file_of({}, delimiter=";"),
        file_of({}, delimiter="\t"),
        file_of({}, encoding="cp1252"),
        file_of({}, encoding="utf-16"),
        file_of({}, end="\r\n"),
        file_of({}, end="\r"),
        b"sep=,\n" + file_of({}),
        b"\n\n" + file_of({}),
        file_of({}, columns=COLUMNS[::-1]),
        file_of({}).replace(b"row_id", b" Row ID "),
        file_of({"summary": "Kaffee,\x00 Gespräche und Spielzeug."}),
    ],
    ids=[
        "plain",
        "mark",
        "semicolons",
        "tabs",
        "windows",
        "utf-16",
        "crlf",
        "cr",
        "excel",
        "blank",
        "turned",
        "title",
        "nul",
    ],
)
def test_table_is_the_same_however_the_file_was_written(data):
    (row,) = read_table(data).rows
    assert row.cells == dict.fromkeys(COLUMNS, "") | ROW


def test_table_counts_lines_as_editors_do():
    data = file_of({"description": "Eins.\nZwei.\n\nVier."}, {}, {})
    data = b"\n" + data.replace(b"R3", b"\n\nR3").replace(b"\n\n\nR3", b"\n\n\nR3")
    assert [row.line for row in read_table(data).rows] == [3, 7, 10]


def test_table_does_without_optional_columns_and_names_the_ones_nobody_uses():
    needed = ("partner_name", "offer_title", "policy_field", "row_id")
    table = read_table(file_of({"Farbe": "rot"}, columns=(*needed, "Farbe", "")))
    assert (table.rows[0].cells, table.unused) == (
        dict.fromkeys(COLUMNS, "") | {name: ROW[name] for name in needed},
        ["farbe"],
    )


@override("en")
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b" \n;;;\n", "The file is empty."),
        (b"PK\x03\x04rest", "This is no CSV file but one of the kind XLSX, ODS, ZIP. Please save the table as CSV."),
        (b"Name,Ort\nA,B\n", "The first line must name the columns of the table. "
         "Missing there: row_id, partner_name, offer_title, policy_field."),
        (file_of(), "The file has no rows below the names of the columns."),
        (file_of({}, columns=(*COLUMNS, "city")), "The first line names columns twice: city."),
        (file_of({"description": "x" * (MAX_CELL + 1)}),
         "From line 2 on the file cannot be read: probably a quotation mark is missing there."),
        (file_of({}, {"description": "x" * 200_000}),
         "From line 3 on the file cannot be read: probably a quotation mark is missing there."),
        (file_of(*[{}] * (MAX_ROWS + 1)), "The file has more than 20000 rows. Please split it."),
        (b"x" * 20_000_001, "The file is larger than 20 MB. Please split it into several files."),
    ],
)  # fmt: skip
def test_table_says_why_a_file_cannot_be_read(data, reason):
    with pytest.raises(UnreadableFile) as error:
        read_table(data)
    assert str(error.value) == reason


@override("en")
def test_table_refuses_rows_that_are_too_short_or_too_long():
    short, long_ = b"R8,Verein,Titel\n", file_of({"row_id": "R9"}).split(b"\n")[1] + b",zu viel\n"
    rows = read_table(file_of({}) + short + long_).rows
    assert [[str(problem) for problem in row.bad] for row in rows] == [
        [],
        ["Line 3: The row has 3 cells instead of 27; something is missing or a line break is too many."],
        ["Line 4: The row has more cells than there are columns; probably a quotation mark is missing."],
    ]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_table_of_any_bytes_is_rows_or_a_sentence(data):
    for content in (data, file_of({}) + data, file_of({})[:200] + data):
        try:
            lines = [row.line for row in read_table(content).rows]
        except UnreadableFile as error:
            assert str(error) != ""  # noqa: PT017 (either outcome is right, but not silence)
        else:
            assert lines == sorted(set(lines))
