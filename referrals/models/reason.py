"""Why: the words a coordinator has chosen for refusals, outcomes and ends."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from referrals.models.choices import ReasonKind


class ReasonQuerySet(models.QuerySet):
    def offered(self, kind):
        """Reasons of a kind that people may choose today; the portal's own ones are not among them."""
        return self.filter(kind=kind, is_retired=False, is_automatic=False)


class Reason(models.Model):
    """One reason code. It is retired when it is no longer wanted, never deleted: old referrals keep their reason."""

    kind = models.CharField(_("explains"), max_length=10, choices=ReasonKind)
    code = models.SlugField(_("code"), max_length=30, help_text=_("Never changes; figures and exports use it."))
    label = models.CharField(_("reason"), max_length=120)
    sentence = models.TextField(
        _("polite sentence"), blank=True, help_text=_("Goes to the other side with the reason. It can be changed.")
    )
    needs_text = models.BooleanField(_("needs some words"), default=False)
    is_retired = models.BooleanField(_("no longer offered"), default=False)
    is_automatic = models.BooleanField(_("set by the portal"), default=False, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("reason"), _("reasons")
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "code"], name="reason_once", violation_error_message=_("This code is there already.")
            ),
        ]

    def __str__(self):
        return self.label
