"""How far a write has come when the client gets its reply."""

from helpers.charts import COLORS, figure, show, style
from helpers.display.palette import BLUE_TINT, INK


def way_to_the_disk():
    """Show a write's path from client to disk, and what a kill and a power cut lose (lesson 31)."""
    places = ["client", "Redis", "page cache", "disk"]
    fig, ax = figure(height=0.72)
    with style():
        ax.set(xlim=(-0.55, 3.55), ylim=(-1.75, 1.25))
        ax.axis("off")
        box = {"boxstyle": "round,pad=0.7", "facecolor": BLUE_TINT, "edgecolor": COLORS["redis"]}
        for x, place in enumerate(places):
            ax.text(x, 0, f"{place:^10}", ha="center", va="center", weight="bold", bbox=box)
        for x, step in enumerate(["command", "write", "fdatasync"]):
            arrow = {"arrowstyle": "-|>", "color": INK, "lw": 1.8}
            ax.annotate("", (x + 0.66, 0), (x + 0.36, 0), arrowprops=arrow)
            ax.text(x + 0.5, 0.42, step, ha="center", va="center", family="monospace")
        for x, modes in ((2, "no, everysec:\nreply now"), (3, "always:\nreply now")):
            ax.text(x, 0.92, modes, ha="center", va="center", color=COLORS["redis"])
        for y, last, name in ((-0.75, 1, "lost in a kill"), (-1.35, 2, "lost in a power cut")):
            ax.plot([0.6, last + 0.4], [y, y], color=COLORS["lost"], lw=5, solid_capstyle="butt")
            ax.text(last + 0.5, y, name, va="center", color=COLORS["lost"], weight="bold")
    show(
        fig,
        "A write goes from the client to Redis, with write to the page cache, and with fdatasync to "
        "the disk. A kill loses what is only in Redis, and a power cut also loses what is only in the page "
        "cache. With no and everysec, Redis replies once the write is in the page cache, with always once it "
        "is on disk",
        small_print="",
    )
