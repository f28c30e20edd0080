"""What goes on between people in the demo: absences, invitations, organisations that would like to join.

What is there stays as it is: somebody may have accepted or decided meanwhile.
"""

import hashlib

from django.contrib.auth import get_user_model

from network_portal.demo.days import read_day, read_period
from network_portal.demo.tables import DATA, Run, Table, read_tables
from partners.models import Absence, Invitation, JoinRequest, Partner

INVITED = ("name", "role", "moderates", "is_coordinator")
INVITED_DAYS = ("created_on", "expires_on", "reminded_on", "accepted_on", "withdrawn_on")
ASKED = ("organisation", "kind", "town", "help_offered", "name", "email", "phone", "decision")
ASKED_DAYS = ("created_on", "reminded_on", "decided_on")


def load_teams(run: Run, partners: dict[str, Partner]):
    """Everything that is missing; the coordinator of the demo has invited and decided."""
    coordinator = get_user_model().objects.filter(is_staff=True).order_by("pk").first()
    for table in read_tables(DATA / "absences.toml", "absence", title="partner"):
        _load_absence(run, table, partners)
    for table in read_tables(DATA / "invitations.toml", "invitation", title="email"):
        email = table.need("email")
        values = _values(run, table, INVITED, INVITED_DAYS, partners) | {"invited_by": coordinator}
        _load(run, "invitations", Invitation, {"email": email}, values)
    for table in read_tables(DATA / "requests.toml", "request", title="organisation"):
        values = _values(run, table, ASKED, ASKED_DAYS, partners)
        values |= {"decided_by": coordinator} if "decided_on" in values else {}
        token = hashlib.sha256(values["organisation"].encode()).hexdigest()[:32]
        _load(run, "requests to join", JoinRequest, {"token": token}, values)


def _load_absence(run: Run, table: Table, partners: dict):
    partner = table.find(partners, table.need("partner"))
    period = read_period({name: table.need(name) for name in ("from", "days")}, run.today)
    table.done()
    if not partner.absences.exists():
        Absence.objects.create(partner=partner, **period)
        run.count("absences")


def _values(run: Run, table: Table, names, days, partners: dict) -> dict:
    """The values of a row, with its days counted from today and its partner found."""
    values = {name: table.take(name) for name in names if name in table.values}
    values |= {name: read_day(table.take(name), run.today) for name in days if name in table.values}
    if "partner" in table.values:
        values["partner"] = table.find(partners, table.take("partner"))
    table.done()
    return values


def _load(run: Run, name: str, model, key: dict, values: dict):
    _found, created = model.objects.get_or_create(**key, defaults=values)
    if created:
        run.count(name)
