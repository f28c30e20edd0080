"""Accounts of the demo for everybody to try, one for each role."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from network_portal import fieldkeys
from network_portal.accounts.demo import PASSWORD, demo_secret
from network_portal.demo.tables import DATA, Run, Table, read_tables
from partners.models import Membership, Partner


def load_accounts(run: Run, partners: dict[str, Partner]):
    """Accounts that are missing; with ``reset`` also their passwords and second factors as README says them."""
    for table in read_tables(DATA / "accounts.toml", "account", title="username"):
        values = {name: table.need(name) for name in ("email", "first_name", "last_name")}
        values["is_staff"] = table.take("coordinator", False)
        user, created = get_user_model().objects.get_or_create(username=table.need("username"), defaults=values)
        rows = table.take("memberships", [])
        table.done()
        if created or run.reset:
            run.count("accounts")
            _open(user)
            for row in rows:
                _load_membership(Table(row, table.where), user, partners)


def _open(user):
    """Password, address and second factor. The password is known to everybody, so no rule for passwords counts."""
    user.set_password(PASSWORD)
    user.is_active = True
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    Authenticator.objects.filter(user=user).delete()
    secret = fieldkeys.encrypt(demo_secret(user.email))
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})


def _load_membership(table: Table, user, partners: dict):
    partner = table.find(partners, table.need("partner"))
    values = {"role": table.need("role"), "moderates": table.take("moderates", False)}
    table.done()
    Membership.objects.update_or_create(user=user, partner=partner, defaults=values)
