"""A chain: the way from one office to the next that partners have agreed on for one situation.

Its steps belong to a version. What is agreed anew is drafted beside the version in force, which parents and whoever is
accompanied go on by. ``chains.py`` alone changes the status; steps change in a draft only (``guards.py``).
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from referrals.models.choices import ReasonKind

RESERVED = "begleitungen"  # a part of other addresses


class ChainStatus(models.TextChoices):
    """How far the partners are with the newest version of a chain."""

    DRAFT = "draft", _("draft")
    ASKED = "asked", _("partners are asked")
    AGREED = "agreed", _("agreed by all")
    IN_FORCE = "in_force", _("in force")
    RETIRED = "retired", _("retired")


class Requirement(models.TextChoices):
    """What the step before must have brought before this one is sent."""

    NOTHING = "nothing", _("nothing: it can begin at any time")
    ACCEPTED = "accepted", _("the office of the step before has accepted")
    COMPLETED = "completed", _("the step before is completed")


class ChainQuerySet(models.QuerySet):
    def in_force(self):
        """Chains that count, and that parents see; a newer version may be under way beside."""
        return self.filter(version_in_force__isnull=False)

    def with_step_count(self):
        """Adds ``step_count``, of the version in force."""
        return self.annotate(step_count=models.Count("steps", filter=Q(steps__version=F("version_in_force"))))

    def due_for_review(self, on):
        """Chains that the partners wanted to look at again by the day ``on``, and nobody is at work on."""
        return self.filter(status=ChainStatus.IN_FORCE, review_on__lte=on)


class Chain(models.Model):
    """An ordered list of steps, agreed between partners for one situation (Dienstleistungskette)."""

    title = models.CharField(_("title"), max_length=80, unique=True, help_text=_("As a parent would say it."))
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Last part of the page's address: /wege/…/")
    )
    intro = models.TextField(
        _("situation"), help_text=_("For whom this way is, in two or three short sentences for parents.")
    )
    life_situation = models.ForeignKey(
        "offers.LifeSituation", models.SET_NULL, null=True, blank=True, related_name="chains",
        verbose_name=_("life situation"), help_text=_("The page of this situation leads to the way."),
    )  # fmt: skip
    status = models.CharField(_("status"), max_length=8, choices=ChainStatus, default=ChainStatus.DRAFT, editable=False)
    # The one that is drafted, asked about or in force, as ``status`` says. No number is given twice.
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    version_in_force = models.PositiveSmallIntegerField(_("version in force"), null=True, blank=True, editable=False)
    asked_on = models.DateField(_("partners asked on"), null=True, blank=True, editable=False)
    in_force_on = models.DateField(_("in force since"), null=True, blank=True, editable=False)
    review_on = models.DateField(
        _("look at it again on"), null=True, blank=True, help_text=_("Needed to put it in force; a year is usual.")
    )
    review_told_on = models.DateField(null=True, blank=True, editable=False)  # for which review the office got a mail
    retired_on = models.DateField(_("retired on"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ChainQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("chain of services"), _("chains of services")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="chain_in_force_has_days",
                condition=Q(version_in_force=None) | Q(in_force_on__isnull=False, review_on__isnull=False),
                violation_error_message=_("A chain in force says when it is looked at again."),
            ),
            models.CheckConstraint(
                name="chain_is_reviewed_later",
                condition=Q(in_force_on=None) | Q(review_on=None) | Q(review_on__gt=F("in_force_on")),
                violation_error_message=_("The review comes after the day on which the chain came in force."),
            ),
            models.CheckConstraint(
                name="chain_retired_has_a_day",
                condition=Q(status="retired", retired_on__isnull=False) | ~Q(status="retired") & Q(retired_on=None),
            ),
            # In force says: nothing newer is under way. What is drafted beside it has a later number.
            models.CheckConstraint(
                name="chain_in_force_is_its_version",
                condition=Q(status="in_force", version_in_force__isnull=False, version_in_force=F("version"))
                | Q(status__in=["draft", "asked", "agreed"], version_in_force__isnull=False)
                & Q(version_in_force__lt=F("version"))
                | ~Q(status="in_force") & Q(version_in_force=None),
            ),
            models.CheckConstraint(
                name="chain_address_is_free",
                condition=~Q(slug=RESERVED),
                violation_error_message=_("This address is taken by the portal itself."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("referrals:chain", args=[self.slug])

    def steps_of(self, version):
        """The steps of a version in their order, with what they name."""
        return self.steps.filter(version=version).with_parties()

    def partners(self, version=None):
        """Partners that are named in a version (default: the newest), also as a fallback: all of them confirm."""
        steps = self.steps.filter(version=version or self.version)
        named = Q(pk__in=steps.values("partner")) | Q(pk__in=steps.values("fallback_partner"))
        return Partner.objects.filter(named).order_by("name", "pk")


class ChainStepQuerySet(models.QuerySet):
    def in_force(self):
        """Steps that count, and that parents see."""
        return self.filter(version=F("chain__version_in_force"))

    def newest(self):
        """Steps of the version that is drafted, asked about or in force."""
        return self.filter(version=F("chain__version"))

    def with_parties(self):
        """Adds what the page of a chain prints of its steps."""
        return self.select_related("partner", "policy_field", "topic", "fallback_partner")


class ChainStep(models.Model):
    """One step: who helps, what must have come before, what goes along, by when, and who else if not."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="steps", verbose_name=_("chain of services"))
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    # The same step in the version where it first stood: what was done in one counts in all.
    origin = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="copies")
    position = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1), MaxValueValidator(30)])
    title = models.CharField(_("title"), max_length=120, help_text=_("For parents: what is done in this step."))
    text = models.TextField(_("what happens"), help_text=_("For parents: two or three short sentences."))
    bring = models.TextField(_("to bring along"), blank=True, help_text=_("For parents: one thing a line."))
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="chain_steps",
        verbose_name=_("responsible partner"),
        help_text=_("Empty: whoever has an offer in the field or on the topic."),
    )  # fmt: skip
    policy_field = models.ForeignKey(
        "offers.PolicyField", models.PROTECT, null=True, blank=True, related_name="chain_steps",
        verbose_name=_("policy field"),
    )  # fmt: skip
    topic = models.ForeignKey(
        "offers.Topic", models.PROTECT, null=True, blank=True, related_name="chain_steps", verbose_name=_("topic"),
        help_text=_("Field and topic say which of the offers are meant."),
    )  # fmt: skip
    requires = models.CharField(
        _("may begin when"), max_length=9, choices=Requirement, default=Requirement.COMPLETED,
        help_text=_("Counts from the second step on."),
    )  # fmt: skip
    required_outcomes = models.ManyToManyField(
        "referrals.Reason", blank=True, related_name="+", verbose_name=_("with one of these results"),
        limit_choices_to={"kind": ReasonKind.OUTCOME}, help_text=_("None ticked: any result of a completed step."),
    )  # fmt: skip
    hand_over = models.TextField(
        _("what goes along"), blank=True, help_text=_("For the partners: papers and words the next office needs.")
    )
    days = models.PositiveSmallIntegerField(
        _("agreed days"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("By when the step begins after the one before, in days."),
    )  # fmt: skip
    fallback_partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="fallback_steps",
        verbose_name=_("otherwise this partner"),
    )  # fmt: skip
    fallback = models.CharField(
        _("otherwise"), max_length=250, blank=True, help_text=_("For parents: where to turn where nobody offers this.")
    )

    objects = ChainStepQuerySet.as_manager()

    # What partners agree to. Titles and texts may be mended without asking them.
    AGREED = (
        "position", "partner", "policy_field", "topic", "requires", "required_outcomes", "hand_over", "days",
        "fallback_partner", "fallback",
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("step of a chain"), _("steps of a chain")
        ordering = ["chain", "version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["origin", "version"], name="chain_step_stands_once_in_a_version"),
            models.CheckConstraint(
                name="chain_step_says_who_helps",
                condition=Q(partner__isnull=False) | Q(policy_field__isnull=False) | Q(topic__isnull=False),
                violation_error_message=_("Please name a partner, a policy field or a topic."),
            ),
            models.CheckConstraint(
                name="chain_step_fallback_is_somebody_else",
                condition=Q(partner=None) | Q(fallback_partner=None) | ~Q(partner=F("fallback_partner")),
                violation_error_message=_("The other partner is the same one."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.title}"

    @property
    def line(self) -> int:
        """What this step has in common with itself in other versions."""
        return self.origin_id or self.pk


class ChainConfirmation(models.Model):
    """The word of one partner on one version of a chain: it agrees, or it says what should be different."""

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="confirmations", verbose_name=_("chain of services"))
    partner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="chain_confirmations", verbose_name=_("partner")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    agrees = models.BooleanField(_("agrees"))
    note = models.CharField(_("word"), max_length=500, blank=True, help_text=_("What should be different."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("confirmation of a chain"), _("confirmations of chains")
        ordering = ["-version", "partner__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "partner", "version"], name="chain_answered_once_per_version"),
            models.CheckConstraint(
                name="chain_objection_says_why",
                condition=Q(agrees=True) | ~Q(note=""),
                violation_error_message=_("Please say what should be different."),
            ),
        ]

    def __str__(self):
        return f"{self.chain} – {self.partner} ({self.version})"
