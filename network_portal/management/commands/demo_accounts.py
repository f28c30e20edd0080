"""Print the accounts of the demo with the codes their apps show now."""

import time

from allauth.mfa import app_settings
from django.core.management.base import BaseCommand, CommandError

from network_portal.accounts.demo import NAMES, PASSWORD, current_code
from partners.models import Network


class Command(BaseCommand):
    help = "Print the public accounts of the demo, their password and the code of the second factor that counts now."

    def handle(self, **options):
        if not Network.objects.current().is_demo:
            raise CommandError("This network is no demo; it has no public accounts.")
        left = app_settings.TOTP_PERIOD - int(time.time()) % app_settings.TOTP_PERIOD
        self.stdout.write(f"Password of all: {PASSWORD}; codes for the next {left} seconds, each to be used once:")
        for name in NAMES:
            email = f"{name}@example.org"
            self.stdout.write(f"{email:<26} {current_code(email)}")
