"""The ids of the interface: UUIDs that follow from our keys, so that nothing has to be stored for them."""

from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings

KEPT = 200_000


def uuid_of(kind: str, key) -> str:
    """The id of a row: the same as long as the row lives and the site keeps its address."""
    return _uuid_of(settings.SITE_URL, kind, str(key))


@lru_cache(maxsize=KEPT)
def _uuid_of(site: str, kind: str, key: str) -> str:
    return str(uuid5(_namespace(site), f"{kind}/{key}"))


@lru_cache(maxsize=8)
def _namespace(site: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"{site.rstrip('/')}/api/hsds/")


def key_of(kind: str, ident: str, keys):
    """The one of ``keys`` that has this id; None where none has."""
    ident = ident.casefold()
    return next((key for key in keys if uuid_of(kind, key) == ident), None)
