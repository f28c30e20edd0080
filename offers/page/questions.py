"""For whom an offer is: questions a parent can answer before calling."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.models.choices import ForWhom, Requirement, Residence
from offers.page.ages import age_words
from partners.models import Known

PARENTS = {
    ForWhom.ANY: gettext_lazy("For mothers and fathers."),
    ForWhom.MOTHERS: gettext_lazy("This offer is for mothers only."),
    ForWhom.FATHERS: gettext_lazy("This offer is for fathers only."),
}
REQUIREMENTS = {
    Requirement.NEEDED: gettext_lazy("That is needed here."),
    Requirement.EXCLUDED: gettext_lazy("Then this offer is not for you."),
    Requirement.IRRELEVANT: gettext_lazy("It does not matter here."),
}


class Question(NamedTuple):
    """What to ask oneself, and what the answer means; ``matters`` where the answer can exclude somebody."""

    text: str
    answer: str
    matters: bool = True


def questions(offer, areas, region: str) -> list[Question]:
    """The questions in the order in which they exclude most people."""
    found = [_child(offer), _parent(offer), _residence(offer, areas, region), _pregnancy(offer)]
    found.append(_requirement(offer.benefit_receipt, gettext_lazy("Do you receive Bürgergeld or another benefit?")))
    found.append(_requirement(offer.employment, gettext_lazy("Do you have work?")))
    return [question for question in found if question]


def _child(offer):
    words = age_words(offer.age_from, offer.age_to)
    return Question(_("How old is your child?"), _("For children %(ages)s.") % {"ages": words}) if words else None


def _parent(offer):
    answer = str(PARENTS[offer.for_whom])
    return Question(_("Mother or father?"), answer, matters=offer.for_whom != ForWhom.ANY)


def _residence(offer, areas, region):
    if offer.residence == Residence.ANYWHERE:
        return Question(_("Where do you live?"), _("You may live anywhere."), matters=False)
    if offer.residence == Residence.MUNICIPALITIES and areas:
        answer = _("It is for people from: %(names)s.") % {"names": ", ".join(area.name for area in areas)}
        return Question(_("Do you live in one of these places?"), answer)
    answer = _("It is for people from this region: %(region)s.") % {"region": region}
    return Question(_("Where do you live?"), answer if region else _("It is for people from the district."))


def _pregnancy(offer):
    if offer.for_pregnant == Known.YES:
        return Question(_("Are you pregnant?"), _("You can come already."), matters=False)
    if offer.for_pregnant == Known.NO:
        return Question(_("Are you pregnant?"), _("This offer begins after the birth."))
    return None


def _requirement(answer, question):
    if answer not in REQUIREMENTS:
        return None
    return Question(str(question), str(REQUIREMENTS[answer]), matters=answer != Requirement.IRRELEVANT)
