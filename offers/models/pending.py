"""Changes of an entry that wait for a moderator; until then the public keeps seeing the approved version."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PendingChangeQuerySet(models.QuerySet):
    def waiting(self):
        """Changes that a moderator has to decide on; not those given back to their authors."""
        return self.filter(returned_on=None)


class PendingChange(models.Model):
    """One section of an offer as its editor has filled it in: what the form was sent, kept word for word.

    ``data`` maps the names of the form's fields to lists of texts, as ``QueryDict.lists()`` gives them. Approving sends
    it through the same form again, so that nothing gets into an entry past the form's checks. A change that the
    moderator gives back stays for its author to go on with, and goes after ``approval.DAYS_KEPT``.
    """

    offer = models.ForeignKey("offers.Offer", models.CASCADE, related_name="pending_changes", verbose_name=_("offer"))
    section = models.CharField(_("section"), max_length=20)
    data = models.JSONField(_("what was typed"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    returned_on = models.DateField(_("given back on"), null=True, blank=True)
    note = models.TextField(_("word of the moderator"), blank=True)

    objects = PendingChangeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("change that waits"), _("changes that wait")
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "section"], name="pending_change_once_per_section")]

    def __str__(self):
        return f"{self.offer}: {self.section}"
