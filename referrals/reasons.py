"""The reasons and the wording every installation begins with. Coordinators change the words; the codes stay."""

import tomllib
from pathlib import Path

from referrals.models import ConsentWording, Reason

FILE = Path(__file__).parent / "data" / "reasons.toml"
FORWARDED, SIBLING, REVOKED = "forwarded", "sibling_accepted", "revoked"
CONSENT_MISSING, CONSENT_ENDED, PARTNER_LEFT = "consent_missing", "consent_ended", "partner_left"
WRONG_OFFER = "wrong_offer"
SENDER_DECIDED, PARENT_DECIDED = "sender_decided", "parent_decided"


def store_missing():
    """Store the reasons and the first wording that are not there yet; what people have changed stays."""
    known = set(Reason.objects.values_list("kind", "code"))
    with FILE.open("rb") as file:
        data = tomllib.load(file)
    rows = [
        Reason(kind=kind, position=position, **values)
        for kind, reasons in data["reasons"].items()
        for position, values in enumerate(reasons)
        if (kind, values["code"]) not in known
    ]
    Reason.objects.bulk_create(rows, ignore_conflicts=True)
    if not ConsentWording.objects.exists():
        ConsentWording.objects.create(version=1, text=data["wording"].strip(), valid_from="2026-01-01")


def reason(kind, code) -> Reason:
    """The reason with that code."""
    return Reason.objects.get(kind=kind, code=code)
