import re
import time as clock
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offers.hours_text import HoursReading, read_hours
from offers.hours_text.words import PATTERNS
from tests.offers.hours_cells import CELLS
from tests.offers.hours_cells_elsewhere import CELLS as CELLS_ELSEWHERE
from tests.offers.hours_printing import expected, printed, schedules, styles
from tests.offers.hours_shorthand import reading, row

BITS = """
Mo Di. Mi Do Fr Sa So montags Montag bis - – / , ; : . ( ) ! | und u. & 9 12 9.30 14:00 Uhr 1. letzter im Monat 24/7
täglich werktags nach Vereinbarung n.V. nur ab außer Ferien Feiertage geschlossen März 01.04. 30.09. 15.11.2024
14-tägig Mittagspause Beratung: offene in Raum 5 Jahre Hauptstr. 069 € < > &nbsp;
"""
WORDS = [*BITS.split(), "\n"]


@pytest.mark.parametrize(("text", "expected"), [cell[1:] for cell in CELLS], ids=[cell[0] for cell in CELLS])
def test_read_hours_reads_the_dresden_cell(text, expected):
    assert read_hours(text) == expected


@pytest.mark.parametrize(("text", "expected"), CELLS_ELSEWHERE)
def test_read_hours_reads_the_cell_from_elsewhere(text, expected):
    assert read_hours(text) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 11, 1), reading(row("FR", "10-16", starts_on=date(2024, 11, 15), until=date(2024, 11, 15)))),
        (date(2021, 5, 1), reading(unread="Freitag, 15. November, 10-16 Uhr")),
        (None, reading(unread="Freitag, 15. November, 10-16 Uhr")),
    ],
)
def test_read_hours_dates_a_weekday_without_a_year_only_near_today(today, expected):
    assert read_hours("Freitag, 15. November, 10-16 Uhr", today=today) == expected


def test_read_hours_leaves_descriptions_unread():
    text = "Mo 9-12 Uhr. " * 80
    assert read_hours(text) == HoursReading(unread=text)


@pytest.mark.parametrize(("unread", "complete"), [("", True), ("ab 14 Uhr", False)])
def test_reading_is_complete_when_nothing_is_unread(unread, complete):
    assert HoursReading(unread=unread).is_complete == complete


@given(schedules(), styles)
@settings(max_examples=200, deadline=None)
def test_read_hours_reads_back_what_was_printed(schedule, style):
    assert read_hours(printed(schedule, style)) == expected(schedule)


@given(schedules(), styles, st.sampled_from(["Beratung", "Offene Sprechstunde", "Kleiderkammer und Möbellager"]))
@settings(max_examples=100, deadline=None)
def test_read_hours_keeps_the_heading_of_a_printed_schedule(schedule, style, heading):
    assert read_hours(f"{heading}: {printed(schedule, style)}") == expected(schedule, label=heading)


@given(st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_read_hours_makes_proper_rows_of_any_text(text):
    for found in read_hours(text).rows:
        assert (found.opens is None) == (found.closes is None)
        assert found.weekdays
        assert found.frequency == ("monthly" if len(found.weekdays[0]) > 2 else "weekly")


@pytest.mark.parametrize("bit", ["Mo ", "9", "9-", "(", "1. ", "a-", "A", "<", "0 ", "nach ", "Mo, ", "1. und ", "\n"])
def test_read_hours_is_quick_on_repetitions(bit):
    start = clock.perf_counter()
    read_hours((bit * 1000)[:1000])
    assert clock.perf_counter() - start < 1


def test_patterns_catch_nothing_of_their_own():
    # The scanner finds the kind of a token by the number of its group.
    assert [pattern for _kind, pattern in PATTERNS if re.compile(pattern).groups] == []
