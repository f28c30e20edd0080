"""Take in the services of another directory."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from offers.importing import Options, UnreadableFile
from offers.importing.hsds import import_services
from offers.importing.run import LONGEST_SOURCE


class Command(BaseCommand):
    help = (
        "Import services of Open Referral HSDS 3.0 from JSON: a file, a folder or a ZIP. New offers are drafts. "
        "Safe to repeat: what was changed by hand is kept."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a JSON file, or a folder or ZIP of such files")
        parser.add_argument(
            "--source", default="", help="the name its services are remembered by; default: name of the file"
        )
        parser.add_argument("--field", default="", help="the policy field of services whose terms name none")
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="store the good services although some are bad"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")

    def handle(self, *args, path, source, field, skip_bad_rows, dry_run, **options):
        source = (source or path.stem).strip()[:LONGEST_SOURCE]
        try:
            report = import_services(path, Options(source, skip_bad_rows, dry_run, as_draft=True), field)
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
