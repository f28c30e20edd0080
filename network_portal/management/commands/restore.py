"""``manage.py restore FILE``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network_portal.keeping.databases import BackupError
from network_portal.keeping.restore import restore
from network_portal.tick import erase_due


class Command(BaseCommand):
    help = "Put a backup into the place of the database, and erase what was due meanwhile. Stop the portal before."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace a database that is in use")

    def handle(self, *args, file, force, **options):
        try:
            facts = restore(file, force=force)
        except (BackupError, OSError) as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        counts, failed = erase_due(timezone.now())
        self.stdout.write(f"Restored as of {facts['at']}; {sum(counts.values())} rows were due and are erased.")
        if failed:
            raise CommandError(f"Do not serve this portal yet. Erasing failed: {', '.join(failed)}")
