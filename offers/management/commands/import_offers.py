"""Take in the offers of a CSV file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from offers.importing import Options, UnreadableFile, import_offers
from offers.importing.decoding import MAX_BYTES
from offers.importing.run import LONGEST_SOURCE


class Command(BaseCommand):
    help = "Import offers from a CSV file. Safe to repeat: what was changed by hand is kept."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument(
            "--source", default="", help="the name its rows are remembered by; default: name of the file"
        )
        parser.add_argument("--skip-bad-rows", action="store_true", help="store the good rows although some are bad")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--as-draft", action="store_true", help="new offers are drafts instead of published")

    def handle(self, *args, file, source, skip_bad_rows, dry_run, as_draft, **options):
        source = (source or file.stem).strip()[:LONGEST_SOURCE]
        try:
            report = import_offers(_content(file), Options(source, skip_bad_rows, dry_run, as_draft))
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        for problem in report.remarks:
            self.stdout.write(_("Remark: %(problem)s") % {"problem": problem})
        for problem in report.bad:
            self.stdout.write(_("Bad: %(problem)s") % {"problem": problem})
        *sentences, outcome = report.summary()
        for sentence in sentences:
            self.stdout.write(sentence)
        if report.bad and not skip_bad_rows:
            raise CommandError(outcome)
        self.stdout.write(outcome)


def _content(file: Path) -> bytes:
    """The bytes of the file; never more than an import takes, however large it is."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(_("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from None
