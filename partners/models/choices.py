"""Choices that several models share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Known(models.TextChoices):
    """An answer that somebody may not know: unknown is neither yes nor no, and no filter hides it."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class FederalState(models.TextChoices):
    """The German Länder by ISO 3166-2, as the ``holidays`` package names them. Proper names, not translated."""

    BW = "BW", "Baden-Württemberg"
    BY = "BY", "Bayern"
    BE = "BE", "Berlin"
    BB = "BB", "Brandenburg"
    HB = "HB", "Bremen"
    HH = "HH", "Hamburg"
    HE = "HE", "Hessen"
    MV = "MV", "Mecklenburg-Vorpommern"
    NI = "NI", "Niedersachsen"
    NW = "NW", "Nordrhein-Westfalen"
    RP = "RP", "Rheinland-Pfalz"
    SL = "SL", "Saarland"
    SN = "SN", "Sachsen"
    ST = "ST", "Sachsen-Anhalt"
    SH = "SH", "Schleswig-Holstein"
    TH = "TH", "Thüringen"


class ReferralFact(models.TextChoices):
    """What a partner may ask for when a parent is handed on to it; nothing else can be filled in."""

    NAME = "name", _("name, or what to call the parent")
    PHONE = "phone", _("telephone")
    EMAIL = "email", _("e-mail")
    ADDRESS = "address", _("postal address")
    TIMES = "times", _("good times for a contact")
    LANGUAGE = "language", _("language")
    CONCERN = "concern", _("what it is about")


def usual_facts() -> list[str]:
    """What a partner asks for unless it says otherwise."""
    return [ReferralFact.NAME.value, ReferralFact.PHONE.value, ReferralFact.CONCERN.value]


def known_field(label, **options):
    """A field for a ``Known`` answer, not known unless somebody says otherwise."""
    return models.CharField(label, max_length=7, choices=Known, default=Known.UNKNOWN, **options)
