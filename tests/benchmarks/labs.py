"""`python3 -m helpers lab` on a copy of the course, timed from the command to its first executed cell."""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from typing import NamedTuple

import psutil
import websocket

from tests.support import browser
from tests.support.labserver import OWN_FOLDERS

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKEN = "benchmark"
LONGEST = 900  # seconds
FIRST = "my-notebooks/00-start-here.ipynb"


class Run(NamedTuple):
    """Seconds from the command to the first HTTP answer, the first executed cell, the same in a browser;
    megabytes of JupyterLab itself after that, without kernels."""

    answer: float
    cell: float
    seen: float | None
    megabytes: float


@contextlib.contextmanager
def course(installed):
    """A copy of what git knows of the course; `installed`: with the Redis that was fetched."""
    with tempfile.TemporaryDirectory(prefix="redis-measured-lab-") as folder:
        copy = pathlib.Path(folder)
        for name in subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines():
            if (ROOT / name).exists():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)
        if installed and (ROOT / ".redis").exists():
            shutil.copytree(ROOT / ".redis", copy / ".redis")
        yield copy


def start(folder, python):
    """Start `lab` in `folder`, run the first cell of notebook 00, end it; returns a `Run`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--ServerApp.port={port}", f"--IdentityProvider.token={TOKEN}", "--no-browser"]
    options += ["--ServerApp.port_retries=0", "--LabApp.expose_app_in_browser=True"]
    begin = time.monotonic()
    with open(folder / "log", "w") as log:
        lab = subprocess.Popen(
            [python, "-m", "helpers", "lab", "--", *options],
            cwd=folder,
            env=_variables(folder),
            stdout=log,
            stderr=log,
        )
    try:
        _wait(lab, port, folder)
        answer = time.monotonic() - begin
        _run_first_cell(port, folder)
        cell = time.monotonic() - begin
        seen = _in_browser(port)
        held = psutil.Process(lab.pid).memory_info().rss / 1e6
        return Run(answer, cell, seen and answer + seen, held)
    finally:
        lab.terminate()
        lab.wait(30)


def _variables(folder):
    variables = {**os.environ} | {
        name: str(folder / "jupyter" / place) for name, place in OWN_FOLDERS.items()
    }
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "REDIS_MEASURED_HEADLESS", "REDIS_MEASURED_PROGRESS"):
        variables.pop(name, None)
    # Nothing comes out of the installers' caches
    return variables | {name: str(folder / "caches") for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR")}


def _wait(lab, port, folder):
    while True:
        try:
            _ask(port, "/api/status")
            return
        except (urllib.error.URLError, ConnectionError):
            if lab.poll() is not None:
                raise RuntimeError((folder / "log").read_text()) from None
            time.sleep(0.02)


def _ask(port, path, body=None):
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=json.dumps(body).encode() if body else None,
        headers={"Authorization": f"token {TOKEN}"},
    )
    with urllib.request.urlopen(request, timeout=LONGEST) as answer:
        return json.load(answer)


def _run_first_cell(port, folder):
    """Ask for a kernel and run the set-up cell, as a front end does."""
    cells = json.loads((folder / FIRST).read_text())["cells"]
    code = next("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    wanted = {"path": FIRST, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
    session = _ask(port, "/api/sessions", wanted)
    kernel = session["kernel"]["id"]
    address = f"ws://127.0.0.1:{port}/api/kernels/{kernel}/channels?token={TOKEN}"
    channel = websocket.create_connection(address, timeout=120)
    header = {
        "msg_id": "one",
        "msg_type": "execute_request",
        "username": "",
        "session": "s",
        "version": "5.3",
    }
    content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
    channel.send(json.dumps({**message, "channel": "shell"}))
    while (reply := json.loads(channel.recv()))["msg_type"] != "execute_reply":
        pass
    channel.close()
    if reply["content"]["status"] != "ok":
        raise RuntimeError(reply["content"])
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/sessions/{session['id']}",
        method="DELETE",
        headers={"Authorization": f"token {TOKEN}"},
    )
    urllib.request.urlopen(request, timeout=30).close()


def _in_browser(port):
    """Seconds from opening the address in Chromium to its first executed cell; None without Chromium."""
    if not browser.CHROMIUM:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.CHROMIUM, args=browser.ARGUMENTS)
        page = chromium.new_page()
        begin = time.monotonic()
        page.goto(f"http://127.0.0.1:{port}/?token={TOKEN}")
        page.wait_for_function(browser.OPEN, arg=FIRST, timeout=120_000)
        page.evaluate("""async () => { const { commands, shell } = window.jupyterapp;
          const { content } = shell.currentWidget;
          content.activeCellIndex = content.widgets.findIndex(cell => cell.model.type === 'code');
          await commands.execute('notebook:run-cell'); }""")
        took = time.monotonic() - begin
        page.evaluate(browser.SHUT_DOWN)
        chromium.close()
    return took
