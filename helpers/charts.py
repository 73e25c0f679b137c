"""The house style: one message a chart, colours by meaning, white ground, readable on a projector.

Every function shows its figure and returns None. Beside the picture goes its text, for screen readers and
for the tests. No pyplot: its state is shared between threads, and live panels draw in one of their own.
"""

import io
import threading

import matplotlib as mpl
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from helpers.measure import duration, times

BLUE, VERMILION, GREEN, PURPLE, BLACK, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#767676"
CYCLE = [BLUE, VERMILION, GREEN, PURPLE, BLACK, GREY]
COLORS = {  # the same colour for the same thing in every lesson
    "redis": BLUE,
    "database": VERMILION,
    "memory": GREEN,
    "memcached": PURPLE,
    "hit": GREEN,
    "miss": VERMILION,
    "lost": VERMILION,
    "kept": GREEN,
    "neutral": GREY,
}
MARKERS = ["o", "s", "^", "D", "v", "P"]

_STYLE = {
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "font.family": ["DejaVu Sans"],
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "axes.edgecolor": "#666666",
    "axes.labelcolor": "#222222",
    "text.color": "#222222",
    "xtick.color": "#444444",
    "ytick.color": "#222222",
    "legend.frameon": False,
    "axes.prop_cycle": mpl.cycler(color=CYCLE),
    "figure.constrained_layout.use": True,
}
_SCREEN = {"size": (7.2, 3.6), "font": 11, "title": 13, "line": 2.0, "marker": 6}
_PROJECTOR = {"size": (9.6, 5.0), "font": 17, "title": 20, "line": 3.2, "marker": 10}
_DPI = 200  # shown at half its pixels: sharp on fine displays
_size = _SCREEN
_drawing = threading.RLock()  # matplotlib's settings are global: one drawing at a time


def projector(on=True):
    """Draw all later charts for the stage: larger text and lines (or, with False, for the screen again)."""
    global _size  # noqa: PLW0603 - a setting of this process
    _size = _PROJECTOR if on else _SCREEN


def style():
    """A context in which matplotlib draws in the house style, one thread at a time."""
    sizes = {
        "figure.figsize": _size["size"],
        "font.size": _size["font"],
        "axes.titlesize": _size["title"],
        "axes.labelsize": _size["font"],
        "xtick.labelsize": _size["font"] - 1,
        "ytick.labelsize": _size["font"],
        "legend.fontsize": _size["font"] - 1,
        "lines.linewidth": _size["line"],
        "lines.markersize": _size["marker"],
    }
    return _Styled(_STYLE | sizes)


class _Styled:
    def __init__(self, settings):
        self._context = mpl.rc_context(settings)

    def __enter__(self):
        _drawing.acquire()
        self._context.__enter__()

    def __exit__(self, *exception):
        self._context.__exit__(*exception)
        _drawing.release()


def figure(rows=1, columns=1, height=1.0, **options):
    """A Figure in house style and its axes, `height` times as high as usual; options as for `subplots`."""
    with style():
        fig = Figure()
        width, usual = fig.get_size_inches()
        fig.set_size_inches(width, usual * height)
        return fig, fig.subplots(rows, columns, **options)


def png(fig):
    """The figure as PNG bytes."""
    with style():
        buffer = io.BytesIO()
        fig.savefig(buffer, format="png", dpi=_DPI, bbox_inches="tight", pad_inches=0.12)
        return buffer.getvalue()


def show(fig, alt, small_print=None):
    """Show a figure with its alternative text; `small_print` goes below it (default: server and client).

    `alt` is what a reader who cannot see the picture needs to know. Figures in it that vary carry `≈`.
    """
    with style():
        note = _server() if small_print is None else small_print
        if note:
            fig.supxlabel(note, fontsize=_size["font"] * 0.72, color=GREY, x=0.99, ha="right")
    picture = png(fig)
    width, height = (
        int.from_bytes(picture[at : at + 4], "big") // 2 for at in (16, 20)
    )  # from the PNG's header
    alt = f"Chart: {alt}".replace("?.", "?")
    display(
        {"image/png": picture, "text/plain": alt},
        metadata={"image/png": {"width": width, "height": height, "alt": alt}},
        raw=True,
    )


def _server():
    from helpers.servers import connect, describe

    return describe(connect())


def log_time(axis):
    """Make an axis logarithmic with ticks such as 10 µs, 1 ms; its values are µs."""
    axis.axes.set(**{f"{axis.axis_name}scale": "log"})
    low, high = axis.get_view_interval()
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 60 * low else (1,), numticks=15))
    axis.set_major_formatter(FuncFormatter(lambda value, _: duration(value)))
    axis.set_minor_formatter(NullFormatter())


def compare(latencies, title, colors=None):
    """Ways against each other: a dot at the median, a bar to p99, the ratio between neighbours.

    `colors`: label → a name of COLORS or a colour. Without it, the cycle.
    """
    labels = latencies.labels
    fig, ax = figure(height=0.45 + 0.2 * len(labels))
    with style():
        rows = np.arange(len(labels))[::-1] * 1.0
        for row, label, color in zip(rows, labels, _colors(labels, colors), strict=True):
            _dot_to_p99(ax, row, latencies.p50(label), latencies.p99(label), color)
        for row, a, b in zip(rows, labels, labels[1:], strict=False):
            _ratio_between(ax, row - 0.5, latencies, a, b)
        log_time(ax.xaxis)
        low, high = _limits(latencies)
        ax.set(xlim=(low, high), ylim=(-0.6, len(labels) - 0.4), title=title)
        ax.set_xlabel("time for one call: median (dot) to p99 (bar), logarithmic")
        ax.set_yticks(rows, labels)
        ax.grid(axis="y", visible=False)
    medians = ", ".join(f"{label} ≈ {duration(latencies.p50(label))}" for label in labels)
    show(
        fig, f"{title}. Median time for one call: {medians}.", f"{_server()}, {len(latencies):,} samples each"
    )


def _limits(latencies):
    p50s, p99s = zip(*((latencies.p50(x), latencies.p99(x)) for x in latencies.labels), strict=True)
    low, high = min(p50s) / 2.5, max(p99s) * 1.3
    return low, high * (high / low) ** 0.22  # room for the text beside the longest bar


def _dot_to_p99(ax, row, p50, p99, color):
    font, marker, line = _size["font"], _size["marker"], _size["line"]
    ax.plot([p50, p99], [row, row], color=color, lw=line * 2.2, alpha=0.45, solid_capstyle="butt")
    ax.plot(p50, row, "o", color=color, ms=marker * 1.9)
    ax.plot(p99, row, "|", color=color, ms=marker * 2.6, mew=line * 1.4)
    ax.annotate(duration(p50), (p50, row), (0, font), textcoords="offset points", ha="center", weight="bold")
    ax.annotate(
        f"p99 {duration(p99)}", (p99, row), (8, 0), textcoords="offset points", va="center", color="#555555"
    )


def _ratio_between(ax, row, latencies, a, b):
    slow, fast = (a, b) if latencies.p50(a) >= latencies.p50(b) else (b, a)
    ratio = latencies.ratio(slow, fast)
    if ratio < 1.2:
        return  # as good as equal: an arrow would make much of noise
    left, right = latencies.p50(fast), latencies.p50(slow)
    ax.annotate(
        "", (right, row), (left, row), arrowprops={"arrowstyle": "<->", "color": "#222222", "lw": 1.4}
    )
    text = ax.text((left * right) ** 0.5, row, times(ratio), ha="center", va="center", weight="bold")
    text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})


def _colors(labels, colors):
    colors = colors or {}
    for label, default in zip(labels, CYCLE * 3, strict=False):
        wanted = colors.get(label, default)
        yield COLORS.get(wanted, wanted)


def ecdf(latencies, title, colors=None):
    """How many calls are done after how long: the whole distribution, tails included."""
    labels = latencies.labels
    fig, ax = figure()
    with style():
        shares = np.linspace(0, 1, 401)
        for i, (label, color) in enumerate(zip(labels, _colors(labels, colors), strict=True)):
            values = np.quantile(latencies.samples[label], shares)
            ax.plot(values, shares * 100, color=color)
            at = 0.75 - 0.5 * i / max(1, len(labels) - 1) if len(labels) > 1 else 0.5
            point = (np.quantile(latencies.samples[label], at), at * 100)
            ax.annotate(label, point, (10, -4), textcoords="offset points", color=color, weight="bold")
        for p in (50, 99):
            ax.axhline(p, color="#999999", lw=1, ls=":")
            ax.annotate(
                f"p{p}", (1, p), (4, -4), xycoords=("axes fraction", "data"), textcoords="offset points"
            )
        log_time(ax.xaxis)
        ax.set(ylim=(0, 103), title=title, ylabel="calls done (%)", xlabel="time for one call, logarithmic")
    p99s = ", ".join(f"{label} ≈ {duration(latencies.p99(label))}" for label in labels)
    show(
        fig,
        f"{title}. 99 % of the calls are done after: {p99s}.",
        f"{_server()}, {len(latencies):,} samples each",
    )


def lines(x, series, *, title, xlabel, ylabel, logx=False, logy=False, time=False, colors=None):
    """Growth: a line a series (label → values over `x`), named at its end. `time`: values are µs."""
    fig, ax = figure()
    with style():
        ends = []
        marked = len(x) <= 30
        for (label, values), color, marker in zip(
            series.items(), _colors(series, colors), MARKERS * 2, strict=False
        ):
            ax.plot(x, values, color=color, marker=marker if marked else None)
            ends.append((float(values[-1]), label, color))
        if time:
            log_time(ax.yaxis)
        elif logy:
            ax.set_yscale("log")
        if logx:
            ax.set_xscale("log")
        ax.set(title=title, xlabel=xlabel, ylabel=ylabel)
        if not time and not logy:
            ax.set_ylim(bottom=min(0, ax.get_ylim()[0]))
        _name_ends(ax, x[-1], ends)
    names = ", ".join(series)
    show(fig, f"{title}. {ylabel} over {xlabel}, lines: {names}.")


def _name_ends(ax, x, ends):
    """Write each series' name at the end of its line, pushed apart where lines end close together."""
    ax.figure.draw_without_rendering()
    gap = _size["font"] * 1.3 * ax.figure.dpi / 72
    lowest = -np.inf
    for y, label, color in sorted(ends):
        wanted = ax.transData.transform((x, y))[1]
        lowest = max(wanted, lowest + gap)
        shift = (0.8 * _size["font"], (lowest - wanted) * 72 / ax.figure.dpi)
        ax.annotate(label, (x, y), shift, textcoords="offset points", color=color, weight="bold", va="center")


def bars(values, *, title, xlabel, text=None, colors=None, log=False):
    """Counts or sizes from zero (label → value), each with its figure; `text(value)` formats it."""
    text = text or (lambda value: f"{value:,.10g}")
    fig, ax = figure(height=0.35 + 0.16 * len(values))
    with style():
        rows = np.arange(len(values))[::-1]
        ax.barh(rows, list(values.values()), color=list(_colors(values, colors)), height=0.62)
        if log:
            ax.set_xscale("log")
        for row, value in zip(rows, values.values(), strict=True):
            ax.annotate(f" {text(value)}", (value, row), va="center", weight="bold")
        ax.set_yticks(rows, list(values))
        ax.set(title=title, xlabel=xlabel)
        ax.margins(x=0.16)
        ax.grid(axis="y", visible=False)
    figures = ", ".join(f"{label} ≈ {text(value)}" for label, value in values.items())
    show(fig, f"{title}. {xlabel}: {figures}.")
