"""Load the demo network."""

import logging
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError

from network_portal.demo import NotADemoError, load_demo
from network_portal.demo.edition_rows import load_edition
from offers.exports.papers import keep_printed


@contextmanager
def quiet_security_log():
    """Leaves the steps of invented people out of the security log."""
    logger = logging.getLogger("security")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)


class Command(BaseCommand):
    help = "Load the demo network. Safe to repeat: nothing doubles, and what people changed meanwhile stays."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="write the demo's entries again, whoever changed them")

    def handle(self, *args, reset, **options):
        try:
            with quiet_security_log():
                counts = load_demo(reset=reset)
        except NotADemoError as error:
            raise CommandError(str(error)) from error
        if load_edition():
            counts["editions of the brochure"] = 1
        if printed := keep_printed():
            counts["papers"] = printed
        written = ", ".join(f"{number} {what}" for what, number in counts.items())
        self.stdout.write(f"Demo network loaded: {written or 'everything was there already'}.")
