"""A parent is accompanied over several steps of a chain, with consent. Nothing here says who it is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from referrals.codes import grouped, new_number
from referrals.fields import EncryptedTextField
from referrals.models.choices import ConsentForm


class AccompanimentEnd(models.TextChoices):
    """Why an accompaniment is over."""

    DONE = "done", _("the way is done")
    PERSON = "person", _("the person wants no more of it")
    REVOKED = "revoked", _("the consent was taken back")
    CONSENT_ENDED = "consent_ended", _("the consent has ended")
    OTHER = "other", _("it goes on in another way")


class AccompanimentQuerySet(models.QuerySet):
    def running(self):
        """Those that go on."""
        return self.filter(ended_on=None)


class Accompaniment(models.Model):
    """One parent on the way through a chain. Who it is stands in the contents of its referrals, and only there."""

    number = models.CharField(_("number"), max_length=8, unique=True, default=new_number, editable=False)
    chain = models.ForeignKey(
        "referrals.Chain", models.PROTECT, related_name="accompaniments", verbose_name=_("chain of services")
    )
    # Whose steps count for this person: that of the first day, until somebody goes over to the one in force.
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    owner = models.ForeignKey(
        "partners.Partner", models.PROTECT, related_name="accompaniments", verbose_name=_("responsible partner")
    )
    municipality = models.ForeignKey(
        "partners.Municipality", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    started_on = models.DateField(_("since"), default=timezone.localdate, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("ended because"), max_length=13, choices=AccompanimentEnd, blank=True)

    consent_form = models.CharField(_("consent given"), max_length=6, choices=ConsentForm)
    consent_text = models.TextField(_("text as it was shown"))
    consent_on = models.DateField(_("given on"))
    consent_until = models.DateField(_("valid until"))
    witness = models.CharField(
        _("witness, or who keeps the paper"), max_length=120, blank=True, help_text=_("Somebody of your office.")
    )

    objects = AccompanimentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("accompaniment"), _("accompaniments")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="accompaniment_has_a_consent", condition=~Q(consent_text="")),
            models.CheckConstraint(
                name="accompaniment_consent_ends_after_it_was_given",
                condition=Q(consent_until__gte=F("consent_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="accompaniment_on_paper_or_spoken_has_a_witness",
                condition=~Q(consent_form__in=["paper", "spoken"]) | ~Q(witness=""),
                violation_error_message=_("Please say who keeps the paper, or who was the witness."),
            ),
            models.CheckConstraint(
                name="accompaniment_end_says_why",
                condition=Q(ended_on=None, end_reason="") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
            ),
        ]

    def __str__(self):
        return grouped(self.number)

    def get_absolute_url(self):
        return reverse("referrals:accompaniment", args=[self.number])

    @property
    def newer_version(self) -> int | None:
        """The version of the chain in force, where it is another one; None where nobody can go over to it."""
        latest = self.chain.version_in_force
        return latest if latest != self.version and self.goes_on() else None

    def goes_on(self, on=None) -> bool:
        """Whether nobody has ended it, and the consent holds on the day ``on`` (default: today)."""
        return self.ended_on is None and (on or timezone.localdate()) <= self.consent_until


class StepNoteKind(models.TextChoices):
    """What is noted about a step beside its referrals."""

    DONE = "done", _("done without a referral")
    EARLY = "early", _("sent before the step before had its result")


class StepNote(models.Model):
    """A step was done without a referral, or is sent early: why, by whom. Written once; only the words go by a date."""

    accompaniment = models.ForeignKey(
        Accompaniment, models.CASCADE, related_name="notes", verbose_name=_("accompaniment")
    )
    step = models.ForeignKey("referrals.ChainStep", models.PROTECT, related_name="notes", verbose_name=_("step"))
    kind = models.CharField(_("note"), max_length=5, choices=StepNoteKind)
    # Of a step that was done: its result. Of one that is sent early: why.
    reason = models.ForeignKey("referrals.Reason", models.PROTECT, related_name="+", verbose_name=_("reason"))
    text = EncryptedTextField(_("words on it"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+",
        verbose_name=_("person"),
    )  # fmt: skip
    partner = models.ForeignKey("partners.Partner", models.PROTECT, related_name="+", verbose_name=_("partner"))
    on = models.DateField(_("on"), default=timezone.localdate)

    class Meta:
        verbose_name, verbose_name_plural = _("note on a step"), _("notes on steps")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["accompaniment", "step", "kind"], name="step_noted_once"),
        ]

    def __str__(self):
        return f"{self.accompaniment} {self.step_id} {self.kind}"
