"""The house style: a Figure with colours by meaning, white ground, readable on a projector, and its text.

No pyplot: its state is shared between threads, and live panels draw in one of their own.
"""

import io
import textwrap
import threading
from contextlib import contextmanager

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
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
_DPI = 200  # shown at half its pixels: sharp on fine displays
# of text, lines and markers in points, of the figure in inches
SIZE = dict(_PROJECTOR if on_stage() else _SCREEN)
_drawing = threading.RLock()  # matplotlib's settings are global: one drawing at a time


def projector(on=True):
    """Draw all later charts for the stage: larger text and lines (or, with False, for the screen again)."""
    SIZE.update(_PROJECTOR if on else _SCREEN)


@contextmanager
def style():
    """A context in which matplotlib draws in the house style, one thread at a time."""
    sizes = {
        "figure.figsize": SIZE["size"],
        "font.size": SIZE["font"],
        "axes.titlesize": SIZE["title"],
        "figure.titlesize": SIZE["title"],
        "axes.labelsize": SIZE["font"],
        "xtick.labelsize": SIZE["font"] - 1,
        "ytick.labelsize": SIZE["font"],
        "xtick.major.pad": 0.5 * SIZE["font"],  # the axes' first ticks share a corner
        "legend.fontsize": SIZE["font"] - 1,
        "lines.linewidth": SIZE["line"],
        "lines.markersize": SIZE["marker"],
    }
    with _drawing, mpl.rc_context():
        mpl.rcdefaults()  # matplotlib's own: a user's matplotlibrc may ask for TeX, or for a black page
        mpl.rcParams.update(_STYLE | sizes)
        yield


def figure(rows=1, columns=1, height=1.0, **options):
    """A Figure in house style and its axes, `height` times as high as usual; options as for `subplots`."""
    with style():
        fig = Figure()
        width, usual = fig.get_size_inches()
        fig.set_size_inches(width, usual * height)
        return fig, fig.subplots(rows, columns, **options)


def headline(fig, text):
    """Write the chart's message above it, from the figure's left edge, in as many lines as it needs."""
    width = SIZE["size"][0] * 72 / (0.7 * SIZE["title"])
    with style():
        text = text.replace("≈ ", "≈\u00a0")  # a sign that ends a line has lost its figure
        fig.suptitle(textwrap.fill(text, int(width)), x=0.01, ha="left")


def png(fig):
    """The figure as PNG bytes: a palette of 256 colours, a third of the size of full ones."""
    drawn, small = io.BytesIO(), io.BytesIO()
    with style():
        fig.savefig(drawn, format="png", dpi=_DPI, bbox_inches="tight", pad_inches=0.12)
    Image.open(drawn).convert("RGB").quantize().save(small, format="png")
    return small.getvalue()


def show(fig, alt, small_print=None):
    """Show a figure with its alternative text; `small_print` goes below it (default: server and client).

    `alt` is what a reader who cannot see the picture needs to know. Figures in it that vary carry `≈`.
    """
    with style():
        note = server() if small_print is None else small_print
        if note:
            fig.supxlabel(note, fontsize=SIZE["font"] * 0.72, color=GREY, x=0.99, ha="right")
    show_reading(**picture(png(fig), f"Chart: {alt}".replace("?.", "?")))


def server():
    """What the measurements talked to, for the small print."""
    from helpers.servers import connect, describe

    return describe(connect())


def log_time(axis):
    """Make an axis of values in µs logarithmic, with ticks such as 10 µs, 1 ms."""
    logarithmic(axis, duration)


def logarithmic(axis, text):
    """Make an axis logarithmic, a decade at least, with ticks written by `text(value)`."""
    name = axis.axis_name
    axis.axes.set(**{f"{name}scale": "log"})
    low, high = axis.get_view_interval()
    if high < 10 * low:  # on less, a small difference would look like a large one
        more = (10 * low / high) ** 0.5
        low, high = low / more, high * more
        axis.axes.set(**{f"{name}lim": (low, high)})
    axis.set_major_locator(LogLocator(subs=(1, 2, 5) if high < 60 * low else (1,), numticks=8))
    axis.set_major_formatter(FuncFormatter(lambda value, _: text(value)))
    axis.set_minor_formatter(NullFormatter())


def number(value):
    """A number as text: a whole one exactly (`1,200`), others with four significant digits (`0.354`)."""
    return f"{value:,.0f}" if value == round(value) else f"{float(f'{value:.4g}'):,.10g}"


def folded(text, width=24):
    """A text broken into lines, so that a long one leaves room for the chart."""
    return textwrap.fill(text, width, break_long_words=False)
