"""What coordinators see of referrals in the administration, and what they cannot do there."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse

from referrals.admin.words import PLACES
from referrals.audit import person_of
from referrals.models import Access, Consent, ConsentWording, Content, Inquiry, Message, Reason, Referral, Rules, Side
from referrals.words import ACCESSES
from tests.admin_forms import form_data
from tests.referrals.rows import acting, make_inbox, make_network, make_referral, step

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogel"
SECRETS = {"name": f"{CANARY} Name", "phone": f"{CANARY} 1", "concern": f"{CANARY} Anliegen", "contact_way": "phone"}
MODELS = [model for model in admin.site._registry if model._meta.app_label == "referrals"]
TO_READ = ["referral", "referralevent", "access", "inquiry"]


@pytest.fixture
def rows():
    """A referral with words everywhere that somebody has read, a draft, and an inquiry."""
    make_network()
    referral = make_referral("question", content=SECRETS)
    Message.objects.create(referral=referral, side=Side.SENDER, partner=referral.sender, text=CANARY)
    Consent.objects.filter(referral=referral).update(giver=CANARY, witness=CANARY)
    step(referral, "answer", by=acting(referral.sender), note=CANARY)
    person_of(referral, by=acting(referral.sender), sides={Side.SENDER})
    make_referral(content=SECRETS)
    inquiry = Inquiry.objects.create(partner=make_inbox())
    inquiry.messages.create(side=Side.PARENT, text=CANARY)
    Rules().save()
    return referral


def pages(name, key):
    return [reverse(f"admin:referrals_{name}_changelist"), reverse(f"admin:referrals_{name}_change", args=[key])]


def test_no_page_of_the_administration_tells_who_a_parent_is(client, coordinator, rows):
    addresses = [reverse("admin:index"), reverse("admin:app_list", args=["referrals"])]
    for model in MODELS:
        for row in model.objects.all()[:3]:
            addresses += pages(model._meta.model_name, row.pk)
        addresses.append(pages(model._meta.model_name, 0)[0] + f"?q={CANARY[:8]}")
    told = [address for address in set(addresses) if CANARY in client.get(address, follow=True).content.decode()]
    assert told == []
    assert {Content, Message, Consent} & set(MODELS) == set()


@pytest.mark.parametrize("name", TO_READ)
def test_records_are_only_read(client, coordinator, rows, name):
    model = next(model for model in MODELS if model._meta.model_name == name)
    queryset = model.objects.exclude(status="draft") if name == "referral" else model.objects
    key = queryset.first().pk
    assert [client.get(address).status_code for address in pages(name, key)] == [200, 200]
    change, delete = pages(name, key)[1], reverse(f"admin:referrals_{name}_delete", args=[key])
    codes = [client.post(address, {"post": "yes"}).status_code for address in (change, delete)]
    assert codes == [403, 403]
    assert client.get(reverse(f"admin:referrals_{name}_add")).status_code == 403
    action = {"action": "delete_selected", "_selected_action": key}
    client.post(pages(name, key)[0], action)
    assert model.objects.filter(pk=key).exists()


def test_drafts_are_not_listed(client, coordinator, rows):
    draft = Referral.objects.get(status="draft")
    listed = client.get(pages("referral", 0)[0]).context["cl"].queryset
    assert list(listed) == [rows]
    assert client.get(pages("referral", draft.pk)[1], follow=True).redirect_chain != []


def test_number_is_found_as_offices_write_it(client, coordinator, rows):
    address = pages("referral", 0)[0]
    assert list(client.get(address, {"q": str(rows)}).context["cl"].queryset) == [rows]


@pytest.mark.parametrize("name", [*sorted(set(TO_READ) - {"inquiry"}), "reason", "consentwording", "rules"])
def test_partners_and_moderators_do_not_get_in(client_of, rows, name):
    address = pages(name, 0)[0]
    codes = [client_of(role).get(address, follow=True).status_code for role in ("manager", "moderator")]
    assert codes == [403, 403]


def test_words_of_a_reason_change_but_not_its_code(client, coordinator):
    reason = Reason.objects.get(kind="decline", code="no_capacity")
    data = form_data(client, reason) | {"label": "Voll", "code": "other_code", "is_retired": "on"}
    assert client.post(pages("reason", reason.pk)[1], data).status_code == 302
    reason.refresh_from_db()
    assert (reason.label, reason.code, reason.is_retired) == ("Voll", "no_capacity", True)
    assert client.post(reverse("admin:referrals_reason_delete", args=[reason.pk]), {"post": "yes"}).status_code == 403


def test_rules_are_one_row_that_is_made_when_first_saved(client, coordinator):
    add, listed = reverse("admin:referrals_rules_add"), pages("rules", 0)[0]
    assert client.get(listed).url == add
    data = form_data_of(client, add) | {"draft_days": "20"}
    assert client.post(add, data).status_code == 302
    assert Rules.objects.get().draft_days == 20
    assert client.get(listed).url == pages("rules", Rules.objects.get().pk)[1]
    assert client.get(add).status_code == 403


def form_data_of(client, address) -> dict:
    form = client.get(address).context["adminform"].form
    return {name: value for name in form.fields if (value := form[name].value()) is not None}


def test_wording_that_was_used_stays_and_a_new_version_takes_over(client, coordinator, rows):
    used = ConsentWording.objects.get()
    assert client.post(pages("consentwording", used.pk)[1], {"text": "x"}).status_code == 403
    add = reverse("admin:referrals_consentwording_add")
    data = form_data_of(client, add)
    assert (data["version"], data["text"]) == (2, used.text)
    text = "Neu: " + " ".join(f"%({name})s" for name in PLACES)
    for wrong in (text.replace("%(until)s", ""), text + " %(other)s", text + " 100 %"):
        assert client.post(add, data | {"text": wrong}).status_code == 200
    data |= {"text": text, "valid_from": "2025-01-01"}
    assert client.post(add, data).status_code == 302
    assert ConsentWording.objects.order_by("-version").first().text == text


def test_trace_of_a_deleted_account_is_still_listed(client, coordinator, rows):
    Access.objects.create(user_id=999_999, channel="login", what="read", subject=rows.number)
    assert client.get(pages("access", 0)[0]).status_code == 200


@pytest.mark.parametrize("name", ["referral", "inquiry"])
def test_no_link_leads_coordinators_to_a_page_of_the_offices(client, coordinator, rows, name):
    key = {"referral": rows, "inquiry": Inquiry.objects.first()}[name].pk
    page = client.get(reverse(f"admin:referrals_{name}_change", args=[key])).content.decode()
    assert ("viewsitelink" in page, "historylink" in page) == (False, True)


def test_lists_say_what_was_done_in_words(client, coordinator, rows):
    def shown(model, column):
        result = client.get(reverse(f"admin:referrals_{model}_changelist")).context["cl"]
        words = [choice["display"] for choice in result.filter_specs[0].choices(result)][1:]
        return words, {str(getattr(result.model_admin, column)(row)) for row in result.result_list}

    steps = ["Rückfrage beantwortet", "Rückfrage gestellt", "Gesendet"]
    assert shown("referralevent", "done") == (steps, {*steps})
    read = str(ACCESSES["read"])
    assert shown("access", "deed") == ([read], {read})


def test_every_access_that_is_noted_has_words():
    code = "".join(path.read_text() for path in Path("referrals").rglob("*.py"))
    keys = re.findall(r'(?:what=|record_access\([\w.]+, |_note\(inquiry, )"([\w ]+)"', code)
    assert {*keys, "shared the reason", "kept the reason"} == set(ACCESSES)
