"""Charts with one message each: a comparison, a distribution, growth, or counts.

Every function shows its figure and returns None. Each picture has a text alternative, for screen readers and
for the tests. Use `figure`, `headline` and `show` to draw any other chart in the same style.
"""

import numpy as np
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts.house import (
    SIZE,
    figure,
    folded,
    headline,
    log_time,
    logarithmic,
    number,
    server,
    show,
    style,
)
from helpers.display.palette import COLORS, CYCLE, INK, MUTED
from helpers.measure import duration, times

MARKERS = ["o", "s", "^", "D", "v", "P"]


def compare(latencies, title, colors=None, pairs=None):
    """Show several latencies: a dot at each median, a bar up to p99, and the ratio between adjacent rows.

    `colors`: label → a name in COLORS or a color; by default the colors of the cycle. `pairs`: which adjacent
    rows get a ratio, as [(label, next label), …]; by default all of them.
    """
    labels = latencies.labels
    fig, ax = figure(height=0.45 + 0.2 * len(labels))
    headline(fig, title)
    with style():
        ax.set(xlim=_limits(latencies), ylim=(-0.6, len(labels) - 0.4))
        log_time(ax.xaxis)
        rows = np.arange(len(labels))[::-1] * 1.0
        for row, label, color in zip(rows, labels, _colors(labels, colors), strict=True):
            _dot_to_p99(ax, row, latencies.p50(label), latencies.p99(label), color)
        for row, a, b in zip(rows, labels, labels[1:], strict=False):
            if pairs is None or (a, b) in pairs:
                _ratio_between(ax, row - 0.42, latencies, a, b)
        ax.set_xlabel("time for one call: median (dot) to p99 (bar), logarithmic")
        ax.set_yticks(rows, map(folded, labels))
        ax.grid(axis="y", visible=False)
    medians = ", ".join(f"{label} ≈ {duration(latencies.p50(label))}" for label in labels)
    show(fig, f"{title}. Median time for one call: {medians}.", _small_print(latencies))


def _small_print(latencies):
    return f"{server()}, {len(latencies):,} samples each"


def _limits(latencies):
    low = min(map(latencies.p50, latencies.labels))
    high = max(map(latencies.p99, latencies.labels))
    span = high / low
    # space for half a number on the left, and for the text next to the longest bar on the right
    return low / max(2.5, span**0.1), high * max(3, 1.5 * span**0.25)


def _dot_to_p99(ax, row, p50, p99, color):
    font, marker, line = SIZE["font"], SIZE["marker"], SIZE["line"]
    ax.plot([p50, p99], [row, row], color=color, lw=line * 2.2, alpha=0.45, solid_capstyle="butt")
    ax.plot(p50, row, "o", color=color, ms=marker * 1.9)
    ax.plot(p99, row, "|", color=color, ms=marker * 2.6, mew=line * 1.4)
    ax.annotate(duration(p50), (p50, row), (0, font), textcoords="offset points", ha="center", weight="bold")
    ax.annotate(
        f"p99 {duration(p99)}",
        (p99, row),
        (marker * 1.4, 0),
        textcoords="offset points",
        va="center",
        color=MUTED,
    )


def _ratio_between(ax, row, latencies, a, b):
    slow, fast = (a, b) if latencies.p50(a) >= latencies.p50(b) else (b, a)
    ratio = latencies.ratio(slow, fast)
    if ratio < 1.2:
        return  # practically equal: an arrow would draw attention to noise
    left, right = latencies.p50(fast), latencies.p50(slow)
    arrow = {"arrowstyle": "<->", "color": INK, "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (right, row), (left, row), arrowprops=arrow)
    low, high = ax.get_xlim()
    if np.log(right / left) > 0.3 * np.log(high / low):
        text = ax.text((left * right) ** 0.5, row, times(ratio), ha="center", va="center", weight="bold")
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
    else:  # too short for text
        ax.annotate(
            times(ratio), (right, row), (4, 0), textcoords="offset points", va="center", weight="bold"
        )


def _colors(labels, colors):
    colors = colors or {}
    for label, default in zip(labels, CYCLE * 3, strict=False):
        wanted = colors.get(label, default)
        yield COLORS.get(wanted, wanted)


def ecdf(latencies, title, colors=None):
    """Show which share of the calls finished within which time: the whole distribution with its tail."""
    labels = latencies.labels
    fig, ax = figure()
    headline(fig, title)
    with style():
        shares = np.linspace(0, 1, 401)
        series = list(zip(labels, _colors(labels, colors), strict=True))
        for label, color in series:
            ax.plot(np.quantile(latencies.samples[label], shares), shares * 100, color=color)
        log_time(ax.xaxis)
        for (label, color), share in zip(series, np.linspace(0.75, 0.25, len(series)), strict=True):
            _name_curve(ax, np.quantile(latencies.samples[label], share), share * 100, label, color)
        for p in (50, 99):
            ax.axhline(p, color="#999999", lw=1, ls=":")
            ax.annotate(
                f"p{p}", (1, p), (4, -4), xycoords=("axes fraction", "data"), textcoords="offset points"
            )
        ax.set(ylim=(0, 103), ylabel="finished calls (%)", xlabel="time for one call, logarithmic")
    p99s = ", ".join(f"{label} ≈ {duration(latencies.p99(label))}" for label in labels)
    show(fig, f"{title}. 99 % of the calls finish within: {p99s}.", _small_print(latencies))


def _name_curve(ax, x, y, label, color):
    low, high = ax.get_xlim()
    left = np.log(x / low) > 0.5 * np.log(high / low)  # toward the middle, where there is space
    text = ax.annotate(folded(label), (x, y), (-10 if left else 10, 0), textcoords="offset points")
    text.set(color=color, weight="bold", va="center", ha="right" if left else "left")
    text.set_path_effects([withStroke(linewidth=3, foreground="white")])


def lines(x, series, *, title, xlabel, ylabel, logx=False, logy=False, time=False, colors=None):
    """Show growth: one line per series (label → values over `x`), labeled at its last point.

    `time`: the values are µs.
    """
    fig, ax = figure()
    headline(fig, title)
    text = duration if time else number
    with style():
        for values, color, marker in zip(series.values(), _colors(series, colors), MARKERS * 3, strict=False):
            ax.plot(x, values, color=color, marker=marker if len(x) <= 30 else None)
        if logx:
            logarithmic(ax.xaxis, number)
        if logy or time:
            logarithmic(ax.yaxis, text)
        else:
            low, high = ax.get_ylim()
            ax.set_ylim(min(0, low), max(0, high + 0.03 * (high - min(0, low))))
        ax.set(xlabel=xlabel, ylabel=ylabel)
        _name_ends(ax, x[-1], series, list(_colors(series, colors)))
    courses = ", ".join(f"{label} {_course(values, text)}" for label, values in series.items())
    show(fig, f"{title}. {ylabel} over {xlabel}: {courses}.")


def _course(values, text):
    """Return a series in words: its first and last value, and its peak if both of them are 0.

    Other peaks are left out, because noise moves them and this text is compared between runs.
    """
    first, peak, last = values[0], max(values), values[-1]
    over = f" up to ≈ {text(peak)} and" if first == last == 0 < peak else ""
    return f"from ≈ {text(first)}{over} to ≈ {text(last)}"


def _name_ends(ax, x, series, colors):
    """Write the name of each series next to its last point, moved apart if the points are close together."""
    ax.figure.draw_without_rendering()
    point = ax.figure.dpi / 72
    ends = sorted(
        (float(values[-1]), folded(label, 20), color)
        for (label, values), color in zip(series.items(), colors, strict=True)
    )
    wanted = ax.transData.transform([(x, y) for y, _, _ in ends])[:, 1] / point
    heights = np.array([1.3 * SIZE["font"] * (1 + label.count("\n")) for _, label, _ in ends])
    for (y, label, color), shift in zip(ends, spread(wanted, heights) - wanted, strict=True):
        text = ax.annotate(label, (x, y), (0.8 * SIZE["font"], shift), textcoords="offset points")
        text.set(color=color, weight="bold", va="center")


def spread(wanted, heights):
    """Return the centers nearest to the `wanted` ones (ascending) at which labels don't overlap."""
    offsets = np.cumsum(heights) - heights / 2
    groups = []  # of labels that touch each other: [mean place, how many]
    for place in wanted - offsets:
        groups.append([place, 1])
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (a, n), (b, m) = groups.pop(-2), groups.pop()
            groups.append([(a * n + b * m) / (n + m), n + m])
    return np.repeat([place for place, _ in groups], [count for _, count in groups]) + offsets


def bars(values, *, title, xlabel, text=number, colors=None, log=False):
    """Show counts or sizes (label → value) as bars from zero; `text(value)` formats the numbers.

    With `log` they are dots, because a bar from zero has no meaning on a logarithmic axis.
    """
    fig, ax = figure(height=0.35 + 0.16 * len(values))
    headline(fig, title)
    with style():
        rows, sizes = np.arange(len(values))[::-1], list(values.values())
        shades = list(_colors(values, colors))
        if log:
            ax.scatter(sizes, rows, s=(1.9 * SIZE["marker"]) ** 2, color=shades, zorder=3)
            ax.set(xlim=(min(sizes) / 2.5, max(sizes) * 2.5), ylim=(-0.5, len(values) - 0.5))
            logarithmic(ax.xaxis, text)
        else:
            ax.barh(rows, sizes, color=shades, height=0.62)
            ax.set_xlim(0, 1.16 * max(sizes) or 1)
            ax.xaxis.set_major_locator(
                MaxNLocator(
                    4 if len(text(max(sizes))) < 11 else 2, integer=all(size == int(size) for size in sizes)
                )
            )
            ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: text(value)))
        for row, size in zip(rows, sizes, strict=True):
            gap = (1.4 * SIZE["marker"] if log else 4, 0)
            ax.annotate(text(size), (size, row), gap, textcoords="offset points", va="center", weight="bold")
        ax.set_yticks(rows, map(folded, values))
        ax.set_xlabel(xlabel)
        ax.grid(axis="y", visible=False)
    figures = ", ".join(f"{label} ≈ {text(value)}" for label, value in values.items())
    show(fig, f"{title}. {xlabel}: {figures}.")
