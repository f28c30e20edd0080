"""Small tables of an offer as JSON in its own row, so that a page needs one query instead of many."""

from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject


class JsonRows(Aggregate):
    """All values of a group as one JSON list, in no particular order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def json_rows(rows, link: str, **columns):
    """The ``columns`` of those ``rows`` whose ``link`` is the outer row, as a list of dicts; None where there are none.

    Amounts arrive as numbers, days as ISO texts. Sort by ``id`` for the order in which rows were written.
    """
    linked = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Subquery(linked.annotate(json_rows=JsonRows(JSONObject(id="pk", **columns))).values("json_rows"))
