"""``manage.py load_pages``."""

from django.core.management.base import BaseCommand

from network_portal.pages import load_pages


class Command(BaseCommand):
    help = "Create the pages that are missing (imprint, privacy …), for the office to edit. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{load_pages()} pages created")
