"""From the cells of a row to all that is to be stored of it."""

import re

from django.utils.translation import gettext as _

from offers.importing import answers
from offers.importing.cells import email_addresses, filled, short, web_addresses
from offers.importing.costs import Cost, read_cost
from offers.importing.hours import Hours, hours_of
from offers.importing.kinds import offer_kind
from offers.importing.languages import Spoken
from offers.importing.numbers import Numbers, read_numbers
from offers.importing.offer_cells import OfferCells
from offers.importing.offer_row import OfferRow
from offers.importing.sites import Site, read_sites
from offers.importing.table import Row
from offers.importing.terms import Terms
from offers.models import LifeSituation, Topic
from partners.models import Known, Partner

NEEDED = ("row_id", "partner_name", "offer_title", "policy_field")


class RowReader(OfferCells):
    """Reads one row; what is wrong is told to the row, which is then refused, or remarked."""

    def __init__(self, row: Row, terms: Terms):
        super().__init__(row)
        self.terms = terms

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
        sites = self.must("postcode", lambda _text: read_sites(cells["street"], cells["postcode"], cells["city"]), [])
        sites = [site for site in sites if self._fits(site)]
        policy_field = None
        if filled(cells["policy_field"]):
            policy_field = self.must("policy_field", self.terms.policy_field, None)
        hours = hours_of(cells["opening_hours"], sites)
        cost = read_cost(cells["cost"])
        spoken = self.spoken()
        numbers = read_numbers(cells["phone"])
        emails = self.may("email", email_addresses, [])
        links = self.may("website", web_addresses, [])
        partner_links = self.may("partner_website", web_addresses, [])
        reachable = self._reachable(numbers, emails, links + partner_links, sites)
        situations, topics, unknown = self._topics()
        values = self._values(policy_field, hours, cost, spoken, unknown, self.delivery(sites, numbers, emails))
        values["description"] = "\n\n".join(filter(None, [filled(cells["description"]), *self.extra]))
        return OfferRow(
            line=self.row.line,
            row_id=cells["row_id"],
            cells=dict(cells),
            partner_name=" ".join(cells["partner_name"].split()),
            partner_kind=self.partner_kind(),
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
        first, last = self.ages()
        title = self.short_text("title", " ".join(cells["offer_title"].split()))
        return {
            "title": title,
            "other_names": self.joined(unknown),
            "summary": self.summary(),
            "policy_field": policy_field.pk if policy_field else None,
            "kind": offer_kind(title, policy_field.key if policy_field else ""),
            "age_from": first,
            "age_to": last,
            "eligibility": filled(cells["eligibility"]),
            "delivery": delivery,
            "access": hours.access,
            "hours_known": hours.known,
            "hours_text": hours.text,
            "childcare": self.may("childcare_during_visit", answers.childcare, "unknown", keep=True),
            "languages": list(spoken.codes),
            "interpreter": Known.YES if spoken.interpreter else Known.UNKNOWN,
            "sign_language": Known.YES if spoken.signed else Known.UNKNOWN,
            "anonymity": self.may("anonymous_possible", answers.anonymity, "unknown", keep=True),
            "cost_kind": cost.kind,
            "cost_text": self.short_text("cost_text", cost.text),
            **self.documents(),
            "confirmed_on": self.day(),
        }

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
