"""The words a new installation starts with."""

import pytest
from django.core.exceptions import ValidationError

from offers.models import LifeSituation, PolicyField, Topic
from offers.taxonomy import load_taxonomy
from tests.factories import make_field, make_partner, make_topic

pytestmark = pytest.mark.django_db


def test_load_taxonomy_creates_all_words_once():
    first, second = load_taxonomy(), load_taxonomy()
    total = PolicyField.objects.count() + LifeSituation.objects.count() + Topic.objects.count()
    assert (first["created"], second) == (total, {"created": 0, "filled": 0, "left_out": 0})


def test_load_taxonomy_links_topics():
    load_taxonomy()
    topic = Topic.objects.get(key="maintenance_advance")
    assert (topic.policy_field.key, topic.parent.key) == ("money_law", "child_maintenance")
    assert set(topic.situations.values_list("key", flat=True)) == {"maintenance", "money_short"}


def test_load_taxonomy_keeps_what_a_coordinator_wrote():
    load_taxonomy()
    moderator = make_partner()
    PolicyField.objects.filter(key="work").update(name="Arbeit", description="Eigener Text", moderator=moderator)
    Topic.objects.get(key="debt_counselling").situations.clear()
    load_taxonomy()
    field = PolicyField.objects.get(key="work")
    assert (field.name, field.description, field.moderator) == ("Arbeit", "Eigener Text", moderator)
    assert Topic.objects.get(key="debt_counselling").situations.count() == 0


def test_load_taxonomy_fills_in_empty_texts():
    make_field(key="health", name="Gesundheit", slug="gesundheit", description="")
    assert load_taxonomy()["filled"] == 1
    assert PolicyField.objects.get(key="health").description != ""


def test_load_taxonomy_leaves_a_topic_of_the_same_name_alone():
    own = make_topic(name="Schuldnerberatung", slug="schulden-beratung")
    assert load_taxonomy()["left_out"] == 1
    assert list(Topic.objects.filter(name="Schuldnerberatung")) == [own]


def test_fields_and_topics_share_no_address():
    topic = make_topic(slug="geld")
    for word in (PolicyField(key="a", name="A", slug="geld"), Topic(key="b", name="B", slug=topic.policy_field.slug)):
        with pytest.raises(ValidationError) as refused:
            word.clean()
        assert list(refused.value.message_dict) == ["slug"]
