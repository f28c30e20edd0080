"""From the cells of a row to all that is to be stored of it."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from offers.importing import answers
from offers.importing.cells import age_range, ages, day_seen, email_addresses, filled, short, web_addresses
from offers.importing.costs import Cost, read_cost
from offers.importing.hours import Hours, hours_of
from offers.importing.kinds import offer_kind, partner_kind
from offers.importing.languages import Spoken, read_languages
from offers.importing.numbers import Numbers, read_numbers
from offers.importing.problems import Problem, UnreadableCell
from offers.importing.sites import Site, read_sites
from offers.importing.table import Row
from offers.importing.terms import Terms
from offers.models import LifeSituation, Offer, Topic
from offers.models.choices import Documents
from partners.models import Known, Partner
from partners.models.partner import PartnerKind
from partners.text import name_key

NEEDED = ("row_id", "partner_name", "offer_title", "policy_field")
_SENTENCE = re.compile(r".*?[.!?](?=\s|$)", re.DOTALL)


@dataclass
class OfferRow:
    """One row, understood. ``values`` are columns of ``Offer`` in the form in which JSON keeps them."""

    line: int
    row_id: str
    cells: dict[str, str]
    partner_name: str
    partner_kind: str
    partner_website: str
    values: dict
    situations: list[int]
    topics: list[int]
    unknown_topics: list[str]
    sites: list[Site]
    phones: list[str]
    emails: list[str]
    reachable: str
    links: list[str]
    hours: Hours
    cost: Cost
    source_url: str
    remarks: list[Problem] = field(default_factory=list)  # shared with the row of the table

    def remark(self, column: str, reason: str):
        self.remarks.append(Problem(self.line, column, reason))


class RowReader:
    """Reads one row; what is wrong is told to the row, which is then refused, or remarked."""

    def __init__(self, row: Row, terms: Terms):
        self.row, self.terms = row, terms
        self.extra = []  # paragraphs for the description, so that no word of the file is lost

    def read(self) -> OfferRow | None:
        """The row, or None where it is refused; then ``row.bad`` says why."""
        for column in NEEDED:
            if not filled(self.row.cells[column]):
                self.row.refuse(column, _("The cell is empty, but every offer needs it."))
        if len(self.row.cells["row_id"]) > 80:
            self.row.refuse("row_id", _("The name of a row has 80 characters at most."))
        if len(self.row.cells["partner_name"]) > Partner._meta.get_field("name").max_length:
            self.row.refuse("partner_name", _("The name of a partner has 200 characters at most."))
        found = self._read()
        return None if self.row.bad else found

    def _read(self) -> OfferRow:
        cells = self.row.cells
        sites = self._must("postcode", lambda _text: read_sites(cells["street"], cells["postcode"], cells["city"]), [])
        sites = [site for site in sites if self._fits(site)]
        policy_field = None
        if filled(cells["policy_field"]):
            policy_field = self._must("policy_field", self.terms.policy_field, None)
        hours = hours_of(cells["opening_hours"], sites)
        cost = read_cost(cells["cost"])
        spoken = self._spoken()
        numbers = read_numbers(cells["phone"])
        emails = self._may("email", email_addresses, [])
        links = self._may("website", web_addresses, [])
        partner_links = self._may("partner_website", web_addresses, [])
        reachable = self._reachable(numbers, emails, links + partner_links, sites)
        situations, topics, unknown = self._topics()
        values = self._values(policy_field, hours, cost, spoken, unknown, self._delivery(sites, numbers, emails))
        values["description"] = "\n\n".join(filter(None, [filled(cells["description"]), *self.extra]))
        return OfferRow(
            line=self.row.line,
            row_id=cells["row_id"],
            cells=dict(cells),
            partner_name=" ".join(cells["partner_name"].split()),
            partner_kind=self._partner_kind(),
            partner_website=partner_links[0] if partner_links else "",
            values={name: str(value) if isinstance(value, str) else value for name, value in values.items()},
            situations=situations,
            topics=topics,
            unknown_topics=unknown,
            sites=sites,
            phones=list(numbers.found[:2]),
            emails=emails,
            reachable=reachable,
            links=links,
            hours=hours,
            cost=cost,
            source_url=short(cells["source_url"], 500),
            remarks=self.row.remarks,
        )

    def _values(self, policy_field, hours: Hours, cost: Cost, spoken: Spoken, unknown: list[str], delivery) -> dict:
        """The columns of the offer, but for the description, which comes last: cells leave words for it."""
        cells = self.row.cells
        first, last = self._ages()
        title = self._short_text("title", " ".join(cells["offer_title"].split()))
        return {
            "title": title,
            "other_names": self._joined(unknown),
            "summary": self._summary(),
            "policy_field": policy_field.pk if policy_field else None,
            "kind": offer_kind(title, policy_field.key if policy_field else ""),
            "age_from": first,
            "age_to": last,
            "eligibility": filled(cells["eligibility"]),
            "delivery": delivery,
            "access": hours.access,
            "hours_known": hours.known,
            "hours_text": hours.text,
            "childcare": self._may("childcare_during_visit", answers.childcare, "unknown", keep=True),
            "languages": list(spoken.codes),
            "interpreter": Known.YES if spoken.interpreter else Known.UNKNOWN,
            "sign_language": Known.YES if spoken.signed else Known.UNKNOWN,
            "anonymity": self._may("anonymous_possible", answers.anonymity, "unknown", keep=True),
            "cost_kind": cost.kind,
            "cost_text": self._short_text("cost_text", cost.text),
            **self._documents(),
            "confirmed_on": self._day(),
        }

    # --- how strict

    def _must(self, column: str, read, otherwise):
        """What the cell says; the row is refused where that cannot be told."""
        try:
            return read(self.row.cells[column])
        except UnreadableCell as error:
            self.row.refuse(column, str(error))
            return otherwise

    def _may(self, column: str, read, otherwise, *, keep: bool = False):
        """What the cell says; a remark where that cannot be told. ``keep``: its words then go to the description."""
        text = filled(self.row.cells[column])
        try:
            return read(text)
        except UnreadableCell as error:
            self.row.remark(column, _("%(reason)s It was left out.") % {"reason": error})
            if keep:
                self.row.remarks.pop()
                self.row.remark(column, _("%(reason)s It stands in the description now.") % {"reason": error})
                self.extra.append(text)
            return otherwise

    # --- single cells

    def _short_text(self, name: str, text: str) -> str:
        """The text as long as the column takes it; what is longer goes to the description as a whole."""
        limit = Offer._meta.get_field(name).max_length
        if len(text) <= limit:
            return text
        column = {"title": "offer_title", "cost_text": "cost"}.get(name, name)
        self.row.remark(
            column,
            _("The text is longer than %(limit)d characters; it was cut and stands in the description as a whole.")
            % {"limit": limit},
        )
        self.extra.append(text)
        whole_words = text[:limit].rpartition(" ")[0].rstrip(" ,;–-")
        return f"{whole_words or text[: limit - 1]}…"

    def _summary(self) -> str:
        """One sentence; where there is none, the first of the description."""
        text = " ".join(filled(self.row.cells["summary"]).split())
        if text:
            return self._short_text("summary", text)
        description = " ".join(filled(self.row.cells["description"]).split())
        if not description:
            self.row.refuse(
                "summary", _("There is neither a summary nor a description, so parents would learn nothing.")
            )
            return ""
        self.row.remark("summary", _("The summary is missing; the first sentence of the description stands for it."))
        sentence = _SENTENCE.match(description)
        return short(sentence[0] if sentence else description, Offer._meta.get_field("summary").max_length)

    def _topics(self) -> tuple[list[int], list[int], list[str]]:
        """Keys of situations and topics, and the words that are in no list."""
        found = {(Topic, pk) for pk in self.terms.in_title(self.row.cells["offer_title"])}
        unknown = []
        for word in dict.fromkeys(part.strip() for part in re.split(r"[;\n|]", filled(self.row.cells["topics"]))):
            if not word:
                continue
            if named := self.terms.named(word):
                found |= named
                continue
            unknown.append(word)
            found |= self.terms.everyday(word)
            self.row.remark(
                "topics", _("“%(word)s” is in no list; parents can still search for it.") % {"word": short(word)}
            )
        keys = {model: sorted(pk for kind, pk in found if kind is model) for model in (LifeSituation, Topic)}
        return keys[LifeSituation], keys[Topic], unknown

    def _joined(self, words: list[str]) -> str:
        return short(", ".join(words), Offer._meta.get_field("other_names").max_length)

    def _spoken(self) -> Spoken:
        spoken = read_languages(self.row.cells["languages"])
        for word in spoken.unknown:
            self.row.remark(
                "languages",
                _("The language “%(word)s” is in no list; it stands in the description.") % {"word": short(word)},
            )
        if spoken.unknown:
            self.extra.append(f"Weitere Sprachen: {', '.join(spoken.unknown)}")
        return spoken

    def _delivery(self, sites, numbers: Numbers, emails) -> list[str]:
        on_site = any(site.street for site in sites)
        ways = {"on_site": on_site, "has_phone": bool(numbers.found), "has_email": bool(emails)}
        otherwise = answers.delivery("", **ways)
        found = self._may("remote_possible", lambda text: answers.delivery(text, **ways), otherwise, keep=True)
        return [str(way) for way in found]

    def _ages(self) -> tuple[int | None, int | None]:
        low = self._must("min_child_age", lambda text: ages(text, "low"), (None, None))
        high = self._must("max_child_age", lambda text: ages(text, "high"), (None, None))
        return self._must("min_child_age", lambda _text: age_range(low, high), (None, None))

    def _documents(self) -> dict[str, str]:
        text = filled(self.row.cells["documents_to_bring"])
        if text.casefold().rstrip(".") in ("keine", "nichts", "no", "nein", "nothing"):
            return {"documents_known": Documents.NONE, "documents": ""}
        lines = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        return {"documents_known": Documents.LISTED if lines else Documents.UNKNOWN, "documents": "\n".join(lines)}

    def _day(self) -> str | None:
        day = self._may("source_date_seen", day_seen, None)
        return day.isoformat() if day else None

    def _partner_kind(self) -> str:
        word = filled(self.row.cells["partner_kind"])
        kind = partner_kind(word)
        if word and kind is None:
            self.row.remark(
                "partner_kind",
                _("“%(word)s” is no kind of partner that is known; “other” was taken.") % {"word": short(word)},
            )
        return str(kind or PartnerKind.OTHER)

    def _reachable(self, numbers: Numbers, emails, links, sites) -> str:
        """What is no number, word for word; the row is refused where nothing else can reach the partner."""
        more = list(numbers.rest) + list(numbers.found[2:])
        text = "; ".join(more)
        if numbers.rest and not (numbers.found or emails or links or any(site.street for site in sites)):
            reason = _("“%(text)s” is no telephone number, and the row names no other way to reach the partner.")
            self.row.refuse("phone", reason % {"text": short(text)})
        elif numbers.rest:
            self.row.remark(
                "phone", _("“%(text)s” is no telephone number; it was kept in words.") % {"text": short(text)}
            )
        if text and not (numbers.found or emails):
            self.extra.append(f"Telefon: {text}")
            return ""
        if len(text) > 200:
            self.extra.append(text)
        return short(text, 200)

    def _fits(self, site: Site) -> bool:
        for column, text, limit in (("street", site.street, 150), ("city", site.town, 100)):
            if len(text) > limit:
                self.row.refuse(column, _("The text is longer than %(limit)d characters.") % {"limit": limit})
                return False
        return True


def read_rows(rows: list[Row], terms: Terms) -> list[OfferRow]:
    """All rows that can be taken. A name of a row that comes a second time is refused."""
    taken, seen = [], {}
    for row in rows:
        row_id = row.cells["row_id"]
        if row_id and row_id in seen:
            row.refuse("row_id", _("The row “%(row)s” stands in line %(line)d already.")
                       % {"row": short(row_id), "line": seen[row_id]})  # fmt: skip
        seen.setdefault(row_id, row.line)
        if found := RowReader(row, terms).read():
            taken.append(found)
    return taken


def partner_key(row: OfferRow) -> str:
    """By which the partner of a row is recognised."""
    return name_key(row.partner_name)
