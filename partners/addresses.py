"""The town that somebody means by a postcode and a name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partners.models import Municipality, Postcode
from partners.places import find_places


def settle_town(postcode: str, town: str) -> tuple[Municipality | None, str]:
    """The municipality that is meant, else None and the town in words.

    Raises ``ValidationError`` where the postcode belongs elsewhere, or to several towns and none is named.
    """
    rows = Postcode.objects.filter(code=postcode).select_related("municipality") if postcode else []
    here = {row.municipality_id: row.municipality for row in rows}
    if not town:
        return _only(here, postcode), ""
    named = [place.municipality_id for place in find_places(town)]
    if not named:
        return None, town
    if not here:
        # Of several places only the postcode could say which is meant.
        return (Municipality.objects.get(pk=named[0]), "") if len(named) == 1 else (None, town)
    fitting = next((here[key] for key in named if key in here), None)
    if fitting is None:
        values = {"postcode": postcode, "towns": _names(here), "town": town}
        raise ValidationError(_("%(postcode)s is the postcode of %(towns)s, not of %(town)s.") % values)
    return fitting, ""


def _only(here: dict, postcode: str) -> Municipality | None:
    if len(here) > 1:
        values = {"postcode": postcode, "towns": _names(here)}
        raise ValidationError(_("Several places share %(postcode)s: %(towns)s. Please write which one.") % values)
    return next(iter(here.values()), None)


def _names(here: dict) -> str:
    return ", ".join(sorted(place.name for place in here.values()))
