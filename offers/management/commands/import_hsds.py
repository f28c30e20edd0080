"""Take in the services of another directory."""

from functools import partial
from pathlib import Path

from offers.importing.command import ImportCommand
from offers.importing.hsds import import_services


class Command(ImportCommand):
    help = (
        "Import services of Open Referral HSDS 3.0 from JSON: a file, a folder or a ZIP. New offers are drafts. "
        "Safe to repeat: what was changed by hand is kept."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("path", type=Path, help="a JSON file, or a folder or ZIP of such files")
        parser.add_argument("--field", default="", help="the policy field of services whose terms name none")

    def handle(self, *args, path, field, **options):
        self.carry_out(partial(import_services, path, usual_field=field), path, options, as_draft=True)
