"""Drawings of structure, for the lessons: one function a diagram, each shows its figure and returns None."""

from helpers.charts import COLORS, figure, show, style


def list_ends():
    """A list with its positions from both sides, and the four commands at its ends (lesson 12)."""
    values = ["kettle", "lamp", "desk"]
    fig, ax = figure(height=0.62)
    with style():
        ax.set(xlim=(-2.6, len(values) + 1.6), ylim=(-1.1, 1.7))
        ax.axis("off")
        for place, value in enumerate(values):
            box = {"boxstyle": "square,pad=0.9", "facecolor": "#E3EEF6", "edgecolor": COLORS["redis"]}
            ax.text(place, 0.3, f"{value:^6}", ha="center", va="center", family="monospace", bbox=box)
            ax.text(place, -0.45, str(place), ha="center", va="center", weight="bold")
            ax.text(place, -0.85, str(place - len(values)), ha="center", va="center", color="#555555")
        ax.text(-0.65, -0.45, "from the left", ha="right", va="center", weight="bold")
        ax.text(-0.65, -0.85, "from the right", ha="right", va="center", color="#555555")
        last = len(values) - 1
        for text, tip, tail in [
            ("LPUSH", (-0.55, 0.5), (-1.5, 1.1)),
            ("RPUSH", (last + 0.55, 0.5), (last + 1.5, 1.1)),
            ("LPOP", (-1.5, 0.1), (-0.55, 0.1)),
            ("RPOP", (last + 1.5, 0.1), (last + 0.55, 0.1)),
        ]:
            color = COLORS["redis"] if "PUSH" in text else "#222222"
            arrow = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", tip, tail, arrowprops=arrow)
            at = tail if "PUSH" in text else tip
            side = "right" if text.startswith("L") else "left"
            ax.text(at[0] + (-0.08 if side == "right" else 0.08), at[1], text, color=color, weight="bold")
            ax.texts[-1].set(ha=side, va="center")
    show(
        fig,
        "A list of three values. LPUSH and LPOP work at its left end, RPUSH and RPOP at its right end. "
        "Positions count 0, 1, 2 from the left and -1, -2, -3 from the right.",
        small_print="",
    )
