"""Lesson 32: load a server in each persistence mode, kill it, count what's lost, and compare the modes."""

import csv
import re
import time
from typing import NamedTuple

import numpy as np

from helpers.display import markdown_table
from helpers.labs.load import load
from helpers.measure import duration
from helpers.paths import DATA
from helpers.servers import sizes, start_server
from helpers.writer import Loss, lost, start_writer

RECORD = DATA / "powercut.csv"
MANIFEST = "appendonlydir/appendonly.aof.manifest"
VIEWS = 100_000  # counted before the writer starts, so that a log has something to replay


def back_after(server, **changed):
    """Kill the server, restart it with `changed` configuration, and return the µs until it replies."""
    server.kill()
    began = time.perf_counter()
    server.restart(**changed)
    return (time.perf_counter() - began) * 1e6


def manifest(server):
    """Return the manifest of the server's AOF without `startoffset`, a field that Redis 8 adds."""
    return re.sub(r" startoffset \d+", "", (server.data_dir / MANIFEST).read_text()).strip()


class Trial(NamedTuple):
    """One server with one configuration, from its start until it was killed and restarted.

    `acknowledged`: when each write was acknowledged, in s. `loss`: what the kill lost. `size`: on disk, in
    bytes. `restart`: in µs.
    """

    acknowledged: np.ndarray
    loss: Loss
    size: int
    restart: float

    @property
    def p50(self):
        """Median time of a write in µs, from one acknowledgment to the next."""
        return float(np.median(np.diff(self.acknowledged))) * 1e6

    @property
    def rate(self):
        """Writes per second."""
        return len(self.acknowledged) / self.acknowledged[-1]

    @property
    def kept(self):
        """How many acknowledged writes survived the kill."""
        return len(self.acknowledged) - self.loss.count


def pull_the_plug(config, meanwhile=None, seconds=0.8):
    """Let a writer write to a server with `config`, kill and restart it, and return the `Trial`.

    `meanwhile` is a command to send after 40 % of the `seconds`, such as "BGSAVE".
    """
    with start_server(**config) as server:
        load(server, "INCR", "views:__rand_int__", n=VIEWS, keys=1000, pipeline=100)
        acknowledged = _write_and_kill(server, meanwhile, seconds)
        size, restart = sum(sizes(server).values()), back_after(server)
        return Trial(acknowledged, lost(server.client(), acknowledged), size, restart)


def _write_and_kill(server, meanwhile, seconds):
    with start_writer(server) as writer:
        writer.wait_for(1)
        time.sleep(0.4 * seconds)
        if meanwhile:
            server.client().execute_command(meanwhile)
        time.sleep(0.6 * seconds)
        server.kill()
        return writer.stop()


class Cuts(NamedTuple):
    """The recorded power cuts of one mode.

    `share`: the largest share of writes that was lost. `oldest`: the age of the oldest lost write, in s.
    `repaired`: in how many of the `runs` the log had to be repaired.
    """

    share: float
    oldest: float
    repaired: int
    runs: int


def recorded_cuts():
    """Return the record in data/powercut.csv as mode → `Cuts`."""
    with RECORD.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        mode: _worst([row for row in rows if row["mode"] == mode])
        for mode in {row["mode"]: 0 for row in rows}
    }


def _worst(rows):
    share = max(int(row["lost"]) / int(row["acknowledged"]) for row in rows)
    oldest = max(float(row["oldest_s"]) for row in rows)
    return Cuts(share, oldest, sum(int(row["repaired"]) for row in rows), len(rows))


def table(trials):
    """Return mode → `Trial` as a Markdown table whose head says where the figures of a column come from."""
    cuts = recorded_cuts()
    columns = ["write p50", "writes in 1 s", "lost to a kill", "lost to a power cut"]
    columns += ["on disk", "restart"]
    kinds = ["live", "live", "live", "record", "live", "live"]
    head = ["", *(f"{name} ({kind})" for name, kind in zip(columns, kinds, strict=True))]
    return markdown_table(
        [head, *([mode, *_cells(trial, cuts[mode])] for mode, trial in trials.items())], numbers=True
    )


def _cells(trial, cuts):
    return [
        f"≈ {duration(trial.p50)}",
        f"≈ {trial.rate:,.0f}",
        "all" if trial.kept == 0 else f"≈ {trial.loss.age:.1f} s",
        "all" if cuts.share == 1 else f"{cuts.oldest:.1f} s",
        f"≈ {trial.size / 1e6:.1f} MB",
        f"≈ {duration(trial.restart)}",
    ]
