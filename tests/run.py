"""Runs the whole suite: on SQLite with the browser tests, then on PostgreSQL. Says by name what it could not run."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser import CHROMIUM

# One worker runs all of a file: what its tests share is made once.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"]
SQLITE = "sqlite:///var/test.sqlite3"


@contextlib.contextmanager
def postgresql():
    """A throw-away server on a socket of its own; gives its database address, or None where there is no PostgreSQL."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    initdb = programs[-1] if programs else shutil.which("initdb")
    if not initdb:
        yield None
        return
    programs = Path(initdb).parent
    with tempfile.TemporaryDirectory() as folder:
        as_user = []
        if os.geteuid() == 0:  # initdb refuses to run as root
            shutil.chown(folder, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        quick = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses=''"

        def run(*command):
            subprocess.run([*as_user, *map(str, command)], check=True, cwd="/", stdout=subprocess.DEVNULL)

        run(programs / "initdb", "-D", f"{folder}/data", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(
            programs / "pg_ctl",
            "-D",
            f"{folder}/data",
            "-l",
            f"{folder}/log",
            "-w",
            "-o",
            f"-k {folder} {quick}",
            "start",
        )
        try:
            yield f"postgres://test@{folder.replace('/', '%2F')}/postgres"
        finally:
            run(programs / "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")


def main() -> int:
    """Exit code of the first run that failed, else 0."""
    if not CHROMIUM:
        print("Chromium was not found: the browser tests are skipped.")  # noqa: T201 (a command line program prints)
    with postgresql() as address:
        if not address:
            print("PostgreSQL was not found: the suite runs on SQLite only.")  # noqa: T201
            return run(PYTEST, SQLITE)
        # On SQLite the migrations take ten seconds a worker; on PostgreSQL they are quick, and gone through.
        code = run([*PYTEST, "--no-migrations"], SQLITE)
        print("The same on PostgreSQL, without the browser:")  # noqa: T201
        return run([*PYTEST, "-m", "not browser", "--database-only"], address) or code


def run(command, address) -> int:
    """The exit code of the tests on the database at ``address``."""
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
