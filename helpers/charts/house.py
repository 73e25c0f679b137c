"""The house style: colors with a meaning, a white background, text that reads well on a projector.

It doesn't use pyplot, whose state is shared between threads, because live panels draw in their own thread.
"""

import io
import textwrap
import threading
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, ScalarFormatter
from PIL import Image

from helpers.display import on_stage, picture, show_reading
from helpers.display.palette import CYCLE, GREY, INK
from helpers.measure import duration

_STYLE = {
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "font.family": ["DejaVu Sans"],
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "figure.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#DDDDDD",
    "axes.edgecolor": "#666666",
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": "#444444",
    "ytick.color": INK,
    "legend.frameon": False,
    "axes.prop_cycle": mpl.cycler(color=CYCLE),
    "figure.constrained_layout.use": True,
}
_SCREEN = {"size": (7.2, 3.6), "font": 11, "title": 13, "line": 2.0, "marker": 6}
_PROJECTOR = {"size": (9.6, 5.0), "font": 17, "title": 20, "line": 3.2, "marker": 10}
_DPI = 200  # displayed at half the size, so that it's sharp on high-resolution screens
# text, lines and markers in points, the figure in inches
SIZE = dict(_PROJECTOR if on_stage() else _SCREEN)
_drawing = threading.RLock()  # matplotlib's settings are global, so only one thread may draw


def projector(on=True):
    """Draw all later charts with larger text and lines for a projector, or with False, for a screen again."""
    SIZE.update(_PROJECTOR if on else _SCREEN)


@contextmanager
def style():
    """A context manager: inside it, matplotlib draws in the house style, one thread at a time."""
    sizes = {
        "figure.figsize": SIZE["size"],
        "font.size": SIZE["font"],
        "axes.titlesize": SIZE["title"],
        "figure.titlesize": SIZE["title"],
        "axes.labelsize": SIZE["font"],
        "xtick.labelsize": SIZE["font"] - 1,
        "ytick.labelsize": SIZE["font"],
        "xtick.major.pad": 0.5 * SIZE["font"],  # or the first labels of both axes would touch
        "legend.fontsize": SIZE["font"] - 1,
        "lines.linewidth": SIZE["line"],
        "lines.markersize": SIZE["marker"],
    }
    with _drawing, mpl.rc_context():
        mpl.rcdefaults()  # matplotlib's own: a user's matplotlibrc may ask for TeX, or for a black page
        mpl.rcParams.update(_STYLE | sizes)
        yield


def figure(rows=1, columns=1, height=1.0, **options):
    """Return a Figure in the house style, `height` times the usual height, and its axes.

    `options` are those of `Figure.subplots`.
    """
    with style():
        fig = Figure()
        width, usual = fig.get_size_inches()
        fig.set_size_inches(width, usual * height)
        axes = fig.subplots(rows, columns, **options)
        for ax in fig.axes:
            for axis in (ax.xaxis, ax.yaxis):
                axis.set_major_formatter(_Thousands())
        return fig, axes


class _Thousands(ScalarFormatter):
    """Ticks as numbers are written in the text: 1,000."""

    def __call__(self, value, pos=None):
        return number(value) if abs(value) >= 1000 else super().__call__(value, pos)


def headline(fig, text):
    """Write the chart's message above it, left-aligned, on as many lines as it needs."""
    width = SIZE["size"][0] * 72 / (0.7 * SIZE["title"])
    with style():
        text = text.replace("≈ ", "≈\u00a0")  # no line break between a sign and its number
        fig.suptitle(textwrap.fill(text, int(width)), x=0.01, ha="left")


def png(fig):
    """Return the figure as PNG bytes with a palette of 256 colors, a third of the size of full color."""
    drawn, small = io.BytesIO(), io.BytesIO()
    with style():
        fig.savefig(drawn, format="png", dpi=_DPI, bbox_inches="tight", pad_inches=0.12)
    Image.open(drawn).convert("RGB").quantize().save(small, format="png")
    return small.getvalue()


def svg(fig):
    """Return (the figure as SVG, its (width, height) in pixels): 5 times as fast as a PNG, for panels."""
    drawn = io.BytesIO()
    with style():
        fig.get_layout_engine().execute(fig)
    fig.set_layout_engine(None)  # else it would be drawn once more to be laid out
    with style(), mpl.rc_context({"svg.fonttype": "none"}):
        fig.savefig(drawn, format="svg")
    # Verdana has nearly the same widths, where the browser hasn't the font that the layout was made with
    picture = drawn.getvalue().replace(b"'DejaVu Sans'", b"'DejaVu Sans', Verdana, sans-serif")
    return picture, tuple(round(inches * _DPI / 2) for inches in fig.get_size_inches())


def show(fig, alt, small_print=None):
    """Show a figure with its text alternative and with `small_print` below it (default: server and client).

    `alt` is what readers need to know if they can't see the picture. Numbers that vary are written with `≈`.
    """
    with style():
        note = server() if small_print is None else small_print
        if note:
            fig.supxlabel(note, fontsize=SIZE["font"] * 0.72, color=GREY, x=0.99, ha="right")
    show_reading(**picture(png(fig), f"Chart: {alt}".replace("?.", "?")))


def server():
    """Return the server and client that were measured, for the small print."""
    from helpers.servers import connect, describe

    return describe(connect())


def log_time(axis):
    """Make an axis of values in µs logarithmic, with ticks such as 10 µs and 1 ms."""
    logarithmic(axis, duration)


def logarithmic(axis, text):
    """Make an axis logarithmic over at least a decade, with tick labels from `text(value)`."""
    name = axis.axis_name
    axis.axes.set(**{f"{name}scale": "log"})
    low, high = axis.get_view_interval()
    if high < 10 * low:  # on a shorter axis, a small difference would look large
        more = (10 * low / high) ** 0.5
        low, high = low / more, high * more
        axis.axes.set(**{f"{name}lim": (low, high)})
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 60 * low else (1,), numticks=8))
    axis.set_major_formatter(FuncFormatter(lambda value, _: text(value)))
    axis.set_minor_formatter(NullFormatter())


def number(value):
    """Return a number as text: integers exactly (`1,200`), others with four significant digits (`0.354`)."""
    return f"{value:,.0f}" if value == round(value) else f"{float(f'{value:.4g}'):,.10g}"


def folded(text, width=24):
    """Return the text wrapped into lines, so that a long label leaves space for the chart."""
    return textwrap.fill(text, width, break_long_words=False)
