"""Questions made from the interface's own description: each is answered as described, or refused."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import Phase, given, settings

from offers.exports.hsds.views import OPENAPI
from tests.factories import make_situation
from tests.offers.hsds.entries import full_offer, make_network

pytestmark = pytest.mark.django_db
EXAMPLES = 4  # for each address; more by hand: docs/api.md


@pytest.fixture(autouse=True)
def one_connection():
    """Requests of a server would close the connection in whose transaction this test runs."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_generated_questions_are_answered_as_described():
    make_network()
    full_offer()
    make_situation()
    description = json.loads(OPENAPI.read_text(encoding="utf-8"))
    schema = schemathesis.openapi.from_wsgi("/api/hsds/openapi.json", get_wsgi_application())
    assert len(schema.raw_schema["paths"]) == len(description["paths"])
    for result in schema.get_all_operations():
        _ask(result.ok())


def _ask(operation):
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(case=operation.as_strategy())
    def answer(case):
        if "proximity" in case.query:  # OpenAPI has no words for “only with a postcode”
            case.query.setdefault("postcode", "03230")
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    answer()
