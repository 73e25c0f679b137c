"""`lab` with the real JupyterLab: the terminal says where it listens and how to stop it, and nothing else."""

import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from helpers.paths import ROOT


@pytest.fixture
def course(tmp_path):
    """A copy of the course with one lesson, and a home folder of its own."""
    for name in ("helpers", "data"):
        ignored = shutil.ignore_patterns("generated", "__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    for name in ("environment.yml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "notebooks").mkdir()
    shutil.copy(next((ROOT / "notebooks").glob("00-*.ipynb")), tmp_path / "notebooks")
    return tmp_path


@pytest.fixture
def start(course):
    """A function that starts `lab` there, on a terminal: (process, where to type). It ends with the test."""
    started = []
    theirs = ("REDIS", "JUPYTER", "DISPLAY", "WAYLAND")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    variables |= {"HOME": str(course / "home"), "PYTHONUNBUFFERED": "1", "REDIS_URL": "redis://nowhere"}

    def lab(*words):
        keys, terminal = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "helpers", "lab", *words],
            cwd=course,
            env=variables,
            stdin=terminal,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        os.close(terminal)
        started.append((process, keys))
        return process, keys

    yield lab
    for process, keys in started:
        process.kill()
        process.communicate()
        os.close(keys)


def address(process):
    """The address that a starting `lab` prints, and all that it printed until then."""
    said = ""
    while not (found := re.search(r"^ +(http://\S+)$", said, re.MULTILINE)):
        line = process.stdout.readline()
        assert line, said
        said += line
    while not said.endswith("jupyter.log.\n\n"):
        said += process.stdout.readline()
    return found[1], said


def test_two_at_once_listen_on_two_ports_and_stop_on_the_second_ctrl_c(start, course):
    (first, _), (second, _) = start("00"), start()
    (one, said), (other, _) = address(first), address(second)
    ports = {re.search(r":(\d+)/", url)[1] for url in (one, other)}
    assert len(ports) == 2
    for url in (one, other):
        assert "/lab/tree/my-notebooks/00-start-here.ipynb?token=" in url
        with urllib.request.urlopen(url, timeout=20) as page:
            assert page.status == 200
    assert "press Ctrl-C here twice, or once and then y" in said and "ServerApp" not in said
    assert "ServerApp" in (course / "my-notebooks" / ".jupyter.log").read_text()
    for process in (first, second):
        process.send_signal(signal.SIGINT)
        assert process.stdout.read(len("Shut down")) == "Shut down"
        process.send_signal(signal.SIGINT)
    for process in (first, second):
        out, _ = process.communicate(timeout=30)
        assert process.returncode == 0 and "JupyterLab has stopped." in out


def test_an_answer_stops_it_too(start):
    process, keys = start()
    address(process)
    process.send_signal(signal.SIGINT)
    assert process.stdout.read(len("Shut down")) == "Shut down"
    os.write(keys, b"y\n")
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0 and "JupyterLab has stopped." in out


def test_a_port_that_is_taken_gets_a_sentence(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process, _ = start("--", f"--port={port}", "--ServerApp.port_retries=0")
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 1 and "JupyterLab failed: ERROR: the Jupyter server could not" in out
    assert ".jupyter.log" in out and "Traceback" not in out
