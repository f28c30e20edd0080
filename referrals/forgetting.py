"""Erasing who a parent is from one referral. What is left says nothing about anybody."""

from django.db import transaction

from referrals.models import Consent, Content, Message, Reader, Referral


@transaction.atomic
def forget_person(referral) -> int:
    """Delete content, messages, named readers, the slip's code and who gave a consent; always 1, for counting.

    Consents stay without a name: that there was one, for whom, for which facts and until when.
    """
    for model in (Content, Message, Reader):
        model.objects.filter(referral=referral).delete()
    Consent.objects.filter(referral=referral).exclude(giver="").update(giver="")
    Referral.objects.filter(pk=referral.pk).exclude(code_hash="").update(code_hash="")
    return 1
