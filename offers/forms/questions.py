"""The questions of the partners' forms in plain words: for each field of an offer a label and, if it helps, a hint."""

from django.utils.translation import gettext_lazy as _

from offers.models import choices
from partners.models import Known

QUESTIONS = {
    "title": (_("What is the offer called?"), _("Short and clear, such as “Advice on debts”.")),
    "summary": (_("What is it, in one sentence?"), _("It stands on top of the page and in every list.")),
    "description": (
        _("What should parents know about it?"),
        _("Short sentences, everyday words. An empty line begins a new paragraph."),
    ),
    "plain_text": (
        _("The same in plain language (Leichte Sprache)"),
        _("For people who find reading hard. One thought in each sentence, no foreign words."),
    ),
    "other_names": (_("What do people also call it?"), _("With commas between. The search finds these words, too.")),
    "kind": (_("What kind of help is it?"), ""),
    "policy_field": (_("Which field does it belong to?"), _("The moderator of this field publishes the offer.")),
    "topics": (_("What is it about?"), _("Tick at least one topic. Parents find the offer by them.")),
    "situations": (_("In which situations does it help?"), ""),
    "for_whom": (_("Who is it for?"), ""),
    "age_from": (_("How old must the child be at least?"), _("“3” means 3 years. For babies: “6 months”.")),
    "age_to": (_("How old may the child be at most?"), _("“3” means: until the day before the 4th birthday.")),
    "for_pregnant": (_("Is it for pregnant women, too?"), ""),
    "residence": (_("Where must parents live?"), ""),
    "service_area": (_("In which places?"), _("Only if parents must live in certain places.")),
    "benefit_receipt": (_("Must parents receive benefits, such as Bürgergeld?"), ""),
    "employment": (_("Must parents have a job?"), ""),
    "eligibility": (_("Who is it for, in your own words?"), ""),
    "not_for": (_("Who is it not for?"), _("This saves parents a call in vain.")),
    "hours_known": (_("What do you know about the times?"), ""),
    "hours_text": (_("What else about the times?"), _("What does not fit into the rows above.")),
    "edge_hours_ticked": (
        _("Can one come at unusual times?"),
        _("Only what the opening times do not already say."),
    ),
    "visible_from": (_("From which day may parents see the offer?"), _("Empty: as soon as it is published.")),
    "visible_until": (_("Until which day?"), _("Empty: for as long as it exists.")),
    "notice": (_("Is there something special at the moment?"), _("Stands on top of the page and goes by itself.")),
    "notice_until": (_("Until when does this notice stand there?"), ""),
    "delivery": (_("How does it happen?"), ""),
    "locations": (_("Where does it happen?"), _("Your places. Secret addresses are never shown to parents.")),
    "access": (_("Do parents need an appointment?"), ""),
    "lead_time_hours": (_("How many hours before must they ask?"), _("0 means: at once. One day is 24 hours.")),
    "booking_url": (_("Can one book on the web? At which address?"), ""),
    "contacts": (_("Whom can parents call or write to?"), _("Your contacts.")),
    "cost_kind": (_("What does it cost?"), ""),
    "cost_text": (_("What else about the price?"), ""),
    "payers": (_("Who may pay for it?"), _("Such as education package, youth office, health insurance.")),
    "documents_known": (_("Must parents bring something along?"), ""),
    "documents": (_("What must they bring along?"), _("One thing in each line.")),
    "childcare": (_("Can the child come along?"), ""),
    "childcare_notice_days": (_("How many days before must parents ask for childcare?"), ""),
    "languages": (_("Which languages do you speak there?"), ""),
    "interpreter": (_("Can an interpreter come?"), ""),
    "sign_language": (_("Is sign language possible?"), ""),
    "anonymity": (_("Must parents say who they are?"), ""),
    "bound_to_secrecy": (_("Are you bound to secrecy by law (§ 203 StGB)?"), ""),
    "capacity": (_("Are there free places at the moment?"), _("After 30 days parents read “not known” again.")),
    "capacity_as_of": (_("On which day was that so?"), _("Empty: today.")),
    "expected_wait": (_("How long do parents usually wait?"), _("Such as “two weeks”.")),
    "takes_referrals": (_("Partners may pass parents on to this offer."), ""),
    "referral_facts": (
        _("What may partners tell you about a parent?"),
        _("Nothing ticked: what your organisation asks for in general. Nothing else can be filled in."),
    ),
    "referral_needs": (_("What must you know for that?"), _("What is not asked for here cannot be passed on.")),
    "partner_note": (_("A note for partners only"), _("No parent ever sees it.")),
    "co_owners": (_("Whom do you offer it together with?"), ""),
    "follows": (_("Which of your offers usually comes before?"), ""),
    "programme": (_("Is it part of a programme?"), ""),
    "funder": (_("Who funds it?"), ""),
    "funded_until": (_("Until when is it funded?"), ""),
    "editor": (_("Which of you looks after this offer?"), ""),
    "deputy_editor": (_("Who looks after it while she or he is away?"), ""),
    "review_interval": (_("How often shall we ask whether everything is still right?"), ""),
}

WE_DO_NOT_KNOW = _("we do not know")
NOT_KNOWN = {
    "for_pregnant": Known.UNKNOWN,
    "interpreter": Known.UNKNOWN,
    "sign_language": Known.UNKNOWN,
    "bound_to_secrecy": Known.UNKNOWN,
    "benefit_receipt": choices.Requirement.UNKNOWN,
    "employment": choices.Requirement.UNKNOWN,
    "hours_known": choices.HoursKnown.UNKNOWN,
    "access": choices.Access.UNKNOWN,
    "cost_kind": choices.CostKind.UNKNOWN,
    "documents_known": choices.Documents.UNKNOWN,
    "childcare": choices.Childcare.UNKNOWN,
    "anonymity": choices.Anonymity.UNKNOWN,
    "capacity": choices.Capacity.UNKNOWN,
}
# What parents read as “at your home”.
OF_PARENTS = {
    "delivery": {
        choices.Delivery.HOME: _("at the parents' home"),
        choices.Delivery.OUTREACH: _("where the parents are"),
    },
}


def choices_of(name: str, field_choices) -> list[tuple]:
    """The answers to choose from, in the words of somebody who fills in a form: nobody means her home."""
    words = {NOT_KNOWN.get(name): WE_DO_NOT_KNOW} | OF_PARENTS.get(name, {})
    return [(value, words.get(value, label)) for value, label in field_choices if value != ""]
