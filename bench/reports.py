"""Prints what figures and the gap matrix cost uncached, with 300 offers and 10,000 referrals: time, and x a bare view.

usage: python -m bench.reports
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from bench.__main__ import bare
from bench.server import NO_SECRETS

OFFERS, REFERRALS, INQUIRIES, TURNS = 300, 10_000, 2_000, 7
YEARS = 3
PAGES = {
    "figures, this year": "/verwaltung/berichte/zahlen/",
    "figures, three years": "/verwaltung/berichte/zahlen/?von={first}&bis={last}",
    "figures, one table": "/verwaltung/berichte/zahlen/wege.csv",
    "gap matrix": "/verwaltung/berichte/luecken/",
}
ENDS = {"completed": ("outcome", "helped"), "unmet": ("unmet", "no_capacity"), "declined": ("decline", "no_capacity"),
        "expired": None}  # fmt: skip


def fill_referrals(count: int):
    """Ended referrals between the partners, over some years, as drafts first, then with consent, then ended."""
    from offers.models import PolicyField
    from partners.models import Municipality, Partner
    from referrals.models import Consent, ConsentWording, Inquiry, Reason, Referral

    lot = random.Random(count)  # noqa: S311 (no secret: the same referrals each time)
    partners, fields = list(Partner.objects.all()[:30]), list(PolicyField.objects.all())
    reasons = {(row.kind, row.code): row for row in Reason.objects.all()}
    wording, towns = ConsentWording.objects.first(), list(Municipality.objects.all())
    rows = []
    for number in range(count):
        sender, recipient = lot.sample(partners, 2)
        sent_on = date.today() - timedelta(days=60 + lot.randint(0, YEARS * 365))
        rows.append(Referral(number=f"{number:08}", sender=sender, recipient=recipient, sent_on=sent_on,
                             policy_field=lot.choice(fields), municipality=lot.choice(towns)))  # fmt: skip
    Referral.objects.bulk_create(rows, batch_size=1000)
    consents = Consent.objects.bulk_create(
        (Consent(referral=row, recipient=row.recipient, purpose="Hilfe", facts=["name"], form="screen", wording=wording,
                 text="Ja", given_on=row.sent_on, valid_until=row.sent_on) for row in rows), batch_size=1000,
    )  # fmt: skip
    for row, consent in zip(rows, consents, strict=True):
        row.consent, row.status = consent, lot.choice(list(ENDS))
        row.reason = reasons[ENDS[row.status]] if ENDS[row.status] else None
        row.answered_on = None if row.status == "expired" else row.sent_on + timedelta(days=lot.randint(0, 20))
        row.accepted_on = row.answered_on if row.status in ("completed", "unmet") else None
        row.ended_on = row.sent_on + timedelta(days=lot.randint(20, 50))
        row.parent_answer = lot.choice(["", "yes", "no"]) if row.accepted_on else ""
    Referral.objects.bulk_update(
        rows, ["consent", "status", "reason", "answered_on", "accepted_on", "ended_on", "parent_answer"], batch_size=200
    )
    days = [date.today() - timedelta(days=60 + number % 900) for number in range(INQUIRIES)]
    Inquiry.objects.bulk_create(
        Inquiry(number=f"I{number:07}", partner=partners[0], created_on=day, first_answered_on=day + timedelta(days=2))
        for number, day in enumerate(days)
    )


def measure():
    """Milliseconds of processor and clock for each page, the middle one of some turns, in this process."""
    from django.test import Client

    from tests.factories import make_user

    client = Client()
    client.force_login(make_user(is_staff=True))
    span = {"first": date.today() - timedelta(days=YEARS * 365), "last": date.today()}
    for name, path in PAGES.items():
        address, took = path.format(**span), []
        for _turn in range(TURNS + 1):
            clock, cpu = time.perf_counter(), time.process_time()
            response = client.get(address)
            took.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000))
            if response.status_code != 200:
                raise RuntimeError(f"{address}: {response.status_code}")
        cpu, clock = (statistics.median(values) for values in zip(*took[1:], strict=True))
        yield name, cpu, clock


def inside(unit: float):
    """Fill the database that the environment names, and print the lines of the table."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench.data import fill

    call_command("migrate", verbosity=0)
    fill(OFFERS)
    fill_referrals(REFERRALS)
    for name, cpu, clock in measure():
        print(f"| {name} | {cpu:.0f} | {cpu / unit:.0f} | {clock:.0f} |", flush=True)


def main():
    unit = bare()
    print(f"\n{OFFERS} offers, {REFERRALS} referrals; bare Django view: {unit:.3f} ms of processor time\n")
    print("| report, uncached | ms of processor | x bare | ms by the clock |\n| --- | ---: | ---: | ---: |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ.get("DATABASE_URL") or f"sqlite:///{Path(folder) / 'reports.sqlite3'}"
        environment = os.environ | NO_SECRETS | {
            "DATABASE_URL": database, "STATIC_ROOT": f"{folder}/static", "HTTPS": "false", "DEBUG": "false",
            "ALLOWED_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "network_portal.settings", "PAGE_CACHE_BYTES": "0",
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "-v", "0"], env=environment, check=True
        )
        subprocess.run([sys.executable, "-m", "bench.reports", str(unit)], env=environment, check=True)


if __name__ == "__main__":
    inside(float(sys.argv[1])) if sys.argv[1:] else main()
