import pytest

from offers.hours_text import HoursReading, read_hours
from tests.offers.hours_cells import CELLS
from tests.offers.hours_cells_elsewhere import CELLS as CELLS_ELSEWHERE


@pytest.mark.parametrize(("text", "expected"), [cell[1:] for cell in CELLS], ids=[cell[0] for cell in CELLS])
def test_read_hours_reads_the_dresden_cell(text, expected):
    assert read_hours(text) == expected


@pytest.mark.parametrize(("text", "expected"), CELLS_ELSEWHERE)
def test_read_hours_reads_the_cell_from_elsewhere(text, expected):
    assert read_hours(text) == expected
