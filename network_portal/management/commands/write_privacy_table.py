"""Write the table of what is kept about people into docs/privacy.md."""

from django.core.management.base import BaseCommand

from network_portal.privacy import FILE, with_table


class Command(BaseCommand):
    help = "Write the table of what is kept about people into docs/privacy.md."

    def handle(self, **options):
        text = FILE.read_text(encoding="utf-8")
        FILE.write_text(with_table(text), encoding="utf-8")
        self.stdout.write(f"{FILE} is up to date.")
