"""Ways of the demo: agreed on by the partners of the demo, and somebody who is accompanied on one."""

from datetime import timedelta

from django.utils import timezone

from network_portal.demo.referral_rows import moment, people_of, somebody, token_of, town_rows
from network_portal.demo.tables import DATA, Run, Table, read_tables
from network_portal.models import OutgoingMail
from offers.models import LifeSituation, PolicyField, Topic
from referrals import accompaniments, chains
from referrals.actors import Actor
from referrals.consents import record_consent
from referrals.handing import Target, start_referrals
from referrals.models import Accompaniment, Chain, ChainStep, Channel, Reason, Referral
from referrals.models.choices import ReasonKind
from referrals.workflow import take_step

SENDERS_STEPS = {"write", "send"}


def load_chains(run: Run, partners: dict, offers: dict):
    """All chains that are missing, and who is accompanied. What is there stays as people have left it."""
    last_mail = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    known = {chain.slug: chain for chain in Chain.objects.all()}
    for table in read_tables(DATA / "chains.toml", "chain"):
        slug = table.need("slug")
        if slug not in known:
            known[slug] = _chain(run, table, slug, partners)
    if not Accompaniment.objects.exists():
        for table in read_tables(DATA / "accompaniments.toml", "accompaniment", title="key"):
            _accompaniment(run, table, known, partners, offers)
    OutgoingMail.objects.filter(pk__gt=last_mail).delete()


def _chain(run, table: Table, slug, partners) -> Chain:
    situation = LifeSituation.objects.filter(key=table.need("situation")).first()
    chain = Chain(title=table.need("title"), slug=slug, intro=table.need("intro").strip(), life_situation=situation)
    table.check(chain)
    chain.save()
    for number, values in enumerate(table.need("step"), start=1):
        _step(Table(values, f"{table.where}, {number}"), chain, number, partners)
    following = table.take("next")
    chain = _asked(run, table, chain, partners)
    if following:
        table = Table(following, f"{table.where}, next")
        chain = chains.reopen(chain)
        for change in table.need("changes"):
            chain.steps_of(chain.version).filter(position=change.pop("step")).update(**change)
        _asked(run, table, chain, partners)
    run.count("ways")
    return chain


def _asked(run, table: Table, chain, partners) -> Chain:
    """Ask the partners about the newest version; where all have agreed it is in force."""
    ago, review_in, agreed, objects = (table.take(name) for name in ("ago", "review_in", "agreed", "objects"))
    table.done()
    now = timezone.now() - timedelta(days=ago)
    chains.ask(chain, now)
    for partner in chain.partners():
        if agreed is None or partner.slug in agreed:
            chains.answer(chain, partner, agrees=True, by=_manager_of(partner), note=_heard(partner), now=now)
    if objects:
        partner = table.find(partners, objects["partner"])
        chains.answer(chain, partner, agrees=False, note=objects["note"], by=_manager_of(partner), now=now)
    if agreed is None:
        chain = chains.put_in_force(chain, now)
        Chain.objects.filter(pk=chain.pk).update(review_on=run.today + timedelta(days=review_in))
    return chain


def _manager_of(partner):
    member = people_of(partner).select_related("user").order_by("-role", "pk").first()
    return member.user if member else None


def _heard(partner) -> str:
    """Who has no account has said it to the office."""
    return "" if people_of(partner).exists() else "Zugesagt beim Netzwerktreffen."


def _step(table: Table, chain, number, partners):
    outcomes, field, topic = table.take("outcomes", []), table.take("field"), table.take("topic")
    named = {name: table.take(name) for name in ("partner", "fallback_partner")}
    step = ChainStep(
        chain=chain, position=number, policy_field=PolicyField.objects.get(key=field) if field else None,
        topic=Topic.objects.get(key=topic) if topic else None,
        **{name: table.find(partners, slug) for name, slug in named.items() if slug},
        **{name: table.take(name) for name in list(table.values)},
    )  # fmt: skip
    table.check(step)
    table.save(step.save)
    step.required_outcomes.set(Reason.objects.filter(kind=ReasonKind.OUTCOME, code__in=outcomes))


def _accompaniment(run, table: Table, known, partners, offers):
    owner, chain = table.find(partners, table.need("owner")), table.find(known, table.need("chain"))
    key, ago, content = table.need("key"), table.need("ago"), table.need("content")
    given_on = timezone.localdate() - timedelta(days=ago)
    row = accompaniments.start(
        chain, owner=owner, by=somebody(owner).user, form="screen", given_on=given_on,
        municipality=table.find(town_rows(), table.need("town")),
    )  # fmt: skip
    Accompaniment.objects.filter(pk=row.pk).update(started_on=given_on)
    steps, before = list(chain.steps_of(row.version)), None
    for number, values in enumerate(table.need("referral")):
        one = Table(values, f"{table.where}, {number}")
        before = _referral(run, one, row, steps, content, offers, before, token_of(f"{key}-{number}"))
    table.done()
    run.count("accompaniments")


def _referral(run, table: Table, row, steps, content, offers, before, token) -> Referral:
    offer, by = table.find(offers, table.need("offer")), somebody(row.owner)
    step, written = steps[table.need("step") - 1], table.need("steps")
    (referral,) = start_referrals(
        [Target(offer.partner, offer)], sender=row.owner, by=by, content=content, token=token, follows=before,
        accompaniment=row, chain_step=step, municipality=row.municipality,
    )  # fmt: skip
    for name, ago in (text.split() for text in written):
        at = moment(run, int(ago))
        if name == "write":
            Referral.objects.filter(pk=referral.pk).update(created_at=at, since=at)
            _consent(referral, content, at)
        else:
            referral = _take(referral, name, by, at)
    table.done()
    run.count("referrals")
    return referral


def _consent(referral, content, at):
    facts = [name for name, text in referral.content.__dict__.items() if name in content and text]
    facts = [name for name in facts if name != "contact_way"]
    record_consent(
        referral, form="screen", facts=facts, given_on=min(timezone.localdate(at), timezone.localdate()),
        giver=content["name"],
    )  # fmt: skip


def _take(referral, name, by, at) -> Referral:
    values = {"first_contact_on": timezone.localdate(at)} if name == "contact" else {}
    if name == "complete":
        values["reason"] = Reason.objects.get(kind=ReasonKind.OUTCOME, code="helped")
    if name not in SENDERS_STEPS:
        partner = referral.recipient
        by = somebody(partner) if people_of(partner).exists() else Actor(Channel.LINK, keys=frozenset({referral.pk}))
    return take_step(referral, name, by=by, now=at, **values)
