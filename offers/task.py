"""One thing that waits for somebody, as plain data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """One thing to do: words, where it is done, by when; ``links`` are (words, address) of what mends it.

    Without ``url`` the links alone lead on.
    """

    kind: str
    text: str
    url: str
    due_on: date | None = None
    partner: str = ""  # for which partner, by its name; empty for what one looks after
    links: tuple = ()
