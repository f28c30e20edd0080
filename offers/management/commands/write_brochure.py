"""Writes the brochure into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from offers.exports.brochure import (
    NoSuchSelectionError,
    TooManyOffersError,
    brochure_pdf,
    leaflet_pdf,
    network_pdf,
    read_selection,
)


class Command(BaseCommand):
    help = "Write the brochure of all offers, or a part of it, as PDF."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--field", default="", help="last part of the address of a policy field")
        parser.add_argument("--place", default="", help="town or postcode")
        parser.add_argument("--large", action="store_true", help="in large print")
        sheets = parser.add_mutually_exclusive_group()
        sheets.add_argument("--leaflet", action="store_true", help="the leaflet to fold instead")
        sheets.add_argument("--network", action="store_true", help="the network in short instead")

    def handle(self, *args, file, field, place, large, leaflet, network, **options):
        query = QueryDict(mutable=True)
        query.update({"feld": field, "ort": place, "gross": "1" if large else ""})
        try:
            content = leaflet_pdf() if leaflet else network_pdf() if network else brochure_pdf(read_selection(query))
        except NoSuchSelectionError:
            raise CommandError("There is no such field or place.") from None
        except TooManyOffersError as error:
            raise CommandError(f"{error} offers are too many for one brochure. Choose a field or a place.") from None
        Path(file).write_bytes(content)
        self.stdout.write(f"{file}: {len(content)} bytes")
