"""What a coordinator sets for the whole network: one row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.images import PictureField
from partners.models.choices import FederalState
from partners.phones import PhoneField
from partners.validators import WebAddressField, validate_text_colour


class DataLicence(models.TextChoices):
    """Under which others may use what the network publishes; names as people know them, not translated."""

    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    DL_DE_BY = "dl-de-by-2.0", "Datenlizenz Deutschland – Namensnennung – Version 2.0"


LICENCE_PAGES = {
    DataLicence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    DataLicence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    DataLicence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    DataLicence.DL_DE_BY: "https://www.govdata.de/dl-de/by-2-0",
}


class NetworkManager(models.Manager):
    def current(self):
        """The row of this installation; an unsaved one with neutral words before anybody has filled it in."""
        related = ("desk", "desk_contact")
        return self.select_related(*related).first() or Network(name=str(_("Network for single parents")))

    def state(self) -> str:
        """The Land whose public holidays count; the default before anybody has filled in the network."""
        return self.values_list("state", flat=True).first() or Network._meta.get_field("state").default


class Network(models.Model):
    """Name, region, colours, words, funder and first contact of the network."""

    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    region = models.CharField(_("region"), max_length=100, blank=True, help_text=_("Such as “Landkreis Elbe-Elster”."))
    state = models.CharField(
        _("Land"), max_length=2, choices=FederalState, default=FederalState.BB, help_text=_("Decides public holidays.")
    )
    is_demo = models.BooleanField(
        _("this is a demonstration"), default=False, help_text=_("A banner says so on every page.")
    )

    headline = models.CharField(_("headline of the start page"), max_length=120, blank=True)
    welcome = models.TextField(_("words of welcome"), blank=True, help_text=_("One or two short sentences."))
    about = models.TextField(
        _("about the network"), blank=True, help_text=_("Paragraphs, headings with ##, lists with -.")
    )

    logo = PictureField(_("logo"), upload_to="network/", blank=True)
    colour = models.CharField(
        _("colour"), max_length=7, blank=True, validators=[validate_text_colour],
        help_text=_("For links and buttons, such as #0b5563. Empty: the colour of the portal."),
    )  # fmt: skip

    desk = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="desk_of",
        verbose_name=_("first contact (Anlaufstelle)"),
    )  # fmt: skip
    desk_contact = models.ForeignKey(
        "partners.Contact", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact there")
    )
    desk_phone = PhoneField(_("telephone there"), blank=True)
    desk_hours = models.CharField(
        _("hours there"), max_length=120, blank=True, help_text=_("In words: “Mo–Fr 9–15 Uhr”.")
    )

    changes_need_approval = models.BooleanField(
        _("changes wait for approval"), default=False,
        help_text=_("Otherwise a partner's changes show at once, and the moderator can take them back."),
    )  # fmt: skip
    data_licence = models.CharField(
        _("licence of the data"), max_length=12, choices=DataLicence, default=DataLicence.CC_BY,
        help_text=_("Under which other sites may show your public entries. It stands under /api/ and in all data."),
    )  # fmt: skip
    email = models.EmailField(_("e-mail of the office"), blank=True)
    funder = models.TextField(_("funded by"), blank=True)
    funder_logo = PictureField(_("logo of the funder"), upload_to="network/", blank=True)
    funder_url = WebAddressField(_("website of the funder"))
    funded_from = models.DateField(_("funded from"), null=True, blank=True)
    funded_until = models.DateField(_("funded until"), null=True, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = NetworkManager()

    class Meta:
        verbose_name, verbose_name_plural = _("network"), _("network")
        constraints = [
            models.CheckConstraint(
                name="network_is_one", condition=Q(pk=1), violation_error_message=_("There is one network only.")
            ),
            models.CheckConstraint(
                name="network_funding_ends_after_it_starts",
                condition=Q(funded_from=None) | Q(funded_until=None) | Q(funded_until__gte=models.F("funded_from")),
                violation_error_message=_("The funding ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **options):
        # One row by construction: whoever saves a network saves the network.
        self.pk = 1
        super().save(*args, **options)

    @property
    def display_name(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def licence_page(self) -> str:
        """Where the licence of the data can be read."""
        return LICENCE_PAGES[self.data_licence]
