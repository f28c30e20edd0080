"""``manage.py evaluate_search``."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from offers.search.evaluation import CRISIS, read_queries, run_queries, scores, silent_share, write_run


class Command(BaseCommand):
    help = "Search judged queries among all published offers, write what was found and print how good that is."

    def add_arguments(self, parser):
        parser.add_argument("queries", type=Path, help="JSON lines: id, query, kind, relevant")
        parser.add_argument("--output", type=Path, help="CSV file for what was found: query_id, rank, row_id")

    def handle(self, *args, queries, output, **options):
        try:
            rows = read_queries(queries)
        except (OSError, ValueError) as error:
            raise CommandError(f"{queries} cannot be read: {error}") from None
        run = run_queries(rows)
        if output:
            write_run(run, output)
        self.show(scores(rows, run))
        silent = silent_share(rows, run)
        if silent is not None:
            self.stdout.write(f"queries without an answer: nothing found for {silent:.2f}")

    def show(self, table):
        self.stdout.write(f"{'kind':16}{'n':>4}{'nDCG@10':>9}{'success@3':>11}{'zero':>7}")
        for kind in sorted(table, key=lambda kind: (kind != "ALL", kind)):
            row = table[kind]
            line = f"{kind:16}{row['n']:>4}{row['ndcg']:>9.3f}{row['success']:>11.3f}{row['zero']:>7.3f}"
            self.stdout.write(line)
        if CRISIS in table:
            self.stdout.write(f"crisis: a fitting offer comes first for {table[CRISIS]['first']:.2f}")
