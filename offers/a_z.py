"""One index of everything, from A to Z: partners, fields, topics, life situations, offers and everyday words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from offers.models import LifeSituation, Offer, PolicyField, Topic
from partners.collation import LETTERS, OTHER, german_key, letter_of
from partners.models import Partner

# Up to so many entries the index is one page. A larger one has a page for each letter, and before them an overview: the
# names of partners, topics and situations, where these are not too many.
WHOLE = 200
OVERVIEW = 400
SHOWN_TARGETS = 3  # links behind an everyday word


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass
class Entry:
    """A line of the index: a name with its own page, or a word with ``targets`` to look at instead."""

    label: str
    url: str = ""
    note: str = ""
    targets: list[Link] = field(default_factory=list)
    is_main: bool = False  # stands in the overview


@dataclass
class Letter:
    """A letter of the bar with its entries; those of letters that are not shown are counted only."""

    name: str
    total: int = 0
    entries: list[Entry] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What names the letter in addresses."""
        return "andere" if self.is_other else self.name.lower().replace("–", "-")

    @property
    def anchor(self) -> str:
        return f"buchstabe-{self.code}"

    @property
    def is_other(self) -> bool:
        """Whether this stands for all alphabets but the Latin one."""
        return self.name == OTHER


@dataclass(frozen=True)
class Index:
    letters: list[Letter]
    is_whole: bool
    chosen: Letter | None = None

    @property
    def shown(self) -> list[Letter]:
        """Letters whose entries stand on this page."""
        return [letter for letter in self.letters if letter.entries]


def build_index(chosen_code="", whole=WHOLE, overview=OVERVIEW) -> Index:
    """The whole index; of a large one the letter ``chosen_code``, else the overview or the first. Five queries."""
    letters = {name: Letter(name) for name in [*LETTERS, OTHER]}
    for entry in all_entries():
        letter = letters[letter_of(entry.label)]
        letter.total += 1
        letter.entries.append(entry)
    bar = [letter for letter in letters.values() if letter.total or not letter.is_other]
    if sum(letter.total for letter in bar) <= whole:
        return Index([with_entries(letter) for letter in bar], True)
    used = [letter for letter in bar if letter.total]
    chosen = next((letter for letter in used if letter.code == chosen_code.lower()), None)
    if chosen is None and sum(entry.is_main for letter in used for entry in letter.entries) <= overview:
        return Index([with_entries(letter, lambda entry: entry.is_main) for letter in bar], False)
    chosen = chosen or used[0]
    return Index([with_entries(letter, lambda entry, letter=letter: letter is chosen) for letter in bar], False, chosen)


def with_entries(letter, keep=lambda entry: True) -> Letter:
    """The letter with its entries in order, as far as they are to be kept."""
    letter.entries = sorted(filter(keep, letter.entries), key=lambda entry: german_key(entry.label))
    return letter


def all_entries() -> list[Entry]:
    """Every line of the index, in no order: names first, then the words that no name says already."""
    partners = list(Partner.objects.current())
    offers = list(Offer.objects.published().select_related("partner").only(*OFFER_COLUMNS).order_by())
    topics = list(Topic.objects.filter(offers__in=offers_for_topics()).distinct())
    situations, fields = list(LifeSituation.objects.all()), list(PolicyField.objects.all())
    names = [
        *(Entry(row.name, row.get_absolute_url(), _("partner"), is_main=True) for row in partners),
        *(Entry(row.name, row.get_absolute_url(), _("topic"), is_main=True) for row in topics),
        *(Entry(row.name, row.get_absolute_url(), _("life situation"), is_main=True) for row in situations),
        *(Entry(row.name, row.get_absolute_url(), _("field"), is_main=True) for row in fields),
        *(Entry(row.title, row.get_absolute_url(), row.partner.display_name) for row in offers),
    ]
    said = [(row.short_name, row.name, row) for row in partners if row.short_name]
    said += [(word, row.name, row) for row in (*topics, *situations, *fields) for word in row.everyday]
    said += [(word, row.title, row) for row in offers for word in row.other_names.split(",") if word.strip()]
    return names + words(said, {german_key(entry.label) for entry in names})


OFFER_COLUMNS = ("title", "slug", "other_names", "partner__name", "partner__short_name")


def offers_for_topics():
    """Published offers: a topic without any would lead nowhere."""
    return Offer.objects.published().order_by()


def words(said, taken) -> list[Entry]:
    """Everyday words, each once, with where to look; ``taken`` are the keys of words that have a page themselves."""
    found = {}
    for word, label, row in said:
        word = str(word).strip()
        key = german_key(word)
        if not key or key in taken:
            continue
        entry = found.setdefault(key, Entry(word))
        if len(entry.targets) < SHOWN_TARGETS and label not in [target.label for target in entry.targets]:
            entry.targets.append(Link(label, row.get_absolute_url()))
    return list(found.values())
