"""Settings from the environment: closed by default, and what is wrong stops the start."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from network_portal import env


def test_text_that_is_missing_is_named():
    with pytest.raises(ImproperlyConfigured, match="NOWHERE_TO_BE_FOUND"):
        env.text("NOWHERE_TO_BE_FOUND")


@pytest.mark.parametrize(("value", "answer"), [("true", True), ("1", True), ("Yes", True), ("off", False), ("", False)])
def test_boolean_reads_the_usual_words(monkeypatch, value, answer):
    monkeypatch.setenv("SWITCH", value)
    assert env.boolean("SWITCH", default=not answer) is answer


def test_boolean_takes_no_typing_error_for_no(monkeypatch):
    monkeypatch.setenv("SWITCH", "flase")
    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        env.boolean("SWITCH", default=True)


def test_number_must_be_one(monkeypatch):
    monkeypatch.setenv("AMOUNT", "many")
    with pytest.raises(ImproperlyConfigured, match="AMOUNT"):
        env.number("AMOUNT", 1)


def test_words_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example.org, ,b.example.org ")
    assert env.words("HOSTS") == ["a.example.org", "b.example.org"]


def test_env_file_gives_way_to_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("ONE", "environment")
    monkeypatch.delenv("TWO", raising=False)
    file = tmp_path / ".env"
    file.write_text('# a comment\nONE=file\nTWO="file"\n', encoding="utf-8")
    env.read_env_file(file)
    assert (os.environ["ONE"], os.environ.pop("TWO")) == ("environment", "file")


def test_folder_of_a_new_database_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new/portal.sqlite3")
    env.database("DATABASE_URL", "")
    assert (tmp_path / "new").is_dir()


def test_start_without_a_secret_key_stops(tmp_path):
    program = "import network_portal.settings"
    environment = {"PATH": "/usr/bin", "PYTHONPATH": os.getcwd(), "SECRET_KEY": ""}
    code = (
        "from network_portal import env; env.read_env_file = lambda path: None; "
        f"import os; os.environ.pop('SECRET_KEY'); {program}"
    )
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, "SECRET_KEY is missing" in result.stderr) == (1, True)


@pytest.mark.parametrize("value", ["", "too-short", "x" * 44 + ",y"])
def test_keys_that_are_none_stop_the_start(monkeypatch, value):
    monkeypatch.setenv("FIELD_KEYS", value)
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        env.keys("FIELD_KEYS")


@pytest.mark.django_db(transaction=True)
def test_database_keeps_what_it_confirms():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            settings = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete")]
            assert settings == [2, 1]  # FULL, and deleted rows are overwritten
        else:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone()[0] == "5s"
