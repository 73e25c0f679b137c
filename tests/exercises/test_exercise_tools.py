"""What authors of exercises work with, and what learners see beside verdicts: hints, solution, progress."""

import gc
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import time

import pytest
import redis

from helpers import servers
from helpers.exercises import _runner, call, check, every_order, expect, hint, progress, solution
from helpers.exercises._catalogue import find
from helpers.paths import PROGRESS_VARIABLE, ROOT
from tests.support.one_step import in_a_step

views = {}

# What authors work with


def test_watch_counts_what_the_answer_asked_and_nothing_else():
    def ask(r):
        r.mget("a", "b")
        r.pipeline().get("a").get("b").execute()
        r.eval("return redis.call('GET', 'a')", 0)

    seen = []

    def step(ctx):
        with ctx.watch() as asked:
            ctx.answer.ask()
        seen.append(asked)

    assert in_a_step(step, ask).passed
    asked = seen[0]
    assert asked.round_trips == 3
    assert asked.trips[:2] == [["MGET a b"], ["MULTI", "GET a", "GET b", "EXEC"]]
    assert asked.counts == {"mget": 1, "multi": 1, "get": 3, "exec": 1, "eval": 1}


def test_what_is_no_text_is_held_by_its_size():
    def fill(r):
        r.setbit("bits", 100, 1)
        r.set("umlauts", 40 * "ü")  # cut in the middle of one
        r.set("lines", "one\ntwo")

    def step(ctx):
        ctx.answer.fill()
        held = [line.split("  ")[1] for line in ctx.holds()]
        assert held == ["string of 13 bytes", 'string "one\\ntwo"', f'string "{30 * "ü"}\\xc3"']

    assert in_a_step(step, fill).passed


def test_counted_calls_of_a_function_and_of_a_connection():
    def load(r, db, read):
        return db.execute("SELECT 1").fetchone(), read(7)

    def step(ctx):
        db, statements = ctx.counted(sqlite3.connect(":memory:"))
        read, reads = ctx.counted(abs)
        assert ctx.answer.load(db, read) == ((1,), 7)
        assert statements == ["execute(SELECT 1)"] and reads == ["abs(7)"]

    assert in_a_step(step, load).passed


def test_together_meets_the_gap_in_every_run():
    def add(r):
        r.set("n", int(r.get("n") or 0) + 1)

    left = []

    def step(ctx):
        for _ in range(10):
            ctx.r.delete("n")
            ctx.together(8, lambda i: ctx.answer.add())
            left.append(int(ctx.r.get("n")))

    assert in_a_step(step, add).passed
    assert all(one < 8 for one in left), left


def test_an_exception_in_one_of_many_threads_is_the_answers():
    def fail(r):
        return 1 / 0

    verdict = in_a_step(lambda ctx: ctx.together(4, lambda i: ctx.answer.fail()), fail)
    assert verdict.state == "error" and "ZeroDivisionError: division by zero, at line" in verdict.observed


def test_a_failing_server_is_never_reached_and_its_round_trips_are_counted():
    def add(r):
        try:
            return r.incr("n")
        except redis.ConnectionError:
            return "down"

    def step(ctx):
        with ctx.failing(redis.ConnectionError("refused"), times=2) as tried:
            assert [ctx.answer.add() for _ in range(3)] == ["down", "down", 1]
        assert tried == ["INCRBY n 1"] * 3
        with ctx.failing(redis.BusyLoadingError("loading")) as tried:
            assert [ctx.answer.add() for _ in range(3)] == ["down"] * 3
        assert tried == ["INCRBY n 1"] * 3
        with ctx.failing(redis.TimeoutError("no reply")) as tried, pytest.raises(redis.TimeoutError):
            ctx.answer.add()
        assert ctx.answer.add() == 2 and ctx.r.get("n") == "2"

    assert in_a_step(step, add).passed


def test_more_servers_are_closed_with_the_check():
    more = []

    def step(ctx):
        more.append(ctx.start_server(maxmemory="10mb"))
        assert more[0].client().ping()

    assert in_a_step(step, lambda r: 1).passed
    assert not more[0].data_dir.exists()


def counts_in_python(r):
    views["home"] = views.get("home", 0) + 1
    r.set("views", views["home"])
    return views["home"]


def counts_wrong(r):
    views["home"] = views.get("home", 0) + 1
    return 7


@pytest.mark.parametrize(
    ("function", "settings", "observed"),
    [
        (counts_in_python, {"KEYS": {"views": None}}, "called by two processes in turn"),
        (counts_in_python, {"KEYS": {"views": None}, "ONE_PROCESS": True}, ""),
        (counts_wrong, {"KEYS": {"views": None}}, "two views and 7"),
    ],
)
def test_memory_in_python_is_named_where_it_is_the_cause(function, settings, observed):
    def step(ctx):
        answer = getattr(ctx.answer, function.__name__)
        answer()
        count = answer()
        expect(count == 2, f"two views and {count}", "2", "Where is the first view?")

    assert in_a_step(step, function, **settings).observed.startswith(observed)


# Hints, solution, progress


@pytest.fixture
def no_hints_yet(monkeypatch):
    monkeypatch.setattr(find("10.1"), "hints_shown", 0)


def test_hints_come_one_by_one(no_hints_yet):
    first, second, third, end = (hint("10.1") for _ in range(4))
    assert "Hint 1 of 3" in repr(first) and "Hint 2" not in repr(first)
    assert "Hint 1" in repr(second) and "Hint 2" in repr(second) and "Hint 3" not in repr(second)
    assert "Hint 3 of 3" in repr(third) and "no more" not in repr(third)
    assert "Hint 3 of 3" in repr(end) and 'no more hints: `solution("10.1")`' in repr(end)
    assert "<code" in third._repr_html_()


def test_solution_is_folded_and_its_text_names_the_file():
    shown = solution("10.2")
    assert repr(shown) == "A solution of 10.2 is in data/lessons/10/exercises/2_one_time_token/solution.py"
    assert shown._repr_html_().startswith("<details>") and "getdel" in shown._repr_html_()


@pytest.fixture
def progress_file(tmp_path, monkeypatch):
    path = tmp_path / "progress.json"
    monkeypatch.setenv(PROGRESS_VARIABLE, str(path))
    return path


def passing(r, page):
    return r.incr(f"views:{page}")


def raising(r, page):
    raise ValueError


def test_progress_is_kept(progress_file):
    assert repr(progress()) == "No exercise passed yet."
    check("10.1", raising)
    assert not progress_file.exists()
    assert check("10.1", passing).passed
    assert re.search(
        r"1 of \d+ exercises passed\n  ✓ 10.1 A page-view counter \(\d{4}-\d\d-\d\d\)", repr(progress())
    )
    assert "10.1" in progress()._repr_html_()


def test_progress_keeps_the_first_day_and_the_keys_of_others(progress_file):
    progress_file.write_text('{"quizzes": {"10": 3}, "exercises": {"10.1": "2020-02-02"}}')
    check("10.1", passing)
    content = json.loads(progress_file.read_text())
    assert content == {"quizzes": {"10": 3}, "exercises": {"10.1": "2020-02-02"}}


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"exercises": 3}', "\0\0"])
def test_damaged_progress_is_set_aside(progress_file, damage):
    progress_file.write_text(damage)
    verdict = check("10.1", passing)
    assert verdict.passed and list(json.loads(progress_file.read_text())["exercises"]) == ["10.1"]
    assert pathlib.Path(f"{progress_file}.damaged").read_text() == damage


def test_progress_that_cannot_be_written_is_said(progress_file, monkeypatch):
    monkeypatch.setenv(PROGRESS_VARIABLE, str(progress_file / "no" / "such" / "folder"))
    verdict = check("10.1", passing)
    assert verdict.passed and "can't be written" in repr(verdict)


def test_two_kernels_lose_no_progress(progress_file):
    code = (
        "import sys; from helpers.progress import record\n"
        "for number in range(100): record(f'{sys.argv[1]}.{number}')"
    )
    kernels = [subprocess.Popen([sys.executable, "-c", code, str(name)], cwd=ROOT) for name in range(2)]
    assert [one.wait() for one in kernels] == [0, 0]
    assert len(json.loads(progress_file.read_text())["exercises"]) == 200


def test_a_check_is_quick():
    """Beside starting its server, which in a container takes as long as `docker exec` does."""
    assert min(_seconds_of_steps() for _ in range(5)) < 2


def _seconds_of_steps():
    with servers.start_server() as server:
        exercise = find("10.1")
        began = time.perf_counter()
        assert _runner.Attempt(exercise, server, [passing], 5).run().passed
        return time.perf_counter() - began


def test_twenty_checks_leave_no_descriptor_open():
    def ask(r):
        return r.get("a")

    def step(ctx):
        ctx.server.client().pubsub().subscribe("news")
        ctx.answer.ask()
        ctx.another_process()
        every_order(ctx, call.ask(), call.ask())
        expect(ctx.answer.ask() == "b", "it returned None", "b", "Why?")  # so that it's checked once more

    def open_descriptors():
        return len(list(pathlib.Path("/dev/fd").iterdir()))

    in_a_step(step, ask)  # the server that processes are forked from is there now
    gc.collect()
    gc.disable()  # they are closed, and not merely collected
    try:
        before = open_descriptors()
        verdicts = [in_a_step(step, ask) for _ in range(20)]
        assert open_descriptors() == before
    finally:
        gc.enable()
    assert not any(verdict.passed for verdict in verdicts)
