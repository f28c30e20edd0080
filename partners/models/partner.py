"""The organisations of the network."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.fields import CodeListField
from partners.images import PictureField
from partners.models.choices import ReferralFact, usual_facts
from partners.validators import WebAddressField


class PartnerKind(models.TextChoices):
    AUTHORITY = "authority", _("public authority")
    WELFARE = "welfare", _("welfare association")
    ASSOCIATION = "association", _("association")
    CHURCH = "church", _("church")
    COMPANY = "company", _("company or employer")
    EDUCATION = "education", _("education provider")
    HEALTH = "health", _("health service")
    PROJECT = "project", _("project")
    OTHER = "other", _("other")


class MembershipKind(models.TextChoices):
    FOUNDER = "founder", _("founding member")
    MEMBER = "member", _("member")
    SUPPORTER = "supporter", _("supporter")
    GUEST = "guest", _("guest")
    FORMER = "former", _("former member")


class PartnerQuerySet(models.QuerySet):
    def current(self):
        """Partners that belong to the network today."""
        return self.exclude(membership=MembershipKind.FORMER)

    def taking_referrals(self):
        """Partners that parents can be handed on to; ``referrals.workflow.takes_referrals`` says the same for one."""
        return self.current().filter(takes_referrals=True)


class Partner(models.Model):
    """An organisation, or a unit of one with an inbox of its own, that helps single parents."""

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True, help_text=_("Where space is short."))
    slug = models.SlugField(_("address"), max_length=80, unique=True, help_text=_("Last part of the page's address."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("Two or three sentences: what does the organisation do for parents?")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PartnerKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("belongs to"),
        help_text=_("For a unit of a larger organisation, such as a team of the Jobcenter."),
    )  # fmt: skip
    ends_on = models.DateField(_("ends on"), null=True, blank=True, help_text=_("For projects with a last day."))

    membership = models.CharField(_("membership"), max_length=9, choices=MembershipKind, default=MembershipKind.MEMBER)
    member_since = models.DateField(_("member since"), null=True, blank=True)
    member_until = models.DateField(_("member until"), null=True, blank=True)

    website = WebAddressField(_("website"))
    logo = PictureField(_("logo"), upload_to="logos/", blank=True)

    takes_referrals = models.BooleanField(_("takes referrals"), default=False)
    referral_facts = CodeListField(
        _("what a referral may say"), choices=ReferralFact.choices, default=usual_facts, blank=False,
        help_text=_("Nothing else can be filled in. As little as you need."),
    )  # fmt: skip
    inbox_email = models.EmailField(_("e-mail for messages of the portal"), blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("answers within"), default=5, validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Working days."),
    )  # fmt: skip
    deputy = models.ForeignKey(
        "partners.Contact", models.SET_NULL, null=True, blank=True, related_name="deputises_for",
        verbose_name=_("deputy"), help_text=_("Who is told while the responsible person is away."),
    )  # fmt: skip

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PartnerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = _("partner"), _("partners")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="partner_leaves_after_joining",
                condition=Q(member_until=None) | Q(member_since=None) | Q(member_until__gte=models.F("member_since")),
                violation_error_message=_("The membership ends before it begins."),
            ),
            models.CheckConstraint(
                name="partner_with_referrals_has_inbox",
                condition=Q(takes_referrals=False) | ~Q(inbox_email=""),
                violation_error_message=_("Who takes referrals needs an e-mail address for messages."),
            ),
            models.CheckConstraint(
                name="partner_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
                violation_error_message=_("An organisation cannot belong to itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:detail", args=[self.slug])

    @property
    def display_name(self) -> str:
        """The short name where there is one: for cards and tables."""
        return self.short_name or self.name


class PartnerLink(models.Model):
    """A further site of a partner, such as a booking page or a social network."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=100)
    url = WebAddressField(_("address"), blank=False)

    class Meta:
        verbose_name, verbose_name_plural = _("further website"), _("further websites")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title
