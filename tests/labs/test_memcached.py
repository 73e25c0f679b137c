"""Memcached beside Redis: started where there is one, left out with a sentence where not (lesson 02)."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

import nbformat
import pytest

from helpers.cli import execute
from helpers.labs import stores
from helpers.labs.memcached import WITHOUT, start_memcached
from helpers.paths import ROOT

pytestmark = pytest.mark.lesson(number="02")

LESSON = next((ROOT / "notebooks").glob("02-*.ipynb"))
FIGURE = re.compile(r"≈ *[-\d.,]+( ?(µs|ms|s|x|%|B))?")

has_memcached = shutil.which("memcached") is not None


@pytest.fixture
def memcached():
    if not has_memcached:
        assert os.environ.get("CI") != "true", "CI must have memcached: apt-get install memcached"
        pytest.skip("no memcached on this machine")
    server = start_memcached()
    yield server
    server.close()


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def test_it_keeps_bytes_until_it_is_killed(memcached):
    memcached.client().set("product:24", "kettle")
    assert memcached.client().get("product:24") == b"kettle"
    memcached.kill()
    assert not answers(memcached.port)
    memcached.restart()
    assert memcached.client().get("product:24") is None


def test_a_client_waits_for_the_reply(memcached):
    # pymemcache's own default would let the next client come too early
    for number in range(300):
        memcached.client().set("n", str(number))
        assert memcached.client().get("n") == str(number).encode()


def test_close_leaves_neither_process_nor_folder(memcached):
    folder = memcached._port_file.parent
    memcached.close()
    assert not answers(memcached.port)
    assert not folder.exists()


def test_two_do_not_meet(memcached):
    other = start_memcached()
    other.client().set("a", "1")
    assert memcached.client().get("a") is None
    other.close()


def test_it_ends_with_its_kernel(memcached):
    code = "from helpers.labs import memcached as m; print(m.start_memcached().port, flush=True); input()"
    kernel = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    port = int(kernel.stdout.readline())
    assert answers(port)
    kernel.send_signal(signal.SIGKILL)
    kernel.communicate()
    deadline = time.monotonic() + 10
    while answers(port):
        assert time.monotonic() < deadline, "memcached outlives its kernel"
        time.sleep(0.01)


def test_work_of_a_request_is_the_servers_processor_time(memcached):
    cache = memcached.client()
    ask = stores.bare_socket(memcached, b"get a\r\n")
    ten = lambda: [ask() for _ in range(10)]  # noqa: E731
    once, ten_times = stores.work_of_a_request([(cache, ask), (cache, ten)], rounds=5, n=100)
    assert ten_times > 3 * once


def test_a_table_says_what_was_not_measured():
    text = stores.table({"one product": [61.2, "none", None], "left of 1,000": [1000, 0, None]}).data
    assert "| one product | ≈ 61 µs | none | no memcached here |" in text
    assert "| left of 1,000 | 1,000 | 0 | no memcached here |" in text


@pytest.fixture
def no_memcached(tmp_path, monkeypatch):
    """A PATH with all programs but memcached."""
    for folder in os.environ["PATH"].split(os.pathsep):
        for program in pathlib.Path(folder).glob("*"):
            if program.name != "memcached" and not (tmp_path / program.name).is_symlink():
                (tmp_path / program.name).symlink_to(program)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_without_one_a_sentence_says_how_to_get_it(no_memcached, capsys):
    assert start_memcached() is None
    assert capsys.readouterr().out == WITHOUT + "\n"


def texts(cell):
    """What a cell puts out, as nbval compares it: texts, figures masked."""
    parts = [out.get("text", "") for out in cell.outputs]
    parts += [out.data.get("text/plain", "") for out in cell.outputs if "data" in out]
    return FIGURE.sub("≈ figure", "\n".join(parts))


def test_the_lesson_says_the_same_without_one(no_memcached):
    saved = nbformat.read(LESSON, as_version=4)
    ran = execute.run(saved, LESSON)
    pairs = [pair for pair in zip(saved.cells, ran.cells, strict=True) if pair[0].cell_type == "code"]
    changed = [(old, new) for old, new in pairs if texts(old) != texts(new)]
    assert [
        new.source for old, new in changed if "nbval-ignore-output" not in old.metadata.get("tags", [])
    ] == []
    first, *_ = [texts(new) for old, new in changed]
    assert WITHOUT in first
    assert any("no memcached here" in str(cell.get("outputs")) for cell in ran.cells)


def test_the_saved_lesson_had_one():
    saved = nbformat.read(LESSON, as_version=4)
    started = next(cell for cell in saved.cells if "start_memcached()" in cell.source)
    assert "<memcached " in texts(started)
