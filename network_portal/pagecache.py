"""Finished public pages, kept in the memory of a worker and never stale.

A page is found again only under the number of the last change of the content (``changes.py``) and within the same
minute of the clock. So a change shows at the next request, and “open now” is right to the minute.
"""

import threading
import time
from collections import OrderedDict
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from network_portal.changes import content_version
from network_portal.public import CACHE_CONTROL

# “Not modified” needs these too, else the script of another site may not read that answer.
FOR_OTHER_SITES = {"Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy"}
OVERHEAD = 6_000  # bytes a page takes besides its content: headers, address, places in lists
LARGEST_PART = 32  # of all that is kept one page may take: else a few large ones push out everything
LONGEST_ADDRESS = 2_000  # characters; longer ones are answered, but not remembered


# Answered without looking for a finished page: they need no database, or must show that there is one.
PASSED_ON = ("/healthz", "/readyz", f"/{settings.STATIC_URL.strip('/')}/")


class Page(NamedTuple):
    """A finished answer with all its headers."""

    content: bytes
    headers: object


class PageStore:
    """The pages used last, up to a number of bytes. Safe for threads."""

    def __init__(self, limit: int):
        self.limit, self.size = limit, 0
        self.pages = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key) -> Page | None:
        """The page stored under ``key``."""
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
            return self.pages.get(key)

    def put(self, key, page: Page):
        """Keep a page; the ones not used for longest make room."""
        with self.lock:
            if key in self.pages or len(page.content) > self.limit // LARGEST_PART:
                return
            self.pages[key] = page
            self.size += len(page.content) + OVERHEAD  # else a million small answers would count for little
            while self.size > self.limit:
                _key, oldest = self.pages.popitem(last=False)
                self.size -= len(oldest.content) + OVERHEAD


class PageCacheMiddleware:
    """Serves what a view has marked with ``public.public_page`` from memory, and answers “not modified” by ETag."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.store = PageStore(settings.PAGE_CACHE_BYTES)

    def __call__(self, request):
        version = self.version(request)
        if version is None:
            return self.get_response(request)
        request.content_version = version
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)  # only its header and footer are found again
        key = self.key(request, version)
        page = self.store.get(key)
        if page is None:
            response = self.get_response(request)
            if not response.headers.get("Cache-Control", "").startswith(CACHE_CONTROL) or response.cookies:
                return response
            is_kept = getattr(response, "is_kept", True)  # a view may know that nobody will ask the same again
            if is_kept and response.status_code == 200 and request.method == "GET" and len(key[0]) <= LONGEST_ADDRESS:
                self.store.put(key, Page(response.content, response.headers))
        else:
            # A new response each time, for it is closed when it was sent; the headers are only read from here on.
            response = HttpResponse(page.content)
            response.headers = page.headers
        answer = get_conditional_response(request, etag=response.headers.get("ETag"), response=response)
        if answer is not response:
            for name in FOR_OTHER_SITES & response.headers.keys():
                answer.headers[name] = response.headers[name]
        return answer

    @staticmethod
    def version(request):
        """The version of the content to look under; None where it cannot be known, or nobody needs it."""
        if request.path.startswith(PASSED_ON):
            return None
        try:
            return content_version()
        except DatabaseError:
            return None  # the page for this stands further inside, and has all headers

    @staticmethod
    def key(request, version):
        """What a stored page depends on; nothing of the visitor but the host asked for and gzip."""
        return (
            request.get_full_path(),
            request.headers.get("Host", ""),
            request.is_secure(),
            "gzip" in request.headers.get("Accept-Encoding", ""),
            version,
            int(time.time() // 60),
        )
