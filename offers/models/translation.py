"""The one place for texts in other languages: of offers, topics, situations, fields and pages."""

import hashlib
from collections import defaultdict

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.languages import LANGUAGE_NAMES


def text_version(text: str) -> str:
    """A short fingerprint of a text: another one means that the text has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def outdated(translations) -> dict[int, object]:
    """Keys of the ``translations`` whose German text has changed since, with the day they were written.

    One query, and one more for each kind of entry and field among them.
    """
    rows = defaultdict(list)
    names = ("content_type_id", "field", "object_id", "pk", "source_version", "updated_at")
    for kind, field, *row in translations.order_by().values_list(*names):
        rows[kind, field].append(row)
    found = {}
    for (kind, field), group in rows.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        texts = dict(model._default_manager.order_by().values_list("pk", field))
        for object_id, pk, version, at in group:
            if version != text_version(str(texts.get(object_id) or "")):
                found[pk] = at
    return found


class Translation(models.Model):
    """One field of one row in one other language."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of entry"))
    object_id = models.PositiveBigIntegerField(_("entry"))
    entry = GenericForeignKey("content_type", "object_id")
    field = models.SlugField(_("field"), max_length=40)
    language = models.CharField(_("language"), max_length=3, choices=list(LANGUAGE_NAMES.items()))
    text = models.TextField(_("text"))
    source_version = models.CharField(_("version of the German text"), max_length=16, editable=False)
    made_by_machine = models.BooleanField(_("made by a machine"), default=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("translation"), _("translations")
        ordering = ["content_type", "object_id", "field", "language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "language"],
                name="translation_once_per_language",
                violation_error_message=_("This text is translated into that language already."),
            ),
        ]

    def __str__(self):
        return f"{self.content_type.name} {self.object_id}: {self.field} ({self.language})"

    @property
    def source_text(self) -> str:
        """The German text as it is today."""
        return str(getattr(self.entry, self.field, "") or "")

    @property
    def is_outdated(self) -> bool:
        """Whether the German text has changed since this was translated."""
        return self.source_version != text_version(self.source_text)
