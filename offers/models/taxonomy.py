"""The words offers are sorted by: policy fields, topics, life situations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """What the three kinds of words have in common."""

    key = models.SlugField(
        _("key"), max_length=40, unique=True, help_text=_("Never changes; used by imports and exports.")
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    description = models.TextField(_("description"), blank=True)
    everyday = models.JSONField(
        _("everyday words"), default=list, blank=True, help_text=_("What people say instead; a JSON list.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "name", "pk"]

    def __str__(self):
        return self.name


class PolicyField(Term):
    """A field of action that one partner moderates, such as health."""

    moderator = models.ForeignKey(
        "partners.Partner", models.PROTECT, null=True, blank=True, related_name="moderated_fields",
        verbose_name=_("moderating partner"),
    )  # fmt: skip
    icon = models.SlugField(_("icon"), max_length=30, blank=True)

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("policy field"), _("policy fields")

    def get_absolute_url(self):
        return reverse("offers:theme", args=[self.slug])

    def clean(self):
        if Topic.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("A topic has this address already.")})


class LifeSituation(Term):
    """What has happened, as a parent would say it: “Separated – what now?”"""

    title = models.CharField(_("title"), max_length=80, help_text=_("As a parent would say it."))
    prominent = models.BooleanField(_("on the start page"), default=False)
    icon = models.SlugField(_("icon"), max_length=30, blank=True)

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("life situation"), _("life situations")

    def get_absolute_url(self):
        return reverse("offers:situation", args=[self.slug])


class Topic(Term):
    """What an offer is about, such as debt counselling; shares its addresses with the policy fields."""

    policy_field = models.ForeignKey(PolicyField, models.PROTECT, related_name="topics", verbose_name=_("policy field"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    situations = models.ManyToManyField(
        LifeSituation, related_name="topics", blank=True, verbose_name=_("life situations")
    )

    class Meta(Term.Meta):
        verbose_name, verbose_name_plural = _("topic"), _("topics")
        constraints = [
            models.CheckConstraint(
                name="topic_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message=_("A topic cannot be part of itself."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("offers:theme", args=[self.slug])

    def clean(self):
        if PolicyField.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("A policy field has this address already.")})
