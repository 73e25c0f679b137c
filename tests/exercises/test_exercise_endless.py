"""No answer hangs the notebook: what does not end is stopped, and leaves nothing running behind it."""

import itertools
import multiprocessing
import re
import sys
import threading
import time

import pytest

from helpers import servers
from helpers.exercises import _runner, check
from helpers.paths import ROOT


def bare_loop(r, page):
    while True:
        pass


def catches_exception(r, page):
    while True:
        try:
            r.ping()
        except Exception:
            pass


def catches_everything(r, page):
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


def reconnects_for_ever(r, page):
    while True:
        try:
            return r.blpop("jobs", timeout=0)
        except:  # noqa: E722
            continue


def floods_for_ever(r, page):
    while True:
        print("x" * 1000)


def waits_for_a_job(r, page):
    return r.blpop("jobs", timeout=0)


def listens(r, page):
    channel = r.pubsub()
    channel.subscribe("news")
    return list(channel.listen())


def script_without_end(r, page):
    return r.eval("while true do end", 0)


def pauses_the_server(r, page):
    r.client_pause(100_000)
    return r.incr(f"views:{page}")


def never_leaves_c(r, page):
    return sum(itertools.repeat(0))


def one_huge_number(r, page):
    return 9**9**9


def runaway_pattern(r, page):
    return re.match("(a+)+$", 40 * "a" + "b")


def joins_a_thread_without_end(r, page):
    thread = threading.Thread(target=bare_loop, args=(r, page))
    thread.start()
    thread.join()


ENDLESS = {
    bare_loop: "at line .*: `(while True:|pass)`",
    catches_exception: "at line",
    catches_everything: "at line",
    reconnects_for_ever: r"at line .*: `return r.blpop\(",
    floods_for_ever: "at line",
    waits_for_a_job: r"at line .*: `return r.blpop\(\"jobs\", timeout=0\)`",
    listens: "at line .*: `return list",
    script_without_end: "at line .*: `return r.eval",
    pauses_the_server: "at line",
    joins_a_thread_without_end: "at line",
    never_leaves_c: r"at line .*: `return sum\(itertools",
    one_huge_number: r"at line .*: `return 9\*\*9",
    runaway_pattern: r"at line .*: `return re.match",
}


@pytest.fixture
def started(monkeypatch):
    """The servers that checks start."""
    kept = []

    def start(**config):
        kept.append(servers.start_server(**config))
        return kept[-1]

    monkeypatch.setattr(_runner, "start_server", start)
    return kept


def running():
    """The threads and child processes of this process; other tests may have left some of them warm."""
    return {*threading.enumerate(), *multiprocessing.active_children()}


def nothing_runs(before):
    """Whether the check has left neither a thread nor a process that wasn't there `before`."""
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        if running() <= before:
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize("answer", ENDLESS, ids=lambda answer: answer.__name__)
@pytest.mark.parametrize("in_main_thread", [True, False], ids=["main", "other"])
def test_stopped(answer, in_main_thread, started):
    verdicts, before, began = [], running(), time.monotonic()

    def attempt():
        verdicts.append(check("10.1", answer, seconds=0.3))

    if in_main_thread:
        attempt()
    else:
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
    assert time.monotonic() - began < 5
    assert verdicts[0].state == "stopped"
    assert re.search("still running after 0.3 s, " + ENDLESS[answer], verdicts[0].observed), verdicts[0]
    assert nothing_runs(before)
    assert not started[0].data_dir.exists()


def test_thread_left_running_is_reported_and_stopped(monkeypatch):
    monkeypatch.setattr(_runner, "GRACE_SECONDS", 0.1)
    before = running()

    def leaves_a_thread(r, page):
        threading.Thread(target=catches_exception, args=(r, page)).start()
        return r.incr(f"views:{page}")

    verdict = check("10.1", leaves_a_thread)
    assert verdict.state == "not yet" and "still running when it had returned, at line" in verdict.observed
    assert nothing_runs(before)


def test_thread_that_ends_by_itself_is_fine():
    def hands_over(r, page):
        numbers = []
        threading.Thread(target=lambda: numbers.append(r.incr(f"views:{page}"))).start()
        while not numbers:
            time.sleep(0.001)
        return numbers[0]

    assert check("10.1", hands_over).passed


def test_threads_of_the_kernel_are_left_alone():
    stop, ticks = threading.Event(), []

    def panel():
        while not stop.wait(0.01):
            ticks.append(1)

    thread = threading.Thread(target=panel)
    thread.start()
    check("10.1", bare_loop, seconds=0.2)
    seen = len(ticks)
    time.sleep(0.1)
    stop.set()
    thread.join()
    assert len(ticks) > seen


def test_a_hanging_check_leaves_the_process_as_it_was():
    before = sys.stdout, sys.stderr, threading.Thread.start, sys.getswitchinterval()
    check("10.1", bare_loop, seconds=0.1)
    assert (sys.stdout, sys.stderr, threading.Thread.start, sys.getswitchinterval()) == before


KERNEL_CELLS = [
    """import pathlib
from helpers.exercises import check
def page_view(r, page):
    pathlib.Path({path!r}).touch()
    while True:
        r.get("views")
""",
    'print(check("10.1", page_view, seconds=60))',
]


def test_interrupt_button_gives_a_calm_verdict(tmp_path):
    from jupyter_client.manager import start_new_kernel

    at_work, outputs = tmp_path / "at-work", []
    manager, client = start_new_kernel(cwd=str(ROOT), kernel_name="python3")

    def interrupt():
        while not at_work.exists():
            time.sleep(0.05)
        manager.interrupt_kernel()

    try:
        threading.Thread(target=interrupt, daemon=True).start()
        for cell in KERNEL_CELLS:
            reply = client.execute_interactive(
                cell.replace("{path!r}", repr(str(at_work))), timeout=50, output_hook=outputs.append
            )
            assert reply["content"]["status"] == "ok", reply["content"]
        text = "".join(one["content"].get("text", "") for one in outputs)
        assert re.search(r"you interrupted it, at line [56] of your cell: `(while|r.get)", text), text
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_interrupt_before_the_first_step_is_calm_too(monkeypatch):
    def interrupted(**config):
        raise KeyboardInterrupt

    monkeypatch.setattr(_runner, "start_server", interrupted)
    assert "you interrupted it" in repr(check("10.1", bare_loop))
