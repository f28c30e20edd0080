"""What is stored behind a parent's code, as a whole: to hand it out (GDPR Art. 15, 20), or to erase it (Art. 17)."""

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from referrals import accompaniments, inquiries, reasons
from referrals.actors import THE_PORTAL, by_code
from referrals.audit import record_access
from referrals.consents import revoke_consent
from referrals.fhir import task_of
from referrals.forgetting import forget_person
from referrals.models import Access, Content, Referral
from referrals.models.choices import FINAL, ReasonKind
from referrals.parents import behind
from referrals.workflow import take_step

PLAIN = (
    "is_urgent", "is_transfer", "created_at", "sent_on", "answered_on", "accepted_on", "first_contact_on",
    "last_sign_on", "waitlist_place", "estimated_on", "due_on", "expires_on", "ended_on", "settled_on",
    "attached_on", "shares_reason", "parent_answer", "parent_answered_on",
)  # fmt: skip
ACCOMPANIMENT = (
    "started_on", "ended_on", "end_reason", "consent_form", "consent_text", "consent_on", "consent_until", "witness",
)  # fmt: skip
CONSENT = ("purpose", "facts", "form", "giver", "witness", "text", "given_on", "valid_until", "revoked_at")


@transaction.atomic
def everything_behind(code: str) -> dict | None:
    """All that is stored behind a code, ready for JSON; None where it opens nothing. The handing out is noted."""
    found = behind(code)
    if found is None:
        return None
    result = {"inquiry": inquiry_data(found.inquiry) if found.inquiry else None}
    result["referrals"] = [referral_data(referral) for referral in found.referrals]
    for subject in [*([found.inquiry] if found.inquiry else []), *found.referrals]:
        record_access(subject, "export", by=THE_PORTAL)
    return result


def inquiry_data(inquiry) -> dict:
    """An inquiry with its thread and who has read it."""
    names = ("created_on", "last_message_on", "first_answered_on", "due_on", "closed_on")
    days = {name: getattr(inquiry, name) for name in names}
    return {
        "number": str(inquiry), "status": inquiry.status, "partner": inquiry.partner.name,
        "field": _name(inquiry.policy_field), "place": _name(inquiry.municipality),
        "offer": _title(inquiry.offer), **days,
        "messages": messages_data(inquiry), "read_by": accesses_data(inquiry),
    }  # fmt: skip


def referral_data(referral) -> dict:
    """A referral with everything that hangs on it."""
    content = Content.objects.filter(referral=referral).first()
    events = referral.events.select_related("reason").values(
        "at", "step", "source", "target", "side", "channel", "reason__label"
    )
    return {
        "number": str(referral), "status": referral.status, "from": referral.sender.name,
        "to": referral.outside_body or referral.recipient.name, "field": _name(referral.policy_field),
        "place": _name(referral.municipality), "reason": referral.reason and referral.reason.label,
        "offer": _title(referral.offer), "better_offer": _title(referral.better_offer),
        "fhir_task": task_of(referral), **{name: getattr(referral, name) for name in PLAIN},
        "accompaniment": accompaniment_data(referral.accompaniment), "chain_step": _title(referral.chain_step),
        "content": model_to_dict(content, exclude=["id", "referral"]) if content else None,
        "consents": [
            {"recipient": row.recipient.name} | {name: getattr(row, name) for name in CONSENT}
            for row in referral.consents.select_related("recipient")
        ],
        "follow_ups": list(referral.follow_ups.values("kind", "due_on", "result", "done_on")),
        "events": list(events), "messages": messages_data(referral), "read_by": accesses_data(referral),
    }  # fmt: skip


def accompaniment_data(row) -> dict | None:
    """The way a referral is a step of, with what was noted of its steps; None where it is none."""
    if row is None:
        return None
    notes = row.notes.select_related("step", "reason")
    return {
        "number": str(row), "way": row.chain.title, "version": row.version, "responsible": row.owner.name,
        "place": _name(row.municipality),
        **{name: getattr(row, name) for name in ACCOMPANIMENT},
        "notes": [
            {"on": note.on, "step": note.step.title, "kind": note.kind, "reason": note.reason.label, "text": note.text}
            for note in notes
        ],
        "read_by": accesses_data(row),
    }  # fmt: skip


def messages_data(subject) -> list[dict]:
    """The messages of a referral or an inquiry."""
    rows = subject.messages.select_related("partner")
    return [{"on": row.on, "from": row.side, "partner": _name(row.partner), "text": row.text} for row in rows]


def accesses_data(subject) -> list[dict]:
    """When which organisation has read something; persons of its staff are not named to others."""
    rows = Access.objects.filter(subject=subject.number).select_related("partner")
    return [{"at": row.at, "partner": _name(row.partner), "by": row.channel, "what": row.what} for row in rows]


def _name(row):
    return row and getattr(row, "name", str(row))


def _title(offer):
    return offer and offer.title


@transaction.atomic
def erase_behind(code: str, now=None) -> int | None:
    """Erase everything behind a code; of how many things. None where it opens nothing.

    Referrals under way are withdrawn and consents end; states and days stay for the figures.
    """
    now, found = now or timezone.now(), behind(code)
    if found is None:
        return None
    if found.inquiry:
        inquiries.erase(found.inquiry, now=now)
    for referral in found.referrals:
        _end(Referral.objects.get(pk=referral.pk), now)
        forget_person(referral)
    accompaniments.erase_for(found.referrals, now)
    return len(found.referrals) + (found.inquiry is not None)


def _end(referral, now):
    """Whoever asks for everything to be erased has also said that nothing goes on."""
    actor = by_code([referral])
    if referral.consent and referral.consent.revoked_at is None:
        revoke_consent(referral, by=actor, now=now)
    elif referral.status not in FINAL:
        why = reasons.reason(ReasonKind.WITHDRAWAL, reasons.PARENT_DECIDED)
        take_step(referral, "withdraw", by=actor, reason=why, now=now)
