"""Static files as production serves them: every import and address leads to a file whose name holds its hash."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STORAGE = "procurement.core.static_files.HashedStaticFilesStorage"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": STORAGE}}
    with override_settings(STATIC_ROOT=str(root), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def hashed(root: Path, name: str) -> Path:
    return root / json.loads((root / "staticfiles.json").read_text())["paths"][name]


def test_the_sheet_imports_hashed_sheets_that_exist(collected: Path) -> None:
    sheet = hashed(collected, "css/app.css")
    imported = re.findall(r'@import url\("([^"]+)"\)', sheet.read_text())
    assert len(imported) > 30
    assert all(re.search(r"\.[0-9a-f]{12}\.css$", name) and (sheet.parent / name).is_file() for name in imported)


def test_the_script_imports_hashed_modules_that_exist(collected: Path) -> None:
    script = hashed(collected, "js/app.js")
    imported = re.findall(r'from "([^"]+)"', script.read_text())
    assert len(imported) == len(list((settings.BASE_DIR / "static/js/elements").glob("*.js")))
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) and (script.parent / name).is_file() for name in imported)


def test_a_first_visit_stays_within_150_kilobytes(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    page = [name for name in names if name.startswith(("css/", "js/")) and name != "css/document.css"]
    page += ["vendor/bootstrap-5.3.9/bootstrap.min.css", "django_htmx/htmx-2.min.js"]
    faces = (settings.BASE_DIR / "static/css/fonts.css").read_text()
    page += [name for name in names if name.endswith("-normal.woff2") and name in faces]
    sent = [(collected / f"{names[name]}.gz", collected / names[name]) for name in page]
    weight = sum((small if small.exists() else plain).stat().st_size for small, plain in sent)
    assert weight + 15_000 <= 150_000  # 15 kB is left for the page itself
