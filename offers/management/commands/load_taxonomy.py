"""Fill the policy fields, life situations and topics of a new installation."""

from django.core.management.base import BaseCommand

from offers.taxonomy import load_taxonomy


class Command(BaseCommand):
    help = "Create missing policy fields, life situations and topics. Safe to repeat; changes nothing that was written."

    def handle(self, *args, **options):
        counts = load_taxonomy()
        self.stdout.write(
            f"{counts['created']} created, {counts['filled']} completed, "
            f"{counts['left_out']} left out because of another entry of that name or address."
        )
