"""Searches that found nothing or little, counted for the coordinators. docs/decisions says why this way.

A GET writes nothing: the count stays in the memory of the worker, and a thread of its own stores it every few minutes.
"""

import logging
import threading
from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from offers.models import UnmetSearch
from offers.search.understanding import Understanding

LATELY = timedelta(weeks=4)  # the searches a coordinator looks at
LEAST_SHOWN = 3  # what fewer people searched for may tell who they are
KEPT = timedelta(weeks=8)  # words that were searched for more rarely are forgotten after that
MOST_WORDS, MOST_LETTERS = 6, 100
MOST_COUNTED = 500  # different searches between two times of storing; more would be an attack

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_counts: Counter = Counter()
_timer = None


def count_if_unmet(understanding: Understanding):
    """Count a search that found nothing or little; not one about danger, and nothing that holds a number."""
    words = [word for word in understanding.words if word.isalpha()]
    text = " ".join(words)
    if not understanding.is_weak or understanding.dangers:
        return
    if not 0 < len(words) <= MOST_WORDS or len(text) > MOST_LETTERS:
        return
    with _lock:
        if (text, not understanding.keys) in _counts or len(_counts) < MOST_COUNTED:
            _counts[text, not understanding.keys] += 1
        _start_timer()


def _start_timer():
    global _timer  # one thread per process, alive only while something waits to be stored
    if _timer is None and settings.STORE_SEARCHES_AFTER:
        _timer = threading.Timer(settings.STORE_SEARCHES_AFTER, _store_and_close)
        _timer.daemon = True
        _timer.start()


def _store_and_close():
    global _timer
    _timer = None
    try:
        store_counts()
    except DatabaseError as error:
        logger.warning("Searches were not stored: %s", error)
    finally:
        connection.close()


def store_counts(today: date | None = None) -> int:
    """Bring the counts of this process into the database; returns how many searches there were."""
    today = today or timezone.localdate()
    with _lock:
        counts = dict(_counts)
        _counts.clear()
    try:
        with transaction.atomic():
            for (words, nothing), count in counts.items():
                _add(words, today - timedelta(days=today.weekday()), count, nothing)
            forget_rare(today)
    except DatabaseError:
        with _lock:
            _counts.update(counts)  # none is lost: the next time stores them
        raise
    return sum(counts.values())


def _add(words: str, week: date, count: int, nothing: bool):
    row = UnmetSearch.objects.filter(words=words, week=week)
    if row.update(count=F("count") + count):
        return
    try:
        with transaction.atomic():
            UnmetSearch.objects.create(words=words, week=week, count=count, found_nothing=nothing)
    except IntegrityError:  # another worker was faster
        row.update(count=F("count") + count)


def shown_searches():
    """Words that were searched for often enough to be shown, as a query."""
    totals = UnmetSearch.objects.order_by("words").values("words").annotate(total=Sum("count"))
    return totals.filter(total__gte=LEAST_SHOWN).values("words")


def forget_rare(today: date) -> int:
    """Delete old words that were never searched for often enough to be shown."""
    rare = UnmetSearch.objects.values("words").annotate(total=Sum("count")).filter(total__lt=LEAST_SHOWN)
    old = UnmetSearch.objects.filter(week__lt=today - KEPT, words__in=[row["words"] for row in rare.order_by("words")])
    return old.delete()[0]
