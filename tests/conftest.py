"""What all tests share."""

import pytest


@pytest.fixture(autouse=True)
def _fresh_pages():
    """No page outlives its test in the page cache: rolled-back changes leave no trace in the count of changes."""
    from network_portal import pagecache

    yield
    for store in pagecache.STORES:
        store.clear()
