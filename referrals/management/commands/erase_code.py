"""Erase everything that is stored behind a parent's code, at once."""

import sys

from django.core.management.base import BaseCommand, CommandError

from referrals.disclosure import erase_behind
from referrals.retention import clean_journal


class Command(BaseCommand):
    help = "Erase all that is stored behind a code, and withdraw what is under way. The code is asked for."

    def handle(self, **options):
        self.stderr.write("Code: ", ending="")
        count = erase_behind(sys.stdin.readline())
        if count is None:
            raise CommandError("There is nothing for this code.")
        clean_journal()
        self.stdout.write(f"Erased: {count}.")
