"""Entries as finished JSON, kept until something changes: lists are put together from them."""

from offers.exports.hsds.answers import text_of
from partners.kept import KeptUntilChange

KEPT = 600  # entries; a whole service takes some ten thousand characters

_kept = KeptUntilChange(dict)


def fragments(shape: str, keys: list, build) -> list[str]:
    """The JSON of the entries with these keys in this ``shape``; ``build`` makes the missing ones, in order."""
    kept = _kept()
    texts = {key: kept.get((shape, key)) for key in keys}  # asked once only: another thread may clear them in between
    if missing := [key for key, text in texts.items() if text is None]:
        made = {key: text_of(entry) for key, entry in build(missing)}
        if len(kept) + len(made) > KEPT:
            kept.clear()
        kept.update({(shape, key): text for key, text in made.items()})
        texts |= made
    return [texts[key] for key in keys if texts[key] is not None]


def forget_fragments():
    """As after a change: all entries are made anew when they are asked for."""
    _kept().clear()
