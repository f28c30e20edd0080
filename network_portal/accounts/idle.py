"""Accounts that nobody uses: told of after a year, switched off a month later."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from network_portal.accounts.sign_ins import end_all
from network_portal.mail import absolute, queue_mail
from network_portal.models import IdleNotice

UNUSED = timedelta(days=365)
LAST_CHANCE = timedelta(days=30)


def unused_accounts(now):
    """Accounts without a login for ``UNUSED``; one that never logged in counts from its beginning."""
    used = Coalesce("last_login", "date_joined")
    return get_user_model().objects.filter(is_active=True).annotate(used=used).filter(used__lte=now - UNUSED)


def tell_unused_accounts(now) -> int:
    """One mail to each that has not had one; how many."""
    told = IdleNotice.objects.values("user")
    people = unused_accounts(now).exclude(pk__in=told).exclude(email="")
    return sum(_tell(user, now) for user in people)


@transaction.atomic
def _tell(user, now) -> bool:
    _notice, is_new = IdleNotice.objects.get_or_create(user=user, defaults={"sent_at": now})
    if is_new:
        last_day = timezone.localtime(now + LAST_CHANCE)
        context = {"last_day": last_day, "link": absolute(reverse("account_login"))}
        queue_mail("account_idle", to=user.email, context=context)
    return is_new


@transaction.atomic
def switch_off_unused_accounts(now) -> int:
    """Those that were told long enough ago and stayed away. Notices of the others are forgotten."""
    unused = unused_accounts(now).values("pk")
    IdleNotice.objects.exclude(user__in=unused).delete()
    due = IdleNotice.objects.filter(sent_at__lte=now - LAST_CHANCE).select_related("user")
    count = 0
    for notice in due:
        switch_off(notice.user)
        notice.delete()  # whoever is switched on again has a month again
        count += 1
    return count


def switch_off(user):
    """The account stays for the history of entries, but opens nothing."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_all(user)
