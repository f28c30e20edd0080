"""``manage.py rebuild_search``."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from offers.search.catalogue import build_catalogue


class Command(BaseCommand):
    help = "Build the index of search anew from the published offers. Workers follow every change by themselves."

    def handle(self, **options):
        start = time.monotonic()
        catalogue = build_catalogue(timezone.localdate())
        seconds = time.monotonic() - start
        self.stdout.write(f"{len(catalogue)} offers, {len(catalogue.vocabulary.words)} words, {seconds:.1f} seconds")
