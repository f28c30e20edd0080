"""What offices read about a referral: where it stands, what to do now, what happened. Plain words, no content."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.models import Side, Status
from referrals.states import ball

FOR_SENDERS = {
    Status.DRAFT: gettext_lazy("Draft. Nothing has been sent."),
    Status.AWAITING_CONSENT: gettext_lazy("Waits for the consent. Nothing has been sent."),
    Status.SENT: gettext_lazy("Sent. The other office is reading it."),
    Status.QUESTION: gettext_lazy("The other office has a question."),
    Status.WAITLISTED: gettext_lazy("On the waiting list."),
    Status.ACCEPTED: gettext_lazy("Accepted. The first contact comes next."),
    Status.IN_PROGRESS: gettext_lazy("The other office is in contact with the person."),
    Status.COMPLETED: gettext_lazy("Completed."),
    Status.UNMET: gettext_lazy("Ended without help."),
    Status.DECLINED: gettext_lazy("Declined."),
    Status.WITHDRAWN: gettext_lazy("Withdrawn."),
    Status.EXPIRED: gettext_lazy("The other office has not answered in time."),
}
FOR_RECIPIENTS = FOR_SENDERS | {
    Status.SENT: gettext_lazy("New."),
    Status.QUESTION: gettext_lazy("You have asked back."),
    Status.WAITLISTED: gettext_lazy("On your waiting list."),
    Status.ACCEPTED: gettext_lazy("You have accepted. The first contact comes next."),
    Status.IN_PROGRESS: gettext_lazy("You are in contact with the person."),
    Status.DECLINED: gettext_lazy("You have declined."),
}
ABOUT_OUTSIDE = FOR_SENDERS | {
    Status.SENT: gettext_lazy("The person goes there with the slip."),
    Status.ACCEPTED: gettext_lazy("The body outside the network wants to help."),
    Status.IN_PROGRESS: gettext_lazy("The body outside the network is in contact with the person."),
}
# What whoever has the ball should do now.
NOW = {
    Status.DRAFT: gettext_lazy("Ask for the consent and note it. Then you can send the referral."),
    Status.SENT: gettext_lazy("Read what it is about. Then answer: accept, ask back, waiting list or decline."),
    Status.QUESTION: gettext_lazy("Answer the question. Then it is the turn of the other office again."),
    Status.WAITLISTED: gettext_lazy("Say whether the person is still waiting, or accept as soon as there is a place."),
    Status.ACCEPTED: gettext_lazy(
        "Do as the person wishes: make contact, or wait where she or he wants to get in touch. Then note the day here."
    ),
    Status.IN_PROGRESS: gettext_lazy("Say whether the help goes on. When it is finished, note what came of it."),
    Status.UNMET: gettext_lazy("Look for another way together with the person, or close the referral."),
    Status.DECLINED: gettext_lazy("Look for another way together with the person, or close the referral."),
    Status.EXPIRED: gettext_lazy("Look for another way together with the person, or close the referral."),
}
NOW_OUTSIDE = NOW | {
    Status.DRAFT: gettext_lazy("Complete the draft. Then note it and make the slip for the person."),
    Status.SENT: gettext_lazy("Ask the person on the day named here what came of it, and note it."),
}
# The same in a few words, for lists.
TODO = {
    Status.DRAFT: gettext_lazy("Please finish it."),
    Status.SENT: gettext_lazy("Please answer."),
    Status.QUESTION: gettext_lazy("Please answer."),
    Status.WAITLISTED: gettext_lazy("Please say whether it goes on."),
    Status.ACCEPTED: gettext_lazy("Please note the first contact."),
    Status.IN_PROGRESS: gettext_lazy("Please say whether it goes on."),
    Status.UNMET: gettext_lazy("Please decide how it goes on."),
    Status.DECLINED: gettext_lazy("Please decide how it goes on."),
    Status.EXPIRED: gettext_lazy("Please decide how it goes on."),
}
# What has been done, for the history of a referral and for the sentence after a step.
DONE = {
    "ask_consent": gettext_lazy("Waits for the consent"),
    "back": gettext_lazy("Back to the draft"),
    "send": gettext_lazy("Sent"),
    "accept": gettext_lazy("Accepted"),
    "contact": gettext_lazy("First contact noted"),
    "ask": gettext_lazy("Asked back"),
    "answer": gettext_lazy("Question answered"),
    "waitlist": gettext_lazy("Put on the waiting list"),
    "check_in": gettext_lazy("Said that it goes on"),
    "complete": gettext_lazy("Completed"),
    "give_up": gettext_lazy("Ended without help"),
    "decline": gettext_lazy("Declined"),
    "unaccept": gettext_lazy("Acceptance taken back"),
    "withdraw": gettext_lazy("Withdrawn"),
    "expire": gettext_lazy("Ended without an answer"),
    "settle": gettext_lazy("Closed"),
}
# What is noted when somebody reads or takes something personal (``audit.record_access``).
ACCESSES = {
    "read": gettext_lazy("Read it"),
    "messages": gettext_lazy("Read the messages"),
    "thread": gettext_lazy("Read the inquiry"),
    "notes": gettext_lazy("Read the notes of an accompaniment"),
    "edit": gettext_lazy("Opened it for a change"),
    "consent": gettext_lazy("Opened for the consent"),
    "print": gettext_lazy("Printed the consent"),
    "slip": gettext_lazy("Printed the slip"),
    "forward": gettext_lazy("Opened to hand it on"),
    "refer_on": gettext_lazy("Took it into a new referral"),
    "next_step": gettext_lazy("Took it into the next step"),
    "attach": gettext_lazy("Joined it to an accompaniment"),
    "detach": gettext_lazy("Took it out of an accompaniment"),
    "wrote": gettext_lazy("Wrote a message"),
    "readers": gettext_lazy("Changed who may read"),
    "shared the reason": gettext_lazy("Shared the reason"),
    "kept the reason": gettext_lazy("Kept the reason"),
    "answered": gettext_lazy("Answered the inquiry"),
    "closed": gettext_lazy("Closed the inquiry"),
    "handed on": gettext_lazy("Handed the inquiry on"),
    "export": gettext_lazy("Handed out what is stored"),
}
# What a step means, where its name does not say it all.
MEANING = {
    "ask_consent": gettext_lazy("Nothing is sent before the consent is there."),
    "send": gettext_lazy("The other office sees what was released, and is told by mail."),
    "accept": gettext_lazy("You will help this person. The sender is told at once."),
    "contact": gettext_lazy("When did you speak or write with the person for the first time?"),
    "ask": gettext_lazy("The sender gets your question. Until the answer your time does not run."),
    "answer": gettext_lazy("The other office gets your answer. Then it is its turn again."),
    "waitlist": gettext_lazy("The sender and the person see where they stand. A rough estimate is enough."),
    "check_in": gettext_lazy("Nothing else changes. You are asked again in some weeks."),
    "complete": gettext_lazy("Please say in a word how it helped."),
    "give_up": gettext_lazy("The sender looks for another way together with the person."),
    "decline": gettext_lazy("The sender gets your reason. The person hears that you cannot help, but not why."),
    "unaccept": gettext_lazy("The referral waits for your answer again. This is possible once."),
    "withdraw": gettext_lazy("The other office sees nothing any more, at once."),
    "settle": gettext_lazy("You have decided. Nothing else is to be done with this referral."),
}
OUTSIDE_LABELS = {
    "send": gettext_lazy("The person has the slip"),
    "accept": gettext_lazy("They want to help"),
    "decline": gettext_lazy("They cannot help"),
}


def state_words(referral, sides) -> str:
    """Where a referral stands, for somebody on ``sides``."""
    if referral.is_outside:
        return str(ABOUT_OUTSIDE[referral.status])
    return str((FOR_SENDERS if Side.SENDER in sides else FOR_RECIPIENTS)[referral.status])


def turn_words(referral, sides) -> str:
    """Whose turn it is; empty where it is nobody's."""
    side = ball(referral)
    if side is None:
        return ""
    if side in sides:
        return _("Your turn")
    if side == Side.PARENT:
        return _("It is the turn of the person")
    name = referral.sender.display_name if side == Side.SENDER else referral.recipient_name
    return _("It is the turn of: %(name)s") % {"name": name}


def now_words(referral, sides) -> str:
    """What somebody on ``sides`` should do now; empty where it is not her turn."""
    if ball(referral) not in sides:
        return ""
    return str((NOW_OUTSIDE if referral.is_outside else NOW).get(referral.status, ""))


def todo_words(referral) -> str:
    """What whoever has the ball should do, in a few words."""
    if referral.is_outside and referral.status != Status.DRAFT:
        return _("Please note what came of it.")
    return str(TODO.get(referral.status, ""))


def done_words(referral, name) -> str:
    """What has been done by a step; to a body outside nothing is sent, and the sender notes what it says."""
    return str((OUTSIDE_LABELS if referral.is_outside else {}).get(name) or DONE.get(name, name))


def step_label(referral, name, step) -> str:
    """What stands on the button of a step."""
    return str(OUTSIDE_LABELS.get(name, step.label) if referral.is_outside else step.label)
