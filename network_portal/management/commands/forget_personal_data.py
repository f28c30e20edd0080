"""Show, or erase, the personal data whose time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from referrals.retention import KINDS, clean_journal


class Command(BaseCommand):
    help = (
        "Count what of referrals and inquiries is due to be forgotten. The timer (tick) erases it too. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true", help="erase; without it, only count")

    def handle(self, *args, apply, **options):
        now = timezone.now()
        for kind in KINDS:
            count = kind.forget(kind.due(now), now) if apply else kind.due(now).count()
            self.stdout.write(f"{kind.name}: {count}")
        if apply:
            clean_journal()
        self.stdout.write("Erased." if apply else "Nothing was changed. Use --apply to erase.")
