"""The timer killed in the middle of the ladder: nobody is asked twice, nothing is hidden without a word."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from offers.models import Offer
from tests.factories import make_field, make_offer, make_partner
from tests.other_process import SharedDatabase

PARTNERS = 20  # half of them are asked for the first time, the entries of the others are hidden
# The job alone, as ``manage.py tick`` runs it: nothing is sent, so each mail keeps its address.
JOB = "import django; django.setup(); import offers.reviews as r; from django.utils.timezone import now; "
JOB += "r.remind_partners(now())"
MAILS = 'SELECT "to", name FROM network_portal_outgoingmail ORDER BY id'
STEPS = "SELECT publication, review_step, count(*) FROM offers_offer GROUP BY 1, 2 ORDER BY 1"
HIDDEN = "SELECT count(*) FROM offers_historicaloffer WHERE history_change_reason = 'hidden'"


def remind(database):
    environment = {"DATABASE_URL": database.url, "DJANGO_SETTINGS_MODULE": "network_portal.settings"}
    return subprocess.Popen([sys.executable, "-c", JOB], env=os.environ | environment)


def make_due_offers():
    today, field = timezone.localdate(), make_field()
    long_ago = today - relativedelta(months=8)  # due two months ago
    for number in range(PARTNERS):
        partner = make_partner(inbox_email=f"stelle{number}@example.org")
        offer = make_offer(partner=partner, policy_field=field, confirmed_on=long_ago)
        if number % 2:
            Offer.objects.filter(pk=offer.pk).update(review_step=3, review_step_on=today - timedelta(days=14))


@pytest.mark.django_db(transaction=True)
def test_killed_timer_asks_nobody_twice_and_forgets_nobody(tmp_path):
    make_due_offers()
    database = SharedDatabase(tmp_path)
    process = remind(database)
    while len(database.run(MAILS)) < PARTNERS // 4 and process.poll() is None:
        time.sleep(0.003)
    process.kill()
    assert process.wait() == -9
    at_the_kill = {row[:2]: row[2] for row in database.run(STEPS)}
    assert remind(database).wait() == 0
    expected = [(f"stelle{n}@example.org", "offers_hidden" if n % 2 else "confirm") for n in range(PARTNERS)]
    assert sorted(database.run(MAILS)) == sorted(expected)
    assert database.run(STEPS) == [("hidden", 4, PARTNERS // 2), ("published", 1, PARTNERS // 2)]
    assert database.run(HIDDEN) == [(PARTNERS // 2,)]
    assert 0 < at_the_kill.get(("published", 0), 0) < PARTNERS // 2  # the kill came in the middle
