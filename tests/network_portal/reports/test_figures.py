"""Each figure says what the rows say, by the query written beside it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection

from network_portal.reports.figures import FIGURES, Scope, all_figures
from network_portal.reports.figures.answers import answers, usual_days
from network_portal.reports.figures.flow import drawn, flow
from network_portal.reports.figures.gaps import gaps, parts_of
from network_portal.reports.figures.inquiries import inquiries
from network_portal.reports.figures.inquiries import usual_days as usual_days_of_inquiries
from network_portal.reports.figures.offers import offers
from network_portal.reports.figures.outcomes import outcomes
from network_portal.reports.figures.referrals import by_field, states
from network_portal.reports.figures.waiting import class_words
from network_portal.reports.periods import Period, presets, settled, whole_months
from network_portal.reports.sql import literal
from network_portal.reports.suppression import words
from offers.models import UnmetSearch
from offers.models.choices import Publication
from offers.workflow import HELD
from referrals.models import Inquiry, Status
from tests.factories import make_field, make_offer, make_partner
from tests.network_portal.reports.rows import make_ended
from tests.referrals.rows import make_network

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
HALF_YEAR = Scope(None, Period(date(2026, 1, 1), date(2026, 6, 30)), TODAY)
FEW = 0


@pytest.fixture
def world():
    make_network()
    return [make_partner(name=f"Stelle {n}") for n in "ABC"], make_field(name="Geld")


def shown(figure) -> list[list]:
    """The cells of a table, “fewer than five” as 0."""
    return [[FEW if cell == words(0) else cell for cell in row] for row in figure.rows]


def run(figure, number=0) -> list[tuple]:
    """The rows of the query that is written beside a figure, run as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(figure.queries[number])
        return cursor.fetchall()


def test_states_count_what_happened_and_their_query_says_the_same(world):
    (a, b, c), field = world
    make_ended(7, sender=a, recipient=b, field=field)
    make_ended(6, sender=a, recipient=b, field=field, code="partly_helped")
    make_ended(5, sender=b, recipient=c, field=field, status=Status.DECLINED, sent_on=date(2025, 12, 30))
    make_ended(5, sender=b, recipient=c, field=field, status=Status.EXPIRED, ended_on=date(2026, 7, 1))
    figure = states(HALF_YEAR)
    assert [row[1] for row in shown(figure)] == [15, 10, FEW, FEW, 5, 5, FEW, FEW]
    assert run(figure) == [(15, 10)]
    assert sorted(run(figure, 1)) == [("declined", FEW), ("expired", FEW), ("helped", 5), ("partly", 5)]
    assert shown(states(HALF_YEAR._replace(period=Period(date(2025, 1, 1), date(2026, 12, 31)))))[2][1] == 5


def test_fields_and_flows_count_and_their_queries_say_the_same(world):
    (a, b, c), field = world
    make_ended(11, sender=a, recipient=b, field=field)
    make_ended(6, sender=b, recipient=c, field=field)
    make_ended(4, sender=c, recipient=a, field=make_field(name="Wohnen"))
    figure = by_field(HALF_YEAR)
    assert sorted(shown(figure)) == [["Geld", 15], ["Wohnen", FEW]]
    assert sorted(number for _key, number in run(figure)) == [FEW, 15]
    figure = flow(HALF_YEAR)
    assert figure.rows == [["Stelle A", "Stelle B", 10], ["Stelle B", "Stelle C", 5]]
    assert sorted(run(figure)) == sorted([(a.pk, b.pk, 10), (b.pk, c.pk, 5), (c.pk, a.pk, FEW)])


def test_long_list_of_flows_is_drawn_as_the_largest_and_the_rest():
    pairs = [(f"A{n}", f"B{n}", 100 - n) for n in range(30)]
    assert drawn(pairs)[11:] == [("A11", "B11", 89), (drawn(pairs)[12][0], drawn(pairs)[12][1], sum(range(71, 89)))]


def test_partner_with_one_quick_answer_and_nine_unanswered_is_not_quick(world):
    (a, b, c), field = world
    make_ended(1, sender=a, recipient=b, field=field, status=Status.DECLINED)
    make_ended(9, sender=a, recipient=b, field=field, status=Status.EXPIRED)
    make_ended(4, sender=a, recipient=c, field=field)  # too few to say
    make_ended(5, sender=b, recipient=a, field=field, answered_on=date(2026, 1, 7))
    figure = answers(HALF_YEAR)
    assert figure.rows == [["Stelle A", class_words(1)], ["Stelle B", class_words(4)]]
    assert usual_days(run(figure), HALF_YEAR.period) == {b.pk: float("inf"), a.pk: 2}


def day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def test_answers_count_in_whole_fives_in_the_month_in_which_they_are_full(world):
    (a, b, _c), field = world
    for month, count in ((1, 3), (2, 3), (3, 4)):
        make_ended(count, sender=a, recipient=b, field=field, sent_on=date(2026, month, 2))
    told = [bool(answers(HALF_YEAR._replace(period=whole_months(date(2026, n, 1), date(2026, n, 1)))).rows)
            for n in (1, 2, 3)]  # fmt: skip
    assert told == [False, True, True]


def test_outcomes_stand_beside_the_word_of_the_parents(world):
    (a, b, _c), field = world
    make_ended(10, sender=a, recipient=b, field=field, parent_answer="yes")
    make_ended(5, sender=a, recipient=b, field=field, parent_answer="no")
    make_ended(5, sender=a, recipient=b, field=field, status=Status.UNMET, parent_answer="not_contacted")
    figure = outcomes(HALF_YEAR)
    assert [row[1:] for row in shown(figure)] == [[15, 10, 0, 5, 0], [0] * 5, [5, 0, 0, 0, 5]]
    assert sorted(run(figure)) == [("helped", 15), ("unmet", 5)]
    assert sorted(run(figure, 1)) == [("helped", "no", 5), ("helped", "yes", 10), ("unmet", "not_contacted", 5)]
    early = HALF_YEAR._replace(today=date(2026, 3, 1))  # parents may still change their word
    assert outcomes(early).rows == []


def test_gaps_count_searches_and_want_of_places_by_the_month(world):
    (a, b, _c), field = world
    make_ended(5, sender=a, recipient=b, field=field, status=Status.DECLINED, code="no_capacity")
    make_ended(5, sender=a, recipient=b, field=field, status=Status.UNMET, code="no_capacity", sent_on=date(2026, 2, 3))
    UnmetSearch.objects.create(words="kinderarzt", week=date(2026, 2, 2), count=3)
    figure = gaps(HALF_YEAR)
    assert [row[1:] for row in shown(figure)[:3]] == [[0, 5, 0], [3, 0, 5], [0, 0, 0]]
    totals = {status: numbers for status, *numbers in run(figure)}  # running: what a month shows is the difference
    for place, status in enumerate(("declined", "unmet"), start=2):
        assert [now - before for before, now in pairwise(totals[status])] == [row[place] for row in shown(figure)]
    assert [(day(week), count) for week, count in run(figure, 1)] == [(date(2026, 2, 2), 3)]


def test_long_periods_are_shown_by_the_year():
    years = parts_of(Period(date(2023, 5, 1), date(2026, 6, 30)))
    assert [(part.first, part.last) for part in (years[0], years[-1])] == [
        (date(2023, 5, 1), date(2023, 12, 31)), (date(2026, 1, 1), date(2026, 6, 30)),
    ]  # fmt: skip


def test_inquiries_count_and_their_queries_say_the_same(world):
    (a, *_others), _field = world
    asked = date(2026, 1, 5)
    for number in range(7):
        answered_on = asked + timedelta(days=1) if number < 6 else None
        Inquiry.objects.create(partner=a, created_on=asked, first_answered_on=answered_on, status="closed",
                               closed_on=date(2026, 2, 5))  # fmt: skip
    figure = inquiries(HALF_YEAR)
    assert [row[1] for row in shown(figure)] == [5, 5, class_words(1)]
    assert run(figure)[0] == (5, 5)
    assert usual_days_of_inquiries(run(figure, 1), HALF_YEAR.period) == 1


def test_offers_are_fresh_or_to_ask_about_or_out_of_date(world):
    (a, *_others), field = world
    facts = {"partner": a, "policy_field": field}
    make_offer(**facts, confirmed_on=TODAY)
    make_offer(**facts)
    make_offer(**facts, publication=Publication.HIDDEN)
    make_offer(**facts, publication=Publication.HIDDEN, review_step=HELD)  # by a moderator: not for its age
    make_offer(**facts, publication=Publication.DRAFT)
    figure = offers(HALF_YEAR)
    assert figure.rows[0] == ["Geld", 1, 1, 1]
    assert run(figure) == [(field.pk, 1, 1, 1)]


@pytest.mark.parametrize("count", [1, 4])
def test_all_figures_need_the_same_queries_for_any_number(world, count, django_assert_num_queries):
    (a, b, c), field = world
    for number in range(count):
        make_ended(5, sender=a, recipient=(b, c)[number % 2], field=make_field())
        make_offer(policy_field=field)
        Inquiry.objects.bulk_create(
            Inquiry(partner=(b, c)[number % 2], created_on=date(2026, 1, 5), first_answered_on=date(2026, 1, 6))
            for _n in range(5)
        )
    with django_assert_num_queries(21):
        all_figures(HALF_YEAR)


def test_nothing_at_all_is_said_in_words():
    figures = all_figures(HALF_YEAR._replace(period=Period(TODAY, TODAY)))
    assert [figure.key for figure in figures] == list(FIGURES)
    assert [figure.rows for figure in figures[1:]] == [[]] * 7


@pytest.mark.parametrize(
    ("first", "last", "today", "months"),
    [
        (date(2026, 1, 17), date(2026, 3, 2), TODAY, (date(2026, 1, 1), date(2026, 3, 31))),
        (date(2026, 1, 1), date(2026, 12, 31), TODAY, (date(2026, 1, 1), date(2026, 10, 31))),
        (date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 14), (date(2026, 1, 1), date(2026, 11, 30))),
        (date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 13), None),
    ],
)
def test_period_counts_whole_months_that_are_settled(first, last, today, months):
    assert settled(Period(first, last), today) == months


def test_presets_are_periods_before_today():
    assert [period for _words, period in presets(date(2026, 2, 10))] == [
        (date(2026, 1, 1), date(2026, 2, 10)), (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 10, 1), date(2025, 12, 31)), (date(2025, 2, 1), date(2026, 2, 10)),
        (date(2024, 1, 1), date(2026, 2, 10)),
    ]  # fmt: skip


def test_literals_cannot_break_out():
    assert [literal(value) for value in (True, 5, date(2026, 1, 2), "O'Neill")] == [
        "TRUE",
        "5",
        "'2026-01-02'",
        "'O''Neill'",
    ]
    with pytest.raises(TypeError, match="float"):
        literal(1.5)
