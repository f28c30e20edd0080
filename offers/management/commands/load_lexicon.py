"""``manage.py load_lexicon``."""

from django.core.management.base import BaseCommand
from django.db import transaction

from offers.search.lexicon import load_shipped


class Command(BaseCommand):
    help = "Bring the shipped lexicon of search into the database. Safe to repeat; what coordinators changed stays."

    @transaction.atomic
    def handle(self, **options):
        counts = load_shipped()
        self.stdout.write(
            f"{counts['created']} entries created, {counts['updated']} updated, {counts['unchanged']} unchanged, "
            f"{counts['kept']} kept as somebody had changed them"
        )
