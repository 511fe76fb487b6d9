"""Which system packages are missing, and what is done about it."""

import subprocess
import sys

from machine import packages
from machine.packages import Package
from machine.paths import TOP


def test_only_what_the_machine_does_not_have_is_missing():
    wanted = [Package("there", lambda: True), Package("absent", lambda: False)]

    assert packages.missing(wanted) == ["absent"]


def test_a_server_whose_address_is_given_is_not_installed(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    assert {packages.DATABASE, packages.BROKER} <= set(packages.needed(browser=False))

    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/kring")
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://elsewhere/0")

    assert not {packages.DATABASE, packages.BROKER} & set(packages.needed(browser=False))


def test_the_browser_is_for_the_tests_only():
    assert packages.BROWSER not in packages.needed(browser=False)
    assert packages.BROWSER in packages.needed(browser=True)


def test_no_cluster_is_made_by_the_package_since_the_setting_stands_before_it():
    line = packages.install_line(["gettext", "postgresql"])

    first, directory, setting, last = line.split(" && ")[1:]
    assert first.endswith(" postgresql-common")
    assert directory == "mkdir -p /etc/postgresql-common/createcluster.d"
    assert setting == 'echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/kring.conf'
    assert last.endswith(" gettext postgresql")


def test_without_a_database_to_install_the_line_is_short():
    assert packages.install_line(["gettext"]).split(" && ") == ["apt-get update", f"{packages.APT} gettext"]


def test_the_line_can_be_pasted_in_a_shell():
    quoted = f"echo '{packages.install_line([package.name for package in packages.needed(browser=True)])}'"

    assert subprocess.run(["sh", "-n", "-c", quoted]).returncode == 0


def test_set_up_stops_with_the_names_when_nothing_can_be_installed(tmp_path):
    done = subprocess.run(
        [sys.executable, TOP / "scripts" / "bootstrap.py"],
        env={"PATH": str(tmp_path), "DATABASE_URL": "postgresql://elsewhere/kring"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.strip() == (
        "make setup: Kring needs what these Debian packages give, and there is no apt-get here: gettext redis-server."
    )
