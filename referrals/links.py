"""Links by which a partner without an account answers one referral. Only a hash of the secret is stored."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from network_portal.mail import absolute
from partners.models import Membership
from referrals.actors import Actor
from referrals.codes import hash_of, hashes_of
from referrals.models import Channel, Referral, ReferralLink, Rules
from referrals.models.choices import FINAL
from referrals.states import SEEN_BY_RECIPIENT

MOST_LINKS = 20  # mails at once, for somebody who has lost all of them


def new_link(referral) -> str:
    """The whole address of a fresh link; earlier ones of this referral end."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    referral.links.all().delete()
    referral.links.create(
        token_hash=hash_of(token, "link"), expires_at=now + timedelta(days=Rules.objects.current().link_days)
    )
    return absolute(f"{reverse('referrals:by-link')}?{urlencode({'code': token})}")


def link_with(token) -> ReferralLink | None:
    """The link with this secret, whether it still lasts or not."""
    rows = ReferralLink.objects.filter(token_hash__in=hashes_of(token, "link"))
    return rows.select_related("referral__sender", "referral__recipient", "referral__consent").first()


def is_open(link, now=None) -> bool:
    """Whether the link still opens its referral."""
    return link.expires_at > (now or timezone.now()) and link.referral.status not in FINAL


def referrals_to_send_again(link, email) -> list:
    """For which referrals a fresh link is sent when somebody with this link, or none, names this address.

    The referral of the link, however old it is; without a known link those that wait at a partner with this inbox and
    without an account. In both cases the mail goes to the address that the portal knows.
    """
    rows = Referral.objects.filter(status__in=SEEN_BY_RECIPIENT).exclude(status__in=FINAL)
    rows = rows.select_related("sender", "recipient", "consent").order_by("pk")
    if link:
        return list(rows.filter(pk=link.referral_id))
    accounts = Membership.objects.active().filter(reads_referrals=True).values("partner")
    return list(rows.filter(recipient__inbox_email__iexact=email).exclude(recipient__in=accounts)[:MOST_LINKS])


@transaction.atomic
def open_by(link, now=None) -> Actor:
    """Note the first opening; return who acts by this link."""
    ReferralLink.objects.filter(pk=link.pk, first_opened_at=None).update(first_opened_at=now or timezone.now())
    return Actor(Channel.LINK, keys=frozenset({link.referral_id}))
