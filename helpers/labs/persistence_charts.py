"""Lesson 32: the parts of an append-only file, and all persistence modes side by side."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.charts import COLORS, figure, headline, log_time, show, style
from helpers.display.palette import BLUE_TINT, GREEN_TINT, INK, MUTED
from helpers.labs.persistence import recorded_cuts
from helpers.measure import duration


def parts_of_an_aof():
    """Show what a rewrite does with base and increments over time."""
    parts = [
        (0.0, 5.0, 2, "base 1", "kept"),
        (0.0, 3.0, 1, "increments 1", "redis"),
        (3.0, 2.0, 0, "increments 2", "redis"),
        (5.0, 4.0, 2, "base 2", "kept"),
        (5.0, 4.0, 0, "", "redis"),
    ]
    fig, ax = figure(height=0.72)
    with style():
        ax.set(xlim=(-0.2, 9.2), ylim=(-1.7, 3.9))
        ax.axis("off")
        for start, width, row, name, color in parts:
            look = {"facecolor": BLUE_TINT if color == "redis" else GREEN_TINT, "edgecolor": COLORS[color]}
            ax.add_patch(Rectangle((start, row), width, 0.8, lw=1.8, **look))
            ax.text(start + 0.12, row + 0.4, name, va="center", weight="bold", color=COLORS[color])
        ax.add_patch(Rectangle((3.0, 1), 2.0, 0.8, fill=False, ls=":", edgecolor=COLORS["redis"]))
        ax.text(3.12, 1.4, "complete", va="center", color=COLORS["redis"])
        for x, what in ((3, "BGREWRITEAOF:\na child begins"), (5, "the child is done:\nnew manifest")):
            ax.plot([x, x], [-0.2, 3.0], color=INK, lw=1.6, ls="--")
            ax.text(x, 3.1, what, ha="center", va="bottom")
        manifests = ["base 1,\nincrements 1", "base 1,\nincrements 1 and 2", "base 2,\nincrements 2"]
        for x, names in zip((1.5, 4.0, 7.0), manifests, strict=True):
            ax.text(x, -0.3, names, ha="center", va="top", color=MUTED)
        ax.text(-0.2, -1.65, "in gray: what the manifest lists at that time", color=MUTED, style="italic")
    show(
        fig,
        "The parts of an AOF over time. At first the manifest lists base 1 and increments 1. After "
        "BGREWRITEAOF it lists base 1, increments 1 and, for new writes, increments 2. When the child is "
        "done, it lists base 2 and increments 2, and the first two files are removed",
        small_print="",
    )


def modes_side_by_side(trials):
    """Show for each mode (mode → `Trial`) the time of a write and of a restart, and what is lost."""
    modes, cuts = list(trials), recorded_cuts()
    killed = {mode: trials[mode].loss.count / len(trials[mode].acknowledged) for mode in modes}
    panels = {
        "one write (median)": ([trials[mode].p50 for mode in modes], _draw_times),
        "back after a kill": ([trials[mode].restart for mode in modes], _draw_times),
        "lost to a kill": (list(killed.values()), _draw_shares),
        "lost to a power cut (record)": ([cuts[mode].share for mode in modes], _draw_shares),
    }
    fig, axes = figure(2, 2, height=1.6, sharey=True)
    headline(fig, "A kill takes nothing from AOF no, a power cut all")
    places = range(len(modes))[::-1]
    with style():
        for ax, (title, (values, draw)) in zip(axes.flat, panels.items(), strict=True):
            draw(ax, places, values)
            ax.set_title(title, fontsize="medium")
            ax.set_yticks(places, modes)
            ax.set_ylim(-0.6, len(modes) - 0.4)
            ax.grid(axis="y", visible=False)
    here = ", ".join(f"{mode} ≈ {100 * share:.0f} %" for mode, share in killed.items())
    record = ", ".join(f"{mode} {100 * cuts[mode].share:.0f} %" for mode in modes)
    show(fig, f"All modes side by side. Lost to a kill: {here}. Lost to a power cut, recorded: {record}.")


def _draw_times(ax, places, values):
    ax.set_xlim(min(values) / 2, max(values) * 8)
    ax.plot(values, places, "o", color=COLORS["redis"], ms=9)
    log_time(ax.xaxis)
    for place, value in zip(places, values, strict=True):
        ax.annotate(duration(value), (value, place), (9, 0), textcoords="offset points", va="center")


def _draw_shares(ax, places, values):
    ax.barh(places, values, color=COLORS["lost"], height=0.6)
    ax.set(xlim=(0, 1.3), xticks=[0, 0.5, 1], xticklabels=["0 %", "50 %", "100 %"])
    for place, value in zip(places, values, strict=True):
        ax.annotate(f"{100 * value:.0f} %", (value, place), (4, 0), textcoords="offset points", va="center")


def kept_and_lost(mode, trial):
    """Return a Figure of one trial: its acknowledged writes over time, the lost ones in vermilion."""
    times, gone = trial.acknowledged, trial.loss.numbers
    fig, ax = figure(height=0.8)
    headline(fig, f"{mode}: ≈ {len(gone):,} of ≈ {len(times):,} acknowledged writes lost")
    with style():
        ax.plot(times, np.arange(len(times)), color=COLORS["kept"], lw=5)
        ax.plot(times[gone], gone, color=COLORS["lost"], lw=5)
        ax.set(xlabel="acknowledged after (s)", ylabel="writes", ylim=(0, 1.05 * len(times)))
    return fig
