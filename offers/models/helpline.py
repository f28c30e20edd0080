"""Help lines for moments that cannot wait."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.fields import CodeListField
from partners.languages import LANGUAGE_NAMES
from partners.models.choices import known_field
from partners.phones import PhoneField
from partners.validators import WebAddressField


class HelpLineGroup(models.TextChoices):
    EMERGENCY = "emergency", _("Emergency")
    VIOLENCE = "violence", _("Violence")
    CRISIS = "crisis", _("Crisis")
    FAMILY = "family", _("Family and children")
    AUTHORITIES = "authorities", _("Money and authorities")


class HelpLineQuerySet(models.QuerySet):
    def shown(self):
        """Help lines for parents; lines for professionals only are kept, but never shown."""
        return self.filter(is_shown=True)


class HelpLine(models.Model):
    """A telephone number that helps at once."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    group = models.CharField(_("group"), max_length=11, choices=HelpLineGroup)
    phone = PhoneField(_("telephone"))
    second_phone = PhoneField(_("second telephone"), blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    always_open = models.BooleanField(_("day and night"), default=False)
    cost = models.CharField(_("cost of the call"), max_length=60, blank=True)
    is_anonymous = known_field(_("anonymous"))
    languages = CodeListField(_("languages"), choices=list(LANGUAGE_NAMES.items()))
    language_note = models.CharField(_("on languages"), max_length=150, blank=True)
    use_when = models.CharField(_("when to call"), max_length=200, blank=True)
    url = WebAddressField(_("chat or website"))
    url_note = models.CharField(_("what is there"), max_length=60, blank=True)
    region = models.CharField(_("only in"), max_length=100, blank=True)
    is_shown = models.BooleanField(_("shown to parents"), default=True)
    note = models.TextField(_("note for the office"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("checked by")
    )

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("help line"), _("help lines")
        ordering = ["position", "name", "pk"]

    def __str__(self):
        return self.name
