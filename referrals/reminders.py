"""Reminders: whoever has the ball hears in time that a day comes near, and others once it has come.

A round is one term of a referral: a step begins it, the next step ends it. Each reminder goes out once in a round, and
after days without the timer only the latest one. No reminder moves a term.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from referrals import notify
from referrals.deadlines import Clock
from referrals.models import Referral, Reminder, Rules, Side, Status
from referrals.states import TO_DECIDE, ball
from referrals.workflow import lock

# Shares of the working days of a term after which whoever has the ball is reminded: of 5 days after 2 and 4.
SHARES = {Status.SENT: (0.4, 0.8), Status.QUESTION: (0.5, 0.9), Status.ACCEPTED: (0.8,)}
SHARE_NAMES = ("first", "second")
SILENCE = {Status.WAITLISTED: "waitlist_silence_days", Status.IN_PROGRESS: "contact_silence_days"}
OVERDUE, SILENT = "overdue", "silent"  # steps that others than the ball's holder are told


class Planned(NamedTuple):
    """A reminder of a round: its name, and the first day on which it is due."""

    step: str
    on: date


def begins_on(referral) -> date:
    """The day on which the present round began: a check-in begins one without another status."""
    if referral.status in SILENCE and referral.last_sign_on:
        return referral.last_sign_on
    return timezone.localdate(referral.since)


def planned_reminders(referral, clock, rules) -> list[Planned]:
    """All reminders of the present round by date. ``clock``: of the partner who has the ball."""
    if referral.due_on is None or ball(referral) in (None, Side.PARENT):
        return []
    if referral.is_outside:
        return [Planned("follow_up", referral.due_on)]
    if referral.status in TO_DECIDE:
        return [Planned("decide", referral.due_on)]
    if referral.status in SILENCE:
        return _check_ins(referral, rules)
    planned = _shares(referral, clock)
    if referral.status in (Status.SENT, Status.ACCEPTED):
        planned.append(Planned(OVERDUE, referral.due_on))
    return planned


def _shares(referral, clock) -> list[Planned]:
    """Reminders within a term of working days; a term of one day has none."""
    start = begins_on(referral)
    length = clock.between(start, referral.due_on)
    counts = {}
    for name, share in zip(SHARE_NAMES, SHARES.get(referral.status, ()), strict=False):
        counts[max(1, min(round(share * length), length - 1))] = name
    return [Planned(name, clock.after(start, count)) for count, name in counts.items()] if length > 1 else []


def _check_ins(referral, rules) -> list[Planned]:
    """A sign of life is asked for again and again, until the silence is long enough for the moderator."""
    start, every = begins_on(referral), rules.check_in_days
    silent = getattr(rules, SILENCE[referral.status])
    days = [*range(every, silent, every), silent]
    names = [*(f"check_in_{number}" for number, _days in enumerate(days[:-1], start=1)), SILENT]
    return [Planned(name, start + timedelta(days=count)) for name, count in zip(names, days, strict=True)]


def remind(now) -> int:
    """Send every reminder that is due by ``now``; how many. Safe to repeat."""
    on, rules, clocks, failures, count = timezone.localdate(now), Rules.objects.current(), {}, [], 0
    sent = set(Reminder.objects.exclude(referral=None).values_list("referral", "round", "step"))
    for referral in Referral.objects.exclude(due_on=None).with_parties().order_by("due_on", "pk"):
        holder = holder_of(referral)
        if holder.pk not in clocks:
            clocks[holder.pk] = Clock(holder)
        due = [step for step, day in planned_reminders(referral, clocks[holder.pk], rules) if day <= on]
        if due and (referral.pk, referral.round, due[-1]) not in sent:
            try:
                count += _send(referral, due[-1], on)
            except Exception as failure:  # one referral's trouble keeps no other from being reminded
                failures.append(failure)
    if failures:
        raise ExceptionGroup("Some reminders could not be sent", failures)
    return count


def holder_of(referral):
    """The partner who has the ball, or would have it: its days count."""
    return referral.recipient if ball(referral) == Side.RECIPIENT else referral.sender


@transaction.atomic
def _send(referral, step, on) -> bool:
    """Note the reminder and queue its mails, unless the referral has moved on meanwhile."""
    current = lock(referral)
    if (current.round, current.status) != (referral.round, referral.status):
        return False
    _row, is_new = Reminder.objects.get_or_create(referral=current, round=current.round, step=step, defaults={"on": on})
    if is_new and step in (OVERDUE, SILENT):
        notify.tell_others(current, on, deputy=current.status == Status.SENT)
    elif is_new:
        notify.tell(current, holder_of(current), "referral_reminder", on, is_late=current.due_on < on)
    return is_new
