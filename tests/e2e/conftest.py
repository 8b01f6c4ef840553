"""A real browser over a real server. Every test here carries the marker ``browser``."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from grappe.apps.accounts.models import User

# Playwright's loop runs in this thread, which Django would otherwise take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# What a page shows after a click is always awaited, never read at once: a slow machine only takes longer.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
HOW_TO_GET_ONE = (
    "no Chromium on the PATH: install one (Debian, Ubuntu: apt-get install chromium; elsewhere: playwright install "
    "chromium and put it on the PATH). GRAPPE_BROWSER=required turns this skip into a failure."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str:
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if os.environ.get("GRAPPE_BROWSER") == "required":
        pytest.fail(HOW_TO_GET_ONE)
    pytest.skip(HOW_TO_GET_ONE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor: no cookie, no cache."""
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def sign_in(live_server, context: BrowserContext) -> Callable[[User], None]:
    """Sign a person in without the sign-in page, which has tests of its own."""

    def enter(user: User) -> None:
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])

    return enter
