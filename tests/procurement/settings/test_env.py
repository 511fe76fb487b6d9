"""What the settings read from the environment."""

import pytest

from procurement.settings.env import EnvironmentVariableError, database_from_url


def test_a_database_url_is_read_whole() -> None:
    read = database_from_url("postgresql://kring:p%40ss@db.intern:5433/kring?sslmode=verify-full&connect_timeout=5")

    assert read == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kring",
        "USER": "kring",
        "PASSWORD": "p@ss",
        "HOST": "db.intern",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full", "connect_timeout": "5"},
    }


def test_a_socket_directory_is_the_host() -> None:
    read = database_from_url("postgresql://postgres@/kring?host=/run/postgresql")

    assert (read["HOST"], read["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize("name", ["sslmod", "sslcrl", "port"])
def test_what_would_be_dropped_is_refused(name: str) -> None:
    with pytest.raises(EnvironmentVariableError, match=name):
        database_from_url(f"postgresql://h/db?{name}=x")


def test_another_database_is_refused() -> None:
    with pytest.raises(EnvironmentVariableError, match="postgresql"):
        database_from_url("mysql://h/db")
