"""The coordinators' pages of offers and their words."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from offers.models import CostOption, ErrorReport, FormerSlug, HelpLine, ImportedRow, NextStep, Offer, Translation
from offers.models.choices import Publication
from offers.models.translation import text_version
from tests.admin_forms import form_data, person
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_offer,
    make_opening,
    make_partner,
    make_situation,
    make_topic,
)

pytestmark = pytest.mark.django_db


def make_full_offer(**values):
    """An offer that lacks nothing publishing needs."""
    partner = values.pop("partner", None) or make_partner()
    offer = make_offer(
        partner=partner,
        topics=[make_topic()],
        locations=[make_location(partner)],
        contacts=[make_contact(partner)],
        **values,
    )
    NextStep.objects.create(offer=offer, text="Rufen Sie an.")
    return offer


def make_rows():
    """One row of every kind that has pages here."""
    offer = make_full_offer(situations=[make_situation()])
    make_opening(offer, "MO TU", months=[3, 4])
    make_opening(offer, "FR", opens=None, closes=None)
    CostOption.objects.create(offer=offer, amount="5.00")
    FormerSlug.objects.create(offer=offer, slug="alt")
    content_type = ContentType.objects.get_for_model(Offer)
    translation = Translation.objects.create(
        content_type=content_type, object_id=offer.pk, field="title", language="en", text="Advice"
    )
    return {
        "offer": offer,
        "topic": offer.topics.get(),
        "policyfield": offer.policy_field,
        "lifesituation": offer.situations.get(),
        "translation": translation,
        "errorreport": ErrorReport.objects.create(offer=offer, kind="phone", token="t"),
        "helpline": HelpLine.objects.create(key="notruf", name="Notruf", group="emergency", phone="112"),
        "importedrow": ImportedRow.objects.create(source="file", row_id="1", offer=offer, values={"title": "Rat"}),
    }


ADDABLE = {"offer", "topic", "policyfield", "lifesituation", "helpline"}


def test_admin_pages_open_for_coordinators(client, coordinator):
    for name, row in make_rows().items():
        answers = {
            page: client.get(reverse(f"admin:offers_{name}_{page}", args=keys)).status_code
            for page, keys in {"changelist": [], "add": [], "change": [row.pk], "history": [row.pk]}.items()
        }
        add = 200 if name in ADDABLE else 403
        assert (name, answers) == (name, {"changelist": 200, "add": add, "change": 200, "history": 200})


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_admin_pages_stay_closed_to_others(client, who):
    rows = make_rows()
    if who == "member":
        client.force_login(person("member"))
    for name, row in rows.items():
        for page, keys in {"changelist": [], "change": [row.pk], "history": [row.pk]}.items():
            assert client.get(reverse(f"admin:offers_{name}_{page}", args=keys)).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_offer_list_needs_no_more_queries_for_more_offers(client, coordinator, count, django_assert_num_queries):
    field = make_field()
    for _number in range(count):
        make_opening(make_full_offer(policy_field=field), "MO")
    client.get(reverse("admin:offers_offer_changelist"))  # content types are asked for once per process
    with django_assert_num_queries(16):
        response = client.get(reverse("admin:offers_offer_changelist"))
    assert response.context["cl"].result_count == count


def test_offer_form_stores_what_is_typed(client, coordinator):
    offer = make_full_offer()
    data = form_data(client, offer) | {"title": "Anders", "languages": ["tr", "de"]}
    assert client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data).status_code == 302
    offer.refresh_from_db()
    assert (offer.title, offer.languages) == ("Anders", ["de", "tr"])
    assert offer.history.first().history_user == coordinator


def test_new_offer_goes_on_to_the_whole_form(client, coordinator):
    partner, field = make_partner(), make_field()
    data = {"partner": partner.pk, "title": "Bücher für Väter", "slug": "", "summary": "Wir leihen aus."}
    response = client.post(
        reverse("admin:offers_offer_add"), data | {"policy_field": field.pk, "kind": "goods", "_save": "1"}
    )
    offer = Offer.objects.get()
    assert (offer.slug, offer.publication) == ("buecher-fuer-vaeter", Publication.DRAFT)
    assert response["Location"] == reverse("admin:offers_offer_change", args=[offer.pk])


def test_offer_form_keeps_the_old_address(client, coordinator):
    offer = make_full_offer(slug="alt")
    data = form_data(client, offer) | {"slug": "neu"}
    client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data)
    offer.refresh_from_db()
    assert (offer.slug, list(offer.former_slugs.values_list("slug", flat=True))) == ("neu", ["alt"])


def test_offer_form_refuses_an_address_another_offer_once_had(client, coordinator):
    other, offer = make_full_offer(), make_full_offer(slug="meins")
    FormerSlug.objects.create(offer=other, slug="frueher")
    data = form_data(client, offer) | {"slug": "frueher"}
    response = client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data)
    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_second_coordinator_is_told_and_keeps_his_text(client, coordinator):
    offer = make_full_offer(title="Erst")
    address = reverse("admin:offers_offer_change", args=[offer.pk])
    mine = form_data(client, offer) | {"summary": "Von mir."}
    offer.title, offer._history_user = "Von Bert", person("bert", first_name="Bert")
    offer.save()
    form = client.post(address, mine).context["adminform"].form
    message = str(form.non_field_errors())
    assert (message.count("Bert "), message.count("„Von Bert“"), form["summary"].value()) == (1, 1, "Von mir.")
    assert Offer.objects.get().summary != "Von mir."
    again = mine | {"edit_version": form["edit_version"].value(), "title": "Von Bert"}
    assert client.post(address, again).status_code == 302
    assert Offer.objects.values_list("title", "summary").get() == ("Von Bert", "Von mir.")


def test_second_coordinator_is_told_of_changed_rows(client, coordinator):
    offer = make_full_offer()
    mine = form_data(client, offer) | {"summary": "Von mir."}
    make_opening(offer, "MO")
    response = client.post(reverse("admin:offers_offer_change", args=[offer.pk]), mine)
    assert len(response.context["adminform"].form.non_field_errors()) == 1


def test_offer_form_without_a_version_is_refused(client, coordinator):
    offer = make_full_offer()
    data = form_data(client, offer)
    del data["edit_version"]
    response = client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data)
    assert len(response.context["adminform"].form.non_field_errors()) == 1


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("publish", "draft", "published"), ("hide", "published", "hidden"), ("archive", "published", "archived")],
)
def test_offer_action_changes_who_sees_it(client, coordinator, action, before, after):
    offer = make_full_offer(publication=before)
    client.post(reverse("admin:offers_offer_changelist"), {"action": action, "_selected_action": [offer.pk]})
    offer.refresh_from_db()
    assert offer.publication == after
    assert offer.history.first().history_user == coordinator


def test_offer_that_lacks_facts_is_not_published(client, coordinator):
    offer = make_offer(publication="draft")
    address = reverse("admin:offers_offer_changelist")
    response = client.post(address, {"action": "publish", "_selected_action": [offer.pk]}, follow=True)
    offer.refresh_from_db()
    assert offer.publication == "draft"
    assert [message.level_tag for message in response.context["messages"]] == ["warning"]


def test_offer_button_saves_and_publishes(client, coordinator):
    offer = make_full_offer(publication="draft")
    data = form_data(client, offer) | {"title": "Fertig", "_publish": "1"}
    client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data)
    assert Offer.objects.values_list("title", "publication").get() == ("Fertig", "published")


def test_confirming_is_not_changing(client, coordinator):
    offer = make_full_offer(confirmed_on=date(2020, 1, 1))
    address = reverse("admin:offers_offer_changelist")
    client.post(address, {"action": "confirm", "_selected_action": [offer.pk]})
    now = Offer.objects.get()
    assert (now.confirmed_by, now.updated_at, now.confirmed_on > offer.confirmed_on) == (
        "Anna Muster",
        offer.updated_at,
        True,
    )


def test_published_offer_is_not_deleted(client, coordinator):
    assert client.get(reverse("admin:offers_offer_delete", args=[make_offer().pk])).status_code == 403
    draft = make_offer(publication="draft")
    assert client.post(reverse("admin:offers_offer_delete", args=[draft.pk]), {"post": "yes"}).status_code == 302


def test_everyday_words_are_typed_with_commas(client, coordinator):
    topic = make_topic(everyday=["Knete"])
    data = form_data(client, topic)
    assert data["everyday"] == "Knete"
    client.post(reverse("admin:offers_topic_change", args=[topic.pk]), data | {"everyday": "Geld,  Stütze , Geld"})
    topic.refresh_from_db()
    assert topic.everyday == ["Geld", "Stütze"]


def test_topic_cannot_be_part_of_itself(client, coordinator):
    topic = make_topic()
    child = make_topic(parent=topic, policy_field=topic.policy_field)
    data = form_data(client, topic) | {"parent": child.pk}
    response = client.post(reverse("admin:offers_topic_change", args=[topic.pk]), data)
    assert list(response.context["adminform"].form.errors) == ["parent"]


def test_months_and_weekdays_are_ticked(client, coordinator):
    offer = make_full_offer()
    make_opening(offer, "MO", months=[3])
    data = form_data(client, offer)
    assert (data["opening_times-0-months"], data["opening_times-0-weekdays"]) == (["3"], ["MO"])
    data |= {"opening_times-0-months": ["4", "5"], "opening_times-0-weekdays": ["SA", "TU"]}
    assert client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data).status_code == 302
    assert offer.opening_times.values_list("months", "weekdays").get() == ([4, 5], ["TU", "SA"])


def test_translation_remembers_the_german_text_it_fits(client, coordinator):
    offer = make_full_offer(title="Rat")
    prefix = "offers-translation-content_type-object_id-"
    row = {"TOTAL_FORMS": "1", "0-field": "title", "0-language": "en", "0-text": "Advice"}
    data = form_data(client, offer) | {prefix + name: value for name, value in row.items()}
    assert client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data).status_code == 302
    translation = Translation.objects.get()
    assert (translation.source_version, translation.is_outdated) == (text_version("Rat"), False)
    client.post(reverse("admin:offers_offer_change", args=[offer.pk]), form_data(client, offer) | {"title": "Tat"})
    assert Translation.objects.get().is_outdated
    checked = form_data(client, offer) | {prefix + "0-is_checked": "on"}
    client.post(reverse("admin:offers_offer_change", args=[offer.pk]), checked)
    assert not Translation.objects.get().is_outdated


def test_same_translation_twice_is_refused(client, coordinator):
    offer = make_full_offer()
    prefix = "offers-translation-content_type-object_id-"
    rows = {"TOTAL_FORMS": "2"}
    for number in "01":
        rows |= {f"{number}-field": "title", f"{number}-language": "en", f"{number}-text": "Advice"}
    data = form_data(client, offer) | {prefix + name: value for name, value in rows.items()}
    assert client.post(reverse("admin:offers_offer_change", args=[offer.pk]), data).status_code == 200
    assert Translation.objects.count() == 0


def test_error_reports_are_done_from_the_list(client, coordinator):
    report = ErrorReport.objects.create(offer=make_offer(), kind="phone", token="t")
    address = reverse("admin:offers_errorreport_changelist")
    client.post(address, {"action": "mark_done", "_selected_action": [report.pk]})
    report.refresh_from_db()
    assert report.done_on is not None


def test_help_line_is_checked_by_whoever_says_so(client, coordinator):
    line = HelpLine.objects.create(key="notruf", name="Notruf", group="emergency", phone="112")
    address = reverse("admin:offers_helpline_changelist")
    client.post(address, {"action": "checked_today", "_selected_action": [line.pk]})
    line.refresh_from_db()
    assert (line.checked_by, line.checked_on is not None) == (get_user_model().objects.get(username="anna"), True)
