"""``manage.py load_helplines``."""

from django.core.management.base import BaseCommand

from offers.helplines import load_helplines


class Command(BaseCommand):
    help = "Create the help lines that are missing. What the office has changed or hidden stays. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{load_helplines()} help lines created")
