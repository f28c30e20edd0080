"""The database of a test, for a process beside it: tests that kill one need a database that both can open."""

import sqlite3
from urllib.parse import quote

from django.db import connection


class SharedDatabase:
    """``url`` for ``DATABASE_URL`` of the other process; ``run`` asks or changes it from here.

    On SQLite the database of the tests lives in the memory of this process, so the other one gets a copy in a file.
    Only for tests with ``transaction=True``: what has not been committed nobody else sees.
    """

    def __init__(self, folder):
        if connection.vendor == "sqlite":
            self.path = folder / "copy.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.path)])
            self.run("PRAGMA journal_mode=WAL")  # as the portal's; later it would need the database for itself
            self.url = f"sqlite:///{self.path}"
        else:
            parts = connection.settings_dict
            port = f":{parts['PORT']}" if parts["PORT"] else ""
            self.url = f"postgres://{parts['USER']}@{quote(parts['HOST'], safe='')}{port}/{parts['NAME']}"

    def run(self, sql) -> list[tuple]:
        """The rows of a query, or none for a change."""
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.path, timeout=5) as opened:
                return opened.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
