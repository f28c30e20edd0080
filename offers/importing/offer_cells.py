"""What single cells say of an offer, in the form in which it is stored."""

import re

from django.utils.translation import gettext as _

from offers.importing import answers
from offers.importing.cells import age_range, ages, day_seen, filled, short
from offers.importing.kinds import partner_kind
from offers.importing.languages import Spoken, read_languages
from offers.importing.numbers import Numbers
from offers.importing.strictness import CellReader
from offers.models import Offer
from offers.models.choices import Documents
from partners.models.partner import PartnerKind

_SENTENCE = re.compile(r".*?[.!?](?=\s|$)", re.DOTALL)


class OfferCells(CellReader):
    """The cells that need nothing but the row itself."""

    def summary(self) -> str:
        """One sentence; where there is none, the first of the description."""
        text = " ".join(filled(self.row.cells["summary"]).split())
        if text:
            return self.short_text("summary", text)
        description = " ".join(filled(self.row.cells["description"]).split())
        if not description:
            self.row.refuse(
                "summary", _("There is neither a summary nor a description, so parents would learn nothing.")
            )
            return ""
        self.row.remark("summary", _("The summary is missing; the first sentence of the description stands for it."))
        sentence = _SENTENCE.match(description)
        return short(sentence[0] if sentence else description, Offer._meta.get_field("summary").max_length)

    def joined(self, words: list[str]) -> str:
        return short(", ".join(words), Offer._meta.get_field("other_names").max_length)

    def spoken(self) -> Spoken:
        spoken = read_languages(self.row.cells["languages"])
        for word in spoken.unknown:
            self.row.remark(
                "languages",
                _("The language “%(word)s” is in no list; it stands in the description.") % {"word": short(word)},
            )
        if spoken.unknown:
            self.extra.append(f"Weitere Sprachen: {', '.join(spoken.unknown)}")
        return spoken

    def delivery(self, sites, numbers: Numbers, emails) -> list[str]:
        on_site = any(site.street for site in sites)
        ways = {"on_site": on_site, "has_phone": bool(numbers.found), "has_email": bool(emails)}
        otherwise = answers.delivery("", **ways)
        found = self.may("remote_possible", lambda text: answers.delivery(text, **ways), otherwise, keep=True)
        return [str(way) for way in found]

    def ages(self) -> tuple[int | None, int | None]:
        low = self.must("min_child_age", lambda text: ages(text, "low"), (None, None))
        high = self.must("max_child_age", lambda text: ages(text, "high"), (None, None))
        return self.must("min_child_age", lambda _text: age_range(low, high), (None, None))

    def documents(self) -> dict[str, str]:
        text = filled(self.row.cells["documents_to_bring"])
        if text.casefold().rstrip(".") in ("keine", "nichts", "no", "nein", "nothing"):
            return {"documents_known": Documents.NONE, "documents": ""}
        lines = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        return {"documents_known": Documents.LISTED if lines else Documents.UNKNOWN, "documents": "\n".join(lines)}

    def day(self) -> str | None:
        day = self.may("source_date_seen", day_seen, None)
        return day.isoformat() if day else None

    def partner_kind(self) -> str:
        word = filled(self.row.cells["partner_kind"])
        kind = partner_kind(word)
        if word and kind is None:
            self.row.remark(
                "partner_kind",
                _("“%(word)s” is no kind of partner that is known; “other” was taken.") % {"word": short(word)},
            )
        return str(kind or PartnerKind.OTHER)
