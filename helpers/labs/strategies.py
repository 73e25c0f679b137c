"""Lessons 21 and 22: run the same traffic through every caching strategy and compare the costs.

The lessons write the strategies themselves: one function that reads, and one that writes.
"""

import re
import time

import numpy as np

from helpers.display import markdown_table
from helpers.measure import duration

OVERTAKING = 10  # steps
BATCH = re.compile(r"took [1-9]\d* of (\d+) products")  # what a worker of lesson 22 prints for each batch
COLORS = {  # of the strategies, in every chart
    "no cache": "database",
    "cache-aside": "neutral",
    "write-through": "memory",
    "write-behind": "redis",
}


class TrafficRun:
    """What one strategy did with the traffic: see `run_traffic`.

    `samples["read"]` and `samples["write"]` are latencies in µs. `hits` and `stale` count reads,
    `acknowledged` counts writes. `database` is what this process asked of the database, a `shop.Count`.
    """

    def __init__(self, read, write, fetch, commit):
        self._read, self._write, self._fetch, self._commit = read, write, fetch, commit
        self.samples = {"read": [], "write": []}
        self.hits = self.stale = self.acknowledged = 0
        self._latest = {}  # product → what its last write returned
        self.database, self.exact = None, True

    @property
    def hit_ratio(self):
        """The share of reads that didn't ask the database."""
        return self.hits / len(self.samples["read"])

    def p50(self, kind):
        """The median latency of all "read" or "write" steps, in µs."""
        return float(np.median(self.samples[kind]))

    def worker_wrote(self, rows):
        """Add what a worker wrote for this strategy, `rows` of each batch. It varies from run to run."""
        self.database.writes += sum(rows)
        self.database.commits += len(rows)
        self.exact = False

    def write(self, product_id, overtake):
        """Run a write step and return the µs it took; `overtake()` is called after its commit."""
        value, taken, others, _ = _slowed(self._write, product_id, self._commit, overtake)
        self.samples["write"].append(taken)
        if not any(others):  # or else the write that overtook this one has the latest value
            self._latest[product_id] = value
        self.acknowledged += 1
        return taken

    def read(self, product_id, overtake):
        """Run a read step; `overtake()` is called before the database's reply reaches the strategy."""
        right = {self._latest.get(product_id)}
        value, taken, _, asked = _slowed(self._read, product_id, self._fetch, overtake)
        self.samples["read"].append(taken)
        self.hits += not asked
        right.add(self._latest.get(product_id))
        self.stale += None not in right and value not in right


def _slowed(step, product_id, call_database, overtake):
    """Run a step whose call of the database returns only after `overtake()`, which returns the µs it took.

    Return the step's result, its own µs, those of the overtaking steps, and how often it called the database.
    """
    others = []

    def slow_call(product_id):
        value = call_database(product_id)
        others.append(overtake())
        return value

    began = time.perf_counter_ns()
    value = step(product_id, slow_call)
    taken = (time.perf_counter_ns() - began) / 1000
    return value, taken - sum(others), others, len(others)


def run_traffic(steps, read, write, fetch, commit, shop):
    """Run the `steps` of `traffic.mixed` one after another through one strategy and return a `TrafficRun`.

    `read(product_id, fetch)` returns a value from the cache or from `fetch(product_id)`, which asks the
    database. `write(product_id, commit)` changes the value and returns the new one, by `commit(product_id)`
    if it changes the database itself. Every reply of the database is slow: if a write of the same product
    follows within ten steps, it overtakes the step that waits, and so every strategy meets the same races. A
    read is stale if it returns neither the value at its start nor the value at its end.
    """
    run, overtaken = TrafficRun(read, write, fetch, commit), set()

    def overtake(at):
        product_id = steps[at][1]
        for later in range(at + 1, min(at + 1 + OVERTAKING, len(steps))):
            if steps[later] == ("write", product_id) and later not in overtaken:
                overtaken.add(later)
                return run.write(product_id, lambda: 0)
        return 0

    with shop.counting() as run.database:
        for at, (kind, product_id) in enumerate(steps):
            if kind == "read":
                run.read(product_id, lambda at=at: overtake(at))
            elif at not in overtaken:
                run.write(product_id, lambda at=at: overtake(at))
    return run


def batches(worker, done):
    """Wait until a worker of lesson 22 has handled `done` views and found no more; rows of each batch."""
    worker.wait_for(f"{done} done, took 0")
    return [int(rows) for rows in BATCH.findall(worker.output())]


def table(runs, extra_rows):
    """Return a Markdown table of `runs` (label → TrafficRun); `extra_rows`: name → a cell for each run."""
    rows = {
        "write p50": [f"≈ {duration(run.p50('write'))}" for run in runs.values()],
        "database reads": [f"{run.database.reads:,}" for run in runs.values()],
        "database rows written": [_count(run, run.database.writes) for run in runs.values()],
        "database commits": [_count(run, run.database.commits) for run in runs.values()],
        "hit ratio": [f"{run.hit_ratio:.0%}".replace("%", " %") for run in runs.values()],
        "stale reads": [f"{run.stale:,}" for run in runs.values()],
    }
    body = ([name, *cells] for name, cells in (rows | extra_rows).items())
    return markdown_table([["", *runs], *body], numbers=True)


def _count(run, number):
    return f"{'' if run.exact else '≈ '}{number:,}"
