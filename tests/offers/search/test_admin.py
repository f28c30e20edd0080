"""The lexicon and the searches without an answer, as coordinators see them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offers.models import LexiconEntry, UnmetSearch
from offers.taxonomy import load_taxonomy
from tests.factories import make_offer

pytestmark = pytest.mark.django_db
WHY = reverse("admin:offers_lexiconentry_why")


def test_why_says_what_was_understood(client, coordinator):
    load_taxonomy()
    offer = make_offer(title="Unterhaltsvorschuss")
    context = client.get(WHY, {"q": "ex zahlt keinen unterhalt"}).context
    assert context["understanding"].needs.phrases[0].concepts[0] == "topic:child_maintenance"
    assert context["offers"] == [offer]


def test_why_needs_a_coordinator(client):
    assert client.get(WHY, {"q": "yoga"}).status_code == 302


def test_entry_is_made_from_names_and_keeps_its_order(client, coordinator):
    load_taxonomy()
    url = reverse("admin:offers_lexiconentry_add")
    values = {"language": "de", "use": "need", "phrase": " sternschnuppe ", "weight": 3, "is_active": "on"}
    client.post(url, values | {"concepts": ["topic:daycare", "situation:baby"]})
    entry = LexiconEntry.objects.get()
    assert (entry.phrase, entry.concepts, entry.origin) == ("sternschnuppe", ["topic:daycare", "situation:baby"], "own")


def test_entry_cannot_mean_what_its_use_does_not_allow(client, coordinator):
    load_taxonomy()
    url = reverse("admin:offers_lexiconentry_add")
    values = {"language": "de", "use": "danger", "phrase": "sternschnuppe", "weight": 3, "concepts": ["topic:daycare"]}
    assert list(client.post(url, values).context["adminform"].form.errors) == ["concepts"]


def test_unmet_searches_show_from_three_on(client, coordinator):
    for words, count in (("kamel", 2), ("lama", 3)):
        UnmetSearch.objects.create(words=words, week=date(2026, 11, 16), count=count)
    rows = client.get(reverse("admin:offers_unmetsearch_changelist")).context["cl"].result_list
    assert [row.words for row in rows] == ["lama"]


def test_unmet_searches_are_summed_up_by_words_over_the_weeks_that_are_listed(client, coordinator):
    today = timezone.localdate()
    for words, days, count in (("kamel", 7, 3), ("kamel", 14, 4), ("kamel", 90, 5), ("lama", 7, 6)):
        UnmetSearch.objects.create(words=words, week=today - timedelta(days=days), count=count)
    page = reverse("admin:offers_unmetsearch_changelist")

    def sums(query):
        return [(row.words, row.in_all) for row in client.get(page + query).context["cl"].result_list]

    assert sums("?o=-4.1.-2") == [("kamel", 12)] * 3 + [("lama", 6)]
    assert sums("?o=-4.1.-2&when=lately") == [("kamel", 7)] * 2 + [("lama", 6)]
    chosen = {"action": "delete_selected", "_selected_action": [UnmetSearch.objects.get(words="lama").pk]}
    client.post(page, chosen | {"post": "yes"})
    assert sums("") == [("kamel", 12)] * 3
