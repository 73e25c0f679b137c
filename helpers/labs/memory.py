"""Lesson 50: what a keyspace takes, how long another client waits, and charts of both."""

import json
import time

import numpy as np

from helpers.charts import figure, headline, show, style
from helpers.display import progress_bar
from helpers.display.palette import COLORS
from helpers.paths import DATA
from helpers.programs import start_program
from helpers.servers import start_server

BLOCK, AT_ONCE = 100, 10  # objects written by one call, and calls in one pipeline
PAUSE = 0.2  # seconds between two commands, in which the visitor catches up
MARGIN = 0.004  # seconds between two of its reads
SLOW = 0.05  # seconds


def used_memory(r):
    """Return `used_memory` of a server in bytes."""
    return r.info("memory")["used_memory"]


def bytes_each(write, count=100_000):
    """Return what an object takes on a server of its own, in bytes: the growth of `used_memory` / `count`.

    `write(pipe, block)` writes the objects whose numbers are in the range `block`. Pipelines are short,
    because `used_memory` includes the buffers of this client too.
    """
    with start_server() as server, server.client() as r, r.pipeline(transaction=False) as pipe:
        before = used_memory(r)
        for first in progress_bar(range(0, count, BLOCK)):
            write(pipe, range(first, first + BLOCK))
            if (first // BLOCK + 1) % AT_ONCE == 0:
                pipe.execute()
        pipe.execute()
        return round((used_memory(r) - before) / count)


def profile(n):
    """Return the profile of customer `n` as JSON in UTF-8, some 400 bytes."""
    address = {"street": f"Rua {n % 89}", "city": "Lisbon", "country": "PT"}
    orders = [{"order": 7 * n + k, "cents": 37 * n * k % 9000, "status": "delivered"} for k in range(4)]
    contact = {"name": f"Customer {n}", "email": f"customer{n}@example.com", "newsletter": n % 2 == 0}
    return json.dumps(contact | {"address": address, "orders": orders}).encode()


def reads_during(server, visitor, acts):
    """Call each of `acts` (label → function) while `visitor(url)` reads from `server` in its own process.

    Returns an array with a row for each read, (due, sent, replied) in seconds, and label → (began, ended) by
    the same clock.
    """
    windows = {}
    with start_program(visitor, server.url) as program, server.client() as r:
        program.wait_for("ready")
        for label, act in acts.items():
            time.sleep(PAUSE)
            began = time.perf_counter()
            act()
            windows[label] = began, time.perf_counter()
        time.sleep(PAUSE)
        r.set("stop", 1)
        return np.array(program.wait(60).split()[1:], dtype=float).reshape(-1, 3), windows


def waits_in(reads, window):
    """Return how long the reads waited that were due in a window, from when they were due, in seconds.

    The window is widened by one read on each side, so that there are some, however short it is.
    """
    due, _, replied = reads.T
    began, ended = window
    return (replied - due)[(began - MARGIN < due) & (due < ended + MARGIN)]


def draw_waits(reads):
    """Show the reads twice: how long they waited from when they were sent, and from when they were due."""
    due, sent, replied = reads.T
    waits = {"sent": replied - sent, "due": replied - due}
    fig, axes = figure(rows=2, height=1.2, sharex=True, sharey=True)
    late = {name: int((shown > SLOW).sum()) for name, shown in waits.items()}
    title = f"≈ {late['sent']:,} reads are slow from when sent, ≈ {late['due']:,} from when due"
    headline(fig, title)
    with style():
        for ax, (name, shown) in zip(axes, waits.items(), strict=True):
            colors = np.where(shown > SLOW, COLORS["lost"], COLORS["redis"])
            ax.scatter(due - due[0], 1000 * shown, s=9, c=colors)
            ax.set(title=f"from when it was {name}", ylabel="wait (ms)")
        axes[1].set_xlabel("time (s)")
    alt = "Above, each stall is one dot among thousands. Below, it's a triangle of late reads."
    show(fig, f"{title}. {alt}")


def draw_defragmentation():
    """Show the recorded run of active defragmentation: the size of the process over time."""
    seconds, used, process = np.loadtxt(DATA / "defrag.csv", delimiter=",", skiprows=1).T
    data, process = used[-1] / 1e6, process / 1e6
    fig, ax = figure(height=0.7)
    title = f"Defragmentation takes the process from {process[0]:.0f} to {process[-1]:.0f} MB"
    headline(fig, title)
    with style():
        ax.plot(seconds, process, color=COLORS["redis"])
        ax.axhline(data, color=COLORS["memory"])
        ax.text(4.2, process[0] - 24, "process", color=COLORS["redis"], weight="bold")
        ax.text(1, data + 4, "data", color=COLORS["memory"], weight="bold")
        ax.set(xlabel="seconds since it was switched on", ylabel="MB", ylim=(0, 1.1 * process[0]))
    show(fig, f"{title}. The data stays at {data:.0f} MB.", "recorded, Redis 8.2.3")
