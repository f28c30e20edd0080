"""Papers of the current content, printed once and kept as files; printing takes turns, and nobody waits for ever."""

import hashlib
import logging
import threading
from contextlib import contextmanager

from django.core.cache import caches
from django.utils import timezone

from network_portal.changes import content_version
from network_portal.typesetting import TypesettingError

logger = logging.getLogger(__name__)

KEPT = 24 * 60 * 60  # seconds
MOST_WAITING = 4  # threads of a process that wait for a print or make one; the others go on answering
PATIENCE = 20  # seconds until one that waits for its turn gives up: in front of it may be prints of two minutes

_turn = threading.Lock()
_places = threading.BoundedSemaphore(MOST_WAITING)


class BusyError(RuntimeError):
    """Too many prints at this moment, or too many for one visitor."""


def paper(name: str, build, may_build=lambda: True) -> bytes:
    """What ``build()`` prints under ``name``, from the store while the content and the day are the same.

    Raises ``BusyError`` where it would have to be printed and cannot: ``may_build()`` says no, too many wait, it fails.
    """
    version, store = content_version(), caches["paper"]
    key = _key(name, version, timezone.localdate())
    found = store.get(key) if version is not None else None
    if found is not None:
        return found
    if not may_build():
        raise BusyError
    with _in_turn():
        found = store.get(key) if version is not None else None  # somebody may have waited for the same
        if found is None:
            found = _built(build)
            store.set(_key("size", name), len(found), KEPT)
            if version is not None:
                store.set(key, found, KEPT)
    return found


def _built(build) -> bytes:
    """What ``build()`` prints. A print that failed is told to those who run the portal; a visitor may try again."""
    try:
        return build()
    except TypesettingError as error:
        logger.error("A print failed: %s", error)
        raise BusyError from error


def is_kept(name: str) -> bool | None:
    """Whether the paper of the present content lies ready; None within a transaction, where nothing can be kept."""
    version = content_version()
    return None if version is None else _key(name, version, timezone.localdate()) in caches["paper"]


def size_of(name: str) -> int | None:
    """Bytes of the paper as it was last printed, within a day: a changed word does not change “1.2 MB”. Else None."""
    return caches["paper"].get(_key("size", name))


def _key(*parts) -> str:
    return hashlib.sha256(repr([str(part) for part in parts]).encode()).hexdigest()


@contextmanager
def _in_turn():
    if not _places.acquire(blocking=False):
        raise BusyError
    try:
        if not _turn.acquire(timeout=PATIENCE):
            raise BusyError
        try:
            yield
        finally:
            _turn.release()
    finally:
        _places.release()
