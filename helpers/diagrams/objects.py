"""How Redis stores objects, lists and sets."""

from itertools import pairwise

from matplotlib.patches import Circle, Rectangle

from helpers.charts import COLORS, figure, show, style
from helpers.display.palette import BLUE_TINT, GREY, INK, MUTED


def list_ends():
    """Show a list with its positions from both sides, and the four commands at its ends (lesson 12)."""
    values = ["kettle", "lamp", "desk"]
    fig, ax = figure(height=0.62)
    with style():
        ax.set(xlim=(-2.6, len(values) + 1.6), ylim=(-1.1, 1.7))
        ax.axis("off")
        for place, value in enumerate(values):
            box = {"boxstyle": "square,pad=0.9", "facecolor": BLUE_TINT, "edgecolor": COLORS["redis"]}
            ax.text(place, 0.3, f"{value:^6}", ha="center", va="center", family="monospace", bbox=box)
            ax.text(place, -0.45, str(place), ha="center", va="center", weight="bold")
            ax.text(place, -0.85, str(place - len(values)), ha="center", va="center", color=MUTED)
        ax.text(-0.65, -0.45, "from the left", ha="right", va="center", weight="bold")
        ax.text(-0.65, -0.85, "from the right", ha="right", va="center", color=MUTED)
        last = len(values) - 1
        for text, tip, tail in [
            ("LPUSH", (-0.55, 0.5), (-1.5, 1.1)),
            ("RPUSH", (last + 0.55, 0.5), (last + 1.5, 1.1)),
            ("LPOP", (-1.5, 0.1), (-0.55, 0.1)),
            ("RPOP", (last + 1.5, 0.1), (last + 0.55, 0.1)),
        ]:
            color = COLORS["redis"] if "PUSH" in text else INK
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


def three_ways_to_keep_an_object():
    """Show one customer as a JSON string, as a hash, and as one key per field (lesson 11)."""
    fields = [("name", "Ana"), ("city", "Porto"), ("points", "120")]
    fig, ax = figure(height=0.72)
    with style():
        ax.set(xlim=(-0.05, 12.05), ylim=(-0.15, 5.6))
        ax.axis("off")

        def box(x, y, width, text, key=False):
            look = {"facecolor": COLORS["redis"] if key else BLUE_TINT, "edgecolor": COLORS["redis"]}
            ax.add_patch(Rectangle((x, y), width, 0.72, lw=1.2, **look))
            color = "white" if key else INK
            ax.text(x + 0.15, y + 0.34, text, va="center", family="monospace", color=color)

        for x, text in [(0, "JSON string: 1 key"), (4.1, "hash: 1 key"), (8.2, "one key per field")]:
            ax.text(x, 5.2, text, weight="bold")
        box(0, 4, 3.5, "customer:7", key=True)
        for row, line in enumerate(['{"name": "Ana",', ' "city": "Porto",', ' "points": 120}']):
            ax.text(0.15, 3.6 - 0.62 * row, line, va="center", family="monospace")
        ax.add_patch(
            Rectangle((0, 1.9), 3.5, 2.1, lw=1.2, facecolor=BLUE_TINT, edgecolor=COLORS["redis"], zorder=0)
        )
        box(4.1, 4, 3.5, "customer:7", key=True)
        for row, (field, value) in enumerate(fields):
            box(4.1, 3.28 - 0.72 * row, 1.75, field)
            box(5.85, 3.28 - 0.72 * row, 1.75, value)
            box(8.2, 4 - 1.6 * row, 3.8, f"customer:7:{field}", key=True)
            box(8.2, 3.28 - 1.6 * row, 3.8, value)
    show(
        fig,
        "The same customer stored in three ways. A JSON string is one key with one string. A hash is one key "
        "with three fields. With one key per field there are three keys, each with one value.",
        small_print="",
    )


def skip_list(scores, heights, sought):
    """Show a skip list of `scores` with `heights` levels each, and the path to `sought` (lesson 14)."""
    columns, top = [None, *scores], max(heights)
    reach = [top, *heights]
    way, at = [], 0
    for level in reversed(range(top)):
        for ahead in range(at + 1, len(columns)):
            if reach[ahead] > level and columns[ahead] <= sought:
                way.append((level, at, ahead))
                at = ahead
    fig, ax = figure(height=0.17 * (top + 1))
    with style():
        ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(-0.75, top - 0.4))
        ax.axis("off")
        ax.text(0, -0.6, "start", ha="center", va="center")
        for level in range(top):
            there = [place for place in range(len(columns)) if reach[place] > level]
            for start, end in pairwise(there):
                taken = (level, start, end) in way
                color, width = (COLORS["redis"], 2.6) if taken else ("#999999", 1)
                arrow = {"arrowstyle": "-|>", "color": color, "lw": width, "shrinkA": 0, "shrinkB": 0}
                ax.annotate("", (end - 0.3, level), (start + 0.3, level), arrowprops=arrow)
                if taken:
                    ax.text((start + end) / 2, level + 0.5, f"+{end - start}", ha="center", va="center")
                    ax.texts[-1].set(color=color, weight="bold")
            for place in there:
                found = columns[place] == sought
                look = {"facecolor": BLUE_TINT, "edgecolor": COLORS["redis"], "lw": 2.6 if found else 1}
                ax.add_patch(Rectangle((place - 0.3, level - 0.3), 0.6, 0.6, **look))
                ax.text(place, level, columns[place] or "", ha="center", va="center")
    show(
        fig,
        f"A skip list of {len(scores)} members on {top} levels. The search for {sought} takes {len(way)} "
        f"steps, which span {', '.join(str(end - start) for _, start, end in way)} members, so "
        f"it is member {at}, counted from 1.",
        small_print="",
    )


def set_algebra():
    """Show what SINTER, SUNION and SDIFF return for two sets that overlap (lesson 13)."""
    places = {"12, 456": (1.5, 0), "91": (0.25, 0), "700": (2.75, 0)}
    taken = {"SINTER": ["12, 456"], "SUNION": list(places), "SDIFF": ["91"]}
    fig, panels = figure(1, 3, height=0.62)
    with style():
        for ax, (command, members) in zip(panels, taken.items(), strict=True):
            ax.set(xlim=(-1.5, 4.5), ylim=(-1.9, 2.4), aspect="equal", title=command)
            ax.axis("off")
            left, right = (Circle((x, 0), 1.35, facecolor="none") for x in (0.7, 2.3))
            for circle in (left, right):
                ax.add_patch(circle)
            if command == "SINTER":
                _fill(ax, Circle((0.7, 0), 1.35), right)
            else:
                _fill(ax, Circle((0.7, 0), 1.35), left)
                _fill(ax, Circle((2.3, 0), 1.35), right, white=command == "SDIFF")
            for x, name in ((0.7, "kitchen"), (2.3, "gift")):
                ax.add_patch(Circle((x, 0), 1.35, fill=False, edgecolor=COLORS["redis"], lw=1.8))
                ax.text(x, 1.55, name, ha="center", color=MUTED)
            for text, (x, y) in places.items():
                color = INK if text in members else GREY
                weight = "bold" if text in members else "normal"
                ax.text(x, y, text.replace(", ", "\n"), ha="center", va="center", color=color, weight=weight)
    show(
        fig,
        "Two sets that overlap: kitchen has 91, 12 and 456, and gift has 12, 456 and 700. SINTER returns "
        "what both have, 12 and 456. SUNION returns all four. SDIFF kitchen gift returns 91, which only "
        "kitchen has.",
        small_print="",
    )


def _fill(ax, shape, within, white=False):
    """Fill the part of a shape that is inside another shape on the axes."""
    shape.set(facecolor="white" if white else "#A9CDE4", edgecolor="none")
    ax.add_patch(shape)
    shape.set_clip_path(within)
