"""Load towns, villages and postcodes from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partners.place_files import read_places, store_places


class Command(BaseCommand):
    help = (
        "Load towns and postcodes from a CSV file (postcode,place,district,district_code,land,lat,lon), plain or .gz. "
        "Safe to repeat: what is there stays as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--region", default="", help="district of the network, by name or code: its places are offered on the pages"
        )

    def handle(self, *args, file, region, **options):
        try:
            found = read_places(file)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for problem in found.problems:
            self.stderr.write(f"{file.name}, {problem}")
        counts = store_places(found.places, region=region)
        self.stdout.write(
            f"{counts['towns']} places and {counts['postcodes']} postcodes added; {found.receivers} postcodes of large "
            f"receivers left out; {len(found.problems)} rows not taken."
        )
