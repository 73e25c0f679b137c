#!/usr/bin/env python3
"""Measure the course itself, and print each figure beside its aim.

    python3 -m tests.benchmarks.run [import] [server] [measure] [shop] [notebooks] [panels] [warm] [cold]

Without names, all of them; `cold` installs an environment of 1 GB in a temporary folder. Run it with the
course's Python (`.venv/bin/python`), on a machine that does nothing else: p50 of the repetitions is printed.
"""

import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import types

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.errors import CourseError  # noqa: E402
from helpers.servers import hosts  # noqa: E402 - found only after the line above
from tests.benchmarks import labs, panels  # noqa: E402

SLOW_NOTEBOOKS = ("25", "30", "31", "32", "61", "62", "70", "71")  # these may take 40 s


def report(what, figure, unit, aim=None, note=""):
    """One line of the table; `aim` is an upper bound in the same unit."""
    verdict = "" if aim is None else f"≤ {aim:g} {unit}  {'✓' if figure <= aim else '✗'}"
    print(f"{what:58}{figure:>10.3g} {unit:5}{verdict:15}{note}".rstrip(), flush=True)


def seconds_of(action):
    """How long a call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def imports():
    """Seconds that an import takes in a fresh Python."""
    for module, aim in (("helpers", 0.1), ("helpers.servers", None), ("helpers.charts", None)):
        code = (
            f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
        )
        command = [sys.executable, "-c", code]
        times = [float(subprocess.check_output(command, cwd=ROOT)) for _ in range(7)]
        report(f"import {module}", statistics.median(times), "s", aim)


def servers():
    """Milliseconds from `start_server()` to its first PING, and for its end."""
    _servers(aim=60)
    if not hosts.docker_answers():
        print("no Docker engine answers: nothing measured in a container")
        return
    command = [ROOT / ".ci" / "image", "redis"]
    image = os.environ.get("REDIS_IMAGE") or subprocess.check_output(command, text=True).split()[-1]
    with hosts.container(image):
        _servers(aim=None)


def _servers(aim):
    from helpers.servers import start_server

    start_server().close()  # the first import and look-up of the executable are not the server's
    starts, ends = [], []
    for _ in range(20):
        begin = time.perf_counter()
        server = start_server()
        server.client().ping()
        starts.append((time.perf_counter() - begin) * 1000)
        ends.append(seconds_of(server.close) * 1000)
    worst = f"worst of 20: {max(starts):.0f} ms"
    report(f"server to first PING, {hosts.host().name}", statistics.median(starts), "ms", aim, worst)
    report(f"server closed, {hosts.host().name}", statistics.median(ends), "ms")


def measuring():
    """What measure() adds to p50 of a GET: blocks by turns with a bare loop around the same call."""
    from helpers.measure import measure
    from helpers.servers import start_server
    from tests.benchmarks import loops

    with start_server() as server, server.client() as r, loops.raw_get(server) as raw:
        r.set("key", "value")
        ways = {
            "measure()": lambda: measure({"GET": lambda: r.get("key")}, rounds=100, warmup=0).p50("GET"),
            "bare loop": lambda: loops.p50(loops.around_get(r, 100)),
            "bare socket": lambda: loops.p50(loops.around(raw, 100)),
        }
        blocks = loops.by_turns(ways, 150)
    for name, p50s in blocks.items():
        report(f"p50 of a GET, {name}", statistics.median(p50s), "µs")
    pairs = zip(blocks["measure()"], blocks["bare loop"], strict=True)
    added = statistics.median(with_it / without for with_it, without in pairs)
    report("measure() adds to p50", (added - 1) * 100, "%", 3, "median of 150 pairs of blocks")


def shop():
    """Seconds to make the shop's full database, and to open a copy of it."""
    from helpers.shop import sqlite

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "shop.sqlite"
        report("shop database made", seconds_of(lambda: sqlite._make(path, 1)), "s")
        size = path.stat().st_size / 1e6
    from helpers.shop import open_shop

    open_shop()
    report("shop opened (a copy)", seconds_of(open_shop), "s", note=f"{size:.0f} MB")


def notebooks():
    """Seconds and memory that each notebook takes, in a fresh kernel on local processes."""
    import nbformat

    from helpers.cli.execute import run

    os.environ["PYTHONPATH"] = str(ROOT)  # kernels start in the notebook's folder
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        aim = 40 if path.name[:2] in SLOW_NOTEBOOKS else 15
        try:
            with peak_memory() as peak:
                seconds = seconds_of(lambda n=notebook, p=path: run(n, p))
            report(path.stem, seconds, "s", aim, f"{peak.megabytes:.0f} MB with its servers")
        except CourseError as error:
            print(error)


@contextlib.contextmanager
def peak_memory():
    """Meanwhile looks ten times a second how much memory all child processes have together: `.megabytes`."""
    import psutil

    peak, over = types.SimpleNamespace(megabytes=0), threading.Event()

    def look():
        while not over.wait(0.1):
            held = 0
            for child in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.Error):  # it has ended
                    held += child.memory_info().rss
            peak.megabytes = max(peak.megabytes, held / 1e6)

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def redraws():
    """CPU milliseconds until the kernel has redrawn a panel of a lesson that measures nothing."""
    for path, code in panels.lessons():
        for name, taken in panels.redraws(path, code).items():
            note = f"worst of {len(taken)}: {max(taken):.0f} ms, {name}"
            report(f"panel redrawn, {path.name[:2]}", statistics.median(taken), "ms", 100, note)


def warm():
    """Seconds from the command `lab`, when everything is there, to the first answer and the first cell."""
    with labs.course(installed=True) as folder:
        labs.start(folder, sys.executable)  # once, so that what a first start lays out lies there
        runs = [labs.start(folder, sys.executable) for _ in range(5)]
    report("warm lab to first HTTP answer", statistics.median(run.answer for run in runs), "s")
    cells = [run.cell for run in runs]
    report(
        "warm lab to first executed cell", statistics.median(cells), "s", 3, f"worst of 5: {max(cells):.1f} s"
    )
    if runs[0].seen:
        report(
            "warm lab to first cell executed in the browser", statistics.median(run.seen for run in runs), "s"
        )
    held = max(run.megabytes for run in runs)
    report("memory of JupyterLab itself", held, "MB", note="beside it: the lesson, see `notebooks`")


def cold():
    """The same with nothing installed or cached: the way to the package index decides."""
    with labs.course(installed=False) as folder:
        run = labs.start(folder, getattr(sys, "_base_executable", sys.executable))
    report("cold lab to first HTTP answer", run.answer, "s")
    report("cold lab to first executed cell", run.cell, "s", 15)


ALL = {
    "import": imports,
    "server": servers,
    "measure": measuring,
    "shop": shop,
    "notebooks": notebooks,
    "panels": redraws,
    "warm": warm,
    "cold": cold,
}


def main(names):
    if unknown := set(names) - set(ALL):
        return f"No such benchmark: {', '.join(unknown)}. Choose {', '.join(ALL)}."
    with contextlib.suppress(OSError):
        print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    os.environ["REDIS_MEASURED_HEADLESS"] = "1"  # no progress bars
    for name in names or ALL:
        ALL[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
