"""How a parent is passed on, or asks without giving a name."""

from referrals.models.choices import Channel, ContactWay, InquiryStatus, ParentAnswer, Side, Status
from referrals.models.consent import Consent, ConsentWording
from referrals.models.content import Content
from referrals.models.event import Access, ReferralEvent, Reminder
from referrals.models.inquiry import Inquiry, Message
from referrals.models.link import ReferralLink
from referrals.models.reason import Reason
from referrals.models.referral import Reader, Referral
from referrals.models.rules import Rules

__all__ = [
    "Access",
    "Channel",
    "Consent",
    "ConsentWording",
    "ContactWay",
    "Content",
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
    "Rules",
    "Side",
    "Status",
]
