"""Reads the environment, converts it, and names what is missing. The only place that looks at ``os.environ``."""

import os
from pathlib import Path

import dj_database_url
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def read_env_file(path: Path):
    """Take over ``NAME=value`` lines of a ``.env`` file; what the environment already says wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str | None = None) -> str:
    """The variable as it is. Raises ``ImproperlyConfigured`` where it is missing and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"The environment variable {name} is missing; .env.example explains it.")
    return value


def is_set(name: str) -> bool:
    """Whether the variable says anything."""
    return bool(os.environ.get(name))


def for_program(**variables: str) -> dict[str, str]:
    """The environment for another program, with these variables beside."""
    return {**os.environ, **variables}


def boolean(name: str, *, default: bool) -> bool:
    """True or false. Raises ``ImproperlyConfigured`` for anything else, so that a typing error is not taken for no."""
    value = text(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not “{value}”.")
    return value in TRUE


def words(name: str, default: str = "") -> list[str]:
    """A list of words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def keys(name: str) -> list[str]:
    """Keys of Fernet, newest first. Raises ``ImproperlyConfigured`` where there is none, or one is no key."""
    found = words(name) if text(name, "") else []
    if not found:
        raise ImproperlyConfigured(f"The environment variable {name} is missing; .env.example explains it.")
    for key in found:
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(f"{name} must hold keys of 32 bytes in base64; .env.example says how.") from None
    return found


def number(name: str, default: int) -> int:
    """A whole number. Raises ``ImproperlyConfigured`` for anything else."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.") from None


def database(name: str, default: str) -> dict:
    """Django's description of the database at an address such as ``postgres://…`` or ``sqlite:///var/portal.sqlite3``."""
    config = dj_database_url.parse(text(name, default), conn_max_age=None, conn_health_checks=True)
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        if config["NAME"] and ":memory:" not in config["NAME"]:
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["ENGINE"] = "network_portal.sqlite"
        # IMMEDIATE: a writer waits for its turn at BEGIN instead of failing half-way. FULL: confirmed means on disk.
        options |= {
            "transaction_mode": "IMMEDIATE",
            "timeout": 3,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        }
    else:
        # Nobody waits for a stuck query: 5 s a statement, 3 s a lock.
        options["options"] = "-c statement_timeout=5000 -c lock_timeout=3000"
    return config
