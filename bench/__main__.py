"""Prints the table of docs/performance.md: processor time per request, as a multiple of a bare Django view's.

usage: python -m bench [NUMBER OF OFFERS ...]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from bench.server import NO_SECRETS, ask, cpu_seconds, memory, served

SIZES = (300, 30_000)
SECONDS = 4  # for one figure
PAGES = {
    "list": "/angebote/",
    "filtered list": "/angebote/?kosten=free&wie=on_site&alter=2&wann=heute",
    "near a place": "/angebote/?ort=04905&umkreis=20",
    "offer": "/angebote/angebot-7/",
    "search word": f"/angebote/?q={quote('Schulden')}",
    "start page": "/",
}


def milliseconds(port: int, pids, path: str) -> tuple[float, int]:
    """Processor time of one request in milliseconds, and the bytes of the answer; the first answers do not count."""
    ask(port, [path], 0.5)
    before = cpu_seconds(pids)
    count, size = ask(port, [path], SECONDS)
    return (cpu_seconds(pids) - before) / count * 1000, size


def bare() -> float:
    with served("bench.bare:application") as (port, pids):
        return milliseconds(port, pids, "/")[0]


def portal(address: str, unit: float, *, cached: bool):
    """Lines of the table for one database."""
    size = {} if cached else {"PAGE_CACHE_BYTES": "0"}
    environment = NO_SECRETS | {"DATABASE_URL": address, "HTTPS": "false", "DEBUG": "false"} | size
    with served("network_portal.wsgi:application", **environment) as (port, pids):
        for path in PAGES.values():  # what is built once after a change does not count
            ask(port, [path], 0)
        for name, path in PAGES.items():
            took, length = milliseconds(port, pids, path)
            yield name, took, took / unit, length
        yield "memory (MB)", memory(pids), None, 0


def main():
    unit = bare()
    print(f"bare Django view: {unit:.3f} ms of processor time\n")
    print("| offers | page | cache | ms | x bare | bytes |\n| ---: | --- | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | NO_SECRETS | {"STATIC_ROOT": f"{folder}/static", "HTTPS": "false"}
        os.environ["STATIC_ROOT"] = f"{folder}/static"
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "collectstatic", "--no-input", "-v", "0"], env=environment, check=True)
        for size in [int(word) for word in sys.argv[1:]] or SIZES:
            address = f"sqlite:///{Path(folder) / str(size)}.sqlite3"
            settings = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "network_portal.settings"}
            subprocess.run([sys.executable, "-m", "bench.data", str(size)], env=environment | settings, check=True)
            for cached in (True, False):
                for name, took, ratio, length in portal(address, unit, cached=cached):
                    shown = f"{took:.2f} | {ratio:.1f} | {length}" if ratio else f"{took:.0f} | |"
                    print(f"| {size} | {name} | {'yes' if cached else 'no'} | {shown} |", flush=True)


if __name__ == "__main__":
    main()
