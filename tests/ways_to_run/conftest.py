"""A browser, and JupyterLab in it, for the modules that look at the course in one."""

import os

import pytest

from tests.support.browser import ARGUMENTS, CHROMIUM, FIRST, OPEN
from tests.support.labserver import lab


@pytest.fixture(scope="module")
def jupyterlab():
    with lab() as started:
        yield started


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        reason = "no Chromium on PATH: the course is not seen in a browser"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def page(jupyterlab, browser):
    """JupyterLab as `lab` opens it; at the end nothing may have left the machine or failed unseen."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    outside, faults = [], []
    own = (jupyterlab.url, jupyterlab.url.replace("http", "ws"), "data:", "blob:")
    context.on("request", lambda request: request.url.startswith(own) or outside.append(request.url))
    page.on("websocket", lambda socket: socket.url.startswith(own) or outside.append(socket.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(jupyterlab.address("/"))
    page.wait_for_function(OPEN, arg=FIRST, timeout=60_000)
    yield page
    assert page.locator(".jp-Dialog").count() == 0
    context.close()
    assert not outside
    assert not faults
