"""What people say, and what they need: the lexicon of search."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("de", _("German")), ("en", _("English")), ("uk", _("Ukrainian")), ("ru", _("Russian")), ("tr", _("Turkish")),
    ("ar", _("Arabic")), ("pl", _("Polish")), ("ro", _("Romanian")), ("fa", _("Persian (Farsi)")),
    ("fr", _("French")), ("vi", _("Vietnamese")),
]  # fmt: skip
DANGERS = [
    ("violence", _("violence")), ("self_harm", _("self-harm")), ("child_in_danger", _("a child in danger")),
    ("flight", _("having to flee")), ("emergency", _("emergency")), ("sexual_abuse", _("sexual abuse")),
    ("except", _("no danger: a harmless context")),
]  # fmt: skip
FILTERS = {
    "when": {"now", "today", "tomorrow", "evening", "weekend", "MO", "TU", "WE", "TH", "FR", "SA", "SU"},
    "cost": {"free"},
    "anonymous": {"yes"},
    "delivery": {"video", "phone", "home"},
    "access": {"step_free"},
    "childcare": {"yes"},
    "language": None,  # any code
}


class LexiconUse(models.TextChoices):
    NEED = "need", _("what is needed")
    DANGER = "danger", _("danger")
    FILTER = "filter", _("filter")


class LexiconOrigin(models.TextChoices):
    SHIPPED = "shipped", _("shipped with the portal")
    OWN = "own", _("our own")


class LexiconEntry(models.Model):
    """A phrase in one language and what it means.

    ``concepts`` holds, by use: keys of the taxonomy such as “topic:daycare”, best first; one kind of danger; one filter
    such as “when=now”.
    """

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="de")
    use = models.CharField(_("says"), max_length=6, choices=LexiconUse, default=LexiconUse.NEED)
    phrase = models.CharField(_("phrase"), max_length=120, help_text=_("As people type it; the order does not matter."))
    concepts = models.JSONField(_("meaning"), default=list)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=3, validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("3: means exactly this. 2: strongly. 1: perhaps."),
    )  # fmt: skip
    is_active = models.BooleanField(_("in use"), default=True)
    origin = models.CharField(_("from"), max_length=7, choices=LexiconOrigin, default=LexiconOrigin.OWN, editable=False)
    # What the shipped file said; where the entry says something else by now, somebody has changed it.
    shipped = models.JSONField(_("as shipped"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("entry of the lexicon"), _("lexicon of search")
        ordering = ["use", "language", "phrase", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["use", "language", "phrase"],
                name="lexicon_entry_once_per_language",
                violation_error_message=_("This phrase is in the lexicon already."),
            ),
            models.CheckConstraint(
                name="lexicon_entry_weight_is_one_to_three",
                condition=models.Q(weight__range=(1, 3)),
                violation_error_message=_("The weight is 1, 2 or 3."),
            ),
        ]

    def __str__(self):
        return f"{self.phrase} ({self.language})"

    def clean(self):
        if not isinstance(self.concepts, list) or not self.concepts:
            raise ValidationError({"concepts": _("Please say what the phrase means.")})
        wrong = [concept for concept in self.concepts if not self._is_known(str(concept))]
        if wrong:
            raise ValidationError({"concepts": _("Unknown: %(words)s") % {"words": ", ".join(map(str, wrong))}})

    def _is_known(self, concept: str) -> bool:
        if self.use == LexiconUse.DANGER:
            return concept in dict(DANGERS)
        if self.use == LexiconUse.FILTER:
            name, _sign, value = concept.partition("=")
            return name in FILTERS and (FILTERS[name] is None or value in FILTERS[name])
        return concept.partition(":")[0] in ("topic", "situation", "field")
