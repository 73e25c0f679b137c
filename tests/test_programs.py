"""A second Python process beside a kernel: hears its arguments, is killed, frozen, and never stays behind."""

import os
import pathlib
import subprocess
import sys
import time

import pytest

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.programs import start_program


def greet(name, times):
    import helpers.text  # noqa: F401  the course can be imported

    for i in range(times):
        print("hello", name, i)


def count_for_ever():
    import time

    number = 0
    while True:
        print(number)
        number += 1
        time.sleep(0.001)


def fail():
    raise RuntimeError("no such shop")


def fail_at(url):
    raise RuntimeError("no such server")


def test_a_traceback_shows_no_argument_such_as_a_url_with_a_password():
    with start_program(fail_at, "redis://ana:secret@host/3") as program:
        output = program.wait()
    assert "no such server" in output
    assert "secret" not in output


def test_it_runs_with_its_arguments_and_is_waited_for():
    with start_program(greet, "Zoë's shop", 2) as program:
        assert program.wait() == "hello Zoë's shop 0\nhello Zoë's shop 1\n"
        assert not program.alive


def test_close_leaves_neither_process_nor_folder():
    program = start_program(count_for_ever)
    program.wait_for("3")
    program.close()
    assert not pathlib.Path(f"/proc/{program.pid}").exists() or sys.platform == "darwin"
    assert not program.folder.exists()
    program.close()  # a second time is nothing


def test_a_killed_one_is_not_alive_and_its_output_stays():
    with start_program(count_for_ever) as program:
        program.wait_for("5")
        program.kill()
        assert not program.alive
        assert program.output().startswith("0\n1\n2\n")


def test_a_frozen_one_does_nothing_until_it_is_thawed():
    with start_program(count_for_ever) as program:
        program.wait_for("5")
        program.freeze()
        before = program.output()
        time.sleep(0.05)
        assert program.output() == before
        assert program.alive
        program.thaw()
        program.wait_for(f"\n{len(before.split()) + 5}\n")


def test_an_error_of_the_program_is_told():
    with start_program(fail) as program, pytest.raises(CourseError, match="no such shop"):
        program.wait_for("ready")


def test_what_never_ends_is_told():
    with (
        start_program(count_for_ever) as program,
        pytest.raises(CourseError, match=r"still running after 0\.2 s"),
    ):
        program.wait(seconds=0.2)


def test_it_ends_with_its_kernel():
    code = (
        "from tests.test_programs import count_for_ever, start_program\n"
        "print(start_program(count_for_ever).pid, flush=True); input()"
    )
    kernel = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    pid = int(kernel.stdout.readline())
    os.kill(pid, 0)
    kernel.kill()
    kernel.wait()
    deadline = time.monotonic() + 5
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            time.sleep(0.01)
