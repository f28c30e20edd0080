"""``manage.py handover FILE.zip``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from network_portal.keeping.databases import BackupError
from network_portal.keeping.handover import write_handover


class Command(BaseCommand):
    help = "Write all that a new host needs into one file: backup, pages, version, names of settings, instructions."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        if file.exists():
            raise CommandError(f"{file} is there already.")
        try:
            with translation.override("de"):
                count = write_handover(file, timezone.localtime())
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{file}: {count} files. SECRET_KEY and FIELD_KEYS are not in it; hand them over apart from it."
        )
