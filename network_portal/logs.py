"""Log lines as JSON. No address of a visitor, no query string, no content of a form ever gets in."""

import json
import logging
from datetime import UTC, datetime

security = logging.getLogger("security")


def note_security(event: str, *, user=None, **facts):
    """One line of the security log: what happened, by which account (its key), and short facts such as a number.

    Never a name, a text or a code: whoever reads logs is not meant to know whom it is about.
    """
    security.info(event, extra={"facts": {"account": user.pk if user else None} | facts})


class JsonFormatter(logging.Formatter):
    """One line of JSON for one record: time in UTC, level, logger, message, and the traceback of an exception."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        } | getattr(record, "facts", {})
        # Refused input is no fault of ours: scanners would fill the log with tracebacks.
        if record.exc_info and not record.name.startswith("django.security"):
            line["exception"] = self.formatException(record.exc_info)
        # json.dumps escapes line breaks: nobody can write a line of his own into the log.
        return json.dumps(line, ensure_ascii=False)
