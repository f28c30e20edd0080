"""Cuts the list of items into pieces: what stands between two separators, or from one day to the next."""

from dataclasses import dataclass

from .items import Item

_DATED = {"days", "date", "day_of_year"}
_DONE = {"times", "closed", "strict", "appointment", "doubt"}
# What may follow the days after a comma or on the next line and still belong to them.
_COMPLETING = {"times", "closed", "date", "day_of_year", "public_open_all", "public_open", "public_closed", "start"}
_APPOINTMENTS = {"strict", "appointment"}
LIMITS = {"months", "period", "start", "school_only", "school_closed"}
SMALL_SEPARATORS = {"", "comma", "and", "or"}


@dataclass
class Piece:
    """Items that belong together, with the separators around them."""

    items: list
    before: str = ""
    after: str = ""
    torn: bool = False  # no separator, and words in between that may belong to either side
    start: int = 0
    end: int = 0

    def all(self, *kinds):
        """The items of these kinds."""
        return [item for item in self.items if item.kind in kinds]

    def first(self, *kinds):
        """The first item of these kinds, or None."""
        return next(iter(self.all(*kinds)), None)

    def only(self, *kinds):
        """Whether there is nothing but these kinds."""
        return all(item.kind in kinds for item in self.items)

    @property
    def touched(self):
        """All weekdays the piece names."""
        return frozenset().union(*(item.value.touched for item in self.all("days")))

    @property
    def is_dated(self):
        """Whether it says on which days."""
        return bool(self.all(*_DATED))


def split_pieces(items, length):
    """The pieces of the items of a text of so many characters, in order."""
    items = _joined_labels(items)
    pieces, current = [], Piece([])
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if item.kind == "sep" and not current.items:
            current.before, current.start = _stronger(current.before, item.value), item.end
        elif item.kind == "sep" and not _joins(current, item.value, following, is_first=not pieces):
            current = _close(pieces, current, item.value, item.start, item.end)
        elif item.kind != "sep" and _begins_anew(current, item):
            current = _tear(pieces, current, item)
        elif item.kind != "sep":
            current.items.append(item)
    _close(pieces, current, "", length, length)
    return pieces


def _close(pieces, piece, separator, end, start):
    """Ends a piece, filling words included, and begins the next."""
    if piece.items:
        piece.after, piece.end = separator, end
        pieces.append(piece)
    return Piece([], before=separator, start=start)


def _stronger(old, new):
    return old if new in SMALL_SEPARATORS and old else new


def _joins(piece, separator, following, *, is_first):
    """Whether the piece goes on behind the separator: "Montag: 9-12", "Freitag, 15.11.2024, 10-16"."""
    if following is None:
        return False
    if is_first and piece.only("times") and separator == "comma":
        return following.kind == "days"  # "rund um die Uhr, an jedem Tag"
    if not piece.is_dated or piece.all(*_DONE):
        return False
    table = _APPOINTMENTS if separator in {"line", "pipe", "comma"} else set()
    return separator == "colon" or (separator in {"comma", "line", "pipe"} and following.kind in _COMPLETING | table)


def _begins_anew(piece, item):
    """Whether a new piece begins without a separator: "9-18 Uhr Mi: 9-16 Uhr"."""
    if item.kind == "days":
        return bool(piece.all("days") and piece.all(*_DONE)) or bool(len(piece.all("days")) > 0 and piece.all("text"))
    if item.kind == "months":
        return bool(piece.all("times") and piece.all("days") and piece.all("months"))
    return item.kind == "times" and bool(piece.all("times"))


def _tear(pieces, piece, item):
    """Closes the piece before the item. Words at its end go over to the next piece where the text begins with words."""
    moved = []
    if piece.items[-1].kind == "text":
        words_first = (pieces[0] if pieces else piece).items[0].kind == "text"
        if words_first and len(piece.items) > 1:
            moved = [piece.items.pop()]
        else:
            piece.torn = True
    elif piece.items[-1].kind not in _DONE | {"days", "brackets"}:
        piece.torn = True
    border = (moved or [item])[0].start
    following = _close(pieces, piece, "", border, border)
    following.items, following.torn = [*moved, item], piece.torn
    return following


def _joined_labels(items):
    """Makes one item of "Anmeldung, Abgabe:" and of "Gruppe (0 bis 3 Jahre):"."""
    joined = []
    for place, item in enumerate(items):
        following = items[place + 1].kind if place + 1 < len(items) else ""
        heads = following in {"sep", "days"} and (following == "days" or items[place + 1].value in {"colon", "line"})
        if heads and _is_label(item):
            item = _with_words_before(joined, item)
        elif heads and item.kind == "brackets" and joined and _is_label(joined[-1]) and _only_labels(item.inner):
            item = _label(joined.pop(), item)
        joined.append(item)
    return joined


def _with_words_before(joined, item):
    while len(joined) > 1 and joined[-1].kind == "sep" and joined[-1].value == "comma" and _is_label(joined[-2]):
        if len(joined) > 2 and joined[-3].kind not in {"sep"}:
            break
        joined.pop()
        item = _label(joined.pop(), item)
    return item


def _is_label(item):
    return item.kind == "text" and item.value[0] == "label"


def _only_labels(items):
    return all(item.kind == "text" and item.value[0] in {"label", "unknown", "remark"} for item in items)


def _label(first, last):
    return Item("text", ("label", first.value[1]), first.start, last.end)
