"""Where an offer is, as the public may know it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Known

FEATURES = {
    "step_free": (gettext_lazy("without steps"), gettext_lazy("with steps")),
    "lift": (gettext_lazy("with a lift"), gettext_lazy("without a lift")),
    "accessible_toilet": (gettext_lazy("accessible toilet"), gettext_lazy("no accessible toilet")),
    "hearing_loop": (gettext_lazy("hearing loop"), gettext_lazy("no hearing loop")),
    "changing_table": (gettext_lazy("changing table"), gettext_lazy("no changing table")),
    "pushchair_space": (gettext_lazy("room for a pushchair"), gettext_lazy("no room for a pushchair")),
}


@dataclass
class ShownPlace:
    """A place in words; of a secret one nothing that leads there."""

    lines: list[str]
    directions: str
    features: list[str]
    not_known: str
    is_hidden: bool


def shown_place(location) -> ShownPlace:
    """What the page says about ``location``."""
    answers = {name: getattr(location, name) for name in FEATURES}
    features = [str(yes) for name, (yes, _no) in FEATURES.items() if answers[name] == Known.YES]
    features += [str(no) for name, (_yes, no) in FEATURES.items() if answers[name] == Known.NO]
    unknown = answers["step_free"] == Known.UNKNOWN and not location.is_hidden
    return ShownPlace(
        lines=location.address_lines,
        directions="" if location.is_hidden else location.directions,
        features=features,
        not_known=_("We do not know whether there are steps. Please ask.") if unknown else "",
        is_hidden=location.is_hidden,
    )
