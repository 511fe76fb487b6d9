"""Compiling translations."""

import os
from pathlib import Path

import pytest

from machine import messages
from machine.errors import MachineError

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "aanbesteding"\nmsgstr "tender"\n')
    return path


def test_a_translation_is_compiled_once_and_again_when_it_changed(source, tmp_path):
    made = source.with_suffix(".mo")

    messages.compile_stale(tmp_path)
    assert b"tender" in made.read_bytes()
    assert messages.stale(tmp_path) == []

    source.write_text(HEADER + 'msgid "aanbesteding"\nmsgstr "procedure"\n')
    later = made.stat().st_mtime_ns + 1
    os.utime(source, ns=(later, later))
    assert messages.stale(tmp_path) == [source]
    messages.compile_stale(tmp_path)
    assert b"procedure" in made.read_bytes()


def test_translations_of_installed_packages_are_left_alone(source, tmp_path):
    (tmp_path / "locale").rename(tmp_path / ".venv")

    assert messages.stale(tmp_path) == []


def test_a_malformed_translation_is_refused_and_leaves_the_compiled_one(source, tmp_path):
    messages.compile_stale(tmp_path)
    before = source.with_suffix(".mo").read_bytes()
    source.write_text(HEADER + '#, python-format\nmsgid "%(n)s biedingen"\nmsgstr "%(m)s bids"\n')
    later = source.with_suffix(".mo").stat().st_mtime_ns + 1
    os.utime(source, ns=(later, later))

    with pytest.raises(MachineError, match="msgfmt refuses"):
        messages.compile_stale(tmp_path)

    assert source.with_suffix(".mo").read_bytes() == before
