"""The query behind a figure as text that can be run as it stands."""

from datetime import date

from django.db import connection


def told(rows) -> tuple[list, str]:
    """The rows of a QuerySet or a generator, and the query they came from, with its values written out.

    The text is taken down as the query is run, so it can never say anything else. It is empty where there was nothing
    to ask for. Raises ``TypeError`` for a value of an unknown kind.
    """
    heard = []

    def listen(execute, text, values, many, context):
        heard.append(text % tuple(literal(value) for value in values or ()))
        return execute(text, values, many, context)

    with connection.execute_wrapper(listen):
        found = list(rows)
    return found, "".join(heard)


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
