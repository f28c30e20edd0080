"""The answers of our own profile, back to the columns they stand for."""

from django.utils.translation import gettext as _

from offers.importing.cells import short
from offers.importing.hsds.entry import Part
from offers.importing.parts import plain
from offers.models import Offer

# Columns whose attribute holds the stored answer. What an offer holds twice (edge hours) is worked out elsewhere.
SINGLE = (
    "plain_text", "status", "paused_until", "notice_until", "for_pregnant", "for_whom", "residence", "benefit_receipt",
    "employment", "not_for", "lead_time_hours", "booking_url", "childcare", "childcare_notice_days",
    "bound_to_secrecy", "payers", "capacity", "capacity_as_of", "expected_wait", "age_from", "age_to", "access",
    "interpreter", "sign_language", "hours_known", "hours_text", "anonymity", "cost_kind", "documents_known",
)  # fmt: skip
SEVERAL = ("delivery", "edge_hours")
# Said elsewhere in the service, or about the other directory alone.
ELSEWHERE = {"freshness", "link", "together_with"}


def read_answers(service: Part) -> dict:
    """Columns by name, in the form in which JSON keeps them; a code that nobody knows is told."""
    own = service.own()
    found = {}
    for name in SINGLE:
        if name in own:
            value = service.checked(Offer._meta.get_field(name), own[name][0], f"attributes ({name})")
            if value is not None:
                found[name] = plain(value)
    for name in SEVERAL:
        if name in own:
            field = Offer._meta.get_field("edge_hours_ticked" if name == "edge_hours" else name)
            value = service.checked(field, own[name], f"attributes ({name})")
            found[name] = value or []
    for code in own.keys() - {*SINGLE, *SEVERAL} - ELSEWHERE:
        service.teller.remark("attributes", _("The answer “%(code)s” is not known here.") % {"code": short(code)})
    return _fitting(found)


def _fitting(found: dict) -> dict:
    """Answers that hold together only: one without the other would be refused by the database."""
    together = [
        ("paused_until", found.get("status", "paused") == "paused"),
        ("childcare_notice_days", found.get("childcare") == "request"),
        ("capacity", "capacity_as_of" in found),
    ]
    left_out = {name for name, fits in together if not fits}
    if found.get("age_from") is not None and found.get("age_to") is not None and found["age_from"] > found["age_to"]:
        left_out |= {"age_from", "age_to"}
    return {name: value for name, value in found.items() if name not in left_out}
