"""The words of the catalogue: compounds of a word, the parts of a compound, and what a mistyped word may mean."""

from offers.search.distance import edits
from offers.search.text import plain, stem

SHORTEST_PART = 4  # letters of a part of a compound
SHORTEST_MODIFIER = 3  # letters of what stands before it
SHORTEST_TYPO = 5  # letters; shorter words are too like too many others
LINKS = ("", "s", "es", "n", "en", "e")  # what may stand between two parts


class Vocabulary:
    """Stems by number, and those in use. Needs such as “topic:daycare” have numbers too, but are no words."""

    def __init__(self):
        self.words: list[str] = []
        self._spellings: dict[str, str] = {}  # of stems that are no words, as an offer writes them
        self._numbers: dict[str, int] = {}
        self._used = bytearray()
        self._joined = None  # all words in use in one text: to look through it costs less than any list

    def __contains__(self, word: str) -> bool:
        return self.find(word) is not None

    def number(self, word: str) -> int:
        """The number of a word, which is in use from now on."""
        if word not in self._numbers:
            self._numbers[word] = len(self.words)
            self.words.append(word)
            self._used.append(0)
        self.mark(self._numbers[word], True)
        return self._numbers[word]

    def spell(self, spellings: dict[str, str]):
        """Remember how stems are written."""
        for root, word in spellings.items():
            if root != word:
                self._spellings.setdefault(root, word)

    def written(self, root: str) -> str:
        """A word with this stem, to be shown."""
        return self._spellings.get(root, root)

    def find(self, word: str) -> int | None:
        """The number of a word in use."""
        number = self._numbers.get(word)
        return number if number is not None and self._used[number] else None

    def mark(self, number: int, used: bool):
        """Say whether any offer holds the word."""
        if self._used[number] != used:
            self._used[number] = used
            self._joined = None

    @property
    def joined(self) -> str:
        if self._joined is None:
            words = sorted(word for word, used in zip(self.words, self._used, strict=True) if used and ":" not in word)
            self._joined = "\n".join(["", *words, ""])
        return self._joined

    def ending_in(self, part: str) -> list[str]:
        """Compounds whose last part is ``part``: what is asked for, said more closely."""
        return [word for word in self._around(f"{part}\n") if len(word) - len(part) >= SHORTEST_MODIFIER]

    def starting_with(self, part: str) -> list[str]:
        """Compounds whose first part is ``part``, and other words that start so."""
        return [word for word in self._around(f"\n{part}") if word != part]

    def _around(self, text: str) -> list[str]:
        """The words in which ``text`` occurs; a line feed in it is the edge of a word."""
        joined, found, start = self.joined, [], -1
        while (start := joined.find(text, start + 1)) >= 0:
            first = joined.rfind("\n", 0, start + 1) + 1
            found.append(joined[first : joined.find("\n", first)])
        return found

    def _from(self, start: str) -> list[str]:
        """The words that start with a letter."""
        joined = self.joined
        first, last = joined.find(f"\n{start}"), joined.rfind(f"\n{start}")
        return joined[first + 1 : joined.find("\n", last + 1)].split("\n") if first >= 0 else []

    def close_to(self, word: str, most: int) -> list[tuple[int, str]]:
        """Words that differ from ``word`` by at most so many letters, with the number of them."""
        letters, found = set(word), []
        for start in dict.fromkeys((word[:1], word[1:2])):  # nearly nobody mistypes the first letter
            for other in self._from(start):
                if abs(len(other) - len(word)) <= most and len(letters ^ set(other)) <= 2 * most:
                    difference = edits(word, other, most)
                    if difference <= most:
                        found.append((difference, other))
        return found


def parts_of(word: str, known) -> tuple[str, str] | None:
    """The stems of the two parts of a compound; ``known`` says which stems are words. None where it is none."""
    best = None
    for cut in range(SHORTEST_MODIFIER, len(word) - SHORTEST_PART + 1):
        modifier, head = word[:cut], stem(word[cut:])
        if len(head) < SHORTEST_MODIFIER or not known(head):
            continue
        first = _modifier(modifier, known)
        if first and (best is None or min(len(first), len(head)) > min(map(len, best))):
            best = first, head
    return best


def _modifier(text: str, known) -> str | None:
    """The stem of the first part of a compound, without what links it."""
    for link in LINKS:
        if text.endswith(link) and len(text) - len(link) >= SHORTEST_MODIFIER:
            candidate = stem(text[: len(text) - len(link)] if link else text)
            if known(candidate):
                return candidate
    return None


def allowed_edits(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 0 if len(plain(word)) < SHORTEST_TYPO else 1 if len(word) < 9 else 2
