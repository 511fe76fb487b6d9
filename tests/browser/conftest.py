"""The demo, served to a real Chromium: loaded once for all journeys, which change it as people would."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page
from pytest_django.live_server_helper import LiveServer

from procurement.celery import app
from procurement.core.services import demo
from tests.browser.visitor import Visitor

# Playwright keeps an event loop running in this thread; no other test sees this variable.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=nl",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is a browser test, and needs the test database to be made."""
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def site(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of Kring in demo mode, with the demo data. Jobs are done at once, in the request that asks."""
    wanted = {
        "DEMO_MODE": True,
        "DEMO_PASSWORD": "lindermeer-2030",
        "SECOND_FACTOR_REQUIRED": False,
        "LOGIN_URL": "accounts:demo_sign_in",
        "MEDIA_ROOT": str(tmp_path_factory.mktemp("media")),
        "ALLOWED_HOSTS": [*settings.ALLOWED_HOSTS, "127.0.0.1"],
    }
    with override_settings(**wanted), django_db_blocker.unblock():
        app.conf.task_always_eager = True
        demo.load(lambda part: None)
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        app.conf.task_always_eager = False


@pytest.fixture(scope="session")
def chromium(browser_type: BrowserType) -> Iterator[Browser]:
    """Debian's Chromium, one for all journeys."""
    browser = browser_type.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[type[Visitor] | object]:
    """Open a browser as one of the cast: ``visit("verhoeve")``. What the console complains of fails the test.

    width: of the screen; java_script: False for a browser without; expecting: a complaint that belongs to the story.
    """
    open_contexts = []
    complaints: list[str] = []

    def come(person: str, *, width: int = 1280, java_script: bool = True, expecting: str = "") -> Visitor:
        def hear(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and not (expecting and expecting in message.text):
                complaints.append(f"{message.type}: {message.text}")

        context = chromium.new_context(
            locale="nl-NL",
            viewport={"width": width, "height": 900},
            base_url=site,
            java_script_enabled=java_script,
        )
        open_contexts.append(context)
        page: Page = context.new_page()
        page.on("console", hear)
        visitor = Visitor(page, with_axe=java_script)
        visitor.sign_in(person)
        return visitor

    yield come
    for context in open_contexts:
        context.close()
    assert complaints == []
