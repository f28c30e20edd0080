"""Rules in German words."""

from datetime import date

import pytest

from offers.schedule import describe
from tests.offers.schedule_rows import rule

TODAY = date(2026, 6, 8)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([rule("MO TU WE TH", "09:00", "12:00")], [("Montag bis Donnerstag", "9–12 Uhr", "")]),
        ([rule("MO"), rule("TU"), rule("FR")], [("Montag, Dienstag und Freitag", "9–12 Uhr", "")]),
        ([rule("MO TU WE FR")], [("Montag bis Mittwoch und Freitag", "9–12 Uhr", "")]),
        (
            [rule("TU", "14:00", "18:00"), rule("TU TH", "09:00", "12:00"), rule("TH", "14:00", "18:00")],
            [("Dienstag und Donnerstag", "9–12 Uhr und 14–18 Uhr", "")],
        ),
        (
            [rule("TU", "08:30", "12:00"), rule("MO", "08:30", "11:15")],
            [("Montag", "8:30–11:15 Uhr", ""), ("Dienstag", "8:30–12 Uhr", "")],
        ),
        ([rule("MO TU WE TH FR SA SU", "00:00", "00:00")], [("täglich", "rund um die Uhr", "")]),
        ([rule("FR", "20:00", "00:00")], [("Freitag", "20–24 Uhr", "")]),
        (
            [rule("SA", frequency="monthly", week_of_month=1)],
            [("jeden 1. Samstag im Monat", "9–12 Uhr", "")],
        ),
        (
            [rule("MO WE", frequency="monthly", week_of_month=2)],
            [("jeden 2. Montag und 2. Mittwoch im Monat", "9–12 Uhr", "")],
        ),
        ([rule("FR", frequency="monthly", week_of_month=-1)], [("jeden letzten Freitag im Monat", "9–12 Uhr", "")]),
        ([rule("MO", interval=2, starts_on=date(2026, 1, 5))], [("Montag, alle 2 Wochen", "9–12 Uhr", "")]),
        ([rule("MO", in_school_holidays="closed")], [("Montag, nicht in den Schulferien", "9–12 Uhr", "")]),
        ([rule("MO", months=[11, 12, 1, 2, 3])], [("Montag, Januar bis März, November und Dezember", "9–12 Uhr", "")]),
        ([rule("FR", None, None, by_appointment=True)], [("Freitag", "nach Vereinbarung", "")]),
        ([rule("FR", by_appointment=True)], [("Freitag", "9–12 Uhr nach Vereinbarung", "")]),
        ([rule("FR", None, None)], [("Freitag", "Uhrzeit nicht bekannt", "")]),
        (
            [rule("FR"), rule("FR", None, None, by_appointment=True)],
            [("Freitag", "9–12 Uhr und nach Vereinbarung", "")],
        ),
        ([rule("MO", until=date(2026, 9, 30))], [("Montag, bis 30. September 2026", "9–12 Uhr", "")]),
        ([rule("MO", starts_on=date(2026, 9, 1))], [("Montag, ab 1. September 2026", "9–12 Uhr", "")]),
        ([rule("MO", until=date(2026, 1, 31))], []),
        (
            [rule("MO TU WE TH FR SA SU", starts_on=date(2026, 12, 24), until=date(2026, 12, 24))],
            [("am 24. Dezember 2026", "9–12 Uhr", "")],
        ),
        ([rule("MO", starts_on=TODAY, until=TODAY)], [("am 8. Juni 2026", "9–12 Uhr", "")]),
        (
            [rule("MO", label="Telefon"), rule("MO", label="Büro")],
            [("Montag", "9–12 Uhr", "Büro"), ("Montag", "9–12 Uhr", "Telefon")],
        ),
    ],
)
def test_describe_merges_sensibly(rows, lines):
    assert describe(rows, TODAY) == lines


def test_describe_keeps_known_and_unknown_holidays_in_one_line():
    rows = [rule("MO", on_public_holidays="closed"), rule("TU")]
    assert describe(rows, TODAY) == [("Montag und Dienstag", "9–12 Uhr", "")]
