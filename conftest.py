"""pytest for notebooks and tests alike: one Redis container for the run, strict notebooks, one clear end.

nbval's cells take no fixtures, so this works through hooks, and stands in the root folder, where pytest reads
it for `pytest notebooks/10-strings.ipynb` too.
"""

import gc
import os
import pathlib
import queue
import signal
import subprocess
import time

import nbformat
import pytest
from nbval.kernel import RunningKernel
from nbval.plugin import IPyNbCell, coalesce_streams

from helpers import servers
from helpers.errors import CourseError
from helpers.paths import CONTAINER_VARIABLE, ROOT, run_headless
from helpers.servers import hosts
from tests.support import leftovers, scheduling

_container = pytest.StashKey()
_broken = pytest.StashKey()
MANY_FILES = 300  # open in this process

# Before testcontainers is imported. A machine that is itself a container makes it guess a wrong address.
os.environ.setdefault("TESTCONTAINERS_CONNECTION_MODE", "docker_host")
os.environ.setdefault("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1")
run_headless()
# A run under nohup or behind a shell's `&` hands down ignored signals, to kernels that have to obey them
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


_await_reply = RunningKernel.await_reply


def _await_reply_of_the_living(kernel, message, timeout=60):
    """nbval waits its whole time for a reply of a kernel that has died; this looks every second."""
    end = time.monotonic() + timeout
    while True:
        try:
            return _await_reply(kernel, message, timeout=min(1, timeout))
        except queue.Empty:
            if not kernel.is_alive():
                raise RuntimeError("its kernel died") from None
            if time.monotonic() > end:
                raise


RunningKernel.await_reply = _await_reply_of_the_living
leftovers.watch(is_broken=lambda notebook: EndsWithRedis.gone or notebook.stash.get(_broken, None))


_compare_outputs = IPyNbCell.compare_outputs


def _compare_claims_by_their_line(cell, found, saved, skip_compare=None):
    """nbval compares whatever HTML there is; a claim's card is its line of text, drawn."""
    found, saved = (coalesce_streams(list(map(_without_card, outputs))) for outputs in (found, saved))
    return _compare_outputs(cell, found, saved, skip_compare)


def _without_card(output):
    text = output.get("data", {}).get("text/plain", "")
    if not text.startswith(("✓ ", "✗ ")):
        return output
    return nbformat.v4.new_output("stream", name="stdout", text=f"{text}\n")


IPyNbCell.compare_outputs = _compare_claims_by_their_line


def pytest_configure(config):
    if not config.option.nbval_sanitize_with:
        config.option.nbval_sanitize_with = str(ROOT / "tests" / "sanitize.cfg")
    if config.option.collectonly or config.option.help or config.option.version:
        return
    if not hasattr(config, "workerinput"):  # a worker that exits looks like one that crashed
        config.pluginmanager.register(EndsWithRedis())
    if os.environ.get("CI") or hosts.docker_answers():
        try:
            config.stash[_container] = hosts.container()
            config.stash[_container].__enter__()
        except CourseError as error:
            config.stash[_container] = None
            if os.environ.get("CI"):
                pytest.exit(f"{error} (CI tests in a container, never on local processes)", returncode=3)


def pytest_unconfigure(config):
    if container := config.stash.get(_container, None):
        container.__exit__(None, None, None)


def pytest_report_header(config):
    if config.option.collectonly or hasattr(config, "workerinput"):
        return None
    with servers.start_server() as server:
        return f"Redis: {servers.describe(server.client())}"


def _is_cell(item):
    return type(item).__name__ == "IPyNbCell"


def pytest_collection_modifyitems(items):
    """Give each notebook cell its lesson's mark, and put the groups of tests that take longest first."""
    for item in items:
        if _is_cell(item):
            item.add_marker(pytest.mark.lesson(number=item.path.name[:2]))
    items.sort(key=lambda item: scheduling.place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return scheduling.ByLesson(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if not _is_cell(item):
        return
    if reason := item.parent.stash.get(_broken, None):
        pytest.skip(reason)
    # nbval compares nothing where the saved cell was never run, and does not look at the order
    count, expected = item.cell.execution_count, item.cell_num + 1
    if count != expected:
        number = item.path.name[:2]
        pytest.fail(
            f"saved as run {count}, not {expected}: `python3 -m helpers execute {number}`", pytrace=False
        )


def pytest_runtest_teardown(item):
    # what a test has dropped, such as a server's pipes, stays open until it's collected
    files = pathlib.Path("/proc/self/fd")
    if files.exists() and sum(1 for _ in files.iterdir()) > MANY_FILES:
        gc.collect()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    failed = _is_cell(item) and call.when == "call" and call.excinfo and report.failed
    # a difference in what a cell prints leaves the later cells their meaning
    if failed and "Cell outputs differ" not in str(call.excinfo.value):
        item.parent.stash[_broken] = f"not run: {item.name} of {item.path.name} failed"
    return report


class EndsWithRedis:
    """One sentence instead of a failure for each test that is left, once the run's container is gone."""

    gone = False

    def pytest_runtest_logreport(self, report):
        container = os.environ.get(CONTAINER_VARIABLE)
        if not (report.failed and container):
            return
        state = ["docker", "inspect", "-f", "{{.State.Status}}, exit code {{.State.ExitCode}}", container]
        found = subprocess.run(state, capture_output=True, text=True).stdout.strip()
        if not found.startswith("running"):
            EndsWithRedis.gone = True
            pytest.exit(
                f"Redis is gone: its container is {found or 'removed'}. The run ends here.", returncode=3
            )
