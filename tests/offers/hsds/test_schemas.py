"""Every answer keeps to the JSON Schemas of the standard, where those are found (HSDS_SCHEMAS names their folder)."""

import gzip
import json
import os
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest

from tests.factories import make_location, make_offer
from tests.offers.hsds.entries import ask, full_offer

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(os.environ.get("HSDS_SCHEMAS", ROOT.parent / "shared" / "data" / "hsds-3.0"))
SHAPES = [  # list, parameter for everything, schema of one row, schema of an entry with everything
    ("services", "full", "compiled-service_list", "compiled-service"),
    ("service_at_locations", "full", "compiled-service_at_location_list", "compiled-service_at_location"),
    ("organizations", "full_service", "compiled-organization_list", "compiled-organization"),
    ("taxonomies", None, "taxonomy", "taxonomy"),
    ("taxonomy_terms", None, "taxonomy_term", "taxonomy_term"),
]


@cache
def schema_named(name: str):
    """A validator of the standard, strict about formats and about columns that it does not know."""
    path = SCHEMAS / f"schema-{name}.json"
    text = path.read_text() if path.exists() else gzip.decompress(Path(f"{path}.gz").read_bytes())
    schema = closed(json.loads(text))
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, retriever=lambda uri: {})


def closed(schema):
    """The schema with no room for anything it does not name."""
    if isinstance(schema, dict):
        inner = {name: closed(value) for name, value in schema.items()}
        return inner | {"additionalProperties": False} if "properties" in schema else inner
    return schema


@pytest.fixture(autouse=True)
def schemas():
    if not SCHEMAS.is_dir():
        pytest.skip(f"The standard's JSON Schemas are not at {SCHEMAS}; HSDS_SCHEMAS may name another folder.")


@pytest.mark.parametrize(("table", "everything", "row", "whole"), SHAPES, ids=[shape[0] for shape in SHAPES])
def test_answers_keep_to_the_schemas(client, table, everything, row, whole):
    full_offer()
    bare = make_offer()
    bare.locations.add(make_location(bare.partner, is_hidden=True, postcode="04910", street="", town="Ort"))
    page = ask(client, table)
    faults = [
        (entry["id"], fault.message) for entry in page["contents"] for fault in schema_named(row).iter_errors(entry)
    ]
    nested = ask(client, table, **{everything: "true"})["contents"] if everything else []
    nested.append(ask(client, f"{table}/{page['contents'][0]['id']}"))
    faults += [
        (fault.instance_path, fault.message) for entry in nested for fault in schema_named(whole).iter_errors(entry)
    ]
    assert faults == []


def test_examples_of_the_standard_are_refused_once_they_are_spoilt():
    """The validator sees faults at all: the standard's own example has columns it does not name, and a wrong status."""
    example = json.loads((SCHEMAS / "examples-service_full.json").read_text())
    messages = {fault.message for fault in schema_named("compiled-service").iter_errors(example | {"status": "open"})}
    assert any("open" in message for message in messages)
