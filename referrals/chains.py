"""The life of a chain: drafted, confirmed by every partner in it, in force, reviewed, retired.

Only this module changes ``Chain.status``; that nothing is in force without all confirmations also says the database.
What is agreed anew is a version of its own beside the one in force, which counts until all have confirmed the new one.
"""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network_portal.mail import absolute, queue_mail
from partners.messages import mail_addresses, office_addresses
from partners.models import Partner
from partners.models.partner import MembershipKind
from referrals.models import Chain, ChainConfirmation, ChainStatus

DRAFT, ASKED, AGREED = ChainStatus.DRAFT, ChainStatus.ASKED, ChainStatus.AGREED
IN_FORCE, RETIRED = ChainStatus.IN_FORCE, ChainStatus.RETIRED
REVIEW = relativedelta(months=12)  # until the next look, where nobody names a day
# What coordinators may do, from which states; partners answer (``answer``).
STEPS = {
    "ask": ({DRAFT, ASKED, AGREED}, gettext_lazy("Ask the partners")),
    "put_in_force": ({AGREED}, gettext_lazy("Put in force")),
    "review": ({IN_FORCE}, gettext_lazy("Looked at it: it stays for another year")),
    "retire": ({DRAFT, ASKED, AGREED, IN_FORCE}, gettext_lazy("Retire")),
    "reopen": ({ASKED, AGREED, IN_FORCE, RETIRED}, gettext_lazy("Begin a new version")),
    "drop": ({DRAFT, ASKED, AGREED}, gettext_lazy("Drop the new version; the one in force stays")),
}
ANSWERABLE = {ASKED, AGREED}


class ChainError(Exception):
    """It is not possible now; the words say why, for the person who tried."""


def open_steps(chain) -> dict[str, str]:
    """What coordinators may do now, with its words. Draws the buttons and guards each of them."""
    names = {name: words for name, (sources, words) in STEPS.items() if chain.status in sources}
    if chain.version_in_force is None:
        names.pop("drop", None)
    return names


def lock(chain, step="") -> Chain:
    """The chain anew, held until the transaction ends. Raises ``ChainError`` where ``step`` is not open."""
    chain = Chain.objects.select_for_update().get(pk=chain.pk)
    if step and step not in open_steps(chain):
        raise ChainError(_("“%(chain)s” is not so far, or somebody was quicker.") % {"chain": chain})
    return chain


def answers(chain, version=None) -> dict[int, ChainConfirmation]:
    """What partners have said to a version (default: the newest), by the key of the partner."""
    rows = ChainConfirmation.objects.filter(chain=chain, version=version or chain.version).select_related("by")
    return {row.partner_id: row for row in rows}


def is_agreed(chain) -> bool:
    """Whether every partner in it has confirmed the newest version; somebody must be in it."""
    said = answers(chain)
    keys = list(chain.partners().values_list("pk", flat=True))
    return bool(keys) and all(key in said and said[key].agrees for key in keys)


@transaction.atomic
def ask(chain, now=None) -> Chain:
    """Ask every partner that has not confirmed the newest version; by mail and among its tasks."""
    on = timezone.localdate(now)
    chain = lock(chain, "ask")
    if chain.asked_on == on:  # nobody gets the same mail twice in a day, of a double click for example
        raise ChainError(_("The partners of “%(chain)s” have been asked today already.") % {"chain": chain})
    partners = _present_partners(chain)
    if not partners:
        raise ChainError(_("No partner is named in “%(chain)s”. Somebody has to agree to it.") % {"chain": chain})
    said = answers(chain)
    chain.status = AGREED if is_agreed(chain) else ASKED
    chain.asked_on = on
    chain.save(update_fields=["status", "asked_on"])
    for partner in partners:
        if partner.pk not in said or not said[partner.pk].agrees:
            _tell(partner, "chain_asked", chain, on)
    return chain


def _present_partners(chain) -> list[Partner]:
    """The partners of the newest version. Raises ``ChainError`` where one has left the network."""
    partners = list(chain.partners())
    if gone := [partner.name for partner in partners if partner.membership == MembershipKind.FORMER]:
        raise ChainError(_("%(partner)s has left the network.") % {"partner": gone[0]})
    return partners


@transaction.atomic
def answer(chain, partner, *, agrees, by, note="", version=None, now=None) -> ChainConfirmation:
    """The word of a partner on the newest version. ``version``: that of the page somebody has read.

    Raises ``ChainError`` where nobody is asked (any more), or where the chain is another one meanwhile.
    """
    on = timezone.localdate(now)
    chain = lock(chain)
    if chain.status not in ANSWERABLE or version not in (None, chain.version):
        raise ChainError(_("The chain was changed meanwhile. Please read it again."))
    if not chain.partners().filter(pk=partner.pk).exists():
        raise ChainError(_("This partner is not in the chain."))
    if not agrees and not note.strip():
        raise ChainError(_("Please say what should be different."))
    values = {"agrees": agrees, "note": note.strip(), "by": by, "at": now or timezone.now()}
    found, _new = ChainConfirmation.objects.update_or_create(
        chain=chain, partner=partner, version=chain.version, defaults=values
    )
    before, chain.status = chain.status, AGREED if is_agreed(chain) else ASKED
    chain.save(update_fields=["status"])
    if not agrees or chain.status == AGREED != before:
        for address in office_addresses():
            name = "chain_agreed" if agrees else "chain_objected"
            queue_mail(name, to=address, context=_context(chain) | {"partner": partner, "on": on})
    return found


@transaction.atomic
def put_in_force(chain, now=None) -> Chain:
    """From now on the newest version counts, and parents see it. The database refuses where a confirmation is missing.

    Whoever is accompanied on another version goes on by that one. The office that accompanies hears of it, and also who
    is no longer named.
    """
    on = timezone.localdate(now)
    chain = lock(chain, "put_in_force")
    partners = _present_partners(chain)
    if not is_agreed(chain):
        raise ChainError(_("Not every partner has confirmed “%(chain)s”.") % {"chain": chain})
    before = chain.partners(chain.version_in_force) if chain.version_in_force else Partner.objects.none()
    gone = [partner for partner in before if partner not in partners]
    owners = Partner.objects.filter(accompaniments__in=chain.accompaniments.running()).distinct().order_by("pk")
    chain.status, chain.version_in_force, chain.in_force_on = IN_FORCE, chain.version, on
    if chain.review_on is None or chain.review_on <= on:
        chain.review_on = on + REVIEW
    chain.save(update_fields=["status", "version_in_force", "in_force_on", "review_on"])
    told = dict.fromkeys([*partners, *owners], "chain_in_force") | dict.fromkeys(gone, "chain_left")
    for partner, name in told.items():
        _tell(partner, name, chain, on)
    return chain


@transaction.atomic
def review(chain, until: date | None = None, now=None) -> Chain:
    """Somebody has looked at a chain in force, and it stays as it is, until the day ``until`` or for a year."""
    on = timezone.localdate(now)
    chain = lock(chain, "review")
    chain.review_on = until or on + REVIEW
    chain.save(update_fields=["review_on"])
    return chain


@transaction.atomic
def reopen(chain) -> Chain:
    """Draft a new version, with copies of the steps. The one in force counts until all have confirmed the new one."""
    chain = lock(chain, "reopen")
    steps = list(chain.steps.filter(version=chain.version))
    last = chain.steps.aggregate(last=Max("version"))["last"] or 0
    chain.status, chain.version = DRAFT, max(last, chain.version) + 1
    chain.asked_on = chain.retired_on = None
    if chain.version_in_force is None:
        chain.in_force_on = None
    chain.save(update_fields=["status", "version", "asked_on", "in_force_on", "retired_on"])
    for step in steps:
        _copy(step, chain.version)
    return chain


def _copy(step, version):
    """The same step in a version that is drafted."""
    outcomes = list(step.required_outcomes.all())
    step.origin_id, step.version = step.line, version
    step.pk, step._state.adding = None, True
    step.save()
    step.required_outcomes.set(outcomes)


@transaction.atomic
def drop(chain) -> Chain:
    """What was drafted beside the version in force comes to nothing; its number is not given again."""
    chain = lock(chain, "drop")
    if not chain.steps.newest().exists():
        _copy(chain.steps.in_force().first(), chain.version)  # by its steps ``reopen`` knows that a number was given
    chain.status, chain.version, chain.asked_on = IN_FORCE, chain.version_in_force, None
    chain.save(update_fields=["status", "version", "asked_on"])
    return chain


@transaction.atomic
def retire(chain, now=None) -> Chain:
    """The chain counts no more. Whoever is accompanied on it goes on; nobody new begins."""
    chain = lock(chain, "retire")
    chain.status, chain.version_in_force, chain.retired_on = RETIRED, None, timezone.localdate(now)
    chain.save(update_fields=["status", "version_in_force", "retired_on"])
    return chain


def differences(steps, before) -> tuple[dict[int, str], list]:
    """What partners agree to anew: “new” or “changed” by the key of a step, and the steps of ``before`` that are gone.

    Both with their ``required_outcomes``. A step that only moves up because another one has gone is the same one.
    """
    lines, old = {step.line for step in steps}, {step.line: step for step in before}
    was = {line: _agreed_to(old[line], place) for place, line in enumerate(line for line in old if line in lines)}
    found, place = {}, 0
    for step in steps:
        if step.line not in old:
            found[step.pk] = "new"
            continue
        if _agreed_to(step, place) != was[step.line]:
            found[step.pk] = "changed"
        place += 1
    return found, [step for step in before if step.line not in lines]


def _agreed_to(step, place) -> tuple:
    """What partners have agreed to in a step; ``place``: among those that stand in both versions."""
    plain = [getattr(step, name) for name in step.AGREED if name not in ("position", "required_outcomes")]
    return place, plain, {reason.pk for reason in step.required_outcomes.all()}


def tell_due_reviews(now) -> int:
    """Tell the office once for each review that is due; how many. Safe to repeat."""
    on = timezone.localdate(now)
    count = 0
    for chain in Chain.objects.due_for_review(on).order_by("pk"):
        if chain.review_told_on != chain.review_on:
            _tell_due(chain)
            count += 1
    return count


@transaction.atomic
def _tell_due(chain):
    Chain.objects.filter(pk=chain.pk).update(review_told_on=chain.review_on)
    for address in office_addresses():
        queue_mail("chain_review", to=address, context=_context(chain) | {"day": chain.review_on})


def _tell(partner: Partner, name: str, chain, on):
    for address in mail_addresses(partner, on):
        queue_mail(name, to=address, context=_context(chain))


def _context(chain) -> dict:
    link = absolute(reverse("referrals:own-chain", args=[chain.slug]))
    return {"chain": chain, "link": link, "public": absolute(chain.get_absolute_url())}
