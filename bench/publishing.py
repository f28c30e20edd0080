"""Prints what publishing costs: papers in seconds and megabytes.

usage: python -m bench.publishing [NUMBER OF OFFERS ...]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from bench.__main__ import bare
from bench.server import NO_SECRETS

SIZES = (300, 1_000)
PAPERS = ("brochure", "large print", "leaflet", "network")


def measure(name: str):
    """Print a line for one paper, made as the first of a process, and again. The process that sets it counts too."""
    import django

    django.setup()
    from django.urls import reverse
    from django.utils import translation

    from offers.exports.brochure import Selection, brochure_pdf, leaflet_pdf, network_pdf
    from offers.index import current_index
    from offers.models import Offer

    translation.activate("de")
    reverse("home")  # what a server has read before its first page does not count,
    count = len(current_index().keys)  # nor what every page needs after a change
    Offer.objects.cards()[:1]
    builders = {"large print": lambda: brochure_pdf(Selection(large=True)), "leaflet": leaflet_pdf}
    build = (builders | {"brochure": brochure_pdf, "network": network_pdf})[name]
    (first, used, paper), (again, _used, _paper) = timed(build), timed(build)
    memory = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1000
    size = len(paper) / 1e6
    print(f"| {count} | {name} | {first:.2f} | {again:.2f} | {used:.2f} | {memory:.0f} | {size:.2f} |", flush=True)


def timed(build):
    """Seconds by the clock, seconds of processor, and what was built."""
    start, used = time.perf_counter(), processor()
    paper = build()
    return time.perf_counter() - start, processor() - used, paper


def processor() -> float:
    """Seconds of processor time this process and those it started have used."""
    return sum(row.ru_utime + row.ru_stime for row in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def main():
    print(f"bare Django view: {bare():.3f} ms of processor time\n")
    print("| offers | paper | seconds | again | of a processor | peak memory (MB) | file (MB) |", flush=True)
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in [int(word) for word in sys.argv[1:]] or SIZES:
            settings = {"DATABASE_URL": f"sqlite:///{Path(folder) / str(size)}.sqlite3", "HTTPS": "false"}
            environment = os.environ | NO_SECRETS | settings | {"DJANGO_SETTINGS_MODULE": "network_portal.settings"}
            subprocess.run([sys.executable, "-m", "bench.data", str(size)], env=environment, check=True)
            for name in PAPERS:
                subprocess.run([sys.executable, "-m", "bench.publishing", "--paper", name], env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--paper"]:
        measure(sys.argv[2])
    else:
        main()
