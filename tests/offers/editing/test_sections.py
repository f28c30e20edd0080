"""The seven sections: together they ask for everything a partner may change, and store what was typed."""

from datetime import date, time

import pytest
from django.urls import reverse

from offers.forms.sections import SECTIONS, completeness, section_form, section_of
from offers.forms.typed import typed_section
from offers.models import CostOption, NextStep, Offer, PendingChange
from offers.models.choices import Publication
from offers.quality import HELPFUL, NEEDED
from partners.models import Network
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_opening,
    make_partner,
    make_topic,
)
from tests.offers.editing.forms import edit_address, sent_by

pytestmark = pytest.mark.django_db

# What the workflow, the address or an administrator decides.
NOT_ASKED = {
    "slug", "partner", "status", "paused_until", "replaced_by", "publication", "moderator_note", "confirmed_on",
    "confirmed_by",
}  # fmt: skip


def test_each_editable_field_is_asked_in_exactly_one_section():
    fields = [field.name for field in [*Offer._meta.fields, *Offer._meta.many_to_many]
              if field.editable and not field.primary_key]  # fmt: skip
    asked = [name for spec in SECTIONS.values() for name in spec.fields]
    assert sorted(asked) == sorted(set(fields) - NOT_ASKED)


def test_each_missing_fact_leads_to_a_section():
    assert {name for name in {*NEEDED, *HELPFUL} if section_of(name) is None} == {"confirmed_on"}


@pytest.fixture
def draft():
    partner = make_partner()
    make_location(partner)
    return make_offer(partner=partner, publication=Publication.DRAFT)


@pytest.fixture
def answers(draft):
    """For each field another answer than the one a new offer starts with, as it is typed and as it is stored."""
    partner, field, town = draft.partner, make_field(), make_municipality()
    colleague = make_contact(partner)
    topic, place = make_topic(policy_field=field), make_location(partner)
    other, earlier = make_partner(), make_offer(partner=partner)
    texts = ["title", "summary", "description", "plain_text", "other_names", "eligibility", "not_for", "hours_text",
             "notice", "cost_text", "payers", "documents", "expected_wait", "referral_needs", "partner_note",
             "programme", "funder"]  # fmt: skip
    days = ["notice_until", "visible_from", "visible_until", "capacity_as_of", "funded_until"]
    return (
        {name: (f"Neu: {name}", f"Neu: {name}") for name in texts}
        | {name: ("2026-05-04", date(2026, 5, 4)) for name in days}
        | dict.fromkeys(("for_pregnant", "interpreter", "sign_language", "bound_to_secrecy"), ("yes", "yes"))
        | dict.fromkeys(("benefit_receipt", "employment"), ("needed", "needed"))
        | {"kind": ("course", "course"), "for_whom": ("fathers", "fathers"), "residence": ("anywhere", "anywhere")}
        | {"age_from": ("6 Monate", 6), "age_to": ("3", 47), "hours_known": ("times", "times")}
        | {"edge_hours_ticked": (["saturday"], ["saturday"]), "delivery": (["phone"], ["phone"])}
        | {"access": ("walk_in", "walk_in"), "lead_time_hours": ("24", 24), "cost_kind": ("free", "free")}
        | {"booking_url": ("https://example.org/termin", "https://example.org/termin")}
        | {"documents_known": ("listed", "listed"), "childcare": ("request", "request")}
        | {"childcare_notice_days": ("2", 2), "languages": (["de", "uk"], ["de", "uk"])}
        | {"anonymity": ("full", "full"), "capacity": ("few", "few"), "takes_referrals": ("on", True)}
        | {"referral_facts": (["name", "concern"], ["name", "concern"])}
        | {"review_interval": ("3", 3), "policy_field": (field.pk, field), "topics": ([topic.pk], [topic])}
        | {"service_area": ([town.pk], [town]), "locations": ([place.pk], [place])}
        | {"contacts": ([colleague.pk], [colleague]), "co_owners": ([other.pk], [other])}
        | {"follows": ([earlier.pk], [earlier])}
    )


def test_sections_store_every_answer(client_of, draft, answers):
    client = client_of("editor", draft.partner)
    for name, spec in SECTIONS.items():
        changes = {field: answers[field][0] for field in spec.fields if field in answers}
        address = edit_address(draft, name)
        response = client.post(address, sent_by(client, address, **changes))
        assert (name, response.status_code) == (name, 302)
    stored = Offer.objects.get(pk=draft.pk)
    values = {name: getattr(stored, name) for name in answers}
    shown = {name: list(value.all()) if hasattr(value, "all") else value for name, value in values.items()}
    assert shown == {name: value for name, (_typed, value) in answers.items()}
    assert stored.history.first().history_user == client.user


def test_section_stores_rows_of_opening_times(client_of, draft):
    client, address = client_of("editor", draft.partner), edit_address(draft, "when")
    old = make_opening(draft, "MO", "9:00", "12:00")
    changes = {
        "opening_times-0-DELETE": "on",
        "opening_times-1-weekdays": ["TU", "SA"],
        "opening_times-1-opens": "14:00",
        "opening_times-1-closes": "18:00",
        "opening_times-1-rhythm": "monthly 1 -1",
        "opening_exceptions-0-starts_on": "2026-12-24",
        "hours_known": "times",
    }
    client.post(address, sent_by(client, address, **changes))
    row = draft.opening_times.get()
    assert (row.weekdays, row.opens, row.frequency, row.week_of_month) == (["TU", "SA"], time(14), "monthly", -1)
    assert draft.opening_exceptions.get().ends_on == date(2026, 12, 24)
    assert row.pk != old.pk


def test_rows_of_another_offer_cannot_be_changed(client_of, draft):
    foreign = CostOption.objects.create(offer=make_offer(), amount=5)
    client, address = client_of("editor", draft.partner), edit_address(draft, "cost")
    data = sent_by(client, address) | {"costs-0-id": foreign.pk, "costs-0-amount": "9,50", "costs-0-label": "Kurs"}
    client.post(address, data)
    foreign.refresh_from_db()
    assert (foreign.amount, foreign.label) == (5, "")
    assert [str(row) for row in draft.costs.all()] == ["Kurs 9,50 €"]


@pytest.mark.parametrize(
    ("section", "field", "make"), [("where", "locations", make_location), ("way", "contacts", make_contact)]
)
def test_places_and_contacts_of_others_are_refused(client_of, draft, section, field, make):
    foreign = make(make_partner())
    client, address = client_of("editor", draft.partner), edit_address(draft, section)
    response = client.post(address, sent_by(client, address, **{field: [foreign.pk]}))
    assert (response.status_code, list(getattr(draft, field).all())) == (200, [])


@pytest.mark.parametrize("name", ["costs-0-id", "costs-TOTAL_FORMS"])
def test_number_without_end_is_no_number(client_of, draft, name):
    client, address = client_of("editor", draft.partner), edit_address(draft, "cost")
    endless = sent_by(client, address) | {"costs-0-amount": "5", name: "9" * 5000, "more": "costs"}
    assert client.post(address, endless).status_code == 200


def test_one_more_row_keeps_everything_typed_and_complains_of_nothing(client_of, draft):
    client, address = client_of("editor", draft.partner), edit_address(draft, "cost")
    typed = sent_by(client, address, **{"costs-0-amount": "viel", "cost_text": "Fragen Sie uns."})
    page = client.post(address, typed | {"more": "costs"})
    rows = page.context["section"].rows["costs"]
    assert (len(rows.forms), rows.forms[0]["amount"].value(), page.context["section"].errors) == (2, "viel", [])
    assert page.context["form"]["cost_text"].value() == "Fragen Sie uns."
    assert draft.costs.count() == 0


def test_published_offer_keeps_what_parents_need(client_of):
    partner = make_partner()
    offer = make_offer(partner=partner, topics=[make_topic()], contacts=[make_contact(partner)])
    NextStep.objects.create(offer=offer, text="Rufen Sie an.")
    client, address = client_of("editor", partner), edit_address(offer, "way")
    page = client.post(address, sent_by(client, address, contacts=None))
    assert list(page.context["form"].errors) == ["contacts"]
    assert offer.contacts.count() == 1


def test_change_without_approval_is_live_and_noted_for_the_moderator(client_of):
    offer = make_offer()
    client, address = client_of("editor", offer.partner), edit_address(offer, "for_whom")
    client.post(address, sent_by(client, address, not_for="Paare"))
    offer.refresh_from_db()
    assert (offer.not_for, offer.changed_unseen_at is None) == ("Paare", False)


def test_change_with_approval_waits_and_the_public_page_stays_as_it_is(client_of, client):
    Network.objects.create(name="Netz", changes_need_approval=True)
    offer = make_offer()
    before = client.get(offer.get_absolute_url()).content
    editor, address = client_of("editor", offer.partner), edit_address(offer, "for_whom")
    editor.post(address, sent_by(editor, address, not_for="Paare"))
    assert PendingChange.objects.get().data["not_for"] == ["Paare"]
    assert client.get(offer.get_absolute_url()).content == before
    # The form goes on with the text that waits, and what is approved passes the same form.
    assert editor.get(address).context["form"]["not_for"].value() == "Paare"
    page = editor.get(reverse("offers:workspace", args=[offer.pk]))
    assert [section["spec"].name for section in page.context["sections"] if section["waiting"]] == ["for_whom"]


def test_typed_section_stored_again_changes_nothing(draft):
    make_opening(draft, "MO WE", "9:00", "12:00", interval=3, starts_on=date(2026, 1, 5))
    NextStep.objects.create(offer=draft, text="Kommen Sie.")
    CostOption.objects.create(offer=draft, amount="12.50", reduced_amount="3")
    changed = []
    for name in SECTIONS:
        section = section_form(name, draft, typed_section(name, draft))
        changed.append((name, section.is_valid(), section.has_changed()))
    assert changed == [(name, True, False) for name in SECTIONS]


def test_completeness_names_what_is_missing_in_which_section(draft):
    found = {spec.name: [fact.field for fact in facts] for spec, _complete, facts in completeness(draft)}
    assert found["way"] == ["contacts", "next_steps-group", "access"]
    assert [spec.name for spec, is_complete, _facts in completeness(draft) if is_complete] == ["for_whom"]


@pytest.mark.parametrize("total", ["", "x", "1e309"])
def test_form_that_does_not_say_how_many_rows_it_has_is_refused(client_of, draft, total):
    client = client_of("editor", draft.partner)
    values = sent_by(client, edit_address(draft, "when"), **{"opening_times-TOTAL_FORMS": total})
    assert client.post(edit_address(draft, "when"), values).status_code == 400
