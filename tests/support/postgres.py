"""A throw-away PostgreSQL cluster on a unix socket, wherever its programs are found."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from glob import glob
from pathlib import Path

import psycopg
import pytest


def _programs():
    """The folder of initdb and postgres: where PATH leads to, or where Debian puts them."""
    on_path = shutil.which("initdb")
    return (
        Path(on_path).resolve().parent
        if on_path
        else Path(max(glob("/usr/lib/postgresql/*/bin"), default=""))
    )


@pytest.fixture(name="server", scope="module")
def server_fixture():
    """The URL of an empty cluster. Where we are root it runs as `postgres`, since PostgreSQL refuses root."""
    programs = _programs()
    if not (programs / "postgres").exists():
        assert os.environ.get("CI") != "true", "CI must have PostgreSQL: apt-get install postgresql"
        pytest.skip("no PostgreSQL on this machine")
    folder = Path(tempfile.mkdtemp(prefix="shop-pg-", dir="/tmp"))  # the path of a socket must be short
    user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, **user)
    initdb = [programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "shop", "-E", "UTF8", "-N"]
    subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **user)
    command = [programs / "postgres", "-D", folder / "data", "-c", "listen_addresses=", "-k", folder]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user)
    try:
        url = f"postgresql://shop@/postgres?host={folder}"
        _wait_until_it_answers(url, process)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # "fast": it ends the sessions that are open
        process.wait(30)
        shutil.rmtree(folder)


def _wait_until_it_answers(url, process):
    for _ in range(600):
        assert process.poll() is None, "PostgreSQL ended at its start"
        try:
            return psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise TimeoutError("PostgreSQL does not answer")
