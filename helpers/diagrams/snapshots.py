"""How a child process can write the data of one moment while its parent changes it."""

from matplotlib.patches import Rectangle

from helpers.charts import COLORS, figure, show, style
from helpers.display.palette import GREY_TINT, MUTED

PAGES, WRITTEN = 4, 2  # the server writes to the third of four pages


def copy_on_write():
    """Show a server and its child sharing all memory pages except one, which was copied (lesson 30)."""
    fig, ax = figure(height=0.75)
    rows = {"server": (3.4, "reads and writes", "redis"), "child": (-0.4, "writes the file", "kept")}
    with style():
        ax.set(xlim=(-2.6, 2 * PAGES), ylim=(-1, 4))
        ax.axis("off")
        for name, (y, about, color) in rows.items():
            ax.text(-2.5, y + 0.2, name, weight="bold", va="center", color=COLORS[color])
            ax.text(-2.5, y - 0.3, about, va="center", color=MUTED)
        for x in range(1, 2 * PAGES, 2):
            own = x == 2 * WRITTEN + 1
            _page(ax, x, 0.9, "old" if own else "shared", COLORS["neutral"])
            if own:
                _page(ax, x, 2, "new copy", COLORS["lost"])
            _arrow(ax, x, 3.4, 2.6 if own else 1.5, COLORS["redis"])
            _arrow(ax, x, -0.4, 0.8, COLORS["kept"])
    show(
        fig,
        f"Two processes and {PAGES} pages of memory. The child reads all pages as they were at the fork. The "
        "server shares these pages, except for the one that it has written to, of which it has a new copy.",
        small_print="",
    )


def _page(ax, x, y, text, color):
    ax.add_patch(Rectangle((x - 0.8, y), 1.6, 0.6, facecolor=GREY_TINT, edgecolor=color, lw=2))
    ax.text(x, y + 0.28, text, ha="center", va="center")


def _arrow(ax, x, start, end, color):
    arrow = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (x, end), (x, start), arrowprops=arrow)
    ax.plot(x, start, "o", color=color)
