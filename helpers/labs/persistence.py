"""Lesson 32: load a server in each persistence mode, kill it, count what's lost, and compare the modes."""

import csv
import re
import time
from typing import NamedTuple

import numpy as np

from helpers.measure import duration
from helpers.paths import DATA
from helpers.servers import run_tool, sizes, start_server
from helpers.writer import Loss, lost, start_writer

RECORD = DATA / "powercut.csv"
MANIFEST = "appendonlydir/appendonly.aof.manifest"
WIDTHS = (12, 15, 10, 10, 8, 11, 11)  # of the table's columns
CUT_SECONDS = 2  # the last log, begun by a rewrite before half of it, has a timestamp then
VIEWS = 100_000  # counted before the writer begins, so that a log has something to replay


def load(server, *command, n, keys):
    """Let redis-benchmark send `command` `n` times, 100 in a pipeline.

    For `__rand_int__` in it, each time another of `keys` numbers stands.
    """
    run_tool(server, "redis-benchmark", "-p", server.port, "-r", keys, "-n", n, "-P", 100, "-q", *command)


def back_after(server, **changed):
    """Kill the server and start it again, with `changed` configuration: the µs until it answers."""
    server.kill()
    began = time.perf_counter()
    server.restart(**changed)
    return (time.perf_counter() - began) * 1e6


def manifest(server):
    """The manifest of the server's AOF, without the field that Redis 8 adds to its lines (`startoffset`)."""
    return re.sub(r" startoffset \d+", "", (server.data_dir / MANIFEST).read_text()).strip()


class Trial(NamedTuple):
    """One server under one configuration, until it was killed.

    `acknowledged`: when each write was, in s; `loss` to the kill; `size` on disk in B; `restart` in µs;
    `cut`: the loss if the last second of the log had not reached the disk, or None.
    """

    acknowledged: np.ndarray
    loss: Loss
    size: int
    restart: float
    cut: Loss | None

    @property
    def p50(self):
        """Median time of a write in µs, from one acknowledgement to the next."""
        return float(np.median(np.diff(self.acknowledged))) * 1e6

    @property
    def rate(self):
        """Writes in a second."""
        return len(self.acknowledged) / self.acknowledged[-1]

    @property
    def kept(self):
        """How many acknowledged writes are there after the kill."""
        return len(self.acknowledged) - self.loss.count


def pull_the_plug(config, meanwhile=None, seconds=0.8, cut=False):
    """Let a writer write to a server with `config`, kill it, restart it, and count: a `Trial`.

    `meanwhile` is a command to the server before half of the `seconds` are over, such as "BGSAVE". With
    `cut`, and under `everysec`, a power cut is modelled as well; that takes two seconds of writing.
    """
    cut = cut and config.get("appendfsync") == "everysec"
    with start_server(**config, aof_timestamp_enabled=cut) as server:
        load(server, "INCR", "views:__rand_int__", n=VIEWS, keys=1000)
        acknowledged = _write_and_kill(server, meanwhile, CUT_SECONDS if cut else seconds)
        size, restart = sum(sizes(server).values()), back_after(server)
        loss = lost(server.client(), acknowledged)
        return Trial(acknowledged, loss, size, restart, _as_if_cut(server, acknowledged) if cut else None)


def _write_and_kill(server, meanwhile, seconds):
    with start_writer(server) as writer:
        writer.wait_for(1)
        time.sleep(0.4 * seconds)
        if meanwhile:
            server.client().execute_command(meanwhile)
        time.sleep(0.6 * seconds)
        server.kill()
        return writer.stop()


def _as_if_cut(server, acknowledged):
    """Cut the log off at its last full second, as if all before had reached the disk and nothing after."""
    log = max((server.data_dir / "appendonlydir").glob("*.incr.aof"))
    second = int(re.findall(rb"^#TS:(\d+)", log.read_bytes(), re.MULTILINE)[-1])
    server.kill()
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second - 1, MANIFEST)
    server.restart()
    return lost(server.client(), acknowledged)


class Cuts(NamedTuple):
    """What the recorded power cuts of one mode took: the worst share, the age in s of the oldest lost write,
    and how many of how many runs left a log that had to be repaired."""

    share: float
    oldest: float
    repaired: int
    runs: int


def recorded_cuts():
    """The record of data/powercut.csv: mode → `Cuts`."""
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
    """Print mode → `Trial` as a table that says of each column where its figures come from."""
    cuts = recorded_cuts()
    heads = ["", "write p50", "writes in 1 s", "a kill", "a cut", "a cut", "on disk", "is back"]
    kinds = ["", "live", "live", "live", "model", "record", "live", "live"]
    for names in (heads, kinds):
        print(
            f"{names[0]:12}"
            + "".join(f"{name:>{width}}" for name, width in zip(names[1:], WIDTHS, strict=True))
        )
    for mode, trial in trials.items():
        everything = cuts[mode].share == 1
        cells = [
            _about(duration(trial.p50), 8),
            _about(f"{trial.rate:,.0f}", 8),
            "all" if trial.kept == 0 else _about(f"{trial.loss.age:.1f} s", 6),
            _about(f"{trial.cut.age:.1f} s", 6) if trial.cut else "–",
            "all" if everything else f"{cuts[mode].oldest:.1f} s",
            _about(f"{trial.size / 1e6:.1f} MB", 7),
            _about(duration(trial.restart), 7),
        ]
        print(f"{mode:12}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True)))


def _about(text, width):
    """A figure that varies, always as wide: the saved page is compared."""
    return f"≈ {text:>{width}}"
