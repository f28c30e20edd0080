"""Take in the offers of a CSV file."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from offers.importing import import_offers
from offers.importing.command import ImportCommand
from offers.importing.decoding import MAX_BYTES


class Command(ImportCommand):
    help = "Import offers from a CSV file. Safe to repeat: what was changed by hand is kept."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--as-draft", action="store_true", help="new offers are drafts instead of published")

    def handle(self, *args, file, as_draft, **options):
        self.carry_out(lambda chosen: import_offers(_content(file), chosen), file, options, as_draft=as_draft)


def _content(file: Path) -> bytes:
    """The bytes of the file; never more than an import takes, however large it is."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from None
