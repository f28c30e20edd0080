"""The words a new installation starts with: policy fields, life situations and topics from ``data/taxonomy.toml``.

Loading is safe to repeat. Missing words are created; of words that exist only empty texts are filled in. What somebody
has written, the moderators and the order stay as they are, and so do words that a coordinator has made under the same
name or address.
"""

import tomllib
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from offers.models import LifeSituation, PolicyField, Topic

TAXONOMY_FILE = Path(__file__).parent / "data" / "taxonomy.toml"
# Only these are filled in where they are empty; a name or an address is never empty.
FILLED = ("description", "everyday", "icon")


@transaction.atomic
def load_taxonomy(path: Path = TAXONOMY_FILE) -> dict[str, int]:
    """Create and complete the words of the file; returns how many were created, filled in, left out."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    counts = {"created": 0, "filled": 0, "left_out": 0}
    for position, row in enumerate(tables["field"], start=1):
        _load(PolicyField, row | {"position": position}, counts)
    for position, row in enumerate(tables["situation"], start=1):
        _load(LifeSituation, row | {"position": position}, counts)
    for position, row in enumerate(tables["topic"], start=1):
        _load_topic(row | {"position": position}, counts)
    return counts


def _load(model, row: dict, counts: dict):
    """Create one word or fill in its empty texts; returns it, None where another word has its name or address."""
    term = model.objects.filter(key=row["key"]).first()
    if term is None and model.objects.filter(Q(name=row["name"]) | Q(slug=row["slug"])).exists():
        counts["left_out"] += 1
        return None
    if term is None:
        counts["created"] += 1
        return model.objects.create(**row)
    missing = [name for name in FILLED if row.get(name) and not getattr(term, name)]
    if missing:
        counts["filled"] += 1
        for name in missing:
            setattr(term, name, row[name])
        term.save(update_fields=missing)
    return term


def _load_topic(row: dict, counts: dict):
    situations = row.pop("situations", [])
    row["policy_field"] = PolicyField.objects.filter(key=row.pop("field")).first()
    if "parent" in row:
        row["parent"] = Topic.objects.filter(key=row["parent"]).first()
    if row["policy_field"] is None:
        counts["left_out"] += 1
        return
    created = counts["created"]
    topic = _load(Topic, row, counts)
    if counts["created"] > created:
        topic.situations.set(LifeSituation.objects.filter(key__in=situations))
