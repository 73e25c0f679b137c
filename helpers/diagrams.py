"""Drawings of structure, for the lessons: one function a diagram, each shows its figure and returns None."""

from matplotlib.patches import Rectangle

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


def three_ways_to_keep_an_object():
    """One customer as a JSON string, as a hash, and as a key for each field (lesson 11)."""
    fields = [("name", "Ana"), ("city", "Porto"), ("points", "120")]
    fig, ax = figure(height=0.72)
    with style():
        ax.set(xlim=(0, 12), ylim=(-0.15, 5.6))
        ax.axis("off")

        def box(x, y, width, text, key=False):
            look = {"facecolor": COLORS["redis"] if key else "#E3EEF6", "edgecolor": COLORS["redis"]}
            ax.add_patch(Rectangle((x, y), width, 0.72, lw=1.2, **look))
            color = "white" if key else "#222222"
            ax.text(x + 0.15, y + 0.34, text, va="center", family="monospace", color=color)

        for x, text in [(0, "JSON string: 1 key"), (4.1, "hash: 1 key"), (8.2, "a key for each field")]:
            ax.text(x, 5.2, text, weight="bold")
        box(0, 4, 3.5, "customer:7", key=True)
        for row, line in enumerate(['{"name": "Ana",', ' "city": "Porto",', ' "points": 120}']):
            ax.text(0.15, 3.6 - 0.62 * row, line, va="center", family="monospace")
        ax.add_patch(
            Rectangle((0, 1.9), 3.5, 2.1, lw=1.2, facecolor="#E3EEF6", edgecolor=COLORS["redis"], zorder=0)
        )
        box(4.1, 4, 3.5, "customer:7", key=True)
        for row, (field, value) in enumerate(fields):
            box(4.1, 3.28 - 0.72 * row, 1.75, field)
            box(5.85, 3.28 - 0.72 * row, 1.75, value)
            box(8.2, 4 - 1.6 * row, 3.8, f"customer:7:{field}", key=True)
            box(8.2, 3.28 - 1.6 * row, 3.8, value)
    show(
        fig,
        "The same customer in three ways. A JSON string is one key with one text. A hash is one key with "
        "three fields. A key for each field is three keys with a value each.",
        small_print="",
    )


def hash_to_register(visitor, bits):
    """A visitor's 64 bits: the last 14 choose a register, the run of zeros before them goes in (lesson 15)."""
    rest, place = bits[:50], bits[50:]
    zeros = len(rest) - len(rest.rstrip("0"))
    fig, ax = figure(height=0.6)
    with style():
        ax.set(xlim=(-1, 64), ylim=(-4.4, 2.6))
        ax.axis("off")
        ax.text(0, 1.9, f"hash of {visitor}", weight="bold")
        shades = ["#555555"] * (49 - zeros) + [COLORS["lost"]] * (zeros + 1) + [COLORS["redis"]] * 14
        for at, (bit, color) in enumerate(zip(bits, shades, strict=True)):
            ax.text(at, 0.6, bit, ha="center", va="center", family="monospace", color=color, weight="bold")
        run = {"color": COLORS["lost"], "ha": "right", "va": "center"}
        ax.text(46, -0.8, f"{zeros} zeros and a 1: a run of {zeros + 1}", **run)
        chosen = {"color": COLORS["redis"], "ha": "center", "va": "center"}
        ax.text(56.5, 1.9, f"place {int(place, 2):,}", **chosen)
        ax.plot([49.6, 63.4], [1.2, 1.2], color=COLORS["redis"])
        ax.plot([49.4 - zeros - 0.9, 49.4], [0, 0], color=COLORS["lost"])
        arrow = {"arrowstyle": "-|>", "color": "#222222", "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (48.3, -2.1), (48.3, -0.3), arrowprops=arrow)
        places = [0, 1, 2, None, int(place, 2) - 1, int(place, 2), int(place, 2) + 1, None, 16_383]
        for box, at in enumerate(places):
            x, hit = 13.3 + 7 * (box - 1.0), at == int(place, 2)
            text = "…" if at is None else f"at least\n{zeros + 1}" if hit else ""
            if at is not None:
                look = {"facecolor": "#E3EEF6", "edgecolor": COLORS["redis"], "lw": 2.4 if hit else 1}
                ax.add_patch(Rectangle((x - 3.5, -3.5), 7, 1.4, **look))
                ax.text(x, -4, f"{at:,}", ha="center", va="center", color="#555555")
            ax.text(x, -2.8, text, ha="center", va="center", color=COLORS["lost"], weight="bold")
        ax.text(-0.5, -1.7, "registers", weight="bold")
    show(
        fig,
        f"The 64 bits of a hash. The last 14 choose register {int(place, 2):,}; before them stand {zeros} zeros "
        f"and a 1, so this register holds at least {zeros + 1}.",
        small_print="",
    )


def registers(held):
    """HyperLogLogs as squares of 128 by 128 registers, label → the 16,384 runs (lesson 15)."""
    fig, axes = figure(columns=len(held), height=0.85)
    with style():
        longest = max(map(max, held.values()))
        for ax, (label, runs) in zip(axes, held.items(), strict=True):
            rows = [runs[start : start + 128] for start in range(0, len(runs), 128)]
            picture = ax.imshow(rows, cmap="Blues", vmin=0, vmax=longest, interpolation="nearest")
            ax.set(title=label, xticks=[], yticks=[])
            ax.grid(visible=False)
        fig.colorbar(picture, ax=axes, label="longest run", shrink=0.7)
    filled = ", ".join(f"{len(runs) - runs.count(0):,} for {label}" for label, runs in held.items())
    show(fig, f"16,384 registers as dots, darker for longer runs. Registers in use: {filled}.")
