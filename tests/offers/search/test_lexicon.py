"""The lexicon: loading it, changing it, and what its files hold."""

import pytest
from django.core.management import call_command

from offers.models import LexiconEntry
from offers.models.lexicon import DANGERS, FILTERS, LANGUAGES
from offers.search import understand
from offers.search.lexicon import load_shipped, shipped_rows, stored_rows
from offers.taxonomy import TAXONOMY_FILE
from tests.factories import make_offer, make_topic


def known_concepts():
    import tomllib

    tables = tomllib.loads(TAXONOMY_FILE.read_text(encoding="utf-8"))
    return {f"{kind}:{row['key']}" for kind in ("topic", "situation", "field") for row in tables[kind]}


def test_shipped_lines_mean_something_that_exists():
    concepts, dangers = known_concepts(), dict(DANGERS)
    for row in shipped_rows():
        if row.use == "need":
            assert (row, set(row.concepts) - concepts) == (row, set())
        elif row.use == "danger":
            assert row.concepts[0] in dangers
        else:
            assert row.concepts[0].partition("=")[0] in FILTERS


def test_shipped_lines_cover_every_language():
    assert {row.language for row in shipped_rows()} >= {code for code, _name in LANGUAGES}


@pytest.mark.django_db
def test_files_serve_until_somebody_loads_them():
    assert stored_rows() == shipped_rows()
    LexiconEntry.objects.create(phrase="sternschnuppe", concepts=["topic:daycare"])
    assert len(stored_rows()) == len(shipped_rows()) + 1


@pytest.mark.django_db
def test_loading_is_safe_to_repeat_and_keeps_what_somebody_changed():
    first = load_shipped()
    changed = LexiconEntry.objects.filter(use="need", language="de").first()
    LexiconEntry.objects.filter(pk=changed.pk).update(concepts=["topic:taxes"], is_active=False)
    outdated = LexiconEntry.objects.filter(use="need", language="en").first()
    LexiconEntry.objects.filter(pk=outdated.pk).update(concepts=["topic:old"], shipped=[["topic:old"], outdated.weight])
    other = LexiconEntry.objects.filter(use="need", language="fr").first()
    LexiconEntry.objects.filter(pk=other.pk).update(concepts=["topic:taxes"], shipped=[["topic:old"], other.weight])
    assert load_shipped() == {
        "created": 0, "updated": 1, "kept": 1, "unchanged": first["created"] - 2,
    }  # fmt: skip
    changed.refresh_from_db()
    outdated.refresh_from_db()
    assert (changed.concepts, changed.is_active) == (["topic:taxes"], False)
    assert outdated.concepts == outdated.shipped[0]
    assert all(row.phrase != changed.phrase for row in stored_rows() if (row.use, row.language) == ("need", "de"))


@pytest.mark.django_db
def test_own_entry_holds_at_once():
    topic = make_topic(key="daycare")
    offer = make_offer(title="Zwergenhaus", topics=[topic])
    make_offer(title="Yoga")
    assert understand("sternschnuppe").keys == ()
    LexiconEntry.objects.create(phrase="sternschnuppe", concepts=["topic:daycare"])
    assert understand("sternschnuppe").keys == (offer.pk,)


@pytest.mark.django_db
def test_command_says_what_it_did(capsys):
    call_command("load_lexicon")
    assert capsys.readouterr().out.split()[:3] == [str(len(shipped_rows())), "entries", "created,"]
