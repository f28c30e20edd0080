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

from bench.server import NO_SECRETS

SIZES = (300, 1_000)
PAPERS = ("brochure", "large print", "leaflet", "network")


def measure(name: str):
    """Print a line for one paper; made as the first of a process. The process that sets it counts too."""
    import django

    django.setup()
    from django.utils import translation

    from offers.exports.brochure import Selection, brochure_pdf, leaflet_pdf, network_pdf
    from offers.index import current_index
    from offers.models import Offer

    translation.activate("de")
    count = len(current_index().keys)  # what every page needs after a change does not count
    Offer.objects.cards()[:1]
    start, used = time.perf_counter(), processor()
    builders = {"large print": lambda: brochure_pdf(Selection(large=True)), "leaflet": leaflet_pdf}
    paper = (builders | {"brochure": brochure_pdf, "network": network_pdf})[name]()
    seconds = time.perf_counter() - start
    used = processor() - used
    memory = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"| {count} | {name} | {seconds:.2f} | {used:.2f} | {memory:.0f} | {len(paper) / 1e6:.2f} |", flush=True)


def processor() -> float:
    """Seconds of processor time this process and those it started have used."""
    return sum(row.ru_utime + row.ru_stime for row in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def main():
    print("| offers | paper | seconds | of a processor | peak memory (MB) | file (MB) |", flush=True)
    print("| ---: | --- | ---: | ---: | ---: | ---: |", flush=True)
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
