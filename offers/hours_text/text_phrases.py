"""Words between days and times: what the hours are for, where they are, remarks, or nothing we understand."""

import re
from itertools import zip_longest

from .time_phrases import starts_range
from .words import LONE_LABELS, PLACE_STARTS, REMARK_WORDS, SITE_WORDS, SMALL_WORDS

TEXT_KINDS = {"word", "words", "street", "remark", "doubt", "other"}
_JOINERS = {"and", "slash", "fill"}
_NUMBERED = {"raum", "zimmer", "zi", "haus", "etage", "nr", "gruppe", "kurs", "büro", "telefon", "tel.", "tel"}
_AGES = re.compile("jahr|jähr|j\\.|monat|klasse|kinder")
_ARTICLES = {"der", "des", "den", "dem", "für"}
_QUOTES = set("\"'„“”«»")
_MOST_WORDS = 9  # longer phrases are sentences, not labels


def read_text(cursor):
    """The words at the cursor as (kind, first token, last token); kind is label, place, remark, doubt or unknown."""
    tokens = [cursor.take()]
    while True:
        mark = cursor.mark()
        joiners = []
        while cursor.peek() in _JOINERS:
            joiners.append(cursor.take())
        if not _goes_on(cursor, tokens[-1], joiners):
            cursor.reset(mark)
            break
        tokens += [*joiners, cursor.take()]
    while tokens[0].kind == "fill" and len(tokens) > 1 and not _is_place(cursor, tokens):
        tokens.pop(0)
    return _classified(cursor, tokens)


def _goes_on(cursor, last, joiners):
    kind = cursor.peek()
    if kind in TEXT_KINDS:
        return True
    if joiners or last.kind not in {"word", "other"} or starts_range(cursor):
        return False
    return kind == "number" or (kind == "time" and last.text in _NUMBERED)


def _classified(cursor, tokens):
    words = {token.text.strip(".") for token in tokens}
    kinds = {token.kind for token in tokens}
    if "doubt" in kinds:
        return "doubt", tokens[0], tokens[-1]
    if "remark" in kinds or words & REMARK_WORDS:
        return "remark", tokens[0], tokens[-1]
    if kinds == {"words"}:
        return ("label" if _AGES.search(tokens[0].text) else "remark"), tokens[0], tokens[-1]
    if _is_place(cursor, tokens):
        return "place", _first_of_place(tokens), tokens[-1]
    return ("label" if _is_label(cursor, tokens) else "unknown"), tokens[0], tokens[-1]


def _is_place(cursor, tokens):
    rest = tokens[tokens.index(_first_of_place(tokens)) :]
    named = tokens[0].text in PLACE_STARTS and _all_capital(cursor, rest)
    return named or tokens[0].text in SITE_WORDS or (rest[0].kind == "street" and len(rest) == 1)


def _first_of_place(tokens):
    """Skips "in", "auf der" and the like."""
    after = tokens[1:] if tokens[0].text in PLACE_STARTS else tokens
    return next((token for token in after if token.text not in _ARTICLES), tokens[-1])


def _all_capital(cursor, tokens):
    inner = {"number", "street", "fill", "and"}
    ends = cursor.original(tokens[0])[0].isupper() and tokens[-1].kind != "fill"
    return ends and all(
        cursor.original(token)[0].isupper() or token.kind in inner or token.text in _ARTICLES for token in tokens
    )


def _is_label(cursor, tokens):
    if len(tokens) == 1 and tokens[0].text.strip(".") in LONE_LABELS:
        return True
    if tokens[0].text in PLACE_STARTS:
        return False
    nouns = [token for token in tokens if token.kind == "word" and cursor.original(token)[0].isupper()]
    fitting = all(_fits_label(cursor, *pair) for pair in zip_longest(tokens, tokens[1:]))
    return bool(nouns) and fitting and len(tokens) <= _MOST_WORDS


def _fits_label(cursor, token, follower):
    """Nouns, prepositions and adjectives make a label; verbs make a sentence, which we do not understand."""
    if token.kind != "word":
        return token.kind != "other" or token.text in _QUOTES
    if cursor.original(token)[0].isupper() or token.text in SMALL_WORDS:
        return True
    adjective = token.text.endswith(("e", "en", "er", "es", "em")) and follower is not None
    return token.text.endswith(("los", "frei", "isch", "lich")) or (adjective and _starts_capital(cursor, follower))


def _starts_capital(cursor, token):
    return cursor.original(token)[0].isupper()
