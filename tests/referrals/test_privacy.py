"""The table in docs/privacy.md is complete and true."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

from network_portal.privacy import CONTENT, FILE, KEPT, NOBODY, fields_kept, with_table
from partners.phones import PhoneField
from referrals.fields import EncryptedTextField
from referrals.models import Content

REFERRALS = [model._meta.label for model in apps.get_app_config("referrals").get_models()]


def names_of(label):
    return {field.name for field in apps.get_model(label)._meta.get_fields() if field.concrete}


@pytest.mark.parametrize("label", REFERRALS)
def test_every_field_of_referrals_is_told_of_or_says_nothing_about_anybody(label):
    told, untold = fields_kept(label), set(NOBODY.get(label, "").split())
    assert told | untold == names_of(label)
    assert told & untold == set()


def test_table_names_only_fields_that_are_there():
    assert [(row.model, name) for row in KEPT for name in row.fields.split() if name not in names_of(row.model)] == []


def test_every_field_that_holds_a_person_or_an_address_is_told_of():
    apps_of_ours = ("partners", "offers", "network_portal", "referrals")
    missing = [
        f"{model._meta.label}.{field.name}"
        for app in apps_of_ours
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_fields
        if says_who(field) and field.name not in fields_kept(model._meta.label)
    ]
    assert missing == []


def says_who(field) -> bool:
    if isinstance(field, models.EmailField | PhoneField | EncryptedTextField):
        return True
    return field.is_relation and field.related_model is get_user_model()


def test_content_holds_what_was_agreed_and_each_field_has_its_reason():
    assert set(CONTENT) == names_of("referrals.Content") - {"id", "referral"}
    encrypted = {field.name for field in Content._meta.fields if isinstance(field, EncryptedTextField)}
    assert set(CONTENT) - encrypted == {"contact_way"}  # a choice of seven


def test_every_row_of_the_table_says_everything():
    assert [row for row in KEPT if not all(row)] == []


def test_document_has_the_table_of_today():
    text = FILE.read_text(encoding="utf-8")
    assert with_table(text) == text


def test_templates_that_the_document_names_are_there():
    folder = settings.BASE_DIR / "docs" / "templates"
    assert {path.name for path in folder.glob("*.md")} == {
        "impact-assessment.md", "joint-controllers.md", "secrecy.md",
    }  # fmt: skip
