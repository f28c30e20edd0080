"""What the columns of a service say of an offer, in the form in which JSON keeps it."""

import re
from datetime import date
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.costs import read_cost
from offers.importing.hsds.entry import Part
from offers.importing.languages import CODES as LANGUAGES_BY_NAME
from offers.importing.parts import child_values, in_order
from offers.models import Offer, OfferLink
from offers.models.choices import CostKind, Delivery, Documents, HoursKnown, Status
from offers.page.answers import cost_words
from partners.languages import LANGUAGE_NAMES
from partners.models import Known

STATUS = {
    "active": Status.ACTIVE, "inactive": Status.PAUSED, "temporarily closed": Status.PAUSED, "defunct": Status.ENDED,
}  # fmt: skip
OLDEST_CHILD = 17  # years; a higher age is that of the parent
LONGEST_STEP = 300
DEAREST = 999_999  # euros that a price can hold
_SENTENCE = re.compile(r".*?[.!?](?=\s|$)", re.DOTALL)


def longest(name: str) -> int:
    return Offer._meta.get_field(name).max_length


def address_in(part: Part, name: str) -> str:
    """An address on the web; empty where it is none."""
    text = part.text(name)
    try:
        if text:
            URLValidator(["http", "https"])(text)
            if len(text) > 500:
                raise ValidationError("")
    except ValidationError:
        part.wrong(name, _("address on the web"))
        return ""
    return text


class ColumnReader:
    """Reads the columns of one service; ``answers`` are those of our profile, and count more.

    ``extra`` collects paragraphs for the description, so that no word is lost.
    """

    def __init__(self, service: Part, answers: dict):
        self.service, self.answers, self.extra = service, answers, []
        self.is_ours = bool(service.own())

    def status(self) -> dict:
        word = self.service.text("status").casefold()
        if word and word not in STATUS:
            self.service.wrong("status", _("status"))
        return {"status": str(STATUS.get(word, Status.ACTIVE))}

    def ages(self) -> dict:
        """Ages in years; a child's, for those of parents are no age of a child."""
        if self.is_ours:
            return {"age_from": None, "age_to": None}
        low, high = self.service.number("minimum_age"), self.service.number("maximum_age")
        if any(age is not None and not 0 <= age <= OLDEST_CHILD for age in (low, high)):
            self.service.teller.remark("minimum_age", _("This is no age of a child; it was left out."))
            low = high = None
        first = None if low is None else round(low * 12)
        last = None if high is None else round(high * 12) + (11 if high == int(high) else 0)
        return {"age_from": first, "age_to": last if first is None or last is None or last >= first else None}

    def languages(self) -> dict:
        codes, unknown = set(), []
        for row in self.service.parts("languages"):
            code, name = row.text("code").casefold(), row.text("name")
            code = code if code in LANGUAGE_NAMES else LANGUAGES_BY_NAME.get(name.casefold(), "")
            codes.add(code)
            unknown += [] if code else [name or row.text("code")]
        if named := [name for name in unknown if name]:
            self.extra.append(f"Weitere Sprachen: {', '.join(named)}")
        words = "" if self.is_ours else self.service.text("interpretation_services")
        if words:
            self.extra.append(words)
        return {
            "languages": [code for code in LANGUAGE_NAMES if code in codes],
            "interpreter": str(Known.YES if words else Known.UNKNOWN),
            "sign_language": str(Known.UNKNOWN),
        }

    def delivery(self, sites, people) -> dict:
        """Ways that the service itself names: places to go to, telephones."""
        if self.is_ours:
            return {"delivery": []}
        ways = {Delivery.ON_SITE: any(sites), Delivery.PHONE: any(any(channels[1:]) for channels in people)}
        return {"delivery": [str(way) for way, given in ways.items() if given]}

    def cost(self) -> dict:
        text = self.service.text("fees_description") or self.service.text("fees")
        if self.is_ours:
            # Our own words for a kind of cost are no words of a partner.
            kind = self.answers.get("cost_kind", CostKind.UNKNOWN.value)
            text = "" if text in words_for_cost(kind) else text
        else:
            kind = str(read_cost(text).kind)
        if len(text) > longest("cost_text"):
            self.extra.append(text)
        if kind == CostKind.UNKNOWN and self.service.parts("cost_options"):
            kind = CostKind.PRICED.value
        return {"cost_kind": kind, "cost_text": short(" ".join(text.split()), longest("cost_text"))}

    def costs(self) -> list[dict]:
        """Prices in euros."""
        found = []
        for option in self.service.parts("cost_options"):
            amount = option.number("amount")
            if amount is None or not 0 <= amount < DEAREST:
                option.teller.remark(option.place, _("It names no price; it was left out."))
            elif option.text("currency").upper() not in ("", "EUR"):
                option.wrong("currency", _("euro"))
            else:
                label, unit = option.line("option", 100), option.line("amount_description", 40)
                found.append(child_values("costs", label=label, amount=f"{amount:.2f}", unit=unit))
        return in_order(found)

    def documents(self) -> dict:
        lines = [row.line("document", 300) for row in self.service.parts("required_documents")]
        lines = [line for line in lines if line]
        known = Documents.LISTED if lines else Documents.UNKNOWN
        return {"documents_known": str(known), "documents": "\n".join(lines)}

    def hours(self, times) -> dict:
        """What the schedules say together; by appointment only is known of our own profile alone."""
        return {
            "hours_known": str(HoursKnown.TIMES if times.rules else HoursKnown.UNKNOWN),
            "hours_text": "\n".join(times.words),
            "access": "unknown",
            "childcare": "unknown",
            "anonymity": "unknown",
        }

    def columns(self) -> dict:
        """The columns that are the same in both."""
        day = self.service.day("assured_date")
        seen = day and date(1990, 1, 1) <= day <= timezone.localdate()
        funders = [row.line("source", longest("funder")) for row in self.service.parts("funding")]
        return {
            "notice": self.service.line("alert", longest("notice")),
            "programme": self.service.part("program").line("name", longest("programme")),
            "funder": short(", ".join(filter(None, funders)), longest("funder")),
            "eligibility": self._eligibility(),
            "confirmed_on": day.isoformat() if seen else None,
        }

    def _eligibility(self) -> str:
        text = self.service.text("eligibility_description")
        # Our own export says at the end for whom it is not; that has a column of its own here.
        if not_for := self.answers.get("not_for"):
            before, _blank, last = text.rpartition("\n\n")
            text = before if last.endswith(not_for) else text
        return text

    def steps(self) -> list[dict]:
        """What to do, a step a line; what is no step goes to the description."""
        lines = [line.strip() for line in self.service.text("application_process").splitlines() if line.strip()]
        if any(len(line) > LONGEST_STEP for line in lines):
            self.extra.append("\n".join(lines))
            lines = []
        return in_order([child_values("next_steps", text=line, position=n) for n, line in enumerate(lines, start=1)])

    def links(self) -> list[dict]:
        """Pages and forms; the page of the service itself only where another portal has written it."""
        pairs = [text.rpartition(" ")[::2] for text in self.service.own().get("link", [])]
        if not self.is_ours and (address := address_in(self.service, "url")):
            pairs.append((address.partition("://")[2].partition("/")[0].removeprefix("www."), address))
        field = OfferLink._meta.get_field("url")
        checked = [
            (title, self.service.checked(field, url, "attributes (link)")) for title, url in pairs if title and url
        ]
        return in_order([child_values("links", title=short(title, 120), url=url) for title, url in checked if url])

    def words(self) -> dict:
        """Summary and description. Comes last, for other columns leave paragraphs."""
        text = self.service.text("description")
        first, _blank, rest = text.partition("\n\n")
        summary = " ".join(first.split())
        if len(summary) > longest("summary"):
            sentence = _SENTENCE.match(summary)
            summary, rest = short(sentence[0] if sentence else summary, longest("summary")), text
        if not summary:
            self.service.teller.refuse("description", _("It is missing, so parents would learn nothing."))
        return {"summary": summary, "description": "\n\n".join(filter(None, [rest, *self.extra]))}


def words_for_cost(kind: str) -> set[str]:
    """What our own pages say of a kind of cost where the partner has written nothing."""
    return {cost_words(SimpleNamespace(cost_kind=kind, cost_text=text)) for text in ("", "-")}
