"""Lessons 21 and 22: replay the same traffic against every caching strategy and compare the costs.

The strategies themselves stand in the lessons (21, 22): a function that reads and one that writes.
"""

import time

import numpy as np

from helpers.charts import figure, headline, log_time, show, style
from helpers.display import markdown_table, palette
from helpers.measure import duration

OVERTAKING = 10  # steps
COLORS = {
    "no cache": "database",
    "cache-aside": "neutral",
    "write-through": "memory",
    "write-behind": "redis",
}


class Replay:
    """What a strategy made of the traffic: see `replay`.

    `samples["read"]` and `["write"]` are latencies in µs; `hits` and `stale` count reads, `acknowledged`
    writes; `database` is what this process asked of it, a `shop.Count`.
    """

    def __init__(self, read, write, fetch):
        self._read, self._write, self._fetch = read, write, fetch
        self.samples = {"read": [], "write": []}
        self.hits = self.stale = self.acknowledged = 0
        self._latest = {}  # product → what its last write returned
        self.database, self.exact = None, True

    @property
    def hit_ratio(self):
        """The share of reads for which the database was not asked."""
        return self.hits / len(self.samples["read"])

    def percentile(self, kind, q):
        """The q-th percentile of the latencies of all "read" or "write" steps, in µs."""
        return float(np.percentile(self.samples[kind], q))

    def worker_wrote(self, rows, commits):
        """Add what a worker has written into the database for it: how much, differs between runs."""
        self.database.writes += rows
        self.database.commits += commits
        self.exact = False

    def write(self, product_id):
        """Make a write step; returns the µs it took."""
        began = time.perf_counter_ns()
        value = self._write(product_id)
        taken = (time.perf_counter_ns() - began) / 1000
        self.samples["write"].append(taken)
        self._latest[product_id] = value
        self.acknowledged += 1
        return taken

    def read(self, product_id, overtake):
        """Make a read step; `overtake()` is called while the answer of the database is under way."""
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


def replay(steps, read, write, fetch, shop):
    """Makes the `steps` of traffic.mixed, one after the other, through one strategy; returns a `Replay`.

    `read(product_id, fetch)` returns a value from a cache or by `fetch(product_id)`, which asks the
    database; `write(product_id)` changes the value and returns the new one. A write that follows a read of
    the same product within ten steps overtakes it, if that read has to ask the database: it is made after
    the database has answered and before the strategy hears of it. So each run has the same races. A read
    is stale if it returns neither what was there when it began nor what was there when it ended.
    """
    run, overtaken = Replay(read, write, fetch), set()
    with shop.counting() as run.database:
        for at, (kind, product_id) in enumerate(steps):
            if kind == "read":
                run.read(product_id, lambda at=at: _overtake(run, steps, at, overtaken))
            elif at not in overtaken:
                run.write(product_id)
    return run


def _overtake(run, steps, at, overtaken):
    """Make the first write of the same product that follows step `at` soon; returns the µs it took."""
    product_id = steps[at][1]
    for later in range(at + 1, min(at + 1 + OVERTAKING, len(steps))):
        if steps[later] == ("write", product_id) and later not in overtaken:
            overtaken.add(later)
            return run.write(product_id)
    return 0


def table(runs, further):
    """A Markdown table of strategies (label → Replay); `further` has more rows: name → a cell for each."""
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
    body = ([name, *cells] for name, cells in (rows | further).items())
    return markdown_table([["", *runs], *body], numbers=True)


def _count(run, number):
    return f"{'' if run.exact else '≈ '}{number:,}"


def chart(runs, title):
    """Reads and writes of each strategy (label → Replay) on one axis of time: a dot at p50, a bar to p99.

    A label begins with the name of a strategy in COLORS; more may follow after a comma.
    """
    fig, axes = figure(1, 2, height=0.35 + 0.14 * len(runs), sharex=True, sharey=True)
    headline(fig, title)
    rows = range(len(runs))[::-1]
    with style():
        for ax, kind in zip(axes, ("read", "write"), strict=True):
            for row, (label, run) in zip(rows, runs.items(), strict=True):
                color = palette.COLORS[COLORS[label.split(",")[0]]]
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
