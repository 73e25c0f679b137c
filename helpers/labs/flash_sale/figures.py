"""Lessons 70 and 71: charts of two sales, one of them without Redis."""

import numpy as np

from helpers.charts import bars, compare, lines
from helpers.labs.flash_sale.schedule import SECONDS
from helpers.measure import Latencies

COLORS = {"without Redis": "database", "with your parts": "redis", "with Redis": "redis"}
STEP = 0.25  # s


def latencies(sales):
    """Return the `Latencies` of the visits in these sales (label → `Sale`)."""
    return Latencies({label: np.array(sale.latencies) * 1e6 for label, sale in sales.items()})


def draw_latencies(sales, title, guess=None):
    """Show how long a visit takes in each of these sales (label → `Sale`), from its arrival to its last page.

    `{ratio}` in the title becomes the ratio of the medians.
    """
    compare(latencies(sales), title, colors=COLORS, guess=guess, what="visit")


def draw_statements(sales, title, guess=None):
    """Show how many statements each of these sales has sent to the database. `{ratio}` is their ratio."""
    counts = {label: statements(sale) for label, sale in sales.items()}
    labels = tuple(counts) if len(counts) == 2 else None
    bars(
        counts,
        title=title,
        xlabel="statements to the database",
        colors=COLORS,
        pair=labels,
        log=True,
        guess=guess,
    )


def statements(sale):
    """Return how many statements the sale has sent to the database, including those that changed no row."""
    return sale.load.reads + sale.load.writes


def draw_course(sales, title):
    """Show over time how long a visit takes in each of these sales, and when the cache was down."""
    middles = np.arange(0, SECONDS, STEP) + STEP / 2
    series = {}
    for label, sale in sales.items():
        due, ended = np.array(sale.visits).T
        inside = [(middle - STEP / 2 <= due) & (due < middle + STEP / 2) for middle in middles]
        series[label] = [float(np.median((ended - due)[these])) * 1e6 for these in inside]
    *_, last = sales.values()
    axes = {"xlabel": "seconds since the opening", "ylabel": "median visit"}
    spans = {"cache down": last.down}
    lines(middles, series, title=title, **axes, time=True, colors=COLORS, spans=spans)
