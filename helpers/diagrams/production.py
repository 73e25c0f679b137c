"""What surrounds a Redis server in production."""

from matplotlib.patches import Rectangle

from helpers.charts import COLORS, figure, show, style
from helpers.display.palette import GREY, INK, MUTED

BOXES = [  # x, y, width, title, below it, color, filled
    (0, 3.1, 2.7, "web servers", "pool, timeouts", GREY, False),
    (4.2, 3.1, 2.7, "primary", "AOF on its disk", COLORS["redis"], True),
    (8.7, 4.4, 2.7, "replica", "lags a little", COLORS["redis"], False),
    (8.7, 1.8, 2.7, "replica", "takes over", COLORS["redis"], False),
    (4.2, 0.4, 2.7, "3 Sentinels", "elect a primary", COLORS["memory"], False),
    (0, 0.4, 2.7, "monitoring", "memory, hits, lag", GREY, False),
]
ARROWS = [  # from, to, what goes along it, where that is written
    ((2.7, 3.6), (4.2, 3.6), "commands", (3.45, 3.95)),
    ((6.9, 3.8), (8.7, 4.9), "", None),
    ((6.9, 3.4), (8.7, 2.3), "every write", (8.4, 3.6)),
    ((5.55, 1.4), (5.55, 3.1), "PING", (6.05, 2.2)),
    ((2.7, 1.2), (4.5, 3.1), "INFO", (3.0, 2.2)),
    ((6.9, 0.9), (9.4, 1.8), "promote", (8.6, 1.05)),
]


def in_production():
    """Show a primary with its clients, replicas, Sentinels and monitoring (lesson 03)."""
    fig, ax = figure(height=0.9)
    with style():
        ax.set(xlim=(-0.1, 11.6), ylim=(0, 5.7))
        ax.axis("off")
        for x, y, width, title, below, color, filled in BOXES:
            face = color if filled else "white"
            ax.add_patch(Rectangle((x, y), width, 1.0, facecolor=face, edgecolor=color, lw=1.8))
            ink, muted = ("white", "white") if filled else (INK, MUTED)
            ax.text(x + width / 2, y + 0.68, title, ha="center", va="center", weight="bold", color=ink)
            small = ax.text(x + width / 2, y + 0.28, below, ha="center", va="center", color=muted)
            small.set_fontsize(small.get_fontsize() * 0.85)
        for start, end, label, place in ARROWS:
            arrow = {"arrowstyle": "-|>", "color": INK, "lw": 1.6, "shrinkA": 2, "shrinkB": 2}
            ax.annotate("", end, start, arrowprops=arrow)
            if label:
                ax.text(*place, label, ha="center", va="center", color=INK)
    show(
        fig,
        "Redis in production. Web servers send commands to a primary, through a pool and with timeouts. "
        "The primary has an AOF on its disk and sends every write to two replicas. Three Sentinels ping it, "
        "and promote a replica when it's down. Monitoring watches memory, hits and lag.",
        small_print="",
    )
