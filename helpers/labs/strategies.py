"""Lessons 21 and 22: run the same traffic through every caching strategy and compare the costs.

The lessons write the strategies themselves: one function that reads, and one that writes.
"""

import time

import numpy as np

from helpers.charts import figure, headline, log_time, show, style
from helpers.display import markdown_table, palette
from helpers.measure import duration

OVERTAKING = 10  # steps
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

    def __init__(self, read, write, fetch):
        self._read, self._write, self._fetch = read, write, fetch
        self.samples = {"read": [], "write": []}
        self.hits = self.stale = self.acknowledged = 0
        self._latest = {}  # product → what its last write returned
        self.database, self.exact = None, True

    @property
    def hit_ratio(self):
        """The share of reads that didn't ask the database."""
        return self.hits / len(self.samples["read"])

    def percentile(self, kind, q):
        """The q-th percentile of the latencies of all "read" or "write" steps, in µs."""
        return float(np.percentile(self.samples[kind], q))

    def worker_wrote(self, rows, commits):
        """Add the rows and commits that a worker wrote for this strategy, which vary from run to run."""
        self.database.writes += rows
        self.database.commits += commits
        self.exact = False

    def write(self, product_id):
        """Run a write step and return the µs it took."""
        began = time.perf_counter_ns()
        value = self._write(product_id)
        taken = (time.perf_counter_ns() - began) / 1000
        self.samples["write"].append(taken)
        self._latest[product_id] = value
        self.acknowledged += 1
        return taken

    def read(self, product_id, overtake):
        """Run a read step; `overtake()` is called before the database's reply reaches the strategy."""
        asked, others = [], [0]

        def slow_fetch(product_id):
            value = self._fetch(product_id)
            asked.append(product_id)
            others.append(overtake())
            return value

        right = {self._latest.get(product_id)}
        began = time.perf_counter_ns()
        value = self._read(product_id, slow_fetch)
        taken = (time.perf_counter_ns() - began) / 1000
        self.samples["read"].append(taken - sum(others))
        self.hits += not asked
        right.add(self._latest.get(product_id))
        self.stale += None not in right and value not in right


def run_traffic(steps, read, write, fetch, shop):
    """Run the `steps` of `traffic.mixed` one after another through one strategy and return a `TrafficRun`.

    `read(product_id, fetch)` returns a value from the cache or from `fetch(product_id)`, which asks the
    database. `write(product_id)` changes the value and returns the new one. If a read has to ask the
    database and a write of the same product follows within ten steps, that write overtakes the read: it runs
    after the database has replied and before the strategy receives the reply, so every strategy meets the
    same races. A read is stale if it returns neither the value at its start nor the value at its end.
    """
    run, overtaken = TrafficRun(read, write, fetch), set()
    with shop.counting() as run.database:
        for at, (kind, product_id) in enumerate(steps):
            if kind == "read":
                run.read(product_id, lambda at=at: _overtake(run, steps, at, overtaken))
            elif at not in overtaken:
                run.write(product_id)
    return run


def _overtake(run, steps, at, overtaken):
    """Run the next write of the same product if it follows soon after step `at`; return the µs it took."""
    product_id = steps[at][1]
    for later in range(at + 1, min(at + 1 + OVERTAKING, len(steps))):
        if steps[later] == ("write", product_id) and later not in overtaken:
            overtaken.add(later)
            return run.write(product_id)
    return 0


def table(runs, extra_rows):
    """Return a Markdown table of `runs` (label → TrafficRun); `extra_rows`: name → a cell for each run."""
    rows = {
        "read p50": [f"≈ {duration(run.percentile('read', 50))}" for run in runs.values()],
        "read p99": [f"≈ {duration(run.percentile('read', 99))}" for run in runs.values()],
        "write p50": [f"≈ {duration(run.percentile('write', 50))}" for run in runs.values()],
        "write p99": [f"≈ {duration(run.percentile('write', 99))}" for run in runs.values()],
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


def chart(runs, title, colors):
    """Show reads and writes of `runs` (label → TrafficRun) on one time axis: a dot at p50, a bar to p99.

    `colors` maps each label to a name in `palette.COLORS`.
    """
    fig, axes = figure(1, 2, height=0.35 + 0.14 * len(runs), sharex=True, sharey=True)
    headline(fig, title)
    rows = range(len(runs))[::-1]
    with style():
        for ax, kind in zip(axes, ("read", "write"), strict=True):
            for row, (label, run) in zip(rows, runs.items(), strict=True):
                color = palette.COLORS[colors[label]]
                p50, p99 = run.percentile(kind, 50), run.percentile(kind, 99)
                ax.plot([p50, p99], [row, row], color=color, lw=5, alpha=0.4, solid_capstyle="butt")
                ax.plot(p50, row, "o", color=color, ms=10)
                ax.annotate(duration(p50), (p50, row), (0, 9), textcoords="offset points", ha="center")
            ax.set(xlabel=f"time for one {kind}", ylim=(-0.5, len(runs) - 0.4))
            ax.grid(axis="y", visible=False)
        percentiles = [
            run.percentile(kind, q) for run in runs.values() for kind in run.samples for q in (50, 99)
        ]
        axes[0].set_xlim(min(percentiles) / 2.5, 1.6 * max(percentiles))
        log_time(axes[0].xaxis)
        axes[0].set_yticks(rows, list(runs))
    medians = ", ".join(
        f"{label} ≈ {duration(run.percentile('read', 50))} and ≈ {duration(run.percentile('write', 50))}"
        for label, run in runs.items()
    )
    show(fig, f"{title}. Median times of a read and of a write: {medians}.")
