"""The house style of all figures: its colours, axes, titles and sizes; no state that threads could share."""

import os
import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest

from helpers.charts import house
from helpers.display.palette import COLORS, CYCLE
from helpers.paths import ROOT


@pytest.mark.parametrize(
    ("variables", "size"),
    [
        ({}, house._SCREEN),
        ({"REDIS_MEASURED_STAGE": "1"}, house._PROJECTOR),
        ({"REDIS_MEASURED_STAGE": "1", "REDIS_MEASURED_HEADLESS": "1"}, house._SCREEN),
    ],
)
def test_charts_are_for_the_stage_from_the_start_where_a_room_looks_on(variables, size):
    neutral = {"REDIS_MEASURED_STAGE": "", "REDIS_MEASURED_HEADLESS": ""}
    code = "from helpers.charts.house import SIZE; print(SIZE)"
    environment = {**os.environ, **neutral, **variables}
    told = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    assert told == f"{size}\n"


def test_a_title_keeps_a_figure_beside_its_sign():
    long = "Between two snapshots the risk grows, and then the kill takes "
    fig, _ = house.figure()
    house.headline(fig, f"{long}≈ 13,597")
    assert "≈\xa013,597" in fig.get_suptitle() and "\n" in fig.get_suptitle()


@pytest.mark.parametrize("color", sorted({*CYCLE, *COLORS.values()}))
def test_colours_stand_out_on_white(color):
    channels = np.array(list(bytes.fromhex(color[1:]))) / 255
    linear = np.where(channels <= 0.03928, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    assert 1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05) >= 3


@pytest.mark.parametrize("low_high", [(50, 53), (990, 1010), (20, 80), (1, 9), (0.05, 5e6), (3, 200)])
def test_a_logarithmic_axis_has_ticks_and_a_decade_at_least(low_high):
    _, ax = house.figure()
    ax.plot(low_high, [0, 1])
    house.log_time(ax.xaxis)
    low, high = ax.get_xlim()
    assert high >= 9.99 * low
    ticks = [tick for tick in ax.xaxis.get_majorticklocs() if low <= tick <= high]
    assert 2 <= len(ticks) <= 8
    labels = ax.xaxis.get_major_formatter().format_ticks(ticks)
    assert len(set(labels)) == len(labels)


def picture():
    """A chart with a bit of everything, as PNG bytes."""
    fig, ax = house.figure()
    house.headline(fig, "A title of five words")
    with house.style():
        ax.plot([1, 2, 30], [-1, 10, 1000], label="a line")
        ax.bar([1, 2, 3], [100, 200, 300], label="bars")
        ax.scatter([5, 6], [1, 2])
        ax.annotate("$a_1$ & 100 %", (2, 10))
        ax.set(xlabel="x (%)", ylabel="y_1", yscale="symlog")
        ax.legend()
    return house.png(fig)


# What users set for their own figures, and what themes set
THEIR_OWN = {
    "text.usetex": "True",
    "savefig.facecolor": "black",
    "savefig.transparent": "True",
    "savefig.bbox": "tight",
    "savefig.pad_inches": "1",
    "savefig.dpi": "30",
    "figure.autolayout": "True",
    "figure.dpi": "30",
    "axes.spines.left": "False",
    "axes.formatter.use_locale": "True",
    "axes.xmargin": "0.4",
    "axes.labelpad": "20",
    "lines.marker": "x",
    "lines.linestyle": "--",
    "lines.markeredgewidth": "4",
    "scatter.marker": "^",
    "patch.force_edgecolor": "True",
    "path.sketch": "1, 100, 2",
    "mathtext.fontset": "stix",
    "font.weight": "bold",
    "legend.loc": "lower left",
    "xtick.direction": "in",
    "xtick.labelbottom": "False",
    "grid.linestyle": ":",
    "hatch.color": "red",
    "backend": "Qt5Agg",
}


@pytest.mark.parametrize("backend", ["", "QtAgg"])
def test_the_style_is_the_same_whatever_a_users_matplotlibrc_says(tmp_path, backend):
    theirs = tmp_path / "matplotlibrc"
    theirs.write_text("".join(f"{name}: {value}\n" for name, value in THEIR_OWN.items()))
    code = "import sys; from tests.charts.test_house import picture; sys.stdout.buffer.write(picture())"
    variables = {**os.environ, "MATPLOTLIBRC": str(theirs), "MPLBACKEND": backend}
    drawn = subprocess.run([sys.executable, "-c", code], env=variables, cwd=ROOT, capture_output=True)
    assert drawn.stdout == picture(), drawn.stderr.decode()


def test_the_style_leaves_the_users_own_settings_as_they_were():
    with mpl.rc_context({"savefig.facecolor": "black", "lines.linewidth": 7}):
        before = dict(mpl.rcParams)
        house.png(house.figure()[0])
        with pytest.raises(ZeroDivisionError), house.style():
            _ = 1 / 0
        assert dict(mpl.rcParams) == before


def test_pyplot_is_never_imported():
    code = (
        "import sys; from helpers import charts\n"
        "fig, ax = charts.figure(); charts.png(fig)\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "False"
