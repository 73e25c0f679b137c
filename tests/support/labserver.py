"""A JupyterLab for tests, with the course's settings and nothing of this machine's user."""

import json
import os
import pathlib
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from helpers.cli import copies
from helpers.paths import ROOT

READY_SECONDS = 60
# What a learner's JupyterLab would take from their home folder
OWN_FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
    "MPLCONFIGDIR": "matplotlib",
}


class Lab:
    """A running JupyterLab: `url`, `token`, and `folder`, its root with `my-notebooks` in it."""

    def __init__(self, folder, port):
        self.folder, self.token, self.url = folder, secrets.token_hex(8), f"http://127.0.0.1:{port}"

    def address(self, path=""):
        """Where the browser goes; without a path, to where `lab` would open."""
        return f"{self.url}{path}?token={self.token}"

    def get(self, path):
        """The JSON answer of the server's own interface."""
        with urllib.request.urlopen(self.address(path), timeout=10) as answer:
            return json.load(answer)


@contextmanager
def lab(notebooks=copies.NOTEBOOKS, options=(), **variables):
    """Start JupyterLab as `python3 -m helpers lab` does, on copies of `notebooks` in a temporary folder.

    `options` go to JupyterLab, and `variables` to it and its kernels.
    """
    folder = pathlib.Path(tempfile.mkdtemp(prefix="redis-measured-lab-"))
    copies.refresh(notebooks, folder / "my-notebooks")
    shutil.copytree(ROOT / "data", folder / "data")  # lessons read from there
    started = Lab(folder, _free_port())
    with open(folder / "log", "w") as log:
        process = subprocess.Popen(
            [*_command(started), *options],
            cwd=folder,
            env=_variables(folder) | variables,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait(process, started)
        yield started
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _command(started):
    return [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
        f"--ServerApp.port={started.url.rpartition(':')[2]}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={started.folder}",
        f"--IdentityProvider.token={started.token}",
        "--LabApp.expose_app_in_browser=True",  # so that a test can ask it what it shows
    ]


def _variables(folder):
    variables = {**os.environ, "JUPYTER_CONFIG_PATH": str(ROOT / "helpers" / "setup" / "jupyter")}
    variables.pop("REDIS_MEASURED_HEADLESS", None)  # here is a front end
    variables |= {name: str(folder / place) for name, place in OWN_FOLDERS.items()}
    variables.setdefault("SHOP_SCALE", "0.1")  # figures are not looked at here
    variables["PYTHONPATH"] = str(ROOT)
    variables["REDIS_MEASURED_PROGRESS"] = str(folder / "my-notebooks" / "progress.json")
    return variables


def _wait(process, started):
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            started.get("/api/status")
            return
        except (urllib.error.URLError, ConnectionError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((started.folder / "log").read_text()) from error
            time.sleep(0.05)
