"""Towns, villages and postcodes: the gazetteer behind “near me”."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.choices import FederalState
from partners.validators import validate_postcode


class Municipality(models.Model):
    """A town or village that people name when they say where they live."""

    name = models.CharField(_("name"), max_length=100)
    district = models.CharField(_("district"), max_length=100)
    state = models.CharField(_("Land"), max_length=2, choices=FederalState)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)
    in_region = models.BooleanField(
        _("belongs to the region of the network"), default=False, help_text=_("Offered for choosing on the pages.")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("town or village"), _("towns and villages")
        ordering = ["name", "district", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "district"],
                name="municipality_once_per_district",
                violation_error_message=_("This district has a place of that name already."),
            ),
            models.CheckConstraint(
                name="municipality_coordinates_exist",
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_("These coordinates do not exist."),
            ),
        ]

    def __str__(self):
        return self.name


class Postcode(models.Model):
    """A postcode of a municipality; several places may share one, and a town may have many."""

    code = models.CharField(_("postcode"), max_length=5, validators=[validate_postcode], db_index=True)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="postcodes", verbose_name=_("town or village")
    )
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)

    class Meta:
        verbose_name, verbose_name_plural = _("postcode"), _("postcodes")
        ordering = ["code", "municipality__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["code", "municipality"], name="postcode_once_per_municipality")]

    def __str__(self):
        return f"{self.code} {self.municipality.name}"
