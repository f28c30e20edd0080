"""Passwords that everybody guesses who knows the portal."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partners.models import Municipality, Network

WORDS = {
    "alleinerziehend", "anker", "eltern", "familie", "hallo", "kennwort", "kinder", "landkreis", "mutter", "netzwerk",
    "partner", "passwort", "portal", "vater", "willkommen",
}  # fmt: skip
REMAINS = 8  # characters that must be left once such words and all digits and signs are gone
SHORTEST_WORD = 4


class SiteWordsValidator:
    """Refuses passwords of which little is left without the words of this site: its name, towns, “netzwerk” …"""

    def validate(self, password, user=None):
        rest = password.casefold()
        found = [word for word in sorted(site_words(), key=len, reverse=True) if word in rest]
        for word in found:
            rest = rest.replace(word, "")
        if found and len(re.sub(r"[\W\d_]", "", rest)) < REMAINS:
            raise ValidationError(
                _("This password is easy to guess, since it holds words of this site. Please choose other words."),
                code="password_of_site_words",
            )

    def get_help_text(self):
        return _("Please use no names of towns and no words of this site.")


def site_words() -> set[str]:
    """Words of this site in small letters: names of the network and of the towns of its region, and ``WORDS``."""
    network = Network.objects.current()
    towns = Municipality.objects.filter(in_region=True).values_list("name", flat=True)
    texts = [network.name, network.short_name, network.region, *towns]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
    return WORDS | {word for word in words if len(word) >= SHORTEST_WORD}
