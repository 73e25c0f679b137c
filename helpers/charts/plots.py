"""Charts with one message each: a comparison, a distribution, growth, or counts.

Every function shows its figure and returns None. Each picture has a text alternative, for screen readers and
for the tests. Use `figure`, `headline` and `show` to draw any other chart in the same style.
"""

from numbers import Real

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
from helpers.display.palette import COLORS, CYCLE, GREY_TINT, HAIRLINE, INK, MUTED, PURPLE
from helpers.measure import duration, times

MARKERS = ["o", "s", "^", "D", "v", "P"]


def compare(latencies, title, colors=None, pairs=None, guess=None, what="call"):
    """Show several latencies: a dot at each median, a bar up to p99, and the ratio of the pair in the title.

    `colors`: label → a name in COLORS or a color; by default the colors of the cycle. `pairs`: which ways get
    a ratio between their dots, as [(label, other label), …]; by default the only two. `{ratio}` in the title
    becomes the ratio of the first pair. `guess`: what `predict()` returned, if it asked for that ratio.
    `what` is measured, on the x axis.
    """
    labels = latencies.labels
    medians = {label: latencies.p50(label) for label in labels}
    pairs = list(filter(None, pairs or []))  # a lesson without memcached names an empty one
    pairs = pairs or ([tuple(labels)] if len(labels) == 2 else [])
    title = _with_ratio(title, medians, pairs)
    guessed = _guessed(guess, medians, pairs[0] if pairs else None)
    fig, ax = figure(height=0.45 + 0.2 * (len(labels) + len(guessed)))
    headline(fig, title)
    with style():
        low, high = _limits(latencies)
        ax.set(
            xlim=(min([low, *guessed]), max([high, *guessed])), ylim=(-0.6 - len(guessed), len(labels) - 0.4)
        )
        log_time(ax.xaxis)
        rows = dict(zip(labels, range(len(labels))[::-1], strict=True))
        for (label, row), color in zip(rows.items(), _colors(labels, colors), strict=True):
            _dot_to_p99(ax, row, medians[label], latencies.p99(label), color)
        for pair in pairs:
            _ratio_between(ax, rows, medians, pair)
        ax.set_xlabel(f"time for one {what}: median (dot) to p99 (bar), logarithmic")
        _name_rows(ax, rows, guess, guessed)
    told = ", ".join(f"{label} ≈ {duration(median)}" for label, median in medians.items())
    show(fig, f"{title}. Median time for one {what}: {told}.", _small_print(latencies))


def _with_ratio(title, values, pairs):
    """Return the title with its `{ratio}` computed from what is drawn."""
    if "{ratio}" not in title:
        return title
    slow, fast = sorted((values[label] for label in pairs[0]), reverse=True)
    return title.replace("{ratio}", f"≈ {times(slow / fast)}")


def _guessed(guess, values, pair):
    """Return where on the axis the reader's guess lies, as a list of one or none."""
    if not guess or not isinstance(guess.value, Real) or guess.value <= 0:
        return []
    return [guess.value * min(values[label] for label in pair)] if pair else [guess.value]


def _name_rows(ax, rows, guess, guessed):
    """Label the rows, and below them draw the guess as a hollow diamond in a row of its own."""
    names = {folded(label): row for label, row in rows.items()}
    for place in guessed:
        names["your guess"] = -1
        ax.plot(place, -1, "D", mfc="none", mec=PURPLE, mew=SIZE["line"], ms=1.6 * SIZE["marker"])
        gap = (1.6 * SIZE["marker"], 0)
        ax.annotate(guess.text, (place, -1), gap, textcoords="offset points", va="center", weight="bold")
    ax.set_yticks(list(names.values()), list(names))
    ax.grid(axis="y", visible=False)


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


def _ratio_between(ax, rows, values, pair):
    """Draw an arrow from the smaller mark of a pair to the larger one, with the ratio of the two on it."""
    fast, slow = sorted(pair, key=values.get)
    left, right = values[fast], values[slow]
    if right < 1.2 * left:
        return  # practically equal: an arrow would draw attention to noise
    row = rows[slow] - 0.42 if rows[slow] > rows[fast] else rows[slow] + 0.58
    arrow = {"arrowstyle": "<->", "color": INK, "lw": 1.4, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (right, row), (left, row), arrowprops=arrow)
    if abs(rows[slow] - rows[fast]) > 1:  # a thin line says which mark the far end belongs to
        foot = rows[fast] + (0.55 if row > rows[fast] else -0.3)  # not through what is written over a dot
        ax.plot([left, left], [foot, row], color=HAIRLINE, lw=1, ls=":", zorder=0)
    ratio = times(right / left)
    low, high = ax.get_xlim()
    if np.log(right / left) > 0.3 * np.log(high / low):
        text = ax.text((left * right) ** 0.5, row, ratio, ha="center", va="center", weight="bold")
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
    else:  # too short for text
        ax.annotate(ratio, (right, row), (4, 0), textcoords="offset points", va="center", weight="bold")


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


def lines(x, series, *, title, xlabel, ylabel, logx=False, logy=False, time=False, colors=None, spans=None):
    """Show growth: one line per series (label → values over `x`), labeled at its last point.

    `time`: the values are µs. `spans`: parts of the x axis to shade and name, label → (first, last).
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
        _shade(ax, spans or {})
        ax.set(xlabel=xlabel + ", logarithmic" * logx, ylabel=ylabel + " (log)" * bool(logy or time))
        _name_ends(ax, x[-1], series, list(_colors(series, colors)))
    courses = ", ".join(f"{label} {_course(values, text)}" for label, values in series.items())
    show(fig, f"{title}. {ylabel} over {xlabel}: {courses}.")


def _shade(ax, spans):
    for label, (first, last) in spans.items():
        ax.axvspan(first, last, color=GREY_TINT, linewidth=0, zorder=0)
        middle, above = (first + last) / 2, ax.get_xaxis_transform()
        ax.text(middle, 1.01, label, transform=above, ha="center", va="bottom", color=MUTED)


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
    lowest = ax.bbox.y0 / point + np.cumsum(heights) - heights / 2  # above the labels of the x axis
    for (y, label, color), shift in zip(
        ends, spread(np.maximum(wanted, lowest), heights) - wanted, strict=True
    ):
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


def bars(values, *, title, xlabel, text=number, colors=None, log=False, pair=None, guess=None):
    """Show counts or sizes (label → value) as bars from zero; `text(value)` formats the numbers.

    All have one color unless `colors` says otherwise. With `log` they are dots, because a bar from zero has
    no meaning on a logarithmic axis, and an arrow with the ratio joins the `pair` of labels. `{ratio}` in the
    title becomes the ratio of the pair. `guess`: what `predict()` returned, if it asked for that ratio, or
    without a pair, for one of the values.
    """
    title = _with_ratio(title, values, [pair])
    guessed = _guessed(guess, values, pair)
    fig, ax = figure(height=0.35 + 0.16 * (len(values) + len(guessed)))
    headline(fig, title)
    with style():
        rows = dict(zip(values, range(len(values))[::-1], strict=True))
        one_color = dict.fromkeys(values, CYCLE[0])  # they differ by their labels
        sizes, shades = [*values.values(), *guessed], list(_colors(values, one_color | (colors or {})))
        draw = _log_dots if log else _bars_from_zero
        draw(ax, list(rows.values()), sizes, shades, text)
        ax.set_ylim(-0.5 - len(guessed), len(values) - 0.5)
        for label, row in rows.items():
            gap = (1.4 * SIZE["marker"] if log else 4, 0)
            place = (values[label], row)
            ax.annotate(
                text(values[label]), place, gap, textcoords="offset points", va="center", weight="bold"
            )
        if log and pair:
            _ratio_between(ax, rows, values, pair)
        ax.set_xlabel(xlabel + ", logarithmic" * log)
        _name_rows(ax, rows, guess, guessed)
    figures = ", ".join(f"{label} ≈ {text(value)}" for label, value in values.items())
    show(fig, f"{title}. {xlabel}: {figures}.")


def _log_dots(ax, rows, sizes, shades, text):
    ax.scatter(sizes[: len(rows)], rows, s=(1.9 * SIZE["marker"]) ** 2, color=shades, zorder=3)
    ax.set_xlim(min(sizes) / 2.5, max(sizes) * 2.5)
    logarithmic(ax.xaxis, text)


def _bars_from_zero(ax, rows, sizes, shades, text):
    ax.barh(rows, sizes[: len(rows)], color=shades, height=0.62)
    ax.set_xlim(0, 1.16 * max(sizes) or 1)
    few = 4 if len(text(max(sizes))) < 11 else 2
    ax.xaxis.set_major_locator(MaxNLocator(few, integer=all(size == int(size) for size in sizes)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: text(value)))
