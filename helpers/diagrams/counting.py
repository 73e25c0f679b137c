"""What HyperLogLogs and bitmaps contain."""

from matplotlib.patches import Rectangle

from helpers.charts import COLORS, figure, headline, show, style
from helpers.display.palette import BLUE_TINT, GREY_TINT, INK, MUTED, PURPLE


def hash_to_register(visitor, bits):
    """Show a visitor's 64 bits: the last 14 choose a register for the run before them (lesson 15)."""
    rest, place = bits[:50], bits[50:]
    zeros = len(rest) - len(rest.rstrip("0"))
    fig, ax = figure(height=0.6)
    with style():
        ax.set(xlim=(-1, 66.3), ylim=(-4.4, 2.6))
        ax.axis("off")
        ax.text(0, 1.9, f"hash of {visitor}", weight="bold")
        shades = [MUTED] * (49 - zeros) + [PURPLE] * (zeros + 1) + [COLORS["redis"]] * 14
        for at, (bit, color) in enumerate(zip(bits, shades, strict=True)):
            ax.text(at, 0.6, bit, ha="center", va="center", family="monospace", color=color, weight="bold")
        run = {"color": PURPLE, "ha": "right", "va": "center"}
        ax.text(46, -0.8, f"{zeros} zeros and a 1: a run of {zeros + 1}", **run)
        chosen = {"color": COLORS["redis"], "ha": "center", "va": "center"}
        ax.text(56.5, 1.9, f"place {int(place, 2):,}", **chosen)
        ax.plot([49.6, 63.4], [1.2, 1.2], color=COLORS["redis"])
        ax.plot([49.4 - zeros - 0.9, 49.4], [0, 0], color=PURPLE)
        arrow = {"arrowstyle": "-|>", "color": INK, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", (48.3, -2.1), (48.3, -0.3), arrowprops=arrow)
        places = [0, 1, 2, None, int(place, 2) - 1, int(place, 2), int(place, 2) + 1, None, 16_383]
        for box, at in enumerate(places):
            x, hit = 48.3 + 5 * (box - 5), at == int(place, 2)
            text = "…" if at is None else f"≥ {zeros + 1}" if hit else ""
            if at is not None:
                look = {"facecolor": BLUE_TINT, "edgecolor": COLORS["redis"], "lw": 2.4 if hit else 1}
                ax.add_patch(Rectangle((x - 2.5, -3.5), 5, 1.4, **look))
                ax.text(x, -4, f"{at:,}", ha="center", va="center", color=MUTED)
            ax.text(x, -2.8, text, ha="center", va="center", color=PURPLE, weight="bold")
        ax.text(0, -2.8, "16,384 registers", va="center", weight="bold")
    show(
        fig,
        f"The 64 bits of a hash. The last 14 choose register {int(place, 2):,}. Before them are {zeros} "
        f"zeros and a 1, so this register contains at least {zeros + 1}.",
        small_print="",
    )


def registers(held):
    """Show the first 1,024 registers of HyperLogLogs (label → all registers) as squares (lesson 15)."""
    fig, axes = figure(columns=len(held), height=0.72)
    with style():
        longest = max(map(max, held.values()))
        for ax, (label, runs) in zip(axes, held.items(), strict=True):
            some = [run or float("nan") for run in runs[:1024]]  # empty registers stay white
            rows = [some[start : start + 32] for start in range(0, 1024, 32)]
            picture = ax.imshow(rows, cmap="Blues", vmin=-4, vmax=longest, interpolation="nearest")
            ax.set(title=label, xticks=[], yticks=[])
            ax.grid(visible=False)
        bar = fig.colorbar(picture, ax=axes, label="longest run", shrink=0.7)
        bar.ax.set_ylim(1, longest)
    filled = ", ".join(f"{len(runs) - runs.count(0):,} for {label}" for label, runs in held.items())
    show(
        fig,
        f"The first 1,024 registers as squares, darker for longer runs. In use, of 16,384: {filled}.",
        small_print="",
    )


def bitmaps(rows):
    """Show bitmaps (label → list of 0 and 1) one below another; a filled square is a 1 (lesson 16)."""
    length = max(map(len, rows.values()))
    fig, ax = figure(height=0.25 + 0.17 * len(rows))
    with style():
        ax.set(xlim=(-4.2, length + 1.6), ylim=(-len(rows) - 1.1, 1.0))
        ax.axis("off")
        ax.text(-0.4, 0.5, "customer", ha="right", va="center", color=MUTED)
        ax.text(length + 0.9, 0.5, "count", ha="center", va="center", color=MUTED)
        for place in range(length):
            ax.text(place + 0.5, 0.5, str(place), ha="center", va="center", color=MUTED)
        for row, (label, bits) in enumerate(rows.items()):
            ax.text(-0.4, -row - 0.5, label, ha="right", va="center", family="monospace")
            ax.text(length + 0.9, -row - 0.5, str(sum(bits)), ha="center", va="center", weight="bold")
            for place, bit in enumerate(bits):
                look = {"facecolor": COLORS["redis"] if bit else GREY_TINT, "edgecolor": "white", "lw": 1.5}
                ax.add_patch(Rectangle((place, -row - 0.92), 1, 0.84, **look))
        for byte in range(length // 8):
            ax.plot([8 * byte + 0.1, 8 * byte + 7.9], [-len(rows) - 0.2] * 2, color=MUTED, lw=1)
            ax.text(8 * byte + 4, -len(rows) - 0.7, f"byte {byte}", ha="center", va="center", color=MUTED)
    ones = {label: [place for place, bit in enumerate(bits) if bit] for label, bits in rows.items()}
    text = ". ".join(f"{label}: {', '.join(map(str, places)) or 'none'}" for label, places in ones.items())
    show(fig, f"Bitmaps as rows of squares, filled if the bit is 1. The 1s: {text}.", small_print="")


def retention(matrix, of):
    """Show retention in % of `of`: a row per day of joining, a column per day of activity (lesson 16)."""
    shares = [[float("nan")] * (len(matrix) - len(row)) + [count / of for count in row] for row in matrix]
    first_days = {day: row[1] / of for day, row in enumerate(matrix) if len(row) > 1}
    lost = min(first_days, key=first_days.get)
    usual = sorted(first_days.values())[len(first_days) // 2]
    came, others = round(100 * first_days[lost]), round(100 * usual)
    title = f"{came} % of day {lost}'s customers return, usually {others} %"
    fig, ax = figure(height=1.15)
    headline(fig, title)
    with style():
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for y, row in enumerate(shares):
            for x in range(y, len(row)):
                ink = "white" if row[x] > 0.6 else INK
                ax.text(x, y, f"{100 * row[x]:.0f} %", ha="center", va="center", color=ink)
        ax.add_patch(Rectangle((lost - 0.48, lost - 0.48), len(matrix) - lost - 0.04, 0.96, fill=False))
        ax.patches[-1].set(edgecolor=COLORS["lost"], linewidth=2.5)
        ax.set(xlabel="active on day", ylabel="joined on day", xticks=range(len(matrix)))
        ax.set_yticks(range(len(matrix)))
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
    show(fig, f"{title}. A triangle of shares: rows by the day of joining, columns by the day of activity.")
