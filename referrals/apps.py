"""How a parent is passed on, or asks without giving a name."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_delete, post_migrate, pre_delete, pre_migrate
from django.utils.translation import gettext_lazy as _


def make_room_for_migrations(sender, *, using, plan=(), **kwargs):
    """SQLite cannot rebuild a table that a trigger of another table looks at."""
    from referrals import guards

    if plan and connections[using].vendor == "sqlite":
        guards.remove()


def prepare_after_migrate(sender, **kwargs):
    """The database refuses what it must, and there are reasons and a wording to begin with."""
    from referrals import guards, reasons  # models are not ready when this module loads

    guards.install()
    reasons.store_missing()


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = _("Referrals")

    def ready(self):
        from referrals import leaving

        pre_delete.connect(leaving.remember_named, sender="partners.Membership")
        post_delete.connect(leaving.name_managers, sender="partners.Membership")
        pre_migrate.connect(make_room_for_migrations, sender=self)
        post_migrate.connect(prepare_after_migrate, sender=self)
