"""Two people edit one entry: how the second one is told what the first one has stored meanwhile.

A form carries fingerprints of what it showed. They are compared with the stored entry when it comes back, with the row
locked. Saving again after the message is a decision, and stores what was typed.
"""

import hashlib
import json

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from partners.shown_values import person_name

FIELD = "edit_version"


def fingerprint(value) -> str:
    """A few letters that are others when the value is another."""
    if isinstance(value, list | tuple) and all(isinstance(part, models.Model) for part in value):
        value = sorted(part.pk for part in value)
    return hashlib.sha256(repr(value if isinstance(value, list) else str(value)).encode()).hexdigest()[:8]


def row_fingerprint(instance, name: str) -> str:
    """The fingerprint of the rows behind a reverse key, such as the prices of an offer."""
    return fingerprint(list(getattr(instance, name).order_by("pk").values_list()))


def seen_versions(sent: str) -> dict:
    """The fingerprints a form brings back; none where it does not say, or makes them up."""
    try:
        seen = json.loads(sent or "{}")
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}


def changed_since(sent: str, stored: dict[str, str]) -> list[str]:
    """Names of what was stored anew since the form was opened; everything, if the form does not say."""
    seen = seen_versions(sent)
    return [name for name, version in stored.items() if seen.get(name) != version]


def who_changed(instance) -> str:
    """A sentence that says who stored the entry last, as far as that is known."""
    person = _last_author(instance)
    if person is None:
        return _("This entry was changed while you were working on it:")
    return _("%(person)s changed this entry while you were working on it:") % {"person": person_name(person)}


def _last_author(instance):
    if hasattr(instance, "history"):
        last = instance.history.select_related("history_user").order_by("history_date", "history_id").last()
        return last.history_user if last else None
    content_type = ContentType.objects.get_for_model(instance)
    entries = LogEntry.objects.filter(content_type=content_type, object_id=str(instance.pk))
    last = entries.select_related("user").order_by("action_time", "pk").last()
    return last.user if last else None
