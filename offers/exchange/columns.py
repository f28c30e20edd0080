"""The columns of the table that partners exchange. Their names are a file format: renaming one breaks older files."""

import hashlib

NUMBER, TITLE, STAND, STATE = "Nr.", "Titel", "Stand (bitte nicht ändern)", "Veröffentlichung"
SUMMARY, DESCRIPTION, FIELD = "In einem Satz", "Beschreibung", "Handlungsfeld"
TOPICS, SITUATIONS, KIND = "Themen", "Lebenslagen", "Art"
DELIVERY, PLACES, CONTACTS = "Wie", "Orte", "Ansprechpartner"
RESIDENCE, AREA = "Eltern wohnen", "In diesen Orten"
ACCESS, HOURS, COST, DOCUMENTS = "Termin", "Öffnungszeiten", "Kosten", "Mitbringen"
ANONYMITY, CHILDCARE, LANGUAGES, STEPS = "Anonym", "Kinder beim Termin", "Sprachen", "So geht es los"

# What can be changed by a table, in the order of the cells.
CHANGEABLE = (
    TITLE, SUMMARY, DESCRIPTION, FIELD, TOPICS, SITUATIONS, KIND, DELIVERY, PLACES, CONTACTS, RESIDENCE, AREA, ACCESS,
    HOURS, COST, DOCUMENTS, ANONYMITY, CHILDCARE, LANGUAGES, STEPS,
)  # fmt: skip
COLUMNS = (NUMBER, *CHANGEABLE, STATE, STAND)
NEEDED_FOR_NEW = (TITLE, SUMMARY, FIELD)
# An entry that parents see must not lose these.
NEEDED_IN_PUBLIC = (TITLE, SUMMARY, FIELD, TOPICS, DELIVERY, CONTACTS, STEPS)
_VERSION = "1"
_LETTERS = 4  # of a fingerprint: enough to notice a change, short enough for a cell


def tidy(text: str) -> str:
    """A cell as it is compared: programs end lines and fill up with spaces as they please."""
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def stand_of(cells: dict[str, str]) -> str:
    """Fingerprints of all cells, by which a file shows later which of them somebody has changed."""
    return f"{_VERSION}-" + "".join(_fingerprint(name, cells[name]) for name in CHANGEABLE)


def fingerprints(stand: str) -> dict[str, str]:
    """The fingerprint of each column; nothing where the cell was changed or comes from another version."""
    version, _dash, letters = stand.strip().partition("-")
    if version != _VERSION or len(letters) != _LETTERS * len(CHANGEABLE):
        return {}
    return {name: letters[place * _LETTERS :][:_LETTERS] for place, name in enumerate(CHANGEABLE)}


def is_as_then(name: str, text: str, then: dict[str, str]) -> bool:
    """Whether a cell says what it said when ``then`` was taken."""
    return then.get(name) == _fingerprint(name, text)


def _fingerprint(name: str, text: str) -> str:
    return hashlib.sha256(f"{name}\n{tidy(text)}".encode()).hexdigest()[:_LETTERS]
