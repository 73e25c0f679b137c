"""Time several versions of the same work in turn, so that noise on the machine hits all of them alike."""

import gc
import random
import time
from itertools import combinations

import numpy as np

LEAST_ROUNDS = 5


class Latencies:
    """Raw samples by label: `.samples[label]` is a numpy array of microseconds, one value per round.

    Each round made every call once, so values with the same index were measured at the same moment.
    """

    def __init__(self, samples):
        self.samples = {label: np.asarray(values, dtype=float) for label, values in samples.items()}

    @property
    def labels(self):
        return list(self.samples)

    def __len__(self):
        """The number of rounds."""
        return min(map(len, self.samples.values()))

    def percentile(self, label, q):
        return float(np.percentile(self.samples[label], q))

    def p50(self, label):
        """Median in µs: half of the calls were faster."""
        return self.percentile(label, 50)

    def p99(self, label):
        """99th percentile in µs: one call in a hundred was slower."""
        return self.percentile(label, 99)

    def ratio(self, slow, fast):
        """Return how many times as long `slow` takes as `fast`, by the medians, which charts draw as dots."""
        return self.p50(slow) / self.p50(fast)

    def table(self):
        """Return a pandas DataFrame with a row per label: p50, p95, p99 in µs, and the number of samples."""
        import pandas as pd  # takes half a second, so only if you ask for a DataFrame

        rows = {
            label: [*np.percentile(values, [50, 95, 99]), len(values)]
            for label, values in self.samples.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=["p50 µs", "p95 µs", "p99 µs", "samples"])

    def __repr__(self):
        width = max(map(len, self.labels))
        lines = [f"{'':{width}}  {'p50':>12}  {'p95':>12}  {'p99':>12}"]
        for label, values in self.samples.items():
            figures = (f"≈ {duration(v):>10}" for v in np.percentile(values, [50, 95, 99]))
            lines.append(f"{label:{width}}  {'  '.join(figures)}")
        return "\n".join(lines)

    def pairs(self):
        """Yield (slow, fast, ratio) for every two labels, in their order."""
        for a, b in combinations(self.labels, 2):
            slow, fast = (a, b) if self.p50(a) >= self.p50(b) else (b, a)
            yield slow, fast, self.ratio(slow, fast)


def measure(ways, rounds=1000, warmup=50, seconds=5.0):
    """Call each of `ways` (label → function without arguments) once per round, and return `Latencies`.

    The order changes from round to round. It stops after `rounds`, or after `seconds` if at least five
    rounds are done. Up to `warmup` rounds run first, in a fifth of that time, and aren't counted. The
    garbage collector is off while it measures.
    """
    calls = list(ways.values())
    _rounds(calls, warmup, seconds / 5, least=1)
    enabled = gc.isenabled()
    gc.disable()
    try:
        taken = _rounds(calls, rounds, seconds, least=LEAST_ROUNDS)
    finally:
        if enabled:
            gc.enable()
    return Latencies({label: np.array(times) / 1000 for label, times in zip(ways, taken, strict=True)})


def _rounds(calls, rounds, seconds, least):
    clock = time.perf_counter_ns
    taken = [[] for _ in calls]
    timed = list(zip(calls, taken, strict=True))
    order = random.Random(0)
    deadline = clock() + seconds * 1e9
    for done in range(rounds):
        if done >= least and clock() > deadline:
            break
        order.shuffle(timed)  # the call before has an effect too, so none always follows the same other
        for call, times in timed:
            start = clock()
            call()
            times.append(clock() - start)
    return taken


def server_time(r, command, *arguments, calls=50, rounds=9, each=None):
    """Return the µs that the server spends inside `command`: `server_time(r, "LPOS", "jobs", "job:7")`.

    Each round sends the command `calls` times in one pipeline, or once for each value of `each`, which
    becomes its last argument, and reads the mean from `INFO commandstats`. The median of the rounds counts,
    because other load on the machine slows down single rounds.

    This is only the time inside the command. Reading the request, writing the reply and the network aren't
    in it, and for a small command they take ten times as long or more. On a server that you share, other
    clients' calls of the same command are counted too.
    """
    sent = [(command, *arguments)] * calls if each is None else [(command, *arguments, last) for last in each]
    pipe = r.pipeline(transaction=False)
    means = []
    for _ in range(rounds):
        calls_before, µs_before = _commandstats(r, command)
        for one in sent:
            pipe.execute_command(*one)
        pipe.execute()
        calls_after, µs_after = _commandstats(r, command)
        means.append((µs_after - µs_before) / (calls_after - calls_before))
    return float(np.median(means))


def _commandstats(r, command):
    """Calls and µs of a command since the server started; subcommands are listed as `config|get`."""
    name = f"cmdstat_{command.lower().replace(' ', '|')}"
    stats = r.info("commandstats").get(name, {"calls": 0, "usec": 0})
    return stats["calls"], stats["usec"]


def duration(µs):
    """Return a time in µs as text with two significant digits: `0.12 µs`, `61 µs`, `4.2 ms`, `1.3 s`."""
    value = float(f"{µs:.2g}")
    for size, unit in ((1e6, "s"), (1e3, "ms")):
        if value >= size:
            return f"{value / size:g} {unit}"
    return f"{value:g} µs"


def times(ratio):
    """Return a ratio as text with two significant digits: `6.2x`, `44x`, `18,000x`."""
    return f"{float(f'{ratio:.2g}'):,.10g}x"
