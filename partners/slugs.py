"""Last parts of addresses, made from German titles."""

from django.utils.text import slugify

# Folded before Django's slugify, which would turn ü into u and drop ß.
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})


def german_slug(text: str) -> str:
    """“Beratung für Väter” becomes “beratung-fuer-vaeter”."""
    return slugify(text.translate(GERMAN))


def free_slug(text: str, *, longest: int, taken) -> str:
    """A slug for ``text`` of at most ``longest`` letters for which ``taken(slug)`` is false; numbered where needed."""
    base = german_slug(text)[:longest].strip("-") or "eintrag"
    slug, number = base, 1
    while taken(slug):
        number += 1
        ending = f"-{number}"
        slug = base[: longest - len(ending)].rstrip("-") + ending
    return slug
