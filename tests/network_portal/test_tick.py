"""The timer command: one job that fails does not keep the others from running."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network_portal import tick


def broken(now):
    raise ValueError("planted")


def test_tick_names_what_failed_and_does_the_rest(monkeypatch):
    monkeypatch.setattr(tick, "JOBS", [("first", broken), ("second", lambda now: 3)])
    out = StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("tick", stdout=out)
    assert (str(problem.value), out.getvalue()) == ("failed: first", "second: 3\n")


@pytest.mark.django_db
def test_tick_run_twice_does_nothing_twice():
    tick.run_due()
    counts, failed = tick.run_due()
    assert (set(counts.values()), failed) == ({0}, [])
