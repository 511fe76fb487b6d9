"""The lock files and what follows from them."""

import re
import shutil

import pytest

from machine import python_env
from machine.paths import TOP
from machine.python_env import Lock

LOCKS = ["base.txt", "test.txt", "tools.txt"]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_pins_every_package_with_a_hash(name):
    text = (TOP / "requirements" / name).read_text()

    packages = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).strip())
    assert "://" not in text
    assert PIN.findall(text)
    assert [package for package in packages if not PIN.match(package) or "--hash=sha256:" not in package] == []


def test_the_tests_run_on_the_versions_that_production_gets():
    base = dict(PIN.findall((TOP / "requirements" / "base.txt").read_text()))
    test = dict(PIN.findall((TOP / "requirements" / "test.txt").read_text()))

    assert base.items() <= test.items()


def test_the_fingerprint_follows_the_lock_that_is_chosen_and_the_one_of_uv(tmp_path):
    shutil.copytree(TOP / "requirements", tmp_path / "requirements")
    before = {lock: python_env.fingerprint(lock, tmp_path) for lock in Lock}
    assert len(set(before.values())) == 2

    with (tmp_path / "requirements" / "base.txt").open("a") as file:
        file.write("# changed\n")
    assert python_env.fingerprint(Lock.BASE, tmp_path) != before[Lock.BASE]
    assert python_env.fingerprint(Lock.TEST, tmp_path) == before[Lock.TEST]

    with (tmp_path / "requirements" / "tools.txt").open("a") as file:
        file.write("# changed\n")
    assert python_env.fingerprint(Lock.TEST, tmp_path) != before[Lock.TEST]


def test_settings_of_pip_are_read_in_the_order_that_pip_gives_them():
    shown = (
        "global.index-url='https://mirror.example/simple'\n"
        ":env:.timeout='10'\n"
        "install.index-url='https://other.example/simple'\n"
        "global.timeout='20'\n"
        "global.extra-index-url='https://a.example https://b.example'\n"
    )

    assert python_env.pip_settings(shown) == {
        "index-url": "https://other.example/simple",
        "timeout": "10",
        "extra-index-url": "https://a.example https://b.example",
    }


def test_no_settings_of_pip_is_no_settings():
    assert python_env.pip_settings("") == {}
