"""Whose data were read in a time, by whom: the first question after a breach (GDPR Art. 33, 34)."""

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from referrals.models import Access


def moment(text: str, default: time) -> datetime:
    """A day or a moment in the network's time; a day alone means its time ``default``. Raises ``CommandError``."""
    try:
        found = parse_datetime(text) if len(text) > len("2026-01-31") else None
        day = None if found else parse_date(text)
    except ValueError:
        found = day = None
    if found is None and day is None:
        raise CommandError(f"“{text}” is no day such as 2026-01-31, and no moment such as 2026-01-31T08:00.")
    found = found or datetime.combine(day, default)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


class Command(BaseCommand):
    help = "List the numbers of referrals and inquiries that were read, with partners and times. No content, no names."

    def add_arguments(self, parser):
        parser.add_argument("--since", required=True, help="day or moment, such as 2026-01-31 or 2026-01-31T08:00")
        parser.add_argument("--until", required=True, help="likewise; a day counts whole")
        parser.add_argument("--user", help="only what this account (its address) has read")

    def handle(self, *args, since, until, user, **options):
        rows = Access.objects.filter(at__gte=moment(since, time.min), at__lte=moment(until, time.max))
        if user:
            rows = rows.filter(user__email__iexact=user)
        found = rows.order_by("subject").values("subject", "partner__name").annotate(
            count=Count("pk"), first=Min("at"), last=Max("at")
        )  # fmt: skip
        for row in found.order_by("subject", "partner__name"):
            days = " ".join(timezone.localtime(row[name]).isoformat(timespec="minutes") for name in ("first", "last"))
            self.stdout.write(f"{row['subject']}\t{row['partner__name'] or '-'}\t{row['count']}\t{days}")
        self.stdout.write(f"{rows.values('subject').distinct().count()} numbers, {rows.count()} readings.")
