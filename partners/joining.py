"""Organisations that would like to join: what a coordinator decides, and what is forgotten when."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network_portal.mail import absolute, queue_mail
from partners.actions import invite
from partners.messages import office_addresses
from partners.models import JoinRequest, Partner
from partners.models.joining import Decision
from partners.models.membership import Role
from partners.slugs import free_slug

MOST_A_DAY = 40  # requests in all; more come from a machine
DAYS_UNTIL_REMINDER = 14
DAYS_KEPT = 90  # after the decision
LONGEST_SLUG = Partner._meta.get_field("slug").max_length


@transaction.atomic
def ask_to_join(token, **values) -> JoinRequest | None:
    """Store a request and tell the office; the same form sent again stores nothing. None where today's are too many."""
    if found := JoinRequest.objects.filter(token=token).first():
        return found
    if JoinRequest.objects.filter(created_on=timezone.localdate()).count() >= MOST_A_DAY:
        return None
    request, created = JoinRequest.objects.get_or_create(token=token, defaults=values)
    if created:
        _tell_office("join_request_arrived", link=_page_of(request))
    return request


@transaction.atomic
def accept_request(request, *, membership, by, partner=None, on=None) -> Partner:
    """Let an organisation in, as a new partner or with an account for one that is there; invite who asked."""
    request = _undecided(request)
    partner = partner or _new_partner(request, membership, on or timezone.localdate())
    _decide(request, Decision.ACCEPTED, by, on, partner=partner)
    invite(partner=partner, email=request.email, name=request.name, role=Role.MANAGER, by=by)
    return partner


@transaction.atomic
def decline_request(request, *, by, word="", on=None):
    """Say no, politely; ``word`` goes into the mail and is kept nowhere else."""
    request = _undecided(request)
    _decide(request, Decision.DECLINED, by, on)
    queue_mail("join_request_declined", to=request.email, context={"request": request, "word": word})


def remind_of_requests(now) -> int:
    """Remind the office, once, of requests that nobody has decided on for two weeks."""
    today = timezone.localdate(now)
    old = JoinRequest.objects.undecided().filter(
        created_on__lte=today - timedelta(days=DAYS_UNTIL_REMINDER), reminded_on=None
    )
    with transaction.atomic():
        count = old.update(reminded_on=today)
        if count:
            _tell_office("join_requests_wait", count=count, link=reverse("admin:partners_joinrequest_changelist"))
    return count


def forget_requests(now) -> int:
    """Erase who has asked, 90 days after the decision; the organisation and the decision stay."""
    last = timezone.localdate(now) - timedelta(days=DAYS_KEPT)
    old = JoinRequest.objects.exclude(decision=Decision.OPEN).filter(decided_on__lte=last).exclude(email="")
    return old.update(name="", email="", phone="", help_offered="")


def _undecided(request) -> JoinRequest:
    """The request, locked. Raises ``ValidationError`` where another coordinator was quicker."""
    row = JoinRequest.objects.undecided().select_for_update(of=("self",)).filter(pk=request.pk).first()
    if row is None:
        raise ValidationError(_("Somebody has decided on this already."))
    return row


def _decide(request, decision, by, on, **values):
    for name, value in {"decision": decision, "decided_by": by, "decided_on": on or timezone.localdate()}.items():
        setattr(request, name, value)
    for name, value in values.items():
        setattr(request, name, value)
    request.save()


def _new_partner(request, membership, on) -> Partner:
    taken = set(Partner.objects.values_list("slug", flat=True))
    return Partner.objects.create(
        name=request.organisation,
        slug=free_slug(request.organisation, longest=LONGEST_SLUG, taken=taken.__contains__),
        kind=request.kind,
        description=request.help_offered,
        membership=membership,
        member_since=on,
    )


def _tell_office(mail, *, link, **context):
    for address in office_addresses():
        queue_mail(mail, to=address, context=context | {"link": absolute(link)})


def _page_of(request) -> str:
    return reverse("admin:partners_joinrequest_change", args=[request.pk])
