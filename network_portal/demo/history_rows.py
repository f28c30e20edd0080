"""What happened before, in numbers: ended referrals without any person, answered inquiries, searches without an answer.

Written in bulk: hundreds of rows by the steps of people would take a minute. They look as what is left of a referral
once its personal side has been erased. The days lie between two years and two months before the day of loading.
"""

from datetime import datetime, time, timedelta
from itertools import chain, cycle

from django.utils import timezone

from network_portal.demo.referral_rows import token_of
from network_portal.demo.tables import DATA, Run, read_tables
from offers.models import PolicyField, UnmetSearch
from offers.schedule.calendar import public_holidays
from partners.models import Network
from referrals.codes import hash_of, hashes_of
from referrals.deadlines import working_days_after
from referrals.models import (
    Channel,
    Consent,
    ConsentWording,
    Inquiry,
    InquiryStatus,
    Reason,
    Referral,
    ReferralEvent,
    Side,
    Status,
)
from referrals.models.choices import ReasonKind

OLDEST, NEWEST = 720, 60  # days ago
FOLDER = DATA / "history"
ENDS = {
    ReasonKind.OUTCOME: Status.COMPLETED, ReasonKind.UNMET: Status.UNMET, ReasonKind.DECLINE: Status.DECLINED,
    ReasonKind.WITHDRAWAL: Status.WITHDRAWN,
}  # fmt: skip
STEPS = {Status.COMPLETED: "complete", Status.UNMET: "give_up", Status.DECLINED: "decline",
         Status.WITHDRAWN: "withdraw", Status.EXPIRED: "expire"}  # fmt: skip
BOTH = "unmet_no_capacity"  # the one code that refusals and ends share


def load_history(run: Run, partners: dict):
    """All ways, questions and searches of the files that are missing."""
    fields = PolicyField.objects.in_bulk(field_name="key")
    run.state = run.state or Network.objects.current().state
    reasons = {(row.kind, row.code): row for row in Reason.objects.all()}
    wording = ConsentWording.objects.first()
    for table in read_tables(FOLDER / "ways.toml", "way", title="from"):
        values = _taken(table, partners, fields)
        if not Referral.objects.filter(token__in=hashes_of(token_of(values["key"]), "form")).exists():
            _load_way(run, values, reasons, wording)
    if not Inquiry.objects.filter(code_hash="", status=InquiryStatus.CLOSED).exists():
        _load_questions(run, partners, fields)
    _load_searches(run)


def _taken(table, partners, fields) -> dict:
    sender, recipient = (table.find(partners, table.need(name)) for name in ("from", "to"))
    values = {name: table.need(name) for name in ("ends", "answer_days", "parents")}
    values |= {"sender": sender, "recipient": recipient, "policy_field": table.find(fields, table.need("field"))}
    table.done()
    return values | {"key": f"history-{sender.slug}-{recipient.slug}"}


def _load_way(run: Run, values, reasons, wording):
    """The referrals of one way: as drafts, then with their consents, then as they ended, for the database insists."""
    rows = list(_referrals(run, values, reasons))
    ends = [(row.status, row.reason, row.ended_on) for row in rows]
    for row in rows:
        row.status, row.reason, row.ended_on = Status.DRAFT, None, None
    Referral.objects.bulk_create(rows)
    consents = Consent.objects.bulk_create(_consent(row, wording) for row in rows)
    for row, consent, (status, reason, ended_on) in zip(rows, consents, ends, strict=True):
        row.consent, row.status, row.reason, row.ended_on = consent, status, reason, ended_on
    Referral.objects.bulk_update(rows, ["consent", "status", "reason", "ended_on"], batch_size=100)
    ReferralEvent.objects.bulk_create(event for row in rows for event in _events(row))
    run.counts["past referrals"] = run.counts.get("past referrals", 0) + len(rows)


def _referrals(run: Run, values, reasons):
    ends = _mixed(values["ends"])
    answers, parents = (
        cycle(values["answer_days"]),
        _parents(values["parents"], [_end(code, reasons)[0] for code in ends]),
    )
    for number, (code, sent_on) in enumerate(zip(ends, _days(run, len(ends)), strict=True)):
        status, reason = _end(code, reasons)
        moved_on = working_days_after(sent_on, next(answers), run.state)
        answered_on = None if status in (Status.EXPIRED, Status.WITHDRAWN) else moved_on
        row = Referral(
            sender=values["sender"], recipient=values["recipient"], policy_field=values["policy_field"], status=status,
            reason=reason, token=hash_of(token_of(values["key"] + (f"-{number}" if number else "")), "form"),
            created_at=_noon(sent_on), sent_on=sent_on, answered_on=answered_on,
        )  # fmt: skip
        if status in (Status.COMPLETED, Status.UNMET):
            row.accepted_on = row.first_contact_on = row.last_sign_on = answered_on
            row.ended_on = answered_on + timedelta(days=14 + number % 20)
            row.parent_answer = next(parents[status])
            row.parent_answered_on = row.ended_on + timedelta(days=5) if row.parent_answer else None
        else:
            row.ended_on = sent_on + timedelta(days=30) if status == Status.EXPIRED else moved_on
        row.since, row.settled_on = _noon(row.ended_on), row.ended_on
        yield row


def _end(code, reasons):
    if code == "expired":
        return Status.EXPIRED, None
    if code == BOTH:
        return Status.UNMET, reasons[ReasonKind.UNMET, "no_capacity"]
    kind = next(kind for kind in (ReasonKind.OUTCOME, ReasonKind.DECLINE, *ENDS) if (kind, code) in reasons)
    return ENDS[kind], reasons[kind, code]


def _parents(said: dict, ends: list) -> dict:
    """What the parents say, by the end it is about; most say nothing. None contradicts, for that would be a task."""
    pleased = {word: said.get(word, 0) for word in ("yes", "partly")}
    sorry = {word: said.get(word, 0) for word in ("no", "not_contacted")}
    return {
        status: iter(_mixed(words | {"": ends.count(status) - sum(words.values())}))
        for status, words in ((Status.COMPLETED, pleased), (Status.UNMET, sorry))
    }  # fmt: skip


def _mixed(counts: dict) -> list[str]:
    """Each word as often as it is said, spread evenly: not first all of one, then all of the next."""
    places = [((n + 0.5) / count, word) for word, count in counts.items() for n in range(count)]
    return [word for _place, word in sorted(places)]


def _days(run: Run, count: int) -> list:
    """So many working days, evenly spread over the time."""
    found = []
    for number in range(count):
        day = run.today - timedelta(days=OLDEST - number * (OLDEST - NEWEST) // count)
        while day.weekday() > 4 or day in public_holidays(run.state, day.year):
            day += timedelta(days=1)
        found.append(day)
    return found


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _consent(row, wording) -> Consent:
    """As it stands once the name has been erased."""
    return Consent(
        referral=row, recipient=row.recipient, purpose=str(row.policy_field), facts=["name", "phone"], form="screen",
        wording=wording, text=wording.text, given_on=row.sent_on, valid_until=row.sent_on + timedelta(days=300),
        recorded_at=_noon(row.sent_on),
    )  # fmt: skip


def _events(row):
    steps = [("send", Status.DRAFT, Status.SENT, Side.SENDER, row.sent_on)]
    if row.accepted_on:
        steps.append(("accept", Status.SENT, Status.ACCEPTED, Side.RECIPIENT, row.accepted_on))
    side = {Status.EXPIRED: Side.SYSTEM, Status.WITHDRAWN: Side.SENDER}.get(row.status, Side.RECIPIENT)
    steps.append((STEPS[row.status], steps[-1][2], row.status, side, row.ended_on))
    for step, source, target, side, day in steps:
        channel = Channel.SYSTEM if side == Side.SYSTEM else Channel.LOGIN
        reason = row.reason if target == row.status else None
        yield ReferralEvent(
            referral=row, step=step, source=source, target=target, side=side, channel=channel, reason=reason,
            at=_noon(day),
        )  # fmt: skip


def _load_questions(run: Run, partners, fields):
    rows = []
    for table in read_tables(FOLDER / "questions.toml", "questions", title="partner"):
        partner, field = table.find(partners, table.need("partner")), table.take("field")
        field = table.find(fields, field) if field else None
        answered, unanswered, days = (table.need(name) for name in ("answered", "unanswered", "answer_days"))
        table.done()
        waits = chain([None] * unanswered, cycle(days))
        for asked in _days(run, answered + unanswered):
            wait = next(waits)
            answer = None if wait is None else working_days_after(asked, wait, run.state)
            last = answer or asked
            rows.append(Inquiry(
                partner=partner, policy_field=field, status=InquiryStatus.CLOSED, created_on=asked,
                first_answered_on=answer, last_message_on=last, closed_on=last + timedelta(days=30),
            ))  # fmt: skip
    run.counts["past inquiries"] = len(Inquiry.objects.bulk_create(rows))


def _load_searches(run: Run):
    monday = run.today - timedelta(days=run.today.weekday())
    for table in read_tables(FOLDER / "searches.toml", "search", title="words"):
        words, weeks, often = (table.need(name) for name in ("words", "weeks", "often"))
        table.done()
        rows = [
            UnmetSearch(words=words, week=monday - timedelta(weeks=2 * number), count=1 + number % often)
            for number in range(weeks)
        ]
        UnmetSearch.objects.bulk_create(rows, ignore_conflicts=True)
