"""``manage.py backup DIR``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network_portal.keeping.backup import write_backup
from network_portal.keeping.databases import BackupError


class Command(BaseCommand):
    help = "Write database and uploaded files into one checked file in a folder. Run nightly; keys are not in it."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        now = timezone.localtime()
        target = folder / f"portal-{now:%Y-%m-%d-%H%M%S}.backup"
        try:
            facts = write_backup(target, now)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        size = target.stat().st_size / 1e6
        self.stdout.write(
            f"{target}: {facts['kind']}, {len(facts['files']) - 1} uploaded files, {size:.1f} MB, checked"
        )
