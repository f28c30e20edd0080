"""For whom an offer is: questions a parent can answer before calling."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from offers.models.choices import ForWhom, Requirement, Residence
from offers.page.ages import age_words
from partners.models import Known


class Question(NamedTuple):
    """What to ask oneself, and what the answer means; ``matters`` where the answer can exclude somebody."""

    text: str
    answer: str
    matters: bool = True


def questions(offer, areas, region: str) -> list[Question]:
    """The questions in the order in which they exclude most people."""
    found = [_child(offer), _parent(offer), _residence(offer, areas, region), _pregnancy(offer)]
    found.append(_requirement(offer.benefit_receipt, _("Do you receive Bürgergeld or another benefit?")))
    found.append(_requirement(offer.employment, _("Do you have work?")))
    return [question for question in found if question]


def _child(offer):
    words = age_words(offer.age_from, offer.age_to)
    return Question(_("How old is your child?"), _("For children %(ages)s.") % {"ages": words}) if words else None


def _parent(offer):
    answers = {
        ForWhom.ANY: Question(_("Mother or father?"), _("For mothers and fathers."), matters=False),
        ForWhom.MOTHERS: Question(_("Mother or father?"), _("This offer is for mothers only.")),
        ForWhom.FATHERS: Question(_("Mother or father?"), _("This offer is for fathers only.")),
    }
    return answers[offer.for_whom]


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
    answers = {
        Requirement.NEEDED: Question(question, _("That is needed here.")),
        Requirement.EXCLUDED: Question(question, _("Then this offer is not for you.")),
        Requirement.IRRELEVANT: Question(question, _("It does not matter here."), matters=False),
    }
    return answers.get(answer)
