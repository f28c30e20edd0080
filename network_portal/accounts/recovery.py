"""When somebody has lost the second factor and all recovery codes. Open to all apps."""

import logging

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse

from network_portal.accounts.sign_ins import end_all
from network_portal.mail import absolute, queue_mail

logger = logging.getLogger("network_portal.security")


@transaction.atomic
def remove_second_factor(user, *, by):
    """Let ``user`` set up a new one at the next login, and tell her by mail. Coordinators ask first who is calling."""
    Authenticator.objects.filter(user=user).delete()
    end_all(user)
    if user.email:
        context = {"link": absolute(reverse("account_login"))}
        queue_mail("account_second_factor_removed", to=user.email, context=context)
    logger.warning("Account %s removed the second factor of account %s", by.pk, user.pk)
