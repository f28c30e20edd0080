"""Encrypt everything with the newest key, so that older ones can go."""

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction
from django.db.models.functions import Cast

from network_portal.fieldkeys import decrypt, is_newest, renew
from referrals.fields import EncryptedTextField
from referrals.models import Inquiry, Referral, ReferralLink

BATCH = 200  # rows held at a time: nobody waits long for them


class Command(BaseCommand):
    help = "Encrypt everything with the first of FIELD_KEYS. Safe to stop and repeat. Sessions renew themselves."

    def handle(self, **options):
        self.stdout.write(f"{renew_factors()} secrets are encrypted with the newest key.")
        for model, names in encrypted_fields():
            count = sum(renew_batch(model, names, keys) for keys in batches(model))
            self.stdout.write(f"{model._meta.label}: {count} rows were encrypted anew.")
        codes = [model.objects.exclude(code_hash="").count() for model in (Inquiry, Referral)]
        count = sum(codes) + ReferralLink.objects.count()
        self.stdout.write(f"{count} codes and links are in use; those made with an older key end when it is removed.")


@transaction.atomic
def renew_factors() -> int:
    """Secrets of second factors; how many there are."""
    rows = Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN)
    for row in rows:
        row.data |= {name: renew(row.data[name]) for name in ("secret", "seed") if name in row.data}
        row.save(update_fields=["data"])
    return len(rows)


def encrypted_fields():
    """Models with encrypted text, and the names of their fields."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.local_fields if isinstance(field, EncryptedTextField)]
        if names:
            yield model, names


def batches(model):
    """Keys of all rows, some at a time, also while new ones come."""
    last = 0
    while keys := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield keys
        last = keys[-1]


@transaction.atomic
def renew_batch(model, names, keys) -> int:
    """Encrypt anew what an older key has encrypted in these rows; in how many."""
    stored = {f"stored_{name}": Cast(name, models.TextField()) for name in names}  # as it stands in the database
    list(model.objects.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
    count = 0
    for row in model.objects.filter(pk__in=keys).annotate(**stored).order_by("pk").values("pk", *stored):
        texts = {name: row[f"stored_{name}"] for name in names}
        old = {name: decrypt(text) for name, text in texts.items() if text and not is_newest(text)}
        if old:
            count += model.objects.filter(pk=row["pk"]).update(**old)
    return count
