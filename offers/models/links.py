"""Whether the addresses in entries still lead somewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckedLink(models.Model):
    """An address on the web that entries name, and what came of the last weekly look."""

    url = models.URLField(_("address"), max_length=500, unique=True)
    checked_on = models.DateField(_("looked at on"))
    failing_since = models.DateField(_("does not answer since"), null=True, blank=True)
    problem = models.CharField(_("what happened"), max_length=100, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("checked link"), _("checked links")
        ordering = ["failing_since", "url"]

    def __str__(self):
        return self.url
