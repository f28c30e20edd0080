"""The query behind a figure as text that can be run as it stands."""

from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection


def statement(rows) -> str:
    """The query of a QuerySet with its values written out; empty where it needs none to know that there is nothing.

    Raises ``TypeError`` for a value of an unknown kind.
    """
    try:
        text, values = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return ""
    return text % tuple(literal(value) for value in values)


def literal(value) -> str:
    """A value as SQL; only kinds that a report needs."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, date):
        return f"'{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + str(value).replace("'", "''") + "'"
    raise TypeError(f"No literal for {type(value).__name__}")
