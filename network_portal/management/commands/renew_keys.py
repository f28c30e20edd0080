"""Encrypt everything with the newest key, so that older ones can go."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from network_portal.fieldkeys import renew


class Command(BaseCommand):
    help = "Encrypt secrets of second factors with the first of FIELD_KEYS. Safe to repeat. Sessions renew themselves."

    @transaction.atomic
    def handle(self, **options):
        count = 0
        for row in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN):
            row.data |= {name: renew(row.data[name]) for name in ("secret", "seed") if name in row.data}
            row.save(update_fields=["data"])
            count += 1
        self.stdout.write(f"{count} secrets are encrypted with the newest key.")
