"""Stems stay right while several requests ask for them."""

from concurrent.futures import ThreadPoolExecutor

from offers.search.text import stem

WORDS = ["kinderbetreuung", "schuldnerberatung", "unterhaltsvorschuss", "wohnungen", "hebammen", "beratungsstellen"]


def test_threads_get_the_same_stems_as_one():
    alone = [stem.__wrapped__(word) for word in WORDS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stem.__wrapped__, WORDS * 500))
    assert together == alone * 500
