"""Load the demo network."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from network_portal.demo import NotADemoError, load_demo

COORDINATOR = "koordination"


class Command(BaseCommand):
    help = "Load the demo network. Safe to repeat: nothing doubles, and what people changed meanwhile stays."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="write the demo's entries again, whoever changed them")
        parser.add_argument(
            "--with-accounts",
            action="store_true",
            help=f"create the coordinator “{COORDINATOR}” with a random password, printed once",
        )

    def handle(self, *args, reset, with_accounts, **options):
        try:
            counts = load_demo(reset=reset)
        except NotADemoError as error:
            raise CommandError(str(error)) from error
        written = ", ".join(f"{number} {what}" for what, number in counts.items())
        self.stdout.write(f"Demo network loaded: {written or 'everything was there already'}.")
        if with_accounts:
            self._create_coordinator()

    def _create_coordinator(self):
        users = get_user_model().objects
        if users.filter(username=COORDINATOR).exists():
            self.stdout.write(f"The account “{COORDINATOR}” exists already; its password stays as it is.")
            return
        password = secrets.token_urlsafe(15)
        users.create_superuser(COORDINATOR, email="koordination@example.org", password=password)
        self.stdout.write(f"Login at /verwaltung/: {COORDINATOR}, password {password} (shown this once).")
