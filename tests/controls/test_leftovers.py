"""What a lesson could leave behind is seen, one kind at a time; tests/support/leftovers.py looks for it."""

import subprocess
import sys

import pytest

from helpers.paths import DATA
from helpers.servers import hosts, start_server
from tests.support import leftovers


@pytest.fixture
def watch():
    watch = leftovers.Watch()
    assert watch.left() == []
    yield watch
    watch.close()


def test_a_server_and_its_files_are_seen(watch, monkeypatch):
    monkeypatch.setattr(hosts, "scratch_root", lambda: watch.folder)
    with start_server():
        found = watch.left()
        assert any("redis" in line for line in found if line.startswith("a process"))
        assert any(line.endswith("redis.conf") for line in found if line.startswith("a temporary file"))
    assert watch.left_after_patience() == []


def test_a_program_is_seen_by_its_temporary_folder(watch):
    program = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={"TMPDIR": str(watch.folder)}
    )
    try:
        assert len(watch.left()) == 1 and "input()" in watch.left()[0]
    finally:
        program.communicate()
    assert watch.left() == []


def test_a_file_beside_the_course_is_seen(watch):
    path = DATA / "left-by-a-test.csv"
    path.touch()
    try:
        assert watch.left() == ["a new or changed file: data/left-by-a-test.csv"]
    finally:
        path.unlink()
    assert watch.left() == []
