"""English is whole: every text that people read has its translation, with the same parameters in it."""

import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.architecture.source import APPS, ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
PARAMETER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """The texts as they stand in the code now, collected in a copy, so that the catalogue stays as it is."""
    place = tmp_path_factory.mktemp("messages")
    for folder in (*APPS, "templates"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    shutil.copy(ROOT / "manage.py", place)
    (place / "locale").mkdir()
    command = [sys.executable, "manage.py", "makemessages", "-l", "en", "--no-obsolete", "--no-location", "-v", "0"]
    subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=120)
    return polib.pofile(str(place / "locale" / "en" / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    """The English translation."""
    return polib.pofile(str(CATALOGUE))


def key(entry: polib.POEntry) -> tuple[str, str | None, str]:
    """What tells one text from another."""
    return entry.msgid, entry.msgctxt, entry.msgid_plural


def test_every_text_stands_in_the_catalogue(collected: polib.POFile, catalogue: polib.POFile) -> None:
    known = {key(entry) for entry in catalogue if not entry.obsolete}

    assert len(collected) > 100
    assert sorted(entry.msgid for entry in collected if key(entry) not in known) == []


def test_the_catalogue_holds_no_text_that_is_gone(collected: polib.POFile, catalogue: polib.POFile) -> None:
    used = {key(entry) for entry in collected}

    assert sorted(entry.msgid for entry in catalogue if key(entry) not in used) == []
    assert catalogue.obsolete_entries() == []


def test_every_text_has_a_sure_translation(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


def test_a_translation_has_the_parameters_of_the_text(catalogue: polib.POFile) -> None:
    different = []
    for entry in catalogue:
        wanted = set(PARAMETER.findall(entry.msgid)) | set(PARAMETER.findall(entry.msgid_plural))
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
            # A plural may leave the number out of its singular.
            found = set(PARAMETER.findall(translation))
            if found != wanted if not entry.msgid_plural else not found <= wanted:
                different.append(entry.msgid)
    assert sorted(set(different)) == []


def test_the_catalogue_compiles_without_a_complaint() -> None:
    command = ["msgfmt", "--check-format", "--output-file", "-", str(CATALOGUE)]
    done = subprocess.run(command, capture_output=True, check=False)

    assert done.stderr.decode() == ""
    assert done.returncode == 0
