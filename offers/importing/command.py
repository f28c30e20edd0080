"""What the commands have in common that take entries in from files."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from offers.importing import Options, UnreadableFile
from offers.importing.run import LONGEST_SOURCE


class ImportCommand(BaseCommand):
    """Its arguments, and the report in words; a subclass says by ``take_in`` what is read."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--source", default="", help="the name its entries are remembered by; default: name of the file"
        )
        parser.add_argument("--skip-bad-rows", action="store_true", help="store the good entries although some are bad")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")

    def carry_out(self, take_in, path, options, *, as_draft):
        """Call ``take_in`` with the ``Options`` somebody has chosen, and print the report it returns."""
        source = (options["source"] or path.stem).strip()[:LONGEST_SOURCE]
        try:
            report = take_in(Options(source, options["skip_bad_rows"], options["dry_run"], as_draft))
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        for problem in report.remarks:
            self.stdout.write(_("Remark: %(problem)s") % {"problem": problem})
        for problem in report.bad:
            self.stdout.write(_("Bad: %(problem)s") % {"problem": problem})
        *sentences, outcome = report.summary()
        for sentence in sentences:
            self.stdout.write(sentence)
        if report.bad and not options["skip_bad_rows"]:
            raise CommandError(outcome)
        self.stdout.write(outcome)
