"""Our states in the words of HL7 FHIR, as exports name them: ``Task.status`` and ``Task.businessStatus``.

Source: HL7 FHIR R4, Task, and the guide SDOH Clinical Care. Our own codes stay what is stored.
"""

from referrals.models import Status

TASK = {
    Status.DRAFT: ("draft", ""),
    Status.AWAITING_CONSENT: ("draft", "consent-pending"),
    Status.SENT: ("requested", ""),
    Status.QUESTION: ("requested", "info-needed"),
    Status.WAITLISTED: ("on-hold", "waitlist"),
    Status.ACCEPTED: ("accepted", ""),
    Status.IN_PROGRESS: ("in-progress", ""),
    Status.COMPLETED: ("completed", "reason"),
    Status.UNMET: ("failed", "reason"),
    Status.DECLINED: ("rejected", "reason"),
    Status.WITHDRAWN: ("cancelled", "reason"),
    Status.EXPIRED: ("cancelled", "no-response"),
}  # “reason”: the code of the reason or outcome that was chosen


def task_of(referral) -> dict[str, str]:
    """Status and business status of a referral as a FHIR Task has them; the second one may be empty."""
    status, business = TASK[referral.status]
    if business == "reason":
        business = referral.reason.code.replace("_", "-")  # never empty: the database asks for a reason there
    return {"status": status, "businessStatus": business}
