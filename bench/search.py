"""How long search alone takes: processor time of ``understand`` on a network of any size, in milliseconds.

``python -m bench.search 5000 30000`` fills a SQLite file for each size, or the databases named in BENCH_DATABASE_URL
(a pattern with ``{size}``), and prints a line of docs/performance.md for each.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.server import NO_SECRETS

QUERIES = [
    "geld reicht nicht bis monatsende", "ex zahlt keinen unterhalt", "wer passt auf mein kind auf", "Kinderbetreuung",
    "schulndnerberatung", "haeusliche gewalt", "beratung", "familie kinder hilfe", "BuT", "шукаю роботу",
    "help with rent money", "krabbelgruppe ort 7", "ev arıyorum", "ich kann nicht mehr", "wohnungssuchee",
    "Kurs Sprache", "vermieter hat gekündigt weil ich die miete nicht zahlen kann", "anträge ausfüllen",
    "دورة لغة", "alimenty ojciec",
]  # fmt: skip
ROUNDS = 15


def measure():
    """Build the index and search each query several times; prints the figures. Needs a database that is filled."""
    import django

    django.setup()
    from offers.search import understand

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = sum(len(understand(query).keys) for query in QUERIES)
    built = time.process_time() - start
    took = sorted(_milliseconds(understand, query) for _round in range(ROUNDS) for query in QUERIES)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    middle, late = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"{middle:.1f} | {late:.1f} | {took[-1]:.1f} | {built:.1f} | {memory:.0f} | {found}", flush=True)


def _milliseconds(understand, query: str) -> float:
    start = time.process_time()
    understand(query)
    return (time.process_time() - start) * 1000


def main(sizes):
    print("| offers | p50 ms | p95 ms | most ms | first search s | memory MB | results |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        pattern = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{Path(folder)}/{{size}}.sqlite3")
        for size in sizes:
            settings = NO_SECRETS | {"HTTPS": "false", "DJANGO_SETTINGS_MODULE": "network_portal.settings"}
            environment = os.environ | settings | {"DATABASE_URL": pattern.format(size=size)}
            subprocess.run([sys.executable, "-m", "bench.data", size], env=environment, check=True)
            print(f"| {size} | ", end="", flush=True)
            subprocess.run([sys.executable, "-m", "bench.search", "measure"], env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["measure"]:
        measure()
    else:
        main(sys.argv[1:] or ["5000", "30000"])
