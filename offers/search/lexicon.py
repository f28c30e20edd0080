"""The lexicon in memory: from the database, or from the shipped files where nobody has loaded them yet."""

import csv
import threading
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from offers.models import LexiconEntry, LexiconOrigin, LexiconUse
from offers.search.phrases import Phrase, Phrases
from offers.search.text import stems_of, words_of

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon"
# Words that change nothing of what a phrase means; “kein”, “nicht”, “zu” and “mehr” do.
FILLERS = frozenset(
    stem
    for word in [
        "ich",
        "mein",
        "meine",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "ein",
        "eine",
        "einen",
        "und",
        "für",
        "bei",
        "wir",
        "wo",
        "wie",
        "the",
        "a",
        "an",
        "my",
        "i",
    ]
    for stem in stems_of(word)
)
_lock = threading.Lock()
_kept = None  # the last rows and the lexicon made of them


class Row(NamedTuple):
    """One line of the lexicon."""

    use: str
    language: str
    phrase: str
    concepts: tuple[str, ...]
    weight: int


class Lexicon:
    """Phrases by use and language; each part is made when it is asked for first."""

    def __init__(self, rows: list[Row]):
        self.rows = rows
        self._parts = {}
        self._lines = defaultdict(list)
        for row in rows:
            self._lines[row.use, row.language].append(row)
        self.languages = frozenset(row.language for row in rows)

    def needs(self, language: str) -> Phrases:
        return self._part(LexiconUse.NEED, language)

    def dangers(self, language: str) -> Phrases:
        return self._part(LexiconUse.DANGER, language)

    def filters(self, language: str) -> Phrases:
        """Compared as written: “morgens” is not “morgen”."""
        return self._part(LexiconUse.FILTER, language)

    def rows_in(self, language: str) -> list[Row]:
        """The lines that say what is needed in a language."""
        return self._lines[LexiconUse.NEED, language]

    def words(self, language: str) -> frozenset[str]:
        """All words, as written, that the lexicon knows in a language."""
        key = ("words", language)
        if key not in self._parts:
            rows = [row for use in LexiconUse.values for row in self._lines[use, language]]
            self._parts[key] = frozenset(word for row in rows for word in words_of(row.phrase))
        return self._parts[key]

    def _part(self, use: str, language: str) -> Phrases:
        key = (use, language)
        if key not in self._parts:
            self._parts[key] = Phrases(phrase_of(row) for row in self._lines[key])
        return self._parts[key]


def phrase_of(row: Row) -> Phrase:
    """A line of the lexicon, ready to be found."""
    if row.use == LexiconUse.FILTER:
        return Phrase(row.phrase, frozenset(words_of(row.phrase)), row.concepts, row.weight)
    stems = stems_of(row.phrase, row.language)
    if row.use == LexiconUse.NEED:
        telling = [stem for stem in stems if stem not in FILLERS]
        stems = telling if len(telling) > 1 or len(stems) == 1 else stems
    return Phrase(row.phrase, frozenset(stems), row.concepts, row.weight)


@lru_cache(maxsize=1)
def shipped_rows() -> list[Row]:
    """All lines of the files, in a fixed order; of a phrase that stands twice the first line counts."""
    rows = {}
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in _lines(path):
            row = _row(intern(path.stem), line)
            rows.setdefault((row.use, row.language, row.phrase), row)
    return sorted(rows.values())


def _lines(path: Path):
    with path.open(encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if line.strip() and not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _row(name: str, line: dict) -> Row:
    if name == "danger":
        return Row(LexiconUse.DANGER.value, intern(line["language"]), line["phrase"], (line["kind"],), 3)
    if name == "filters":
        concept = f"{line['parameter']}={line['value']}"
        return Row(LexiconUse.FILTER.value, intern(line["language"]), line["phrase"], (concept,), 3)
    return Row(LexiconUse.NEED.value, name, line["phrase"], _concepts(line["concepts"]), int(line["weight"]))


@lru_cache(maxsize=1_000)
def _concepts(text: str) -> tuple[str, ...]:
    """The concepts of a line; many lines share theirs."""
    return tuple(text.split(","))


def stored_rows() -> list[Row]:
    """What is in use: the database, and the shipped lines as long as nobody has loaded them into it."""
    columns = ["use", "language", "phrase", "concepts", "weight", "is_active", "origin"]
    stored = list(LexiconEntry.objects.order_by().values_list(*columns))
    if not stored:
        return shipped_rows()
    rows = {}
    if not any(origin == LexiconOrigin.SHIPPED for *_values, origin in stored):
        rows = {row[:3]: row for row in shipped_rows()}
    for use, language, phrase, concepts, weight, is_active, _origin in stored:
        rows.pop((use, language, phrase), None)
        if is_active:
            row = Row(intern(use), intern(language), phrase, _concepts(",".join(concepts)), weight)
            rows[row[:3]] = row
    return sorted(rows.values())


def current_lexicon() -> Lexicon:
    """The lexicon as it is now; the same object as before while no entry has changed."""
    global _kept  # one for the process, replaced as a whole
    rows = stored_rows()
    with _lock:
        if _kept is None or _kept.rows != rows:
            _kept = Lexicon(rows)
        return _kept


def load_shipped() -> dict[str, int]:
    """Bring the shipped lines into the database; returns how many were created, updated, kept as somebody changed them.

    An entry is brought up to date only while it says what was shipped before.
    """
    existing = {(row.use, row.language, row.phrase): row for row in LexiconEntry.objects.all()}
    counts, new, changed = defaultdict(int), [], []
    for row in shipped_rows():
        shipped = [list(row.concepts), row.weight]
        entry = existing.get((row.use, row.language, row.phrase))
        if entry is None:
            values = row._asdict() | {"concepts": list(row.concepts)}
            new.append(LexiconEntry(**values, origin="shipped", shipped=shipped))
        elif entry.shipped == shipped:
            counts["unchanged"] += 1
        elif entry.shipped != [entry.concepts, entry.weight]:
            counts["kept"] += 1
        else:
            entry.concepts, entry.weight, entry.shipped = *shipped, shipped
            changed.append(entry)
    LexiconEntry.objects.bulk_create(new, batch_size=500)
    LexiconEntry.objects.bulk_update(changed, ["concepts", "weight", "shipped"], batch_size=500)
    return {"created": len(new), "updated": len(changed), "unchanged": 0, "kept": 0} | counts
