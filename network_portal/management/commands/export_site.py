"""``manage.py export_site DIR``."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from network_portal.static_site.export import export_site
from network_portal.static_site.folder import ForeignFolderError


class Command(BaseCommand):
    help = "Write all public pages into a folder that works from a disk and on any web space. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="empty, new, or an earlier export, which is replaced")
        parser.add_argument("--final", action="store_true", help="say on each page that nobody keeps it up to date")

    def handle(self, *args, folder, final, **options):
        started = time.monotonic()
        try:
            with translation.override("de"):
                report = export_site(folder, timezone.localtime(), is_final=final)
        except ForeignFolderError:
            raise CommandError(f"{folder} holds files that no export has written. Please choose another one.") from None
        for address in report.missing:
            self.stdout.write(f"Nothing found at {address}")
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{report.pages} pages, {report.files} files, {report.size / 1e6:.1f} MB in {seconds:.1f} s: {folder}"
        )
