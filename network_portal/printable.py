"""Which signs can go on paper: letters of far more languages than ours, but no emoji and nothing invisible.

One sign without a letter in any font stops the print of a whole brochure. What the fonts hold is asked of the
typesetter itself; a plain sign takes the place of what cannot be shown. Pure functions.
"""

import re
import unicodedata

# What most texts are made of, and every font shows: letters of the languages of Europe in Latin script, and signs.
USUAL = "\n\x20-\x7e\xa0-\u017f–—‘’‚“”„…•€\u2060"
UNUSUAL = re.compile(f"[^{USUAL}]")
LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029\v\f\x85]")
# Invisible, but needed: breaks of words, and joints of letters in Persian.
KEPT_INVISIBLE = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060"}
INSTEAD = "□"
BREAK = "\u200b"  # where a line may end within a word
MOST_TRIES = 150  # of a few milliseconds each, for one document


def printable(data, can_print):
    """``data`` as for JSON, each text with only what can be printed; ``can_print`` tells it of a list of texts."""
    found = set()

    def collect(text):
        if UNUSUAL.search(text):
            found.update(clusters(tidied(text)))
        return text

    changed_texts(data, collect)
    if not found:
        return data
    shown = _tried(sorted(cluster for cluster in found if UNUSUAL.search(cluster)), can_print)
    return changed_texts(data, lambda text: _replaced(text, shown) if UNUSUAL.search(text) else text)


def breakable(data, longest: int):
    """``data`` with places to break at in words of ``longest`` and more letters; pictures stay as they are.

    An address breaks at its signs, another word anywhere.
    """
    word = re.compile(rf"[^\s\u00ad{BREAK}-]{{{longest},}}")
    piece = re.compile(rf"[./@_?&=]|[^./@_?&=]{{{longest}}}")

    def broken(text):
        if text.lstrip().startswith("<svg") or not word.search(text):
            return text
        return word.sub(lambda found: piece.sub(rf"\g<0>{BREAK}", found[0]), text)

    return changed_texts(data, broken)


def changed_texts(data, change):
    """``data`` with every text changed, also within lists and dictionaries."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: changed_texts(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [changed_texts(value, change) for value in data]
    return data


def tidied(text: str) -> str:
    """Letters put together with their accents, lines ended alike, and nothing invisible that could turn words round."""
    text = unicodedata.normalize("NFC", LINE_BREAKS.sub("\n", text).replace("\t", " "))
    return "".join(letter for letter in text if letter in KEPT_INVISIBLE or letter == "\n" or not _is_hidden(letter))


def only_usual(text: str) -> str:
    """The text with nothing but what every font shows."""
    return UNUSUAL.sub(INSTEAD, tidied(text))


def clusters(text: str) -> list[str]:
    """The text cut into letters, each with the accents that stand on it."""
    found = []
    for letter in text:
        if found and unicodedata.category(letter)[0] == "M":
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _is_hidden(letter: str) -> bool:
    """Control and format characters, halves of pairs, private ones, those without a meaning; styles of emoji."""
    return unicodedata.category(letter)[0] == "C" or "\ufe00" <= letter <= "\ufe0f"


def _replaced(text: str, shown) -> str:
    """A run of letters becomes one plain sign; a picture goes without a trace."""
    letters = []
    for cluster in clusters(tidied(text)):
        if not UNUSUAL.search(cluster) or shown.get(cluster):
            letters.append(cluster)
        elif unicodedata.category(cluster[0])[0] != "S" and letters[-1:] != [INSTEAD]:
            letters.append(INSTEAD)
    return "".join(letters)


def _tried(group: list[str], can_print) -> dict[str, bool]:
    """Of each cluster, whether it can be printed: the whole group is tried, then halves of what failed.

    What nobody got round to trying is missing.
    """
    answers, waiting = {}, [group] if group else []
    for _try in range(MOST_TRIES):
        if not waiting:
            break
        group = waiting.pop()
        if can_print(group):
            answers |= dict.fromkeys(group, True)
        elif len(group) == 1:
            answers[group[0]] = False
        else:
            middle = len(group) // 2
            waiting += [group[middle:], group[:middle]]
    return answers
