"""The door for the application server."""

import logging
import os
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.urls import get_resolver

from network_portal.readonly import guard_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network_portal.settings")
application = get_wsgi_application()
if settings.READ_ONLY:
    guard_database()

from offers.search import understand  # noqa: E402 (models can be imported from here on)

# A fault in the addresses shall stop the start, not answer every request with an error.
get_resolver().url_patterns  # noqa: B018 (reading imports them)


def learn_words():
    """Read the words of search now, beside the first visitors: whoever searches first would wait seconds for them."""
    try:
        understand("Hilfe")
    except DatabaseError:
        logging.getLogger(__name__).warning("The database is not there yet.")
    finally:
        connections.close_all()


threading.Thread(target=learn_words, daemon=True).start()
