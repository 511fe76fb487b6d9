"""Read settings from the environment; a missing or malformed value fails loudly with its name."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

DATABASE_OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "options", "application_name"}
)
"""What the query of DATABASE_URL may set: connection parameters of libpq, handed on as they are."""


class EnvironmentVariableError(RuntimeError):
    """An environment variable is missing or cannot be read."""


def env_str(name: str, default: str | None = None) -> str:
    """Return the variable ``name``; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise EnvironmentVariableError(f"{name} is not set; see .env.example")
    return value


def env_bool(name: str, default: bool) -> bool:
    """Return True for 1/true/yes/on and False for 0/false/no/off, in any case."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise EnvironmentVariableError(f"{name} must be true or false, not {value!r}")


def env_int(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise EnvironmentVariableError(f"{name} must be a whole number, not {value!r}") from error


def env_list(name: str, default: str = "") -> list[str]:
    """Return the comma-separated variable as a list without empty items."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def env_secret(name: str, default: str | None = None) -> str:
    """Return ``name``, or the content of the file that ``name``_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        return Path(path).read_text(encoding="utf-8").strip()
    return env_str(name, default)


def database_from_url(url: str) -> dict[str, object]:
    """Return Django's settings for ``postgresql://user:password@host:port/name?host=/socket/dir``.

    The query also takes what ``DATABASE_OPTIONS`` names, such as ``sslmode=verify-full``.

    Raises:
        EnvironmentVariableError: the scheme is another database (Kring runs on PostgreSQL only), or the query asks
            for something that would be dropped.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentVariableError("DATABASE_URL must start with postgresql://")
    query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    unknown = sorted(query.keys() - DATABASE_OPTIONS - {"host"})
    if unknown:
        raise EnvironmentVariableError(f"DATABASE_URL does not take {', '.join(unknown)}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {name: value for name, value in query.items() if name in DATABASE_OPTIONS},
    }
