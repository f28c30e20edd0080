"""Where help is given."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.models.choices import known_field
from partners.validators import validate_postcode


class Location(models.Model):
    """A place where a partner can be visited."""

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="locations", verbose_name=_("partner"))
    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("Such as “Family centre, first floor”."))
    street = models.CharField(_("street and number"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True, validators=[validate_postcode])
    municipality = models.ForeignKey(
        "partners.Municipality", models.PROTECT, null=True, blank=True, related_name="locations",
        verbose_name=_("town or village"),
    )  # fmt: skip
    town = models.CharField(
        _("town in words"), max_length=100, blank=True,
        help_text=_("Only where the list of towns and villages does not know it."),
    )  # fmt: skip
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    is_hidden = models.BooleanField(
        _("the address is secret"), default=False,
        help_text=_("For shelters: only the first two digits of the postcode are ever shown, exported or searched."),
    )  # fmt: skip
    directions = models.TextField(_("how to get there"), blank=True, help_text=_("Bus stop, entrance, parking."))

    step_free = known_field(_("without steps"))
    lift = known_field(_("lift"))
    accessible_toilet = known_field(_("accessible toilet"))
    hearing_loop = known_field(_("hearing loop"))
    changing_table = known_field(_("changing table"))
    pushchair_space = known_field(_("room for a pushchair"))

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("place"), _("places")
        ordering = ["municipality__name", "street", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="location_says_where",
                condition=~Q(name="") | ~Q(street="") | ~Q(town="") | Q(municipality__isnull=False),
                violation_error_message=_("Please say where this is: a name, a street or a town."),
            ),
            models.CheckConstraint(
                name="location_has_both_coordinates_or_none",
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message=_("Please give latitude and longitude, or neither."),
            ),
        ]

    def __str__(self):
        return ", ".join(self.address_lines) or self.name

    @property
    def address_lines(self) -> list[str]:
        """What may be shown to anybody, a line each; of a secret address only the area of the postcode."""
        if self.is_hidden:
            area = f"{self.postcode[:2]}…" if self.postcode else ""
            return [str(_("Secret address")), area] if area else [str(_("Secret address"))]
        town = " ".join(filter(None, [self.postcode, self.municipality.name if self.municipality else self.town]))
        return [line for line in (self.name, self.street, town) if line]

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude of the place, else of its town; None for a secret address and where unknown."""
        if self.is_hidden:
            return None
        source = self if self.latitude is not None else self.municipality
        return (float(source.latitude), float(source.longitude)) if source else None
