"""Prints what the interface for machines costs: processor time per question, as a multiple of a bare Django view's.

usage: python -m bench.api [NUMBER OF OFFERS]
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from bench.__main__ import bare, milliseconds
from bench.server import NO_SECRETS, ask, cpu_seconds, served

SERVICES = "/api/hsds/services?per_page=100"
QUESTIONS = {
    "100 services": SERVICES,
    "100 services, full": f"{SERVICES}&full=true",
    "100 services at locations": "/api/hsds/service_at_locations?per_page=100",
    "100 services changed since": f"{SERVICES}&modified_after=2020-01-01",
    "ids of all services": "/api/hsds/services?minimal=true",
}
CHANGED = ("100 services", "100 services, full")  # are also asked for right after a change
CHANGES = 10


def after_changes(path: Path, port: int, pids, question: str) -> float:
    """Milliseconds of a processor for the first answer after a change, in which everything is read anew."""
    before = cpu_seconds(pids)
    for _ in range(CHANGES):
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE offers_offer SET title = title WHERE id = (SELECT min(id) FROM offers_offer)")
        ask(port, [question], 0)
    return (cpu_seconds(pids) - before) / CHANGES * 1000


def lines(path: Path, environment: dict, unit: float):
    """Name, milliseconds, multiple of ``unit`` and bytes for each question to the portal with this database."""
    with served("network_portal.wsgi:application", **environment) as (port, pids):
        for name, question in QUESTIONS.items():
            took, size = milliseconds(port, pids, question)
            yield name, took, took / unit, size
        for name in CHANGED:
            took = after_changes(path, port, pids, QUESTIONS[name])
            yield f"{name}, read anew after a change", took, took / unit, 0


def main():
    unit = bare()
    print(f"bare Django view: {unit:.3f} ms of processor time\n")
    print("| question | ms | x bare | bytes |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portal.sqlite3"
        settings = {
            "DATABASE_URL": f"sqlite:///{path}", "HTTPS": "false", "DEBUG": "false", "PAGE_CACHE_BYTES": "0",
            "DJANGO_SETTINGS_MODULE": "network_portal.settings", "STATIC_ROOT": f"{folder}/static",
        }  # fmt: skip
        environment = NO_SECRETS | settings
        manage = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"]
        subprocess.run(manage, env=os.environ | environment, check=True)
        data = [sys.executable, "-m", "bench.data", *(sys.argv[1:] or ["300"])]
        subprocess.run(data, env=os.environ | environment, check=True)
        for name, took, ratio, size in lines(path, environment, unit):
            print(f"| {name} | {took:.1f} | {ratio:.1f} | {size or ''} |", flush=True)


if __name__ == "__main__":
    main()
