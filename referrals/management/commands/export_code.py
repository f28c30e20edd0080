"""Print everything that is stored behind a parent's code."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from referrals.disclosure import everything_behind


class Command(BaseCommand):
    # An argument would stay in the history of the shell.
    help = "Print as JSON all that is stored behind a code. The code is asked for."

    def handle(self, **options):
        self.stderr.write("Code: ", ending="")
        found = everything_behind(sys.stdin.readline())
        if found is None:
            raise CommandError("There is nothing for this code.")
        self.stdout.write(json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
