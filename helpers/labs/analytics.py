"""Lesson 40: requests of the shop's visitors, the same in every run, and two drawings of what was counted."""

import csv
from typing import NamedTuple

import numpy as np

from helpers.charts import COLORS, figure, headline, logarithmic, number, show, style
from helpers.charts.house import SIZE
from helpers.display import palette
from helpers.paths import DATA
from helpers.traffic import uniforms, zipf

NOON = 1_751_371_200  # 1 July 2025, 12:00 UTC; the shop's today
PAGES, VISITORS = 200, 5_000
USUAL_MS, SLOW_MS = 45, 900  # medians of a page view, and of one in forty that searches
SPREAD = 0.45  # standard deviation of the logarithm
ALARM = 2  # percent of failed requests, above which the dashboard shows them in red


class Request(NamedTuple):
    """One request: when it came in Unix seconds, how many ms it took, and whether it failed."""

    at: float
    page: str
    visitor: str
    ms: int
    failed: bool


def shop_requests(count, seconds, *, start=NOON, seed=40, slow=False):
    """Return `count` requests, spread evenly over `seconds` from `start` on.

    Response times are log-normal, and one request in forty takes about twenty times as long as the others.
    When the shop is `slow`, the others take five times as long, and more of them fail. The same arguments
    return the same list.
    """
    kind, failing, who, radius, angle = uniforms(5 * count, [seed, 40]).reshape(5, count)
    normal = np.sqrt(-2 * np.log(1 - radius)) * np.cos(2 * np.pi * angle)  # by Box and Muller
    medians = np.where(kind < 1 / 40, SLOW_MS, USUAL_MS * (5 if slow else 1))
    columns = (
        [start + number * seconds / count for number in range(count)],
        [f"/product/{page}" for page in zipf(PAGES, count, seed=[seed, 41]).tolist()],
        [f"visitor:{int(VISITORS * one)}" for one in who.tolist()],
        np.rint(medians * np.exp(SPREAD * normal)).astype(int).tolist(),
        (failing < (0.05 if slow else 0.01)).tolist(),
    )
    return list(map(Request._make, zip(*columns, strict=True)))


def shop_minute(number):
    """Return the requests of minute `number` of the shop's next day. Ten minutes of each hour are slow."""
    [noise] = uniforms(1, [number, 42])
    count = round(250 + 60 * np.sin(number / 5) + 40 * noise)
    slow = 27 <= number % 60 < 37
    return shop_requests(count, 60, start=NOON + 86_400 + 60 * number, seed=number, slow=slow)


def recorded_tdigest():
    """Return what a t-digest took for the lesson's requests, for servers without it.

    That is its size in bytes, its p99 in ms, and the time of a write, where `HINCRBY` takes 1.
    """
    with open(DATA / "tdigest.csv", newline="", encoding="utf-8") as file:
        [row] = csv.DictReader(file)
    return int(row["bytes"]), float(row["p99_ms"]), float(row["time_against_hincrby"])


def draw_tradeoff(ways, title, small_print=None):
    """Show each way as a dot: its memory in bytes, and the error of its p99 in percent.

    `ways` maps a label to (bytes, error). `small_print` is that of `charts.show`.
    """
    texts = {label: f"≈ {number(size)} B, ≈ {error:.1f} %" for label, (size, error) in ways.items()}
    fig, ax = figure()
    headline(fig, title)
    with style():
        for label, (size, error) in ways.items():
            ax.plot(size, error, "o", color=COLORS["redis"], ms=10)
            _name_dot(ax, size, error, f"{label}\n{texts[label].replace('≈ ', '')}")
        highest = max(error for _, error in ways.values())
        ax.set(xscale="log", xlim=(20, 10**7), ylim=(-0.12 * highest, 1.35 * highest))
        ax.set(xlabel="memory in bytes, logarithmic", ylabel="error of p99 (%)")
    told = ", ".join(f"{label} {text}" for label, text in texts.items())
    show(fig, f"{title}. Memory and error of p99: {told}.", small_print)


def _name_dot(ax, x, y, text):
    ax.annotate(text, (x, y), (0, 9), textcoords="offset points", va="bottom", ha="center")


def draw_dashboard(history):
    """Return a Figure of the shop's last minutes; `history` has a dict for each of them, the latest last.

    Its values: "rate" in requests per second, "failed" in percent, "p50, p95, p99" in ms, "pages" as a list
    of (page, views), the most viewed last, and "visitors".
    """
    fig, ((left, right), (below, tiles)) = figure(2, 2, height=1.4)
    now = history[-1]
    p50, _, p99 = now["p50, p95, p99"]
    headline(fig, f"p50 is {number(p50)} ms, p99 is {number(p99)} ms, and {now['failed']:.1f} % fail")
    with style():
        minutes = range(1 - len(history), 1)
        left.plot(minutes, [minute["rate"] for minute in history], color=palette.BLUE)
        left.set(title="requests per second", xlabel="minutes", ylim=(0, 7))
        _draw_percentiles(right, minutes, [minute["p50, p95, p99"] for minute in history])
        names, views = zip(*now["pages"], strict=True)
        below.barh(range(len(names)), views, color=palette.BLUE)
        below.set_yticks(range(len(names)), names)
        below.set(title="top pages", xlabel="views in ten minutes")
        tiles.axis("off")
        _tile(tiles, 0.7, f"≈ {number(now['visitors'])}", "visitors in ten minutes", palette.INK)
        color = palette.VERMILION if now["failed"] > ALARM else palette.INK
        _tile(tiles, 0.2, f"{now['failed']:.1f} %", "of the last minute's requests failed", color)
    return fig


def _draw_percentiles(ax, minutes, values):
    colors = {"p50": palette.BLUE, "p95": palette.BLACK, "p99": palette.PURPLE}
    for (label, color), series in zip(colors.items(), zip(*values, strict=True), strict=True):
        ax.plot(minutes, series, color=color)
        text = ax.annotate(label, (0, series[-1]), (4, 0), textcoords="offset points", va="center")
        text.set(color=color, weight="bold")
    ax.set(title="response time (ms), log", xlabel="minutes", ylim=(10, 5000))
    logarithmic(ax.yaxis, number)


def _tile(ax, y, text, caption, color):
    ax.text(0.5, y, text, ha="center", va="center", size=2.2 * SIZE["font"], weight="bold", color=color)
    ax.text(0.5, y - 0.18, caption, ha="center", va="center")
