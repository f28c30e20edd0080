"""Pictures of figures: where which rectangle, path and word stands. ``_chart.html`` draws them, on screen and on paper.

A chart gets numbers that are rounded already and draws nothing where there is nothing to show: nobody can measure what
the table does not say. All lengths are whole units of the picture's own grid, which is hardly wider than a telephone:
names stand above what they name, and nothing has to be moved sideways or cut.
"""

import textwrap
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

WIDTH, LINE, BAR, NAME = 400, 30, 14, 18  # NAME: the height of a line of words
ROW = NAME + BAR + 8
LONGEST_LABEL, LONGEST_END = 50, 25  # letters
ROOM = WIDTH - 110  # for bars; the rest is for numbers
END = 8  # how wide the ends of bands are
COLUMNS_HIGH, FLOWS_HIGH = 160, 240
# What the style sheet says by class; on paper there is none. Contrast to white: 4.9, 3.2, 7.1, 4.5.
FILLS = {"s1": "#0b6e76", "s2": "#c27a00", "s3": "#8c2f39", "s4": "#6f6f6f", "flow": "#7fb3b8", "axis": "#6f6f6f"}


class Rectangle(NamedTuple):
    x: int
    y: int
    width: int
    height: int
    kind: str

    @property
    def path(self) -> str:
        return f"M{self.x} {self.y}h{self.width}v{self.height}h-{self.width}z"


class Ribbon(NamedTuple):
    """A band from left to right."""

    path: str
    kind: str = "flow"


class Area(NamedTuple):
    """All shapes of one colour: one path, since a page of figures has hundreds of them."""

    kind: str
    path: str

    @property
    def fill(self) -> str:
        return FILLS[self.kind]


class Word(NamedTuple):
    x: int
    y: int
    text: str
    anchor: str = "start"


@dataclass
class Chart:
    """A picture with what it is called and what it shows, for people who do not see it."""

    title: str
    description: str
    height: int
    rectangles: list[Rectangle] = field(default_factory=list)
    ribbons: list[Ribbon] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    width: int = WIDTH

    @property
    def areas(self) -> list[Area]:
        """What is drawn, by colour; bands lie below."""
        paths = defaultdict(list)
        for shape in (*self.ribbons, *self.rectangles):
            paths[shape.kind].append(shape.path)
        return [Area(kind, "".join(shapes)) for kind, shapes in paths.items()]

    @property
    def texts(self) -> str:
        """The words as SVG: a page of figures has hundreds."""
        return format_html_join("", '<text x="{}" y="{}" text-anchor="{}">{}</text>', map(_as_text, self.words))


def _as_text(word: Word) -> tuple:
    return word.x, word.y, word.anchor, word.text


def bars(title, description, rows, series=(), none="0") -> Chart:
    """Horizontal bars, one for each row ``(label, numbers)``; several numbers stand behind one another.

    ``series``: names of the parts, for lines above that explain the colours. ``none``: what a row without a bar says.
    """
    chart = Chart(title, description, 0)
    top = _explain(chart, series)
    most = max([sum(numbers) for _label, numbers in rows] or [0]) or 1
    for place, (label, numbers) in enumerate(rows):
        _bar(chart, top + place * ROW, label, numbers, most, none)
    chart.height = top + ROW * len(rows)
    return chart


def _bar(chart, y, label, numbers, most, none):
    x = 0
    chart.words.append(Word(0, y + 12, short(label)))
    for place, number in enumerate(numbers, start=1):
        width = number * ROOM // most
        if width:
            chart.rectangles.append(Rectangle(x, y + NAME, width, BAR, f"s{place}"))
        x += width
    told = " + ".join(str(number) for number in numbers if number) or none
    chart.words.append(Word(x + 8 if x else 0, y + NAME + 12, told))


def _explain(chart, series) -> int:
    """Draw what the colours mean, in as many lines as it takes; where the picture goes on."""
    x, y = 0, 4
    for place, name in enumerate(series, start=1):
        width = 44 + 8 * len(name)
        if x and x + width > WIDTH:
            x, y = 0, y + 24
        chart.rectangles.append(Rectangle(x, y, 14, 14, f"s{place}"))
        chart.words.append(Word(x + 20, y + 12, name))
        x += width
    return y + LINE if series else y


def columns(title, description, rows, series) -> Chart:
    """Columns side by side for points in time ``(label, numbers)``, with what the colours mean."""
    chart = Chart(title, description, 0)
    bottom = _explain(chart, series) + COLUMNS_HIGH
    most = max([number for _label, numbers in rows for number in numbers] or [0]) or 1
    step = WIDTH // max(len(rows), 1)
    width = max(2, min(40, step - 6) // max(len(series), 1))
    for place, (label, numbers) in enumerate(rows):
        for part, number in enumerate(numbers):
            high = number * (COLUMNS_HIGH - 20) // most
            _column(chart, place * step + part * width, bottom, high, width, part, number)
        if place % (1 + len(rows) // 6) == 0:
            chart.words.append(Word(place * step, bottom + 18, label))
    chart.rectangles.append(Rectangle(0, bottom, WIDTH, 1, "axis"))
    chart.height = bottom + LINE
    return chart


def _column(chart, x, bottom, height, width, part, number):
    if height:
        chart.rectangles.append(Rectangle(x, bottom - height, width, height, f"s{part + 1}"))
        if width >= 14:
            chart.words.append(Word(x, bottom - height - 4, str(number)))


def flows(title, description, rows) -> Chart:
    """Bands from partners on the left to partners on the right; ``rows`` of ``(from, to, number)``."""
    total = max(1, sum(number for *_names, number in rows))
    sized = [(sender, recipient, number, max(2, number * FLOWS_HIGH // total)) for sender, recipient, number in rows]
    chart = Chart(title, description, 0)
    chart.words += [Word(0, 12, _("from")), Word(WIDTH, 12, _("to"), "end")]
    left, right = _place(chart, sized, 0), _place(chart, sized, 1)
    for sender, recipient, _number, size in sized:
        chart.ribbons.append(Ribbon(_band(left[sender], right[recipient], size)))
        left[sender] += size
        right[recipient] += size
    ends = [word.y for word in chart.words] + [box.y + box.height for box in chart.rectangles]
    chart.height = max(ends) + LINE // 2
    return chart


def _ends(rows, side) -> dict[str, tuple[int, int]]:
    """Number and size of all bands that begin or end at a partner, the largest first."""
    ends = defaultdict(lambda: (0, 0))
    for row in rows:
        number, size = ends[row[side]]
        ends[row[side]] = (number + row[2], size + row[3])
    return dict(sorted(ends.items(), key=lambda end: (-end[1][0], end[0])))


def _place(chart, rows, side) -> dict[str, int]:
    """Draw the ends of one side below each other; where each begins."""
    y, places = LINE, {}
    x, anchor = (0, "start") if side == 0 else (WIDTH, "end")
    for name, (number, size) in _ends(rows, side).items():
        lines = textwrap.wrap(f"{name} ({number})", LONGEST_END, break_long_words=False)
        for line in lines:
            chart.words.append(Word(x, y + 12, short(line, LONGEST_END), anchor))
            y += NAME
        places[name] = y
        chart.rectangles.append(Rectangle(0 if side == 0 else WIDTH - END, y, END, size, "s1"))
        y += size + 10
    return places


def _band(left, right, high) -> str:
    x1, x2 = END, WIDTH - END
    middle = (x1 + x2) // 2
    return (
        f"M{x1} {left} C{middle} {left} {middle} {right} {x2} {right} V{right + high} "
        f"C{middle} {right + high} {middle} {left + high} {x1} {left + high} Z"
    )


def short(text: str, longest=LONGEST_LABEL) -> str:
    """A name as long as there is room."""
    text = str(text)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
