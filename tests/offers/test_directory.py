import pytest
from django.urls import reverse

from offers import directory
from offers.models import HelpLine
from offers.models.choices import Publication, Status
from tests.factories import (
    make_contact,
    make_field,
    make_location,
    make_municipality,
    make_offer,
    make_partner,
    make_situation,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page(client, name, *args):
    """The answer, and its text."""
    response = client.get(reverse(f"offers:{name}", args=args))
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    return response, text


def titles(response):
    """Titles of the offers on the page of a theme."""
    return [card.title for card in response.context["found"].cards]


def make_unpublished(**values):
    """Offers that could leak."""
    for unpublished in (
        {"publication": Publication.DRAFT},
        {"publication": Publication.HIDDEN},
        {"status": Status.ENDED},
    ):
        make_offer(title="CANARY", **unpublished | values)


def make_help_line(key, group, **values):
    return HelpLine.objects.create(key=key, name=key, group=group, phone="+493023125001", **values)


def test_themes_show_fields_with_topics_and_the_number_of_published_offers(client):
    field = make_field(moderator=make_partner())
    topic, empty = make_topic(policy_field=field), make_topic(policy_field=field)
    for _number in range(2):
        make_offer(policy_field=field, topics=[topic, empty]).topics.remove(empty)
    make_unpublished(policy_field=field, topics=[topic, empty])
    response, _text = page(client, "themes")
    (shown,) = response.context["fields"]
    assert (shown.offer_count, [row.offer_count for row in shown.topics.all()]) == (2, [2, 0])


@pytest.mark.django_db(transaction=True)  # within one transaction no index is kept
@pytest.mark.parametrize("count", [1, 3])
def test_directory_pages_take_no_more_queries_for_more_rows(client, count, django_assert_num_queries):
    field, situation = make_field(moderator=make_partner()), make_situation(key="violence")
    topic = make_topic(policy_field=field)
    topic.situations.set([situation])
    for number in range(count):
        make_contact(field.moderator)
        make_help_line(f"line-{number}", "violence")
        place = make_location(municipality=make_municipality(f"Ort {number}"))
        topics = [topic, make_topic(policy_field=field)]
        make_offer(policy_field=field, topics=topics, situations=[situation, make_situation()], locations=[place])
        make_field(moderator=make_partner())
    page(client, "theme", make_topic().slug)  # builds the index of this moment, header and footer
    for queries, name, args in (
        (4, "themes", []),
        (8, "theme", [field.slug]),
        (8, "theme", [topic.slug]),
        (3, "situations", []),
        (8, "situation", [situation.slug]),
        (7, "a-z", []),
    ):
        with django_assert_num_queries(queries):
            page(client, name, *args)


def test_field_page_shows_moderator_with_public_contacts_and_published_offers(client):
    field = make_field(moderator=make_partner(name="Moderation"))
    contact = make_contact(field.moderator)
    make_contact(field.moderator, name="CANARY", is_public=False)
    make_offer(policy_field=field, title="Kurs")
    make_unpublished(policy_field=field)
    response, text = page(client, "theme", field.slug)
    assert (response.context["moderator"], response.context["contacts"]) == (field.moderator, [contact])
    assert (titles(response), response.context["found"].total, "CANARY" in text) == (["Kurs"], 1, False)


def test_field_page_names_no_former_member_as_moderator(client):
    field = make_field(moderator=make_partner(membership="former"))
    make_contact(field.moderator, name="CANARY")
    response, text = page(client, "theme", field.slug)
    assert (response.context["moderator"], "CANARY" in text) == (None, False)


def test_field_page_shows_the_first_twenty_and_leads_to_all(client):
    field = make_field(slug="geld")
    for _number in range(23):
        make_offer(policy_field=field)
    response, text = page(client, "theme", "geld")
    assert (len(titles(response)), response.context["found"].total) == (20, 23)
    assert text.count(f'href="{reverse("offers:list")}?feld=geld"') == 2


def test_topic_page_shows_offers_situations_and_neighbours_with_offers(client):
    topic, situation = make_topic(), make_situation()
    topic.situations.set([situation])
    neighbour, _empty = make_topic(policy_field=topic.policy_field), make_topic(policy_field=topic.policy_field)
    make_offer(topics=[topic], title="Kurs")
    make_offer(topics=[neighbour, make_topic()])
    make_unpublished(topics=[topic])
    response, text = page(client, "theme", topic.slug)
    assert titles(response) == ["Kurs"]
    assert (list(response.context["situations"]), response.context["neighbours"]) == ([situation], [neighbour])
    assert "CANARY" not in text


def test_topic_page_without_offers_leads_on(client):
    _response, text = page(client, "theme", make_topic().slug)
    assert text.count(f'href="{reverse("partners:contacts")}"') == 1


def test_situations_and_fields_stand_in_the_order_of_the_office(client):
    for make in (make_field, make_situation):
        for position, name in ((2, "C"), (1, "B"), (3, "A")):
            make(name=name, position=position)
    fields = page(client, "themes")[0].context["fields"]
    situations = page(client, "situations")[0].context["situations"]
    assert ["".join(row.name for row in rows) for rows in (fields, situations)] == ["BCA", "BCA"]


def test_situation_page_groups_offers_by_kind_and_leads_to_the_rest(client):
    situation = make_situation(slug="unterhalt")
    for _number in range(directory.SHOWN_OF_A_KIND + 2):
        make_offer(kind="money", situations=[situation])
    make_offer(kind="advice", situations=[situation])
    make_unpublished(kind="group", situations=[situation])
    response, text = page(client, "situation", "unterhalt")
    groups = [(group.kind, len(group.cards), group.total) for group in response.context["groups"]]
    assert groups == [("advice", 1, 1), ("money", 4, 6)]
    assert text.count(f'href="{reverse("offers:list")}?lage=unterhalt&amp;art=money"') == 1
    assert "CANARY" not in text


def test_situation_page_shows_topics_that_have_offers(client):
    situation = make_situation()
    full, empty = make_topic(), make_topic()
    situation.topics.set([full, empty])
    make_offer(topics=[full])
    response, _text = page(client, "situation", situation.slug)
    assert response.context["topics"] == [full]


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("violence", ["violence-line"]),
        ("child_at_risk", ["family-line", "violence-line"]),
        ("mental_crisis", ["crisis-line"]),
        ("leisure", []),
    ],
)
def test_situation_page_shows_fitting_help_lines_in_danger_only(client, key, lines):
    for group in ("violence", "crisis", "family", "emergency"):
        make_help_line(f"{group}-line", group)
    make_help_line("CANARY", "violence", is_shown=False)
    response, text = page(client, "situation", make_situation(key=key).slug)
    assert [line.key for line in response.context["help_lines"]] == lines
    assert text.count("data-exit") == (2 if lines else 1)  # in the header, and in danger beside the help lines
    assert "CANARY" not in text


@pytest.mark.parametrize("name", ["theme", "situation"])
def test_unknown_theme_or_situation_is_not_found(client, name):
    assert client.get(reverse(f"offers:{name}", args=["gibt-es-nicht"])).status_code == 404


@pytest.mark.parametrize("name", ["themes", "situations", "a-z"])
def test_directory_pages_lead_on_while_nothing_is_entered(client, name):
    _response, text = page(client, name)
    assert text.count(f'href="{reverse("partners:contacts")}"') == 1
