"""Changing a draft: what was agreed to before does not count for it, and colleagues do not lose each other's words."""

import pytest
from django.test import Client
from django.urls import reverse

from network_portal.kept_text import KEY
from referrals.models import Content
from referrals.workflow import NotPossibleError
from tests.factories import make_field
from tests.referrals.forms_filled import filled
from tests.referrals.rows import acting, give_consent, make_network, make_referral, step

pytestmark = pytest.mark.django_db
OTHER = "Die Heizung ist kalt."


@pytest.fixture
def draft():
    """A draft with a consent on paper, such as is recorded before somebody sends it."""
    make_network()
    row = make_referral()
    give_consent(row, form="paper", witness="Frau Muster")
    row.refresh_from_db()
    return row


def browser(referral):
    client = Client()
    client.force_login(acting(referral.sender).user)
    return client


def keep(referral, client=None, **values):
    """Keep the draft as it is filled in on its page."""
    data = filled(draft="1", policy_field=referral.policy_field_id, **values)
    return (client or browser(referral)).post(reverse("referrals:edit", args=[referral.number]), data)


def fresh(referral):
    return type(referral).objects.get(pk=referral.pk)


@pytest.mark.parametrize("change", ["concern", "policy_field"])
def test_consent_does_not_count_for_what_was_changed_after_it(draft, change):
    values = {"concern": OTHER} if change == "concern" else {}
    draft.policy_field_id = make_field().pk if change == "policy_field" else draft.policy_field_id
    assert keep(draft, **values).status_code == 302
    assert (fresh(draft).consent, draft.consents.count()) == (None, 1)
    with pytest.raises(NotPossibleError):
        step(fresh(draft), "send", by=acting(draft.sender))


def test_consent_counts_for_a_draft_that_was_kept_as_it_was(draft):
    assert keep(draft, is_urgent="on").status_code == 302
    after = fresh(draft)
    assert (after.is_urgent, after.consent) == (True, draft.consent)
    assert step(after, "send", by=acting(draft.sender)).status == "sent"


def test_two_colleagues_do_not_overwrite_each_other(draft):
    seen = draft.version
    keep(draft, concern=OTHER, version=seen)
    late = keep(draft, concern="Zu spät.", version=seen)
    assert (late.status_code, len(late.context["form"].non_field_errors())) == (200, 1)
    assert (Content.objects.get().concern, late.context["form"]["concern"].value()) == (OTHER, "Zu spät.")
    assert keep(draft, concern="Zu spät.", version=late.context["version"]).status_code == 302
    assert Content.objects.get().concern == "Zu spät."


def test_text_kept_over_the_end_of_a_login_is_that_of_its_version(draft):
    client, path = browser(draft), reverse("referrals:edit", args=[draft.number])
    session = client.session
    session[KEY] = {
        "path": path,
        "fields": f"concern=Neu&version={draft.version}",
        "user": acting(draft.sender).user.pk,
    }
    session.save()
    seen = draft.version
    keep(draft, concern=OTHER)
    assert client.get(path).context["version"] == str(seen)
    assert fresh(draft).version == seen + 1
