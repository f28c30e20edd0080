"""Copies of a whole database, made while it is in use. ``database`` is Django's description (``settings_dict``)."""

import sqlite3
import subprocess
from pathlib import Path

from network_portal import env

SECONDS = 3600  # for a program of PostgreSQL
MINUTE = 60_000  # milliseconds that SQLite waits for a writer


class BackupError(Exception):
    """Something about a backup is not as it must be; the words say what."""


def kind_of(database: dict) -> str:
    """“sqlite” or “postgresql”, the last word of the name of the engine."""
    return "sqlite" if "sqlite" in database["ENGINE"] else "postgresql"


def dump(database: dict, target: Path):
    """Write the whole database into a new file, without what was deleted, and check the file."""
    if kind_of(database) == "sqlite":
        with _opened(database["NAME"]) as source:
            source.execute("VACUUM INTO ?", [str(target)])
    else:
        _run("pg_dump", database, "--format=custom", "--no-owner", "--no-privileges", "--file", str(target))
    check(kind_of(database), target)


def check(kind: str, file: Path):
    """Raises ``BackupError`` where the file is no whole copy of a database of this kind."""
    if kind == "sqlite":
        check_sqlite(file)
    elif not _run("pg_restore", None, "--list", str(file)).strip():
        raise BackupError("The copy of the database is empty.")


def check_sqlite(file: Path):
    """Every page, every index and every reference."""
    try:
        with _opened(f"file:{file}?mode=ro", uri=True) as copy:
            answers = copy.execute("PRAGMA integrity_check").fetchall()
            loose = copy.execute("PRAGMA foreign_key_check").fetchall()
            tables = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'auth_user'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The copy of the database cannot be read: {error}.") from None
    if answers != [("ok",)] or loose or not tables:
        raise BackupError("The copy of the database is damaged.")


def load(database: dict, file: Path):
    """Put a checked copy into the place of the database; all of it, or nothing."""
    if kind_of(database) == "sqlite":
        with _opened(f"file:{file}?mode=ro", uri=True) as source, _opened(database["NAME"]) as target:
            source.backup(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # nothing of before is left in the journal
    else:
        _run(
            "pg_restore", database, "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
            "--exit-on-error", str(file),
        )  # fmt: skip


class _opened:  # noqa: N801 (used like a function)
    """A connection of our own, closed at the end; with Django's one would write within its transactions."""

    def __init__(self, name, **options):
        self.connection = sqlite3.connect(name, timeout=MINUTE / 1000, isolation_level=None, **options)

    def __enter__(self):
        return self.connection

    def __exit__(self, *_error):
        self.connection.close()


def _run(program: str, database: dict | None, *arguments: str) -> str:
    """The output of a program of PostgreSQL. The password is no argument, for those everybody on the machine sees."""
    variables, where = {}, []
    if database:
        names = {"HOST": "--host", "PORT": "--port", "USER": "--username", "NAME": "--dbname"}
        where = [f"{option}={database[name]}" for name, option in names.items() if database.get(name)]
        variables = {"PGPASSWORD": database["PASSWORD"]} if database.get("PASSWORD") else {}
    command = [program, *where, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 (programs named above, addresses from the settings)
            command, env=env.for_program(**variables), capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except FileNotFoundError:
        raise BackupError(f"{program} was not found; it comes with the client programs of PostgreSQL.") from None
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program} failed: {error.stderr.strip().splitlines()[-1:]}") from None
    return done.stdout
