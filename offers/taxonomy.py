"""The words a new installation starts with: policy fields, life situations and topics from ``data/taxonomy.toml``.

Loading is safe to repeat. Missing words are created; of words that exist only empty texts are filled in. What somebody
has written, the moderators and the order stay as they are, and so do words that a coordinator has made under the same
name or address.
"""

import tomllib
from pathlib import Path

from django.db import transaction

from offers.models import LifeSituation, PolicyField, Topic

TAXONOMY_FILE = Path(__file__).parent / "data" / "taxonomy.toml"
# Only these are filled in where they are empty; a name or an address is never empty.
FILLED = ("description", "everyday", "icon")


@transaction.atomic
def load_taxonomy(path: Path = TAXONOMY_FILE) -> dict[str, int]:
    """Create and complete the words of the file; returns how many were created, filled in, left out."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    counts = {"created": 0, "filled": 0, "left_out": 0}
    fields, situations, topics = Words(PolicyField, counts), Words(LifeSituation, counts), Words(Topic, counts)
    for position, row in enumerate(tables["field"], start=1):
        fields.load(row | {"position": position})
    for position, row in enumerate(tables["situation"], start=1):
        situations.load(row | {"position": position})
    links = []
    for position, row in enumerate(tables["topic"], start=1):
        links += _load_topic(row | {"position": position}, fields, situations, topics)
    Topic.situations.through.objects.bulk_create(links)
    return counts


class Words:
    """The words of one kind that are stored, read once, and what becomes of those in the file."""

    def __init__(self, model, counts: dict):
        self.model, self.counts = model, counts
        self.by_key = {word.key: word for word in model.objects.all()}
        self.taken = {value for word in self.by_key.values() for value in (("name", word.name), ("slug", word.slug))}

    def load(self, row: dict) -> bool:
        """Create one word or fill in its empty texts; whether it is new. Out stays one whose name or slug is taken."""
        word, texts = self.by_key.get(row["key"]), {("name", row["name"]), ("slug", row["slug"])}
        if word:
            self._fill_in(word, row)
        elif texts & self.taken:
            self.counts["left_out"] += 1
        else:
            self.by_key[row["key"]] = self.model.objects.create(**row)
            self.taken |= texts
            self.counts["created"] += 1
            return True
        return False

    def _fill_in(self, word, row: dict):
        missing = [name for name in FILLED if row.get(name) and not getattr(word, name)]
        for name in missing:
            setattr(word, name, row[name])
        if missing:
            self.counts["filled"] += 1
            word.save(update_fields=missing)


def _load_topic(row: dict, fields: Words, situations: Words, topics: Words) -> list:
    """The links of a new topic with life situations, to be stored."""
    named = row.pop("situations", [])
    row["policy_field"] = fields.by_key.get(row.pop("field"))
    if "parent" in row:
        row["parent"] = topics.by_key.get(row["parent"])
    if row["policy_field"] is None:
        topics.counts["left_out"] += 1
        return []
    if not topics.load(row):
        return []
    known = [situations.by_key[key] for key in named if key in situations.by_key]
    return [Topic.situations.through(topic=topics.by_key[row["key"]], lifesituation=one) for one in known]
