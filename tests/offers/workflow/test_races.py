"""Two people press a button at the same moment: one of them decides, the other is told."""

import threading

import pytest
from django.db import connection

from offers.models import Offer
from offers.workflow import StepNotOpenError, take_step
from tests.factories import make_user
from tests.offers.workflow.test_steps import in_state, moderator_of, team


def outcome(offer, name, by):
    try:
        return take_step(offer, name, by=by).publication
    except StepNotOpenError:
        return "told"


@pytest.mark.django_db
def test_second_moderator_decides_about_what_the_first_has_left():
    offer = in_state("submitted")
    team(offer)
    first, second = moderator_of(offer), moderator_of(offer)
    seen_by_second = Offer.objects.get(pk=offer.pk)
    assert [outcome(offer, "publish", first), outcome(seen_by_second, "return", second)] == ["published", "told"]
    assert Offer.objects.get().publication == "published"


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_take_one_step_between_them():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time: the test above says it all.")
    offer = in_state("submitted")
    people = [make_user(is_staff=True) for _ in range(4)]
    # Whichever comes first, none of the others fits any longer.
    names, found, start = ["return", "withdraw", "return", "withdraw"], [], threading.Barrier(4)

    def press(name, by):
        try:
            start.wait(timeout=10)
            found.append(outcome(offer, name, by))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in zip(names, people, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(found) == ["draft", "told", "told", "told"]
    assert Offer.history.exclude(history_change_reason=None).count() == 1
