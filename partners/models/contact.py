"""Whom to call."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.fields import CodeListField
from partners.languages import LANGUAGE_NAMES
from partners.phones import PhoneField
from partners.validators import WebAddressField


class ContactQuerySet(models.QuerySet):
    def public(self):
        """Contacts that visitors may see."""
        return self.filter(is_public=True)


class Contact(models.Model):
    """A person or a team of a partner, for one place or for all, with at least one way to reach them."""

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="contacts", verbose_name=_("partner"))
    location = models.ForeignKey(
        "partners.Location", models.SET_NULL, null=True, blank=True, related_name="contacts", verbose_name=_("place"),
        help_text=_("Empty: for all places of the partner."),
    )  # fmt: skip
    name = models.CharField(_("name or team"), max_length=120)
    function = models.CharField(
        _("function"), max_length=120, blank=True, help_text=_("Such as “Equal opportunities officer”.")
    )
    responsibility = models.CharField(
        _("responsible for"), max_length=250, blank=True, help_text=_("Topics, streets, first letters of names …")
    )
    phone = PhoneField(_("telephone"), blank=True)
    second_phone = PhoneField(_("second telephone"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    form_url = WebAddressField(_("contact form"))
    languages = CodeListField(_("languages"), choices=list(LANGUAGE_NAMES.items()))
    reachable = models.CharField(_("best reached"), max_length=200, blank=True, help_text=_("Such as “mornings”."))
    is_public = models.BooleanField(_("shown to everybody"), default=True, help_text=_("Otherwise to partners only."))

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("contact"), _("contacts")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_can_be_reached",
                condition=~Q(phone="") | ~Q(email="") | ~Q(form_url=""),
                violation_error_message=_("Please give at least one way: telephone, e-mail or a contact form."),
            ),
        ]

    def __str__(self):
        return self.name
