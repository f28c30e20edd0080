"""Limits on tries: a look that writes nothing, since each look would keep writers waiting. Open to all apps."""

import time

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
