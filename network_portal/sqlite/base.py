"""Django's SQLite, but whoever finds the database taken looks again after milliseconds, not after a tenth of a second.

SQLite has no queue: while one process writes one thing after the other, another that looks ten times a second may find
it taken each time, until it gives up although the database was free again and again.
"""

import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

PAUSE = 0.003  # seconds between two looks


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks often, for as long as the connection's ``timeout`` says."""

    def _start_transaction_under_autocommit(self):
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        end = time.monotonic() + seconds
        self._wait_for(0)
        try:
            while not self._has_begun(may_fail=time.monotonic() >= end):
                time.sleep(PAUSE)
        finally:
            self._wait_for(seconds)

    def _has_begun(self, may_fail) -> bool:
        try:
            super()._start_transaction_under_autocommit()
        except OperationalError as error:
            if may_fail or "locked" not in str(error):
                raise
            return False
        return True

    def _wait_for(self, seconds):
        self.connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
