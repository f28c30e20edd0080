"""Searches without an answer, so that the coordinator's lists and the gap matrix of the demo are not empty."""

from datetime import timedelta

from network_portal.demo.tables import DATA, Run, read_tables
from offers.models import UnmetSearch


def load_searches(run: Run):
    """Counts of the last weeks; those that are there already stay."""
    monday = run.today - timedelta(days=run.today.weekday())
    for table in read_tables(DATA / "searches.toml", "search", title="words"):
        words, weeks = table.need("words"), table.need("weeks")
        nothing = not table.take("few", False)
        table.done()
        for ago, count in weeks.items():
            values = {"count": count, "found_nothing": nothing}
            week = monday - timedelta(weeks=int(ago))
            _row, created = UnmetSearch.objects.get_or_create(words=words, week=week, defaults=values)
            if created:
                run.count("searches")
