"""What is kept about people: where, why, who sees it, how long. docs/privacy.md prints it; a test keeps it complete.

Every field that holds something of a parent, of staff or of somebody who reports an error stands in ``KEPT``; those of
referrals that say nothing about anybody stand in ``NOBODY``. A new field belongs into one of them.
"""

import re
from pathlib import Path
from typing import NamedTuple

from django.apps import apps

from referrals.models import Rules

FILE = Path(__file__).resolve().parent.parent / "docs" / "privacy.md"
BEGIN, END = "<!-- begin of the table: manage.py write_privacy_table -->\n", "<!-- end of the table -->"
HEAD = ["| where | what | why | who sees it | how long |", "| --- | --- | --- | --- | --- |"]
PARENT, STAFF, REPORTER = "parents", "staff", "people who write to us"

# Why a referral asks for each fact, and for no more (GDPR Art. 5 (1) c). A new one needs a reason as good as these.
CONTENT = {
    "name": "how to address the person; a first name or a word will do",
    "phone": "the recipient calls back",
    "email": "the recipient writes back, where the person has no telephone or prefers it",
    "address": "letters of a body that may write by post only",
    "times": "no call at work, or while somebody else is near",
    "language": "the recipient finds an interpreter before the first talk",
    "concern": "one short text, so that nobody must tell it twice",
    "contact_way": "a wrong way of contact can put somebody in danger",
    "reason_note": "the sender looks for another way and must know why this one failed",
    "next_steps": "the person takes a slip along and knows what to bring",
}


class Kept(NamedTuple):
    """Fields of one model that say something about people."""

    model: str
    fields: str
    whom: str
    why: str
    seen_by: str
    how_long: str


def _days(name: str) -> str:
    """A period of the rules: its default, and the name under which a coordinator finds it."""
    return f"{Rules._meta.get_field(name).default} days (`{name}`)"


_TEAMS = "sender; recipient as far as released; encrypted"
_AFTER_END = f"{_days('content_days')} after the end; drafts {_days('draft_days')}; at once by `erase_code`"
_FIGURES = "stays without the person, for the figures"
_LOG = _days("access_log_days")
_ACCOUNT = "as long as the account; unused ones are switched off after 13 months"
_CONTACT = "until the partner changes or deletes it"
_HISTORY = "as long as the entry, to restore it"

KEPT = [
    *(Kept("referrals.Content", name, PARENT, why, _TEAMS, _AFTER_END) for name, why in CONTENT.items()),
    Kept("referrals.Message", "text", PARENT, "questions and answers", "both sides of the thread; encrypted", _AFTER_END
         + f"; of an inquiry {_days('inquiry_erase_days')} after it closed, or at once by the parent"),
    Kept("referrals.Message", "side partner on", PARENT, "order of the thread", "both sides", "as its text"),
    Kept("referrals.Consent", "giver", PARENT, "whose consent it is", "sender; encrypted", _AFTER_END),
    Kept("referrals.Consent", "referral recipient may_forward_to purpose facts form text given_on valid_until "
         "recorded_at warned_on revoked_at revoked_by", PARENT, "proof that, for what and until when somebody agreed "
         "(GDPR Art. 7 (1))", "sender and recipient", _FIGURES),
    Kept("referrals.Consent", "witness", STAFF, "who keeps the paper or heard the word", "sender and recipient",
         _FIGURES),
    Kept("referrals.Referral", "code_hash", PARENT, "the code of the slip opens it; a keyed hash", "nobody",
         _AFTER_END),
    Kept("referrals.Referral", "sender recipient outside_body offer policy_field municipality is_urgent is_transfer "
         "follows group inquiry status reason better_offer shares_reason parent_answer parent_answered_on created_at "
         "sent_on answered_on accepted_on first_contact_on last_sign_on waitlist_place estimated_on ended_on "
         "settled_on accompaniment chain_step attached_on",
         PARENT, "where it stands, whose turn it is, figures", "both sides; dates, state and field also moderators and "
         "coordinators", _FIGURES),
    Kept("referrals.Referral", "created_by", STAFF, "who wrote it", "sender", _FIGURES),
    Kept("referrals.Reader", "referral membership", STAFF, "only named persons may open it", "the own team",
         _AFTER_END),
    Kept("referrals.ReferralEvent", "by", STAFF, "who took the step", "both sides, coordinators", _FIGURES),
    Kept("referrals.ReferralEvent", "referral step source target side channel reason due_on at", PARENT,
         "each step is written once and never changed", "both sides, coordinators", _FIGURES),
    Kept("referrals.FollowUp", "referral kind due_on told_on result done_on", PARENT, "help that lasts: somebody asks "
         "once more after the end, or clears up a contradiction; fixed answers only", "who is responsible; "
         "contradictions moderators and coordinators", _FIGURES),
    Kept("referrals.FollowUp", "done_by", STAFF, "who noted the answer", "nobody", _FIGURES),
    Kept("referrals.Access", "user partner", STAFF, "who has read what (GDPR Art. 5 (2))", "coordinators", _LOG),
    Kept("referrals.Access", "at channel what subject", PARENT, "who has read what (GDPR Art. 5 (2), 15)",
         "coordinators; the parent on request", _LOG),
    Kept("referrals.ReferralLink", "referral token_hash created_at expires_at first_opened_at", STAFF,
         "a partner without an account answers; a keyed hash", "nobody", "30 days after its end"),
    Kept("referrals.Accompaniment", "chain version owner municipality started_on ended_on end_reason consent_form "
         "consent_text consent_on consent_until", PARENT, "which step of an agreed way comes next; that somebody "
         "agreed to be accompanied (GDPR Art. 7 (1)); no word of who it is",
         "the responsible partner's team", _FIGURES),
    Kept("referrals.Accompaniment", "created_by witness", STAFF, "who began it, who keeps the paper or heard the word",
         "the responsible partner's team", _FIGURES),
    Kept("referrals.StepNote", "text", PARENT, "why a step came early, or how it was done without a referral",
         "the responsible partner's team; encrypted", f"{_days('content_days')} after the accompaniment ended; at once "
         "by `erase_code`"),
    Kept("referrals.StepNote", "accompaniment step kind reason partner on", PARENT, "the order of an agreed way",
         "the responsible partner's team", _FIGURES),
    Kept("referrals.StepNote", "by", STAFF, "who decided it", "the responsible partner's team", _FIGURES),
    Kept("referrals.ChainConfirmation", "chain partner version agrees note by at", STAFF,
         "who has agreed for a partner to a chain", "all partners", "as long as the chain"),
    Kept("referrals.Inquiry", "code_hash", PARENT, "the code opens the thread; a keyed hash", "nobody",
         f"{_days('inquiry_erase_days')} after it closed, or at once by the parent"),
    Kept("referrals.Inquiry", "offer municipality", PARENT, "who can help there", "the answering partner",
         f"{_days('inquiry_erase_days')} after it closed, or at once by the parent"),
    Kept("referrals.Inquiry", "status partner policy_field created_on last_message_on first_answered_on due_on "
         "closed_on", PARENT, "by when an answer was promised", "the answering partner, moderators, coordinators",
         _FIGURES),
    Kept("auth.User", "username first_name last_name email password is_staff is_superuser is_active last_login "
         "date_joined", STAFF, "logging in, and who is responsible for an entry", "colleagues, coordinators; the "
         "password nobody (Argon2id)", _ACCOUNT),
    Kept("account.EmailAddress", "user email verified primary", STAFF, "confirmed address of an account", "herself",
         _ACCOUNT),
    Kept("mfa.Authenticator", "user data created_at last_used_at", STAFF, "second factor; encrypted", "nobody",
         _ACCOUNT),
    Kept("network_portal.SignIn", "user at device session_key ended_at", STAFF, "she sees where she is logged in",
         "herself, coordinators", "90 days"),
    Kept("network_portal.IdleNotice", "user sent_at", STAFF, "told before an unused account ends", "nobody", "30 days"),
    Kept("network_portal.OutgoingMail", "to subject body", STAFF, "mails under way: a number, a day and a link",
         "nobody", "until handed over, three days at most"),
    Kept("partners.Membership", "user partner role moderates reads_referrals since until", STAFF,
         "who acts for whom", "colleagues, coordinators", "with the account or the partner"),
    Kept("partners.Invitation", "email name partner role invited_by", STAFF, "becoming a colleague",
         "the inviting team, coordinators", "90 days after it was answered or ran out"),
    Kept("partners.JoinRequest", "name email phone decided_by", REPORTER, "answering a request to join", "coordinators",
         "90 days after the decision; the organisation stays"),
    Kept("partners.Contact", "name function responsibility phone second_phone email languages reachable", STAFF,
         "whom parents or partners may ask", "everybody, or partners only", _CONTACT),
    Kept("partners.HistoricalContact", "name function responsibility phone second_phone email languages reachable "
         "history_user", STAFF, "taking a change back", "the own team, coordinators", _HISTORY),
    Kept("partners.Partner", "inbox_email deputy", STAFF, "where messages go", "coordinators, the own team", _CONTACT),
    Kept("partners.HistoricalPartner", "inbox_email deputy history_user", STAFF, "taking a change back",
         "the own team, coordinators", _HISTORY),
    Kept("partners.Network", "email desk_phone desk_contact", STAFF, "the first contact", "everybody",
         "until a coordinator changes it"),
    Kept("offers.Offer", "editor deputy_editor confirmed_by", STAFF, "who answers for an entry", "the own team, "
         "coordinators", "as long as the entry"),
    Kept("offers.HistoricalOffer", "editor deputy_editor confirmed_by history_user", STAFF, "taking a change back",
         "the own team, coordinators", _HISTORY),
    Kept("offers.PendingChange", "author", STAFF, "whose change waits", "moderators, the own team",
         "until decided"),
    Kept("offers.ErrorReport", "text reply_email", REPORTER, "correcting an entry and saying so",
         "the partner, moderators", "the address until answered, the report a year"),
    Kept("offers.HelpLine", "phone second_phone checked_by", STAFF, "numbers of help lines, and who has checked them",
         "everybody; who checked: coordinators", "until a coordinator changes it"),
    *(Kept(f"{app}.{name}", "history_user", STAFF, "who changed it", "the own team, coordinators", _HISTORY)
      for app, names in {"partners": ["HistoricalLocation"], "offers": [
          "HistoricalCostOption", "HistoricalNextStep", "HistoricalOfferLink", "HistoricalOpeningTime",
          "HistoricalOpeningException"]}.items() for name in names),
]  # fmt: skip

# Fields of referrals that say nothing about anybody: numbers, counters, words for all.
NOBODY = {
    "referrals.Content": "id referral",
    "referrals.Message": "id referral inquiry token",
    "referrals.Consent": "id wording",
    "referrals.ConsentWording": "id version text valid_from",
    "referrals.Referral": "id number consent token since round due_on expires_on days_left expiry_left was_unaccepted "
    "version",
    "referrals.Reader": "id",
    "referrals.ReferralEvent": "id",
    "referrals.Access": "id",
    "referrals.Reminder": "id referral inquiry round step on",
    "referrals.ReferralLink": "id",
    "referrals.FollowUp": "id",
    "referrals.Inquiry": "id number round version",
    "referrals.Accompaniment": "id number",
    "referrals.StepNote": "id",
    "referrals.Chain": "id title slug intro life_situation status version version_in_force asked_on "
    "in_force_on review_on review_told_on retired_on updated_at",
    "referrals.ChainStep": "id chain version origin position title text bring partner policy_field topic requires "
    "hand_over days fallback_partner fallback required_outcomes",
    "referrals.ChainConfirmation": "id",
    "referrals.Reason": "id kind code label sentence needs_text is_retired is_automatic position",
    "referrals.Rules": " ".join(field.name for field in Rules._meta.get_fields() if field.concrete),
}


def fields_kept(label: str) -> set[str]:
    """Names of the fields of a model that stand in the table."""
    return {name for row in KEPT if row.model == label for name in row.fields.split()}


def table() -> str:
    """The table as Markdown, by whom it is about."""
    lines = []
    for whom in (PARENT, REPORTER, STAFF):
        lines += [f"### About {whom}", "", *HEAD]
        for row in KEPT:
            if row.whom == whom:
                names = ", ".join(f"`{name}`" for name in row.fields.split())
                lines.append(f"| {name_of(row.model)} | {names} | {row.why} | {row.seen_by} | {row.how_long} |")
        lines.append("")
    return "\n".join(lines)


def name_of(label: str) -> str:
    """The model as the docs call it; raises ``LookupError`` where there is none."""
    return apps.get_model(label).__name__


def with_table(text: str) -> str:
    """A document with today's table between its marks."""
    pattern = re.escape(BEGIN) + ".*?" + re.escape(END)
    return re.sub(pattern, lambda _found: f"{BEGIN}\n{table()}\n{END}", text, count=1, flags=re.S)
