"""Many referrals at once, as they are left once all is over; by steps they would take a test of figures minutes."""

from datetime import date

from referrals.models import Consent, ConsentWording, Reason, Referral, Status
from referrals.models.choices import ReasonKind

KINDS = {
    Status.COMPLETED: (ReasonKind.OUTCOME, "helped"), Status.UNMET: (ReasonKind.UNMET, "moved_away"),
    Status.DECLINED: (ReasonKind.DECLINE, "not_eligible"), Status.WITHDRAWN: (ReasonKind.WITHDRAWAL, "sender_decided"),
}  # fmt: skip


def make_ended(
    count, *, sender, recipient, field, status=Status.COMPLETED, code="", sent_on=date(2026, 1, 5), **values
):
    """``count`` referrals that were sent, answered and ended on one day, if nothing else is said."""
    kind, usual = KINDS.get(status, (None, ""))
    reason = Reason.objects.get(kind=kind, code=code or usual) if kind else None
    answered_on = None if status in (Status.EXPIRED, Status.WITHDRAWN) else sent_on
    accepted_on = sent_on if status in (Status.COMPLETED, Status.UNMET) else None
    days = {"sent_on": sent_on, "answered_on": answered_on, "accepted_on": accepted_on, "ended_on": sent_on} | values
    ended_on = days.pop("ended_on")
    rows = Referral.objects.bulk_create(
        Referral(sender=sender, recipient=recipient, policy_field=field, **days) for _number in range(count)
    )
    wording = ConsentWording.objects.first()
    consents = Consent.objects.bulk_create(
        Consent(
            referral=row, recipient=recipient, purpose="Hilfe", facts=["name"], form="screen", wording=wording,
            text="Ja", given_on=sent_on, valid_until=sent_on,
        )
        for row in rows
    )  # fmt: skip
    for row, consent in zip(rows, consents, strict=True):
        row.consent, row.status, row.reason, row.ended_on = consent, status, reason, ended_on
    Referral.objects.bulk_update(rows, ["consent", "status", "reason", "ended_on"])
    return rows
