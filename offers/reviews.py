"""How an entry stays true: its partner is asked, asked again, and in the end the entry is hidden.

The day an entry is due is the day of its confirmation plus its interval. On that day, 14 and 28 days later its partner
gets a mail – one for all its due entries –, the third time with the deputy; after 42 days the entry is hidden and the
moderator told. Seven days lie between two steps even when the timer did not run, and no step is left out: nothing is
hidden that nobody was asked for three times.
"""

from collections import defaultdict
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from network_portal.mail import absolute, queue_mail
from network_portal.models import OutgoingMail
from offers import notify
from offers.models import Offer
from offers.models.choices import Publication, Status
from offers.workflow import is_held, take_step
from partners.messages import addresses_of_people, mail_addresses
from partners.models import Membership, Partner

DAYS = {1: 0, 2: 14, 3: 28, 4: 42}  # days after the due day by the step they belong to
ASKED_LAST, HIDE = 3, 4
DAYS_BETWEEN = 7
LINK_SALT = "offers.confirm"
LINK_LIVES = timedelta(days=60)
MOST_LINKS_AN_HOUR = 60  # asked for anew by all partners together


def due_day(offer) -> date:
    """The day from which somebody should say again that everything is right."""
    first = offer.submitted_on or timezone.localdate(offer.created_at)
    return (offer.confirmed_on or first) + relativedelta(months=offer.review_interval)


def is_due(offer, on) -> bool:
    """Whether the entry waits for a confirmation on the day ``on``, or is hidden for want of one."""
    if is_held(offer):
        return False
    return offer.publication == Publication.HIDDEN or due_day(offer) <= on


def next_step(offer, on) -> int | None:
    """The step of the ladder that an entry takes on the day ``on``; None where it is not time yet."""
    step = offer.review_step + 1
    if step > HIDE or on < due_day(offer) + timedelta(days=DAYS[step]):
        return None
    if step > 1 and offer.review_step_on and on < offer.review_step_on + timedelta(days=DAYS_BETWEEN):
        return None
    return step


def reviewed_offers(on):
    """Entries whose partners answer for them: what parents can find, or could, if it were not hidden as stale."""
    shown = Q(publication__in=[Publication.PUBLISHED, Publication.HIDDEN])
    offers = Offer.objects.filter(shown).exclude(status=Status.ENDED).exclude(visible_until__lt=on)
    return offers.select_related("partner", "policy_field__moderator").order_by("title", "pk")


def due_offers(partner, on) -> list[Offer]:
    """Entries of a partner that wait for a confirmation, or are hidden for want of one."""
    return [offer for offer in reviewed_offers(on).filter(partner=partner) if is_due(offer, on)]


def remind_partners(now) -> int:
    """Take every step of the ladder that is due by ``now``; how many partners were told. Safe to repeat."""
    on, partner_ids = timezone.localdate(now), set()
    published = reviewed_offers(on).filter(publication=Publication.PUBLISHED)
    for offer in published:
        if next_step(offer, on):
            partner_ids.add(offer.partner_id)
        elif offer.review_step and due_day(offer) > on:  # asked less often from now on: nobody waits any longer
            Offer.objects.filter(pk=offer.pk).update(review_step=0, review_step_on=None)
    told, failures = 0, []
    for partner in Partner.objects.filter(pk__in=partner_ids).order_by("pk"):
        try:
            told += _remind(partner, on)
        except Exception as failure:  # one partner's trouble keeps no other from being asked
            failures.append(failure)
    if failures:
        raise ExceptionGroup("Some partners could not be reminded", failures)
    return told


@transaction.atomic
def _remind(partner, on) -> int:
    """One mail to one partner for all that is due, or none where nobody can be reached: then nothing is hidden."""
    locked = reviewed_offers(on).filter(partner=partner, publication=Publication.PUBLISHED)
    steps = defaultdict(list)
    for offer in locked.select_for_update(of=("self",)):
        if step := next_step(offer, on):
            steps[step].append(offer)
    to = mail_addresses(partner, on)
    if not to or not steps:
        return 0
    _hide(partner, steps.pop(HIDE, []), to, on)
    if steps:
        _ask(partner, steps, to, on)
    return 1


def _ask(partner, steps, to, on):
    """The mail that asks. Those of the ladder's third step say until when an answer helps."""
    offers = [offer for offer in due_offers(partner, on) if offer.publication == Publication.PUBLISHED]
    if ASKED_LAST in steps:
        to = {*to, *_deputies(partner, steps[ASKED_LAST], on)}
    context = {
        "offers": offers, "link": link_for(partner), "again": 1 not in steps, "last": ASKED_LAST in steps,
        "hidden_on": hidden_on(steps.get(ASKED_LAST, []), on),
    }  # fmt: skip
    for address in sorted(to):
        queue_mail("confirm", to=address, context=context)
    for step, taken in steps.items():
        Offer.objects.filter(pk__in=[offer.pk for offer in taken]).update(review_step=step, review_step_on=on)


def hidden_on(offers, on) -> date | None:
    """The first day on which one of ``offers``, asked for the last time on the day ``on``, may be hidden."""
    days = [max(due_day(offer) + timedelta(days=DAYS[HIDE]), on + timedelta(days=DAYS_BETWEEN)) for offer in offers]
    return min(days, default=None)


def _deputies(partner, offers, on) -> set[str]:
    """Addresses of the deputies of a partner and of those responsible for its entries.

    The link in the mail needs no login, so whoever no longer works for the partner gets none.
    """
    team = Membership.objects.active(on).filter(partner=partner).values("user")
    people = get_user_model().objects.filter(pk__in={offer.deputy_editor_id for offer in offers} - {None})
    people = people.filter(Q(pk__in=team) | Q(is_active=True, is_staff=True))
    emails = {*people.values_list("email", flat=True), partner.deputy.email if partner.deputy else ""}
    return emails - {""}


def _hide(partner, offers, to, on):
    """Take off the pages what nobody has answered for; tell the partner, and the moderators of the fields."""
    by_moderator = defaultdict(list)
    for offer in offers:
        take_step(offer, "hide", by=None)
        Offer.objects.filter(pk=offer.pk).update(review_step=HIDE, review_step_on=on)
        for address in notify.moderator_addresses(offer.policy_field, on):
            by_moderator[address].append(offer)
    for address in to if offers else []:
        queue_mail("offers_hidden", to=address, context={"offers": offers, "link": link_for(partner)})
    link = absolute(reverse("offers:moderation"))
    for address, theirs in sorted(by_moderator.items()):
        context = {"offers": theirs, "partner": partner, "link": link}
        queue_mail("offers_hidden_moderator", to=address, context=context)


def link_for(partner) -> str:
    """The address of the page on which a partner confirms its entries without a login."""
    return absolute(f"{reverse('offers:confirm-by-link')}?{urlencode({'code': code_for(partner)})}")


def code_for(partner) -> str:
    """What a link carries: which partner it is for, signed, with the time it was made."""
    return signing.dumps(partner.pk, salt=LINK_SALT)


def partner_of(code: str) -> tuple[Partner | None, bool]:
    """The partner a link was made for, and whether the link still counts; no partner where it was not made here."""
    try:
        return _partner(signing.loads(code, salt=LINK_SALT, max_age=LINK_LIVES)), True
    except signing.SignatureExpired:
        return _partner(signing.loads(code, salt=LINK_SALT)), False
    except signing.BadSignature:
        return None, False


def _partner(key):
    return Partner.objects.filter(pk=key).first()


@transaction.atomic
def send_new_link(partner, now=None) -> bool:
    """A new link to the addresses the portal knows, and nowhere else; False where too many were asked for."""
    sent = OutgoingMail.objects.filter(name="confirm_link", created_at__gt=(now or timezone.now()) - timedelta(hours=1))
    addresses = mail_addresses(partner) or addresses_of_people(partner)
    if sent.count() >= MOST_LINKS_AN_HOUR or sent.filter(to__in=addresses).exists():
        return False
    for address in addresses:
        queue_mail("confirm_link", to=address, context={"link": link_for(partner)})
    return True


def partner_with(email: str) -> Partner | None:
    """The partner whose messages go to an address, as far as the portal knows."""
    partner = Partner.objects.filter(inbox_email__iexact=email).order_by("pk").first()
    member = Membership.objects.active().filter(user__email__iexact=email).select_related("partner")
    return partner or next((row.partner for row in member.order_by("pk")[:1]), None)


@transaction.atomic
def confirm(offers, *, by, on=None) -> int:
    """Note that everything in ``offers`` is right, and show again what was hidden; how many.

    Raises ``NotReadyError`` and ``StepNotOpenError`` of the workflow.
    """
    for offer in offers:
        take_step(offer, "revive" if offer.publication == Publication.HIDDEN else "confirm", by=by, on=on)
    return len(offers)
