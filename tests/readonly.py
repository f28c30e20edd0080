"""A middleware of the tests: whoever writes while answering a GET fails. Crawlers and mail scanners follow links."""

import re

from django.db import connection

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\b", re.IGNORECASE)
# A session of the admin may be renewed while somebody reads; who reads something personal leaves a row that says so.
BOOKKEEPING = re.compile(r"\bdjango_session\b|^INSERT INTO \"referrals_access\"")


class WroteOnGetError(AssertionError):
    """A GET changed the database."""


def refuse_writes(execute, sql, params, many, context):
    """Wraps a query; raises ``WroteOnGetError`` where it would change something."""
    if WRITES.match(sql) and not BOOKKEEPING.search(sql):
        raise WroteOnGetError(sql[:200])
    return execute(sql, params, many, context)


class ReadOnlyGetMiddleware:
    """Refuses every write during GET and HEAD."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)
