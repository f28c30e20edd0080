"""What kind of partner and of offer a row tells of."""

import re

from offers.models.choices import Kind
from partners.models.partner import PartnerKind
from partners.text import name_key

PARTNER_KINDS = {
    PartnerKind.AUTHORITY: "authority|public authority|behörde|amt|kommune|stadt|landkreis|behördlich",
    PartnerKind.WELFARE: "welfare association|welfare|wohlfahrtsverband|freie wohlfahrtspflege|freier träger",
    PartnerKind.ASSOCIATION: "association (e.v.)|association|verein|e.v.|ev|verein (e.v.)|eingetragener verein|verband",
    PartnerKind.CHURCH: "church|kirche|kirchengemeinde|kirchlich|kirchlicher träger|religious community",
    PartnerKind.COMPANY: "company|company or employer|unternehmen|firma|betrieb|gmbh|ggmbh|gewerblich|arbeitgeber",
    PartnerKind.EDUCATION: "education provider|education|bildungsträger|bildungseinrichtung|schule|volkshochschule",
    PartnerKind.HEALTH: "health|health service|health provider|gesundheit|gesundheitsdienst|klinik|praxis|krankenhaus",
    PartnerKind.PROJECT: "project|projekt|initiative",
    PartnerKind.OTHER: "other|sonstige|sonstiges|andere",
}
_BY_WORD = {word: kind for kind, words in PARTNER_KINDS.items() for word in words.split("|")}

# Told by the title alone, and only by words that leave no doubt; the first that fits decides. The rest is advice.
_BY_TITLE = [
    (Kind.ADVICE, r"berat|auskunft|sprechstunde|notruf|telefon|anmeld|vermittl|wegweiser|messe\b|portal|infoabend"),
    (Kind.SELF_HELP, r"selbsthilfe"),
    (Kind.COURSE, r"kurse?\b|workshop|training|seminar|schulung|lehrgang"),
    (Kind.HOUSING, r"frauenhaus|schutzhaus|notunterkunft|notschlaf|schutzwohnung"),
    (Kind.GOODS, r"^tafel|kleider|möbel|kaufhaus|tauschbörse|mittagstisch|gebraucht"),
    (Kind.CHILDCARE, r"babysitter|notfallbetreuung|notbetreuung|^kita\s|^kindergarten\s|^hort\s"),
    (Kind.MONEY, r"vorschuss|zuschuss|zuschlag|wohngeld|kindergeld|elterngeld|bildung und teilhabe|stiftung"),
    (Kind.GROUP, r"gruppe\b|treffs?\b|café\b|frühstück\b|krabbel|stammtisch"),
    (Kind.LEISURE, r"spielplatz|ferien|freizeit|bibliothek|ausflug"),
]
_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _BY_TITLE]


def partner_kind(word: str) -> str | None:
    """The kind that a word in the file means; None where nobody knows."""
    return _BY_WORD.get(name_key(word))


def offer_kind(title: str, field_key: str = "") -> str:
    """What kind of help the title names; where it does not say, leisure in the field of that name, else advice."""
    text = title.casefold()
    unsaid = Kind.LEISURE if field_key == "leisure" else Kind.ADVICE
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), unsaid)
