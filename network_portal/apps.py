"""What belongs to no single app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def count_changes_after_migrate(sender, **kwargs):
    """Every table the migrations made or rebuilt counts its changes again."""
    from network_portal.changes import count_changes  # models are not ready when this module loads

    count_changes()


class NetworkPortalConfig(AppConfig):
    name = "network_portal"
    verbose_name = _("Portal")

    def ready(self):
        post_migrate.connect(count_changes_after_migrate, sender=self)
        from network_portal.accounts.signals import connect  # as above

        connect()
