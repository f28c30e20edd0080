"""Limits on tries: a look that writes nothing, since each look would keep writers waiting. Open to all apps."""

import threading
import time
from collections import OrderedDict

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import apply_rate, get_cache_key, get_rates
from django.core.cache import cache

APP = "allauth.account"  # where the library keeps the limits of ``ACCOUNT_RATE_LIMITS``


def is_used_up(request, action: str) -> bool:
    """Whether the tries that ``ACCOUNT_RATE_LIMITS`` grants for ``action`` are spent; ``consume`` counts them."""
    now = time.time()
    for rate in get_rates(app=APP, action=action):
        history = cache.get(get_cache_key(request, app=APP, action=action, rate=rate), [])
        if not apply_rate(history, now, rate, dry_run=True)[0]:
            return True
    return False


class AddressLimit:
    """So many acts in so many seconds for one address of the internet, counted in the memory of this process alone.

    For reading that costs much: nothing is written, and the addresses are forgotten with the time. Safe for threads.
    """

    REMEMBERED = 1_000  # addresses; the ones not seen for longest make room

    def __init__(self, most: int, seconds: int):
        self.most, self.seconds = most, seconds
        self.acts = OrderedDict()
        self.lock = threading.Lock()

    def grants(self, request) -> bool:
        """Counts one act for the address behind ``request``; False where it has had enough."""
        address, now = get_adapter().get_client_ip(request), time.monotonic()
        with self.lock:
            recent = [moment for moment in self.acts.pop(address, []) if moment > now - self.seconds]
            is_granted = len(recent) < self.most
            self.acts[address] = [*recent, now] if is_granted else recent
            while len(self.acts) > self.REMEMBERED:
                self.acts.popitem(last=False)
        return is_granted
