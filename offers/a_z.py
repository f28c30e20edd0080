"""One index of everything, from A to Z: partners, fields, topics, life situations, offers and everyday words."""

from dataclasses import dataclass, field, replace

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from offers.models import LifeSituation, Offer, PolicyField, Topic
from partners.collation import LETTERS, OTHER, german_key, letter_of_key
from partners.kept import KeptUntilChange
from partners.models import Partner

# Up to so many entries the index is one page. A larger one has a page for each letter, and before them an overview: the
# names of partners, topics and situations, where these are not too many.
WHOLE = 200
OVERVIEW = 400
PER_PAGE = 200  # entries of one letter; up to half as many more stand on its last page
SHOWN_TARGETS = 3  # links behind an everyday word


@dataclass(frozen=True, slots=True)
class Link:
    """A name with its own page: the name of the view and the last part of the address. Kept in all languages."""

    label: str
    view: str
    slug: str

    @property
    def url(self) -> str:
        return reverse(self.view, args=[self.slug])


@dataclass(slots=True)
class Entry:
    """A line of the index: a link, or a word with ``targets`` to look at instead."""

    label: str
    link: Link | None = None
    note: str = ""
    targets: list[Link] = field(default_factory=list)
    is_main: bool = False  # stands in the overview

    @property
    def url(self) -> str:
        return self.link.url if self.link else ""


@dataclass(frozen=True)
class Letter:
    """A letter of the bar with its entries in order; those of letters that are not shown are counted only."""

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
    page: Page | None = None  # of the letter that was chosen

    @property
    def shown(self) -> list[Letter]:
        """Letters whose entries stand on this page."""
        return [letter for letter in self.letters if letter.entries]


def build_index(chosen_code="", number="", whole=WHOLE, overview=OVERVIEW) -> Index:
    """The whole index; of a large one the page ``number`` of the letter ``chosen_code``, else the overview or the
    first letter.
    """
    bar = full_index()
    if sum(letter.total for letter in bar) <= whole:
        return Index(bar, True)
    used = [letter for letter in bar if letter.total]
    chosen = next((letter for letter in used if letter.code == chosen_code.lower()), None)
    if chosen is None and sum(entry.is_main for letter in used for entry in letter.entries) <= overview:
        main = [replace(letter, entries=[entry for entry in letter.entries if entry.is_main]) for letter in bar]
        return Index(main, False)
    chosen = chosen or used[0]
    page = Paginator(chosen.entries, PER_PAGE, orphans=PER_PAGE // 2).get_page(number)
    shown = replace(chosen, entries=page.object_list)
    return Index([shown if each is chosen else replace(each, entries=[]) for each in bar], False, shown, page)


def read_index() -> list[Letter]:
    """Every letter with all its entries. Five queries."""
    found = {name: [] for name in [*LETTERS, OTHER]}
    for entry in all_entries():
        key = german_key(entry.label)
        found[letter_of_key(key)].append((key, entry))
    letters = [Letter(name, len(rows), in_order(rows)) for name, rows in found.items()]
    return [letter for letter in letters if letter.total or not letter.is_other]


full_index = KeptUntilChange(read_index)


def in_order(rows) -> list[Entry]:
    return [entry for _key, entry in sorted(rows, key=lambda row: row[0])]


def all_entries() -> list[Entry]:
    """Every line of the index, in no order: names first, then the words that no name says already."""
    partners = list(Partner.objects.current())
    offers = list(Offer.objects.published().select_related("partner").only(*OFFER_COLUMNS).order_by())
    topics = list(Topic.objects.filter(offers__in=offers_for_topics()).distinct())
    situations, fields = list(LifeSituation.objects.all()), list(PolicyField.objects.all())
    names = [
        *(Entry(row.name, link_to(row), _("partner"), is_main=True) for row in partners),
        *(Entry(row.name, link_to(row), _("topic"), is_main=True) for row in topics),
        *(Entry(row.name, link_to(row), _("life situation"), is_main=True) for row in situations),
        *(Entry(row.name, link_to(row), _("field"), is_main=True) for row in fields),
        *(Entry(row.title, link_to(row), row.partner.display_name) for row in offers),
    ]
    said = [(row.short_name, row) for row in partners if row.short_name]
    said += [(word, row) for row in (*topics, *situations, *fields) for word in row.everyday]
    said += [(word, row) for row in offers for word in row.other_names.split(",") if word.strip()]
    return names + words(said, {german_key(entry.label) for entry in names})


OFFER_COLUMNS = ("title", "slug", "other_names", "partner__name", "partner__short_name")
VIEWS = {
    Partner: "partners:detail", Offer: "offers:detail", LifeSituation: "offers:situation",
    Topic: "offers:theme", PolicyField: "offers:theme",
}  # fmt: skip


def link_to(row) -> Link:
    """The way to the page of a partner, offer, topic, situation or field."""
    return Link(row.title if isinstance(row, Offer) else row.name, VIEWS[type(row)], row.slug)


def offers_for_topics():
    """Published offers: a topic without any would lead nowhere."""
    return Offer.objects.published().order_by()


def words(said, taken) -> list[Entry]:
    """Everyday words, each once, with where to look; ``taken`` are the keys of words that have a page themselves."""
    found = {}
    for word, row in said:
        word = str(word).strip()
        key = german_key(word)
        if not key or key in taken:
            continue
        entry, link = found.setdefault(key, Entry(word)), link_to(row)
        if len(entry.targets) < SHOWN_TARGETS and link.label not in [target.label for target in entry.targets]:
            entry.targets.append(link)
    return list(found.values())
