"""How a parent is passed on, or asks without giving a name."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def prepare_after_migrate(sender, **kwargs):
    """The database refuses what it must, and there are reasons and a wording to begin with."""
    from referrals import guards, reasons  # models are not ready when this module loads

    guards.install()
    reasons.store_missing()


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = _("Referrals")

    def ready(self):
        post_migrate.connect(prepare_after_migrate, sender=self)
