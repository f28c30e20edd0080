"""Thousands of random steps by random people: no forbidden state, no event missing, nothing shown to a third party,
no deadline wrong. What is right is written down here a second time, from the design and not from the code."""

import os
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache

import holidays
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from partners.models import ClosingPeriod
from referrals.actors import THE_PORTAL, Actor, by_code, by_login, sides
from referrals.audit import person_of
from referrals.consents import record_consent, revoke_consent
from referrals.handing import Target, start_referrals
from referrals.models import Channel, Reason, Referral
from referrals.permissions import visible_referrals
from referrals.workflow import STEPS, NotPossibleError, StepNotOpenError, take_step
from tests.factories import make_field, make_membership
from tests.referrals.rows import CONTENT, make_inbox, make_network

pytestmark = pytest.mark.django_db

SENDER, RECIPIENT, PARENT, SYSTEM = "sender", "recipient", "parent", "system"
# From the design: where a step begins, where it leads, on which side somebody stands who takes it.
TABLE = {
    "ask_consent": ({"draft"}, "awaiting_consent", {SENDER}),
    "back": ({"awaiting_consent"}, "draft", {SENDER}),
    "send": ({"draft", "awaiting_consent"}, "sent", {SENDER, PARENT}),
    "ask": ({"sent"}, "question", {RECIPIENT}),
    "answer": ({"question"}, "sent", {SENDER}),
    "waitlist": ({"sent", "in_progress"}, "waitlisted", {RECIPIENT}),
    "accept": ({"sent", "waitlisted"}, "accepted", {RECIPIENT}),
    "unaccept": ({"accepted"}, "sent", {RECIPIENT}),
    "contact": ({"accepted"}, "in_progress", {RECIPIENT}),
    "check_in": ({"waitlisted", "in_progress"}, "", {RECIPIENT}),
    "complete": ({"accepted", "in_progress"}, "completed", {RECIPIENT}),
    "give_up": ({"accepted", "in_progress"}, "unmet", {RECIPIENT}),
    "decline": ({"sent", "question", "waitlisted"}, "declined", {RECIPIENT}),
    "withdraw": (
        {"draft", "awaiting_consent", "sent", "question", "waitlisted", "accepted", "in_progress"},
        "withdrawn", {SENDER, PARENT, SYSTEM},
    ),
    "expire": ({"sent", "question"}, "expired", {SYSTEM}),
    "settle": ({"declined", "unmet", "expired"}, "", {SENDER}),
}  # fmt: skip
ENDS = {"completed", "unmet", "declined", "withdrawn", "expired"}
SHOWN = {"sent", "question", "waitlisted", "accepted", "in_progress", "completed", "unmet"}
BY_LINK = {"accept", "contact", "ask", "waitlist", "check_in", "complete", "give_up", "decline"}
NEEDS = {"complete": ("outcome", "helped"), "give_up": ("unmet", "moved_away"), "decline": ("decline", "no_capacity"),
         "withdraw": ("withdrawal", "sender_decided")}  # fmt: skip
WHO = ["sender", "recipient", "second", "third", "switched_off", "coordinator", "portal", "code", "wrong code", "link"]
KINDS = ["right"] * 9 + ["any"] * 4 + ["days"] * 2 + ["look"] * 2 + ["draft", "consent", "revoke"]
FIRST_DAY = date(2026, 1, 7)
MOST = 4  # referrals under way at once
RARELY = 38  # of 50


@cache
def free_days(state):
    return holidays.country_holidays("DE", subdiv=state, years=range(2026, 2031))


def working_day_after(start, count, state, closed=()):
    """Counted day by day, without the code under test."""
    free, day = free_days(state), start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in free and not any(a <= day <= b for a, b in closed)
    return day


def working_days_between(start, end, state, closed=()):
    count = 0
    while working_day_after(start, count + 1, state, closed) <= end:
        count += 1
    return count


seen = Counter()


class Expected:
    """What we expect of one referral."""

    def __init__(self, recipient, group, *, urgent):
        self.recipient, self.group, self.urgent = recipient, group, urgent
        self.status, self.events, self.due, self.left = "draft", 0, None, None
        self.released = self.revoked = self.taken_back = self.settled = False
        self.accepted_on = None


class Network(RuleBasedStateMachine):
    """Four partners, a coordinator, parents with codes; days pass."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.expected = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(state=st.sampled_from(["BB", "SN", "TH", "HE"]), closed=st.integers(0, 60))
    def begin(self, state, closed):
        make_network(state)
        self.state, self.now = state, datetime(2026, 1, 7, 10, tzinfo=UTC)
        self.partners = {name: make_inbox() for name in ("sender", "recipient", "second", "third")}
        self.people = {name: partner.person for name, partner in self.partners.items()}
        off = make_membership(partner=self.partners["recipient"]).user
        off.is_active = False
        off.save()
        self.people["switched_off"] = off
        self.people["coordinator"] = make_membership().user
        type(off).objects.filter(pk=self.people["coordinator"].pk).update(is_staff=True)
        first = FIRST_DAY + timedelta(days=closed)
        self.closed = {"recipient": [(first, first + timedelta(days=4))]}
        ClosingPeriod.objects.create(partner=self.partners["recipient"], starts_on=first,
                                     ends_on=first + timedelta(days=4))  # fmt: skip
        self.field = make_field()

    @property
    def today(self):
        return timezone.localdate(self.now)

    def clock(self, partner, count):
        return working_day_after(self.today, count, self.state, self.closed.get(partner, ()))

    # --- what happens

    @rule(
        what=st.sampled_from(
            ["right"] * 9 + ["any"] * 4 + ["days"] * 2 + ["look"] * 2 + ["draft", "consent", "revoke"]
        ),
        number=st.sampled_from(range(MOST)),
        name=st.sampled_from(sorted(STEPS)),
        who=st.sampled_from(WHO),
        luck=st.sampled_from(range(51)),
        yes=st.booleans(),
        also=st.booleans(),
    )
    def happen(self, what, number, name, who, luck, yes, also):
        """One rule for everything: chance would leave out whole rules otherwise, and get nowhere."""
        if not self.expected or (what == "draft" and len(self.expected) < MOST):
            self.write_a_draft(yes, also)
        elif what == "right":
            self.take_a_right_step(number, luck)
        elif what == "any":
            self.try_step(*self.chosen(number), name, who)
        elif what == "days":
            self.now += timedelta(days=luck % 9)
        elif what == "look":
            self.look(number, who)
            self.nobody_sees_what_is_not_hers()
        elif what == "revoke":
            self.revoke(number, who)
        else:
            self.consent(number)

    def write_a_draft(self, several, urgent):
        names = ["recipient", "second"] if several else ["recipient"]
        rows = start_referrals(
            [Target(self.partners[name]) for name in names], sender=self.partners["sender"], content=CONTENT,
            by=by_login(self.people["sender"]), policy_field=self.field, is_urgent=urgent,
        )  # fmt: skip
        for name, row in zip(names, rows, strict=True):
            self.expected[row.pk] = Expected(name, row.group, urgent=urgent)

    def under_way(self):
        return [key for key, row in self.expected.items() if row.status not in ENDS]

    def chosen(self, number):
        """One of the newest, ended or not."""
        keys = sorted(self.expected)[-MOST:]
        key = keys[number % len(keys)]
        return Referral.objects.get(pk=key), self.expected[key]

    def consent(self, number):
        referral, row = self.chosen(number)
        allowed = row.status in {"draft", "awaiting_consent", "accepted", "in_progress", "waitlisted"}
        facts = {"form": "screen", "facts": ["name", "phone"], "given_on": FIRST_DAY}
        try:
            record_consent(referral, valid_until=FIRST_DAY + timedelta(days=360), **facts)
        except StepNotOpenError:
            assert not allowed
        else:
            assert allowed
            row.released, row.revoked = True, False

    def take_a_right_step(self, number, luck):
        """Left to chance alone, few referrals would ever get far."""
        referral, row = self.chosen(number)
        names = [name for name, (sources, *_rest) in TABLE.items() if row.status in sources]
        names = [name for name in names if name not in ("withdraw", "expire") or luck > RARELY]
        if names:
            # Half of the time the way that was gone least so far, or some would be gone by nobody.
            name = names[luck % len(names)] if luck % 2 else min(names, key=seen.__getitem__)
            side = sorted(TABLE[name][2])[luck % len(TABLE[name][2])]
            if not row.released and name == "send":
                return self.consent(number)
            self.try_step(referral, row, name, {SENDER: "sender", RECIPIENT: row.recipient, PARENT: "code",
                                                SYSTEM: "portal"}[side])  # fmt: skip
        return None

    def revoke(self, number, who):
        referral, row = self.chosen(number)
        side = {"sender": SENDER, "code": PARENT}.get(who)
        allowed = bool(side and row.released)
        before = row.status
        try:
            revoke_consent(referral, by=self.actor(who, referral), now=self.now)
        except StepNotOpenError:
            assert not allowed
        else:
            assert allowed
            if row.status not in ENDS:
                self.moved(row, "withdraw", before)
            row.revoked = True

    def actor(self, who, referral):
        if who == "portal":
            return THE_PORTAL
        if who == "code":
            return by_code([referral])
        if who == "wrong code":
            return by_code([])
        if who == "link":
            return Actor(Channel.LINK, keys=frozenset({referral.pk}))
        return by_login(self.people[who])

    def side_of(self, who, row):
        if who == "sender":
            return SENDER
        if who == "link" or who == row.recipient:
            return RECIPIENT
        return {"code": PARENT, "portal": SYSTEM}.get(who)

    def is_allowed(self, name, who, row):
        sources, _target, allowed = TABLE[name]
        if row.status not in sources or self.side_of(who, row) not in allowed:
            return False
        if who == "link" and name not in BY_LINK:
            return False
        if name == "send":
            return row.released and not row.revoked
        if name == "unaccept":
            last = working_day_after(row.accepted_on, 1, self.state, self.closed.get(row.recipient, ()))
            return not row.taken_back and self.today <= last
        return not (name == "settle" and row.settled)

    def try_step(self, referral, row, name, who):
        kind = NEEDS.get(name)
        more = {"reason": Reason.objects.get(kind=kind[0], code=kind[1])} if kind else {}
        more |= {"note": "Ein Wort."} if name in ("ask", "answer") else {}
        more |= {"waitlist_place": 2} if name == "waitlist" else {}
        more |= {"first_contact_on": self.today} if name == "contact" else {}
        allowed, before = self.is_allowed(name, who, row), row.status
        try:
            take_step(referral, name, by=self.actor(who, referral), now=self.now, **more)
        except (StepNotOpenError, NotPossibleError):
            assert not allowed, (name, who, before)
        else:
            assert allowed, (name, who, before)
            self.moved(row, name, before)
            if who == "code" and name == "withdraw":
                row.revoked = row.revoked or row.released
            if name == "accept":
                self.withdraw_siblings(row)

    def withdraw_siblings(self, row):
        for other in self.expected.values():
            if (
                other is not row
                and row.group
                and other.group == row.group
                and other.status not in (ENDS | {"accepted", "in_progress"})
            ):
                self.moved(other, "withdraw", other.status)

    # --- what we expect of it

    def moved(self, row, name, before):
        row.status, row.events = TABLE[name][1] or before, row.events + 1
        seen[name] += 1
        if name == "ask":
            row.left = working_days_between(self.today, row.due, self.state, self.closed.get(row.recipient, ()))
        row.accepted_on = self.today if name == "accept" else row.accepted_on
        row.taken_back = row.taken_back or name == "unaccept"
        row.settled = row.settled or name == "settle"
        row.due = self.due(row, name)

    def due(self, row, name):
        if row.status in ("draft", "completed", "withdrawn") or row.settled:
            return None
        if row.status in ("waitlisted", "in_progress", "awaiting_consent"):
            return self.today + timedelta(days=14 if row.status == "awaiting_consent" else 30)
        if row.status == "question":
            return self.clock("sender", 10)
        if row.status in ("declined", "unmet", "expired"):
            return self.clock("sender", 5)
        if name == "answer":
            return self.clock(row.recipient, max(row.left, 1))
        return self.clock(row.recipient, 2 if row.urgent else 5)

    # --- what always holds

    @invariant()
    def states_events_and_days_are_as_expected(self):
        rows = Referral.objects.filter(pk__in=self.expected).prefetch_related("events").select_related("consent")
        for referral in rows:
            row = self.expected[referral.pk]
            assert (referral.status, referral.due_on) == (row.status, row.due)
            assert len(referral.events.all()) == row.events
            if row.status not in ("draft", "awaiting_consent", "withdrawn"):
                assert referral.consent.recipient_id == referral.recipient_id
                assert referral.consent.revoked_at is None or row.status in ENDS

    def nobody_sees_what_is_not_hers(self):
        for who in ("third", "coordinator", "switched_off"):
            assert list(visible_referrals(self.fresh(who))) == []
        for who in ("recipient", "second"):
            shown = SHOWN | {"declined"}
            mine = {key for key, row in self.expected.items() if row.recipient == who and row.status in shown}
            assert set(visible_referrals(self.fresh(who)).values_list("pk", flat=True)) == mine

    def look(self, number, who):
        referral, row = self.chosen(number)
        actor = self.actor(who, referral)
        person = person_of(referral, by=actor, sides=sides(actor, referral))
        if who == "sender":
            assert person is not None
        elif self.side_of(who, row) == RECIPIENT and row.status in SHOWN and not row.revoked:
            assert [text for _label, text in person.facts] == [CONTENT["name"], CONTENT["phone"]]
        else:
            assert person is None

    def fresh(self, who):
        """The account as the next request would load it."""
        return type(self.people[who]).objects.get(pk=self.people[who].pk)


def test_random_ways_of_many_people_stay_right():
    many = bool(os.environ.get("THOROUGH"))
    run_state_machine_as_test(
        Network,
        settings=settings(
            max_examples=400 if many else 20, stateful_step_count=50, deadline=None,
            derandomize=not many,  # the same ways each time, other ones by THOROUGH=1
            phases=[Phase.generate],  # a failing way is printed whole: making it shorter would take minutes
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert set(seen) == set(TABLE)  # otherwise chance has not tried everything
