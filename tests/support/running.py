"""Run a lesson's cells without a kernel, changed or not: what they print and what they raise.

nbval runs every lesson in a kernel and compares its outputs. Here only claims and errors matter, so a run is
a process forked from one that has imported what lessons import. That saves 4 s of CPU for each run, and
Ctrl-C ends it, which nbclient's own signal handlers would swallow.
"""

import atexit
import contextlib
import functools
import importlib
import io
import multiprocessing
import os
import re
import threading
from multiprocessing.connection import Pipe, wait
from typing import NamedTuple

import nbformat

from helpers.paths import NOTEBOOKS
from tests.support.lenient import plain_text

CLAIM = re.compile(r"^([✓✗]) (.*) \([^()]*\)$", re.MULTILINE)
SECONDS = 300  # for all cells of a lesson
SPENT = []  # CPU seconds of each run: the operating system doesn't count them as this process's children
SHORTER = 0.3  # of the rounds and the time that a lesson asks of `measure()`: see `_roughly`

# What lessons import, and what takes long to import
IMPORTED = ("IPython.core.interactiveshell", "ipywidgets", "pandas", "redis", "sqlalchemy", "helpers.charts")


class Run(NamedTuple):
    """What the cells printed, each error that isn't raised on purpose, and the CPU seconds they took."""

    printed: str
    errors: list
    cpu: float

    @property
    def claims(self):
        return claims_in(self.printed)


def claims_in(text):
    """Every claim in a text: sentence → mark."""
    return {sentence: mark for mark, sentence in CLAIM.findall(text)}


def printed(cell):
    """What a saved code cell shows as plain text."""
    return "\n".join(map(plain_text, cell.get("outputs", [])))


def saved_claims(path):
    """The claims that are saved with a notebook: sentence → mark."""
    return claims_in("\n".join(map(printed, code_of(path))))


def code_of(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def run(cells, roughly=False, **variables):
    """Run code cells in a process of their own, with these environment variables: a `Run`.

    `roughly`: draw no pictures and measure for a shorter time, which changes no claim by the factor that a
    sabotage does. Raises TimeoutError after SECONDS.
    """
    sources = [(cell.source, "raises-exception" in cell.metadata.get("tags", [])) for cell in cells]
    forks = _forks()
    try:
        forks.send((sources, roughly, dict(os.environ) | variables))
        done = forks.recv()
    except BaseException as error:  # Ctrl-C and pytest's own time limit too
        forks.close()
        _forks.cache_clear()
        if isinstance(error, EOFError):
            raise RuntimeError("the process of the lesson died") from None
        raise
    if done is None:
        raise TimeoutError(f"the lesson is not through after {SECONDS} s")
    SPENT.append(done[-1])
    return Run(*done)


@functools.cache
def _forks():
    """The connection to the process that forks the runs.

    It is a spawned process. To fork this one, with the threads of pytest-xdist, is unsafe, and the one fork
    server of multiprocessing is set up by the judge.
    """
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    # not a daemon, whose runs may have no processes of their own: it ends with its connection
    processes.Process(target=_serve, args=[theirs]).start()
    atexit.register(ours.close)  # before multiprocessing waits for its processes
    theirs.close()
    return ours


def _serve(connection):
    """Fork a run for each request, until the other side closes the connection or dies."""
    for name in IMPORTED:
        importlib.import_module(name)
    with contextlib.suppress(EOFError):
        while True:
            connection.send(_forked(connection, connection.recv()))


def _forked(connection, request):
    """Result of one run, or None if it takes too long; EOFError where it dies, or nobody waits any more."""
    (alive, lifeline), (result, theirs) = os.pipe(), Pipe(duplex=False)
    if not os.fork():
        os.close(lifeline)  # now the end of the process that forked is seen on the other end
        threading.Thread(target=_exit_after, args=[alive], daemon=True).start()
        theirs.send(_work(*request))
        os._exit(0)
    theirs.close()
    os.close(alive)
    try:
        ready = wait([connection, result], SECONDS)
        return result.recv() if result in ready else connection.recv() if ready else None
    finally:
        result.close()
        os.close(lifeline)
        os.wait()


def _exit_after(alive):
    os.read(alive, 1)
    os._exit(1)


def _work(sources, roughly, variables):
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(NOTEBOOKS)  # like a kernel
    if roughly:
        _roughly()
    out, errors = io.StringIO(), []
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        shell = _shell()
        for source, may_raise in sources:
            result = shell.run_cell(source, store_history=True)
            error = result.error_before_exec or result.error_in_exec
            if isinstance(error, KeyboardInterrupt):
                os._exit(130)
            if error and not may_raise:
                errors.append(f"{type(error).__name__}: {error} in\n{source}")
        atexit._run_exitfuncs()  # os._exit leaves them out, and they stop the lesson's servers
    return out.getvalue(), errors, sum(os.times()[:4])


def _shell():
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    return InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}), colors="nocolor")


def _roughly():
    from helpers import charts, measure

    for name in ("bars", "compare", "ecdf", "lines", "show"):
        setattr(charts, name, lambda *_, **__: None)
    charts.house.show = charts.plots.show = charts.show
    charts.png = charts.house.png = lambda _: b""
    exactly = measure.measure

    def shorter(ways, rounds=1000, warmup=50, seconds=5.0):
        return exactly(ways, max(1, round(rounds * SHORTER)), round(warmup * SHORTER), seconds * SHORTER)

    measure.measure = shorter
