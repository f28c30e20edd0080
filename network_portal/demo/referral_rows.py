"""Referrals of the demo: each is brought into its state by the steps that people would take, at days before today.

What is there stays as it is, whatever has become of it. Mails that the steps would have sent are dropped: they tell of
days that never were.
"""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from network_portal.demo.days import read_day
from network_portal.demo.tables import DATA, Run, Table, read_tables
from network_portal.models import OutgoingMail
from offers.models import PolicyField
from partners.models import Membership, Municipality, Network
from referrals.actors import THE_PORTAL, Actor, by_login
from referrals.codes import hash_of, hashes_of, plain
from referrals.consents import record_consent
from referrals.deadlines import is_working_day
from referrals.handing import Target, forward, start_referrals
from referrals.models import Channel, Content, Message, Reason, Referral, ReferralLink, Side
from referrals.parents import say_whether_it_helped
from referrals.workflow import take_step

# What somebody types who tries the demo; README names them. Real codes are drawn, and nobody stores them.
CODES = {"inquiry": "FRAG-EDEM-ANET-Z234", "slip": "WEGE-DEMA-NETZ-Z234"}
LINK = "demo-link-ohne-konto"  # of a partner without an account; lasts some days from the first loading on
MORNING = time(10, 0)
KINDS = {"decline": "decline", "complete": "outcome", "give_up": "unmet", "withdraw": "withdrawal"}
SENDERS_STEPS = {"ask_consent", "back", "send", "answer", "withdraw", "settle"}


def load_referrals(run: Run, partners: dict, offers: dict):
    """All referrals that are missing."""
    last_mail = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    made, fields, towns = {}, PolicyField.objects.in_bulk(field_name="key"), town_rows()
    for table in read_tables(DATA / "referrals.toml", "referral", title="key"):
        key = table.need("key")
        known = Referral.objects.filter(token__in=hashes_of(token_of(key), "form")).order_by("pk")
        made[key] = list(known) or _load(run, table, key, partners, offers, fields, towns, made)
    OutgoingMail.objects.filter(pk__gt=last_mail).delete()


def token_of(key: str) -> str:
    """What stands for the form by which the referral would have been written."""
    return f"demo-{key}"


def town_rows() -> dict:
    """The towns of the region by name."""
    return {row.name: row for row in Municipality.objects.filter(in_region=True)}


def moment(run: Run, ago: int) -> datetime:
    """Ten in the morning so many working days before today; 0 is today, or the last working day before."""
    run.state = run.state or Network.objects.current().state
    state, day = run.state, run.today
    while not is_working_day(day, state):
        day -= timedelta(days=1)
    for _number in range(ago):
        day -= timedelta(days=1)
        while not is_working_day(day, state):
            day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING))


def _load(run: Run, table: Table, key: str, partners, offers, fields, towns, made) -> list[Referral]:
    content, consent, steps = (table.need(name) for name in ("content", "consent", "steps"))
    rows = _write(run, table, key, content, partners, offers, fields, towns, made, moment(run, _ago(steps[0])))
    plan = {name: table.take(name, {}) for name in ("notes", "facts")} | {"reason": table.take("reason")}
    after = {name: table.take(name) for name in ("messages", "answer", "code", "link")}
    table.done()
    if consent:
        _consent(run, table, rows, content, consent, partners, moment(run, _ago(steps[0])))
    for number, written in enumerate(steps[1:], start=1):
        name, at = written.split()[0], moment(run, _ago(written)) + timedelta(minutes=7 * number)
        rows = _step(run, table, rows, name, at, plan, partners, consent)
    _finish(run, rows, after)
    run.count("referrals")
    return rows


def _ago(written: str) -> int:
    return int(written.split()[1])


def _write(run, table, key, content, partners, offers, fields, towns, made, at) -> list[Referral]:
    sender, offer = table.find(partners, table.need("from")), table.take("offer")
    offer = table.find(offers, offer) if offer else None
    targets = [Target(table.find(partners, slug), offer) for slug in table.take("to", [])]
    if outside := table.take("outside"):
        targets.append(Target(outside=outside))
    field, town, follows = table.take("field"), table.take("town"), table.take("follows")
    values = {
        "municipality": table.find(towns, town) if town else None, "is_urgent": table.take("urgent", False),
        "is_transfer": table.take("transfer", False), "follows": table.find(made, follows)[0] if follows else None,
    }  # fmt: skip
    if field:
        values["policy_field"] = table.find(fields, field)
    by = somebody(sender)
    rows = start_referrals(targets, sender=sender, by=by, content=content, token=token_of(key), **values)
    Referral.objects.filter(pk__in=[row.pk for row in rows]).update(created_at=at, since=at)
    return rows


def somebody(partner) -> Actor:
    """Somebody who has an account for the partner and reads referrals."""
    return by_login(people_of(partner).select_related("user").first().user)


def people_of(partner):
    """Memberships of those who read referrals for the partner."""
    return Membership.objects.active().filter(partner=partner, reads_referrals=True)


def _consent(run, table, rows, content, consent, partners, at):
    """A consent of that day for all that the recipient asks for; never of the future, whatever day it is elsewhere."""
    given_on = min(timezone.localdate(at), timezone.localdate())
    ends, forward_to = consent.get("ends"), consent.get("forward_to")
    until = read_day(ends, run.today) if ends else given_on + timedelta(days=consent.get("days", 300))
    for row in rows:
        facts = [name for name in Content.objects.filter(referral=row).values()[0] if name in content]
        facts = [name for name in facts if name not in ("contact_way", "next_steps")]
        record_consent(
            row, form=consent.get("form", "screen"), facts=facts, given_on=given_on, valid_until=until,
            giver=content["name"], witness=consent.get("witness", ""),
            forward_to=table.find(partners, forward_to) if forward_to else None,
        )  # fmt: skip


def _step(run, table, rows, name, at, plan, partners, consent) -> list[Referral]:
    """The sender's steps concern all siblings, the recipient's the first; return the rows anew."""
    if name == "forward":
        target = Target(table.find(partners, consent["forward_to"]))
        forward(rows[0], target, by=somebody(rows[0].recipient), now=at)
        return list(Referral.objects.filter(pk=rows[0].pk))
    values = {"note": plan["notes"].get(name, "")}
    if name in KINDS:
        values["reason"] = Reason.objects.get(kind=KINDS[name], code=plan["reason"])
    if name == "contact":
        values["first_contact_on"] = timezone.localdate(at)
    if name == "waitlist":
        values |= plan["facts"] | {"estimated_on": read_day(plan["facts"].get("estimated_on"), run.today)}
    chosen = rows if name in SENDERS_STEPS else rows[:1]
    moved = [take_step(row, name, by=_actor(row, name), now=at, **values) for row in chosen]
    return moved + rows[len(moved) :]


def _actor(referral, name) -> Actor:
    """Whose step it is: somebody with an account, or whoever holds the link where nobody has one."""
    if name == "expire":
        return THE_PORTAL
    partner = referral.sender if name in SENDERS_STEPS or referral.is_outside else referral.recipient
    if people_of(partner).exists():
        return somebody(partner)
    return Actor(Channel.LINK, keys=frozenset({referral.pk}))


def _finish(run, rows, after):
    """Messages, the parent's answer, the code of the slip, and the link for a partner without an account."""
    first, keys = rows[0], [row.pk for row in rows]
    for message in after["messages"] or []:
        side = Side(message["side"])
        partner = first.sender if side == Side.SENDER else first.recipient
        on = timezone.localdate(moment(run, message["ago"]))
        Message.objects.create(referral=first, side=side, partner=partner, text=message["text"], on=on)
    if after["answer"]:
        say_whether_it_helped(first, after["answer"], now=timezone.now() - timedelta(days=1))
    if after["code"]:
        Referral.objects.filter(pk=first.pk).update(code_hash=hash_of(plain(CODES[after["code"]])))
    ReferralLink.objects.filter(Q(referral__in=keys) | Q(referral__follows__in=keys)).delete()
    if after["link"]:
        expires_at = timezone.now() + timedelta(days=8)
        ReferralLink.objects.create(referral=first, token_hash=hash_of(LINK, "link"), expires_at=expires_at)
