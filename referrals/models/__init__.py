"""How a parent is passed on, or asks without giving a name."""

from referrals.models.accompaniment import Accompaniment, AccompanimentEnd, StepNote, StepNoteKind
from referrals.models.chain import Chain, ChainConfirmation, ChainStatus, ChainStep, Requirement
from referrals.models.choices import Channel, ContactWay, InquiryStatus, ParentAnswer, Side, Status
from referrals.models.consent import Consent, ConsentWording
from referrals.models.content import Content
from referrals.models.event import Access, ReferralEvent, Reminder
from referrals.models.followup import FollowUp, FollowUpKind, FollowUpResult
from referrals.models.inquiry import Inquiry, Message
from referrals.models.link import ReferralLink
from referrals.models.reason import Reason
from referrals.models.referral import Reader, Referral
from referrals.models.rules import Rules

__all__ = [
    "Access",
    "Accompaniment",
    "AccompanimentEnd",
    "Chain",
    "ChainConfirmation",
    "ChainStatus",
    "ChainStep",
    "Channel",
    "Consent",
    "ConsentWording",
    "ContactWay",
    "Content",
    "FollowUp",
    "FollowUpKind",
    "FollowUpResult",
    "Inquiry",
    "InquiryStatus",
    "Message",
    "ParentAnswer",
    "Reader",
    "Reason",
    "Referral",
    "ReferralEvent",
    "ReferralLink",
    "Reminder",
    "Requirement",
    "Rules",
    "Side",
    "Status",
    "StepNote",
    "StepNoteKind",
]
