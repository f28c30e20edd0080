"""Two processes that write into one SQLite file."""

import sqlite3
import threading
import time

import pytest
from django.db import OperationalError, connection

from network_portal.sqlite import base

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only: others have a queue of their own"),
]


@pytest.fixture
def writer(tmp_path):
    """Another process that has begun to write, and a connection of ours to the same file, which waits 0.3 s."""
    other = sqlite3.connect(tmp_path / "file.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0.3}
    ours = base.DatabaseWrapper(connection.settings_dict | {"NAME": str(tmp_path / "file.sqlite3"), "OPTIONS": options})
    ours.ensure_connection()
    yield other, ours
    ours.close()
    other.close()


def test_writer_goes_on_as_soon_as_the_other_has_left(writer):
    other, ours = writer
    threading.Timer(0.05, other.execute, ["COMMIT"]).start()
    begun = time.monotonic()
    ours._start_transaction_under_autocommit()
    assert ours.connection.in_transaction
    assert time.monotonic() - begun >= 0.04


def test_writer_is_told_after_the_time_limit_that_it_is_locked_and_waits_as_before(writer):
    _other, ours = writer
    with pytest.raises(OperationalError, match="database is locked"):
        ours._start_transaction_under_autocommit()
    assert ours.connection.execute("PRAGMA busy_timeout").fetchone()[0] == 300


def test_other_troubles_are_told_at_once(writer):
    other, ours = writer
    other.execute("COMMIT")
    ours._start_transaction_under_autocommit()
    with pytest.raises(OperationalError, match="within a transaction"):
        ours._start_transaction_under_autocommit()
