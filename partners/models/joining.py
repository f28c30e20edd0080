"""Organisations that would like to join the network."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.partner import PartnerKind
from partners.phones import PhoneField


class Decision(models.TextChoices):
    OPEN = "open", _("not decided")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class JoinRequestQuerySet(models.QuerySet):
    def undecided(self):
        """Requests that wait for a coordinator."""
        return self.filter(decision=Decision.OPEN)


class JoinRequest(models.Model):
    """“Ihr Angebot im Netzwerk”: an organisation introduces itself; a coordinator decides."""

    organisation = models.CharField(_("organisation"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=PartnerKind)
    town = models.CharField(_("town"), max_length=100)
    help_offered = models.TextField(_("what you offer single parents"), max_length=2000)
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail"))
    phone = PhoneField(_("your telephone"), blank=True)
    token = models.CharField(max_length=32, unique=True, editable=False)  # one form sent twice is one request
    created_on = models.DateField(_("asked on"), default=timezone.localdate)
    reminded_on = models.DateField(_("coordinators reminded on"), null=True, blank=True, editable=False)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, default=Decision.OPEN)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    partner = models.ForeignKey(
        "partners.Partner", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("request to join"), _("requests to join")
        ordering = ["decided_on", "created_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="join_request_decided_has_a_date",
                condition=models.Q(decision="open", decided_on=None)
                | (~models.Q(decision="open") & models.Q(decided_on__isnull=False)),
                violation_error_message=_("A decision has a date."),
            ),
        ]

    def __str__(self):
        return self.organisation
