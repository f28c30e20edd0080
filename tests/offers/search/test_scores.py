"""Fast ways of adding and keeping, against plain loops."""

from hypothesis import given
from hypothesis import strategies as st

from offers.search.postings import MANY, Postings
from offers.search.scores import ONE, Scores, greater, sums

BYTES = st.integers(min_value=0, max_value=255)
LISTS = st.integers(min_value=1, max_value=60).flatmap(
    lambda size: st.lists(st.lists(BYTES, min_size=size, max_size=size), min_size=2, max_size=5)
)
OFFERS = st.lists(st.dictionaries(st.integers(0, 5), st.integers(1, 255)), max_size=60)


def plain_sums(lists, worths):
    return [
        sum(int(row[slot] * worth * ONE / 255 + 0.5) for row, worth in zip(lists, worths, strict=True))
        for slot in range(len(lists[0]))
    ]


@given(LISTS, st.integers(min_value=1, max_value=70))
def test_scores_are_those_of_a_plain_loop(lists, most):
    worths = [1 / len(lists) / (place + 1) for place in range(len(lists))]
    scores = Scores(len(lists[0]))
    for place, (row, worth) in enumerate(zip(lists, worths, strict=True)):
        if place % 2:
            scores.add(bytearray(row), worth)
        else:
            scores.add_few([(slot, strength) for slot, strength in enumerate(row) if strength], worth)
    expected = {slot: score for slot, score in enumerate(plain_sums(lists, worths)) if score >> 16}
    found = {slot: score for score, slot in scores.best(most, range(len(lists[0])))}
    assert found == {slot: expected[slot] for slot in found}
    assert sorted(found.values())[-most:] == sorted(expected.values())[-most:]


@given(LISTS)
def test_scores_of_some_are_added_only_where_there_are_any(lists):
    scores = Scores(len(lists[0]))
    scores.add(bytearray(lists[0]), 0.5)
    scores.add_to_found(bytearray(lists[1]), 0.5)
    both = plain_sums(lists[:2], [0.5, 0.5])
    expected = {slot: both[slot] for slot, strength in enumerate(lists[0]) if strength and both[slot] >> 16}
    assert {slot: score for score, slot in scores.best(1_000, range(len(lists[0])))} == expected


@given(LISTS)
def test_greater_is_the_maximum_of_each_byte(lists):
    assert list(greater(bytes(lists[0]), bytes(lists[1]))) == list(map(max, lists[0], lists[1]))


@given(LISTS)
def test_sums_are_those_of_each_byte(lists):
    one, other = ([value // 2 for value in row] for row in lists[:2])
    assert list(sums(bytes(one), bytes(other))) == [a + b for a, b in zip(one, other, strict=True)]


@given(OFFERS, st.sets(st.integers(0, 59)))
def test_postings_hold_what_was_put_in_and_not_taken_out(offers, removed):
    postings, numbers = Postings(), {}
    for slot, strengths in enumerate(offers):
        postings.add(slot, {numbers.setdefault(term, len(numbers)): value for term, value in strengths.items()})
        postings.pack()
    empty = postings.remove(removed)
    postings.pack()
    for term, number in numbers.items():
        held = [(slot, row[term]) for slot, row in enumerate(offers) if term in row and slot not in removed]
        assert postings.pairs(number) == held
        assert postings.count(number) == len(held)
        assert (number in empty) == (not held)
        assert postings.is_dense(number) == (len(held) > MANY * len(offers))
        assert [postings.strength(number, slot) for slot in range(61)] == [
            dict(held).get(slot, 0) for slot in range(61)
        ]
        assert list(postings.dense(number)) == [dict(held).get(slot, 0) for slot in range(len(offers))]


def test_postings_take_an_offer_into_a_free_slot():
    postings = Postings()
    for slot in range(3):
        postings.add(slot, {0: 10 + slot})
    postings.remove({1})
    postings.add(1, {0: 7})
    assert postings.pairs(0) == [(0, 10), (1, 7), (2, 12)]
