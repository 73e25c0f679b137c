"""The house style of all figures: its colours, axes, titles and sizes; no state that threads could share."""

import os
import subprocess
import sys

import numpy as np
import pytest

from helpers.charts import house
from helpers.display.palette import COLORS, CYCLE


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


def test_pyplot_is_never_imported():
    code = (
        "import sys; from helpers import charts\n"
        "fig, ax = charts.figure(); charts.png(fig)\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "False"
