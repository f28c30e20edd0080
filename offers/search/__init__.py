"""Words to offers: see docs/search.md for how it works and how well."""

from offers.search.understanding import Understanding, understand

__all__ = ["Understanding", "search", "understand"]


def search(words: str) -> list[int]:
    """Primary keys of the published offers that answer the words, best first."""
    return list(understand(words).keys)
