"""How well search answers judged queries: the figures of docs/search.md."""

import csv
import json
import math
from collections import defaultdict
from pathlib import Path

from offers.models import ImportedRow
from offers.search.understanding import understand

DEPTH = 10  # results that count
FIRST = 3  # results people look at without scrolling
NO_ANSWER, CRISIS = "none", "crisis"


def read_queries(path: Path) -> list[dict]:
    """Queries, one JSON object a line: id, query, kind, relevant (row id -> grade 1 or 2). Raises ``ValueError``."""
    queries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            query = json.loads(line)
            if not isinstance(query, dict) or {"id", "query"} - query.keys():
                raise ValueError(f"line {number} is no query with id and query")
            queries.append(query)
    return queries


def run_queries(queries: list[dict]) -> dict[str, list[str]]:
    """Row ids found for each query, best first, among all published offers that came from a file."""
    row_ids = dict(ImportedRow.objects.order_by("-pk").values_list("offer_id", "row_id"))
    return {
        query["id"]: [row_ids[key] for key in understand(query["query"]).keys if key in row_ids] for query in queries
    }


def write_run(run: dict[str, list[str]], path: Path):
    """The results as a CSV file: query_id, rank from 1, row_id."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["query_id", "rank", "row_id"])
        for query_id, row_ids in run.items():
            writer.writerows([query_id, rank, row_id] for rank, row_id in enumerate(row_ids, start=1))


def scores(queries: list[dict], run: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Mean figures by kind of query, “ALL” for all that have an answer."""
    by_kind = defaultdict(list)
    for query in queries:
        relevant = query.get("relevant") or {}
        if relevant and query.get("kind") != NO_ANSWER:
            figures = score(relevant, run.get(query["id"], []))
            by_kind["ALL"].append(figures)
            by_kind[query.get("kind", "")].append(figures)
    return {
        kind: {"n": len(rows)} | {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}
        for kind, rows in by_kind.items()
    }


def score(relevant: dict[str, int], found: list[str]) -> dict[str, float]:
    """The figures of one query.

    nDCG@10 with a gain of 2^grade - 1 and a discount of log2; whether one of the best grade is among the first three;
    whether nothing was found; whether the very first has grade 2.
    """
    best = max(relevant.values())
    return {
        "ndcg": gain([relevant.get(row, 0) for row in found]) / gain(sorted(relevant.values(), reverse=True)),
        "success": float(any(relevant.get(row) == best for row in found[:FIRST])),
        "zero": float(not found),
        "first": float(bool(found) and relevant.get(found[0]) == 2),
    }


def gain(grades: list[int]) -> float:
    """Discounted cumulated gain of the first ten."""
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:DEPTH], start=1))


def silent_share(queries: list[dict], run: dict[str, list[str]]) -> float | None:
    """Share of the queries without an answer for which nothing was found; None where there are none."""
    unanswerable = [query for query in queries if not query.get("relevant") or query.get("kind") == NO_ANSWER]
    return sum(not run.get(query["id"]) for query in unanswerable) / len(unanswerable) if unanswerable else None
