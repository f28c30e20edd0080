"""The fixed answers of an offer. Stored codes never change; the words may."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ADVICE = "advice", _("advice")
    COURSE = "course", _("course")
    GROUP = "group", _("group")
    CHILDCARE = "childcare", _("childcare")
    MONEY = "money", _("money")
    HOUSING = "housing", _("housing")
    LEISURE = "leisure", _("leisure")
    GOODS = "goods", _("things")
    SELF_HELP = "self_help", _("self-help")


class Status(models.TextChoices):
    """Does the help itself exist? (HSDS service.status)"""

    PLANNED = "planned", _("planned")
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


class Publication(models.TextChoices):
    """Who may see the entry?"""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("hidden")
    ARCHIVED = "archived", _("archived")
    DELETED = "deleted", _("deleted")


class ForWhom(models.TextChoices):
    ANY = "any", _("mothers and fathers")
    MOTHERS = "mothers", _("mothers")
    FATHERS = "fathers", _("fathers")


class Residence(models.TextChoices):
    """Where parents must live; not where the offer is."""

    ANYWHERE = "anywhere", _("anywhere")
    DISTRICT = "district", _("in the district")
    MUNICIPALITIES = "municipalities", _("in certain places")


class Requirement(models.TextChoices):
    """Whether something is needed to take part."""

    NEEDED = "needed", _("needed")
    EXCLUDED = "excluded", _("excluded")
    IRRELEVANT = "irrelevant", _("does not matter")
    UNKNOWN = "unknown", _("not known")


class Delivery(models.TextChoices):
    ON_SITE = "on_site", _("on site")
    PHONE = "phone", _("by telephone")
    VIDEO = "video", _("by video")
    CHAT = "chat", _("by chat or e-mail")
    HOME = "home", _("at your home")
    OUTREACH = "outreach", _("where you are")


class Access(models.TextChoices):
    WALK_IN = "walk_in", _("without an appointment")
    APPOINTMENT = "appointment", _("by appointment")
    BOTH = "both", _("with or without an appointment")
    UNKNOWN = "unknown", _("not known")


class HoursKnown(models.TextChoices):
    TIMES = "times", _("the times below")
    APPOINTMENT = "appointment", _("by appointment only")
    UNKNOWN = "unknown", _("not known")


class Anonymity(models.TextChoices):
    FULL = "full", _("fully anonymous")
    PSEUDONYM = "pseudonym", _("any name will do")
    NAME = "name", _("your name is needed")
    PAPERS = "papers", _("papers are needed")
    UNKNOWN = "unknown", _("not known")


class CostKind(models.TextChoices):
    FREE = "free", _("free of charge")
    PRICED = "priced", _("costs something")
    INCOME = "income", _("depends on income")
    UNKNOWN = "unknown", _("not known")


class Childcare(models.TextChoices):
    """Who looks after the child during the appointment."""

    UNKNOWN = "unknown", _("not known")
    WELCOME = "welcome", _("children are welcome")
    ON_SITE = "on_site", _("childcare on site")
    REQUEST = "request", _("childcare on request")
    NONE = "none", _("not possible with children")


class Documents(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    NONE = "none", _("nothing")
    LISTED = "listed", _("the things below")


class Capacity(models.TextChoices):
    FREE = "free", _("places free")
    FEW = "few", _("few places left")
    WAITING = "waiting", _("waiting list")
    FULL = "full", _("no places")
    UNKNOWN = "unknown", _("not known")


class EdgeHour(models.TextChoices):
    """Times at which ordinary childcare and offices are closed (Randzeiten)."""

    BEFORE_7 = "before_7", _("before 7 am")
    AFTER_17 = "after_17", _("after 5 pm")
    AFTER_20 = "after_20", _("after 8 pm")
    NIGHT = "night", _("at night")
    SATURDAY = "saturday", _("Saturdays")
    SUNDAY = "sunday", _("Sundays")
    PUBLIC_HOLIDAY = "public_holiday", _("public holidays")
    SCHOOL_HOLIDAY = "school_holiday", _("school holidays")
    SICK_CHILD = "sick_child", _("when the child is ill")
    SHORT_NOTICE = "short_notice", _("at short notice")


class ReviewInterval(models.IntegerChoices):
    """Months after which the partner is asked whether everything is still right."""

    MONTH = 1, _("every month")
    QUARTER = 3, _("every three months")
    HALF_YEAR = 6, _("every six months")
    YEAR = 12, _("once a year")
