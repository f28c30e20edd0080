"""The list page with words, the suggestions, the counting of searches without an answer, the commands."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from offers.models import HelpLine, ImportedRow, UnmetSearch
from offers.search import understand
from offers.search.evaluation import score
from offers.search.marks import marked
from offers.search.text import stem
from offers.search.unmet import count_if_unmet, store_counts
from offers.taxonomy import load_taxonomy
from tests.factories import make_municipality, make_offer, make_topic

pytestmark = pytest.mark.django_db
LIST, SUGGESTIONS = reverse("offers:list"), reverse("offers:suggestions")
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _nothing_counted():
    """What other tests searched for is not counted in this one."""
    store_counts(MONDAY)
    UnmetSearch.objects.all().delete()


def search(client, words, **more):
    return client.get(LIST, {"q": words, **more})


def test_list_shows_help_before_everything_in_danger(client):
    line = HelpLine.objects.create(key="a", name="Hilfetelefon", group="violence", phone="116016")
    page = search(client, "mein mann schlägt mich")
    assert page.context["help_lines"] == [line]
    text = page.content.decode()
    assert text.index("Hilfetelefon") < text.index("data-status")
    assert "data-exit" in text[text.index('id="ergebnisse"') : text.index("data-status")]


def test_list_shows_no_help_lines_for_ordinary_words(client):
    HelpLine.objects.create(key="a", name="Hilfetelefon", group="violence", phone="116016")
    assert search(client, "kind schlägt andere kinder").context["help_lines"] == []


def test_list_takes_places_and_filters_out_of_the_words_and_lets_them_go(client):
    make_municipality("Finsterwalde")
    page = search(client, "yoga finsterwalde kostenlos")
    finding, form = page.context["finding"], page.context["search"]
    assert (finding.place.name, finding.chosen["kosten"]) == ("Finsterwalde", ["free"])
    assert [chip.url.partition("?")[2] for chip in form.chips[1:]] == [
        "q=yoga+finsterwalde",
        "q=yoga+kostenlos",
    ]


def test_choice_in_the_form_counts_more_than_a_word(client):
    make_municipality("Finsterwalde")
    make_municipality("Herzberg")
    assert search(client, "yoga finsterwalde", ort="Herzberg").context["finding"].place.name == "Herzberg"


def test_list_shows_all_offers_for_words_that_are_only_filters(client):
    make_offer(title="Yoga", cost_kind="free")
    make_offer(title="Töpfern", cost_kind="priced")
    page = search(client, "kostenlos")
    assert [card.title for card in page.context["cards"]] == ["Yoga"]


def test_list_says_what_was_meant_and_marks_it(client):
    make_offer(title="Töpferwerkstatt am See")
    text = search(client, "töpferwerkstat").content.decode()
    assert "<strong>töpferwerkstatt</strong>" in text
    assert "<mark>Töpferwerkstatt</mark> am See" in text


def test_list_says_why_where_no_word_shows_it(client):
    topic = make_topic(key="food_bank", name="Tafel")
    make_offer(title="Ausgabestelle", topics=[topic])
    cards = search(client, "wir haben nichts zu essen").context["cards"]
    assert [card.reason.partition(": ")[2] for card in cards] == ["Tafel"]


def test_list_without_an_answer_leads_on(client):
    load_taxonomy()
    page = search(client, "schulden")
    assert [theme.key for theme in page.context["themes"]][:2] == ["debt_counselling", "debts"]
    assert reverse("offers:a-z") in page.content.decode()


def test_marked_cuts_at_words():
    assert marked("Kinderbetreuung, auch nachts", {stem("betreuung")}) == (
        ("Kinderbetreuung", True),
        (", auch nachts", False),
    )


def test_suggestions_name_needs_offers_and_places(client):
    make_offer(title="Krabbelkäfer", topics=[make_topic(name="Krabbelgruppe")])
    make_municipality("Krabbelsdorf")
    answer = client.get(SUGGESTIONS, {"q": "krab"}).json()["suggestions"]
    assert sorted({(row["kind"], row["text"]) for row in answer}) == [
        ("need", "Krabbelgruppe"),
        ("offer", "Krabbelkäfer"),
        ("place", "Krabbelsdorf"),
    ]


@pytest.mark.parametrize("typed", ["", "k", "mein mann schlägt mich", "%", "x" * 5000])
def test_suggestions_may_be_none(client, typed):
    assert client.get(SUGGESTIONS, {"q": typed}).json() == {"suggestions": []}


def test_searches_without_an_answer_are_counted_by_the_week():
    for _ in range(2):
        count_if_unmet(understand("kamelreiten"))
    store_counts(MONDAY)
    count_if_unmet(understand("Kamelreiten!"))
    store_counts(MONDAY + timedelta(days=6))
    assert list(UnmetSearch.objects.values_list("words", "week", "count")) == [("kamelreiten", MONDAY, 3)]


@pytest.mark.parametrize("words", ["", "0152 28817386", "mein mann schlägt mich", "a b c d e f g kamel", "yoga"])
def test_searches_that_tell_too_much_or_found_something_are_not_counted(words):
    make_offer(title="Yoga")
    count_if_unmet(understand(words))
    assert store_counts(MONDAY) == 0


def test_rare_searches_are_forgotten():
    old = MONDAY - timedelta(weeks=20)
    UnmetSearch.objects.create(words="kamel", week=old, count=2)
    UnmetSearch.objects.create(words="lama", week=old, count=3)
    store_counts(MONDAY)
    assert [row.words for row in UnmetSearch.objects.all()] == ["lama"]


def test_a_get_writes_no_count(client):
    search(client, "kamelreiten")
    assert (UnmetSearch.objects.count(), store_counts(MONDAY)) == (0, 1)


def test_evaluation_writes_the_run_and_prints_the_score(tmp_path, capsys):
    offer = make_offer(title="Yoga")
    ImportedRow.objects.create(source="test", row_id="A1", offer=offer, values={})
    queries, run = tmp_path / "queries.jsonl", tmp_path / "run.csv"
    rows = [
        {"id": "1", "query": "yoga", "kind": "single_word", "relevant": {"A1": 2}},
        {"id": "2", "query": "kamelreiten", "kind": "none", "relevant": {}},
    ]
    queries.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    call_command("evaluate_search", str(queries), output=run)
    assert run.read_text().splitlines() == ["query_id,rank,row_id", "1,1,A1"]
    assert capsys.readouterr().out.splitlines()[1].split() == ["ALL", "1", "1.000", "1.000", "0.000"]


def test_evaluation_says_when_a_file_is_no_file_of_queries(tmp_path):
    path = tmp_path / "queries.jsonl"
    path.write_text("[1]")
    with pytest.raises(CommandError):
        call_command("evaluate_search", str(path))


def test_score_is_one_for_the_best_order_only():
    relevant = {"A": 2, "B": 1}
    assert score(relevant, ["A", "B"]) == {"ndcg": 1.0, "success": 1.0, "zero": 0.0, "first": 1.0}
    assert round(score(relevant, ["B", "A"])["ndcg"], 3) == 0.797
    assert score(relevant, [])["zero"] == 1.0


def test_rebuild_counts_the_published_offers(capsys):
    make_offer(title="Yoga")
    make_offer(publication="draft")
    call_command("rebuild_search")
    assert capsys.readouterr().out.split()[:2] == ["1", "offers,"]
