"""The timer command: one job that fails does not keep the others from running."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network_portal import tick
from network_portal.models import OutgoingMail


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


@pytest.mark.django_db
def test_mail_written_by_a_job_leaves_in_the_same_run(monkeypatch):
    def write(now):
        OutgoingMail.objects.create(to="a@example.org", name="test", message_id="<1@example.org>")
        return 1

    monkeypatch.setattr(tick, "JOBS", [("write", write), ("mails", dict(tick.JOBS)["mails"])])
    assert tick.run_due() == ({"write": 1, "mails": 1}, [])
