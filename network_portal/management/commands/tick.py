"""Everything that is due."""

from django.core.management.base import BaseCommand, CommandError

from network_portal.tick import run_due


class Command(BaseCommand):
    help = "Do all that is due: reminders, expiry, link checks, erasure, mails. Run every five minutes; safe to repeat."

    def handle(self, *args, verbosity, **options):
        counts, failed = run_due()
        if verbosity:
            for name, count in counts.items():
                self.stdout.write(f"{name}: {count}")
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
