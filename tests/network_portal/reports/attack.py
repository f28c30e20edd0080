"""Somebody who has every table of every period, knows how they are made, and wants to know one small number.

What is known becomes bounds on the cases of each cell in each period: from each table by itself, from the difference of
any two periods, from sums that cannot be larger than the whole. Bounds are narrowed until nothing changes any more.
"""

from itertools import combinations_with_replacement

MOST = 10_000


class Attack:
    """``months``: how many there are. ``inside``: pairs of a cell and parts of it; ``all_of``: and all its parts."""

    def __init__(self, cells, months, inside=(), all_of=()):
        self.times = range(months + 1)
        self.inside, self.all_of = list(inside), list(all_of)
        # least[c][a][b]: at least so many cases from after month a up to month b.
        self.least = {cell: [[0 for _b in self.times] for _a in self.times] for cell in cells}
        self.most = {cell: [[0 if a == b else MOST for b in self.times] for a in self.times] for cell in cells}

    def learn(self, cell, first, last, least, most):
        """From the table of the months ``first`` to ``last``, counted from 1."""
        a, b = first - 1, last
        self.least[cell][a][b] = max(self.least[cell][a][b], least)
        self.most[cell][a][b] = min(self.most[cell][a][b], most)

    def think(self):
        """Narrow all bounds until nothing changes any more."""
        before = None
        while before != (before := repr((self.least, self.most))):
            for cell in self.least:
                self._by_difference(self.least[cell], self.most[cell])
            for whole, parts in (*self.inside, *self.all_of):
                self._by_sum(whole, parts, exact=(whole, parts) in self.all_of)

    def _by_difference(self, least, most):
        for a, b, c in ((a, b, c) for a in self.times for b in self.times for c in self.times if a <= b <= c):
            least[a][c] = max(least[a][c], least[a][b] + least[b][c])
            most[a][c] = min(most[a][c], most[a][b] + most[b][c])
            for x, y, z in ((least, most, max), (most, least, min)):
                x[a][b] = z(x[a][b], x[a][c] - y[b][c])
                x[b][c] = z(x[b][c], x[a][c] - y[a][b])

    def _by_sum(self, whole, parts, *, exact):
        """Running totals from the beginning; where parts are ``exact`` parts of the whole, also in each period."""
        spans = [(0, b) for b in self.times] + (
            [(a, b) for a in self.times for b in self.times if a <= b] if exact else []
        )
        for a, b in spans:
            least, most = ({cell: bounds[cell][a][b] for cell in (whole, *parts)} for bounds in (self.least, self.most))
            self.least[whole][a][b] = max(least[whole], sum(least[part] for part in parts))
            if exact:
                self.most[whole][a][b] = min(most[whole], sum(most[part] for part in parts))
            for part in parts:
                others = [other for other in parts if other != part]
                self.most[part][a][b] = min(most[part], most[whole] - sum(least[other] for other in others))
                if exact:
                    rest = least[whole] - sum(most[other] for other in others)
                    self.least[part][a][b] = max(least[part], rest)

    def widths(self) -> dict:
        """How many values each cell of each period may have, as far as the attack could find out."""
        return {
            (cell, a + 1, b): self.most[cell][a][b] - self.least[cell][a][b] + 1
            for cell in self.least for a in self.times for b in self.times if a < b
        }  # fmt: skip


def spans(months):
    """All periods of whole months."""
    return list(combinations_with_replacement(range(1, months + 1), 2))
