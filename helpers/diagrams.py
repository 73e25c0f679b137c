"""Drawings of structure, for the lessons: one function a diagram, each shows its figure and returns None."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import Circle, Ellipse, Rectangle

from helpers.charts import COLORS, figure, headline, show, style


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
        ax.set(xlim=(-0.05, 12.05), ylim=(-0.15, 5.6))
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
    """A visitor's 64 bits: the last 14 choose a register, the run before them goes in (lesson 15)."""
    rest, place = bits[:50], bits[50:]
    zeros = len(rest) - len(rest.rstrip("0"))
    fig, ax = figure(height=0.6)
    with style():
        ax.set(xlim=(-1, 66.3), ylim=(-4.4, 2.6))
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
            x, hit = 48.3 + 5 * (box - 5), at == int(place, 2)
            text = "…" if at is None else f"≥ {zeros + 1}" if hit else ""
            if at is not None:
                look = {"facecolor": "#E3EEF6", "edgecolor": COLORS["redis"], "lw": 2.4 if hit else 1}
                ax.add_patch(Rectangle((x - 2.5, -3.5), 5, 1.4, **look))
                ax.text(x, -4, f"{at:,}", ha="center", va="center", color="#555555")
            ax.text(x, -2.8, text, ha="center", va="center", color=COLORS["lost"], weight="bold")
        ax.text(0, -2.8, "16,384 registers", va="center", weight="bold")
    show(
        fig,
        f"The 64 bits of a hash. The last 14 choose register {int(place, 2):,}; before them stand {zeros} "
        f"zeros and a 1, so this register holds at least {zeros + 1}.",
        small_print="",
    )


def registers(held):
    """The first 1,024 registers of HyperLogLogs, as squares; label → all their runs (lesson 15)."""
    fig, axes = figure(columns=len(held), height=0.72)
    with style():
        longest = max(map(max, held.values()))
        for ax, (label, runs) in zip(axes, held.items(), strict=True):
            some = [run or float("nan") for run in runs[:1024]]  # an empty register stays white
            rows = [some[start : start + 32] for start in range(0, 1024, 32)]
            picture = ax.imshow(rows, cmap="Blues", vmin=-4, vmax=longest, interpolation="nearest")
            ax.set(title=label, xticks=[], yticks=[])
            ax.grid(visible=False)
        bar = fig.colorbar(picture, ax=axes, label="longest run", shrink=0.7)
        bar.ax.set_ylim(1, longest)
    filled = ", ".join(f"{len(runs) - runs.count(0):,} for {label}" for label, runs in held.items())
    show(
        fig,
        f"The first 1,024 registers as squares, darker for longer runs. Of all 16,384 are in use: {filled}.",
        small_print="",
    )


def where_a_key_lives():
    """Who decides on which server a key is kept: nobody, the client, or the servers (lesson 02)."""
    fig, ax = figure(height=0.95)
    with style():
        ax.set(xlim=(0, 12), ylim=(0.2, 6.3))
        ax.axis("off")

        def box(x, y, width, text, color, filled=False):
            look = {"facecolor": color if filled else "white", "edgecolor": color, "lw": 1.6}
            ax.add_patch(Rectangle((x, y), width, 0.9, **look))
            ink = "white" if filled else "#222222"
            ax.text(x + width / 2, y + 0.43, text, ha="center", va="center", color=ink)

        def arrow(start, end, color):
            look = {"arrowstyle": "-|>", "color": color, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", end, start, arrowprops=look)

        for x, title, line, color in [
            (0, "Database", "one place for all rows", COLORS["database"]),
            (4.1, "Memcached", "the client chooses", COLORS["memcached"]),
            (8.2, "Redis Cluster", "the servers keep a map", COLORS["redis"]),
        ]:
            ax.text(x, 5.9, title, weight="bold", va="center")
            ax.text(x, 5.35, line, color="#555555", va="center")
            box(x + 0.9, 3.9, 2, "client", "#767676")
            arrow((x + 1.9, 3.9), (x + 1.9 if x != 4.1 else 5.4, 2.3), color)
        ax.text(6.25, 3.1, "hash(key)", family="monospace", va="center")
        ax.text(10.3, 3.1, "slot of the key", va="center", fontsize=ax.yaxis.get_ticklabels()[0].get_size())
        box(0.9, 1.4, 2, "server", COLORS["database"], filled=True)
        for place, slots in enumerate(["0…", "5461…", "10923…"]):
            box(4.1 + 1.2 * place, 1.4, 1.1, "ABC"[place], COLORS["memcached"], filled=True)
            box(8.2 + 1.3 * place, 1.4, 1.2, "ABC"[place], COLORS["redis"], filled=True)
            ax.text(8.8 + 1.3 * place, 0.9, slots, ha="center", va="center", color="#555555")
    show(
        fig,
        "Where a key lives. A database is one server with all rows. Of several Memcached servers the client "
        "chooses one by a hash of the key. In Redis Cluster the servers keep a map of 16,384 slots, "
        "and each key has a slot.",
        small_print="",
    )


def skip_list(scores, heights, sought):
    """A skip list of `scores` in order, each reaching `heights` levels, and the way to one (lesson 14)."""
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
                look = {"facecolor": "#E3EEF6", "edgecolor": COLORS["redis"], "lw": 2.6 if found else 1}
                ax.add_patch(Rectangle((place - 0.3, level - 0.3), 0.6, 0.6, **look))
                ax.text(place, level, columns[place] or "", ha="center", va="center")
    show(
        fig,
        f"A skip list of {len(scores)} members on {top} levels. The search for {sought} takes {len(way)} "
        f"steps, which pass {', '.join(str(end - start) for _, start, end in way)} members: "
        f"it is member {at}, counted from 1.",
        small_print="",
    )


def fan_out():
    """One message on its way: a copy for each subscriber of the channel or of a pattern (lesson 19)."""
    fig, ax = figure(height=0.8)
    with style():
        ax.set(xlim=(-0.2, 12.2), ylim=(-0.4, 4.6))
        ax.axis("off")

        def box(x, y, width, text, color, filled=False):
            look = {"facecolor": color if filled else "white", "edgecolor": color, "lw": 1.6}
            ax.add_patch(Rectangle((x, y - 0.38), width, 0.76, **look))
            ax.text(x + width / 2, y, text, ha="center", va="center", color="white" if filled else "#222222")
            ax.texts[-1].set_family("monospace")

        def arrow(start, end, color):
            look = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 2, "shrinkB": 2}
            ax.annotate("", end, start, arrowprops=look)

        for x, text in [(0, "publisher"), (4.4, "channel, in Redis"), (8.6, "subscribers")]:
            ax.text(x, 4.4, text, weight="bold")
        box(0, 2.2, 3, "PUBLISH 1190", "#222222")
        box(4.4, 2.2, 2.4, "price:456", COLORS["redis"], filled=True)
        arrow((3, 2.2), (4.4, 2.2), "#222222")
        for y, text in [(3.5, "price:456"), (2.5, "price:456"), (1.5, "price:*")]:
            box(8.6, y, 3.4, text, COLORS["redis"])
            arrow((6.8, 2.2), (8.6, y), COLORS["redis"])
        box(8.6, 0.3, 3.4, "comes later", COLORS["lost"])
        ax.text(4.4, 0.3, "nothing is kept", color=COLORS["lost"], weight="bold", va="center")
        ax.text(0, 1.5, "answer: 3", va="center", color="#555555")
    show(
        fig,
        "One PUBLISH on the channel price:456 reaches three subscribers, two of the channel and one of the "
        "pattern price:*, and is answered with 3. Who comes later gets nothing, since nothing is kept.",
        small_print="",
    )


def stream_groups():
    """A stream read by two groups, each with its own place and its own pending entries (lesson 18)."""
    fig, ax = figure(height=0.85)
    with style():
        ax.set(xlim=(-2.4, 5.2), ylim=(-3.5, 1.1))
        ax.axis("off")
        ax.text(-2.4, 0, "stream\norders", va="center", weight="bold", color=COLORS["redis"])
        for place in range(5):
            look = {"facecolor": "#E3EEF6", "edgecolor": COLORS["redis"], "lw": 1.6}
            ax.add_patch(Rectangle((place - 0.42, -0.38), 0.84, 0.76, **look))
            ax.text(place, 0, f"{place + 1}-0", ha="center", va="center", family="monospace")
        ax.annotate("XADD", (4.5, 0), (5.2, 0.8), ha="center", arrowprops={"arrowstyle": "-|>", "lw": 1.6})
        for y, group, pending in [
            (-1.6, "mail", {2: "bo", 3: "bo"}),
            (-3.0, "stock", {0: "eve"}),
        ]:
            ax.text(-2.4, y, f"group\n{group}", va="center", weight="bold")
            reached = max(pending)
            ax.plot([reached + 0.5] * 2, [y - 0.45, y + 0.5], color="#222222", lw=2.4)
            ax.text(reached + 0.62, y, "delivered up to here", va="center", color="#555555")
            for place in range(reached + 1):
                owner = pending.get(place)
                text, color = (f"pending:\n{owner}", COLORS["lost"]) if owner else ("done", COLORS["kept"])
                ax.text(place, y, text, ha="center", va="center", color=color, weight="bold")
    show(
        fig,
        "A stream of five entries and two groups. The group mail has been given four: two are done, two are "
        "pending with the consumer bo. The group stock has been given one, which is pending with eve.",
        small_print="",
    )


def bitmaps(rows):
    """Bitmaps one below the other, label → list of 0 and 1; a full square is a 1 (lesson 16)."""
    length = max(map(len, rows.values()))
    fig, ax = figure(height=0.25 + 0.17 * len(rows))
    with style():
        ax.set(xlim=(-4.2, length + 1.6), ylim=(-len(rows) - 1.1, 1.0))
        ax.axis("off")
        ax.text(-0.4, 0.5, "customer", ha="right", va="center", color="#555555")
        ax.text(length + 0.9, 0.5, "count", ha="center", va="center", color="#555555")
        for place in range(length):
            ax.text(place + 0.5, 0.5, str(place), ha="center", va="center", color="#555555")
        for row, (label, bits) in enumerate(rows.items()):
            ax.text(-0.4, -row - 0.5, label, ha="right", va="center", family="monospace")
            ax.text(length + 0.9, -row - 0.5, str(sum(bits)), ha="center", va="center", weight="bold")
            for place, bit in enumerate(bits):
                look = {"facecolor": COLORS["redis"] if bit else "#F2F2F2", "edgecolor": "white", "lw": 1.5}
                ax.add_patch(Rectangle((place, -row - 0.92), 1, 0.84, **look))
        for byte in range(length // 8):
            ax.plot([8 * byte + 0.1, 8 * byte + 7.9], [-len(rows) - 0.2] * 2, color="#555555", lw=1)
            ax.text(8 * byte + 4, -len(rows) - 0.7, f"byte {byte}", ha="center", va="center", color="#555555")
    ones = {label: [place for place, bit in enumerate(bits) if bit] for label, bits in rows.items()}
    text = "; ".join(f"{label} has {', '.join(map(str, places)) or 'none'}" for label, places in ones.items())
    show(fig, f"Bitmaps as rows of squares, full where the bit is 1: {text}.", small_print="")


def retention(matrix, of):
    """Who comes back: a row a day of joining, a column a day of activity, in % of `of` (lesson 16)."""
    shares = [[float("nan")] * (len(matrix) - len(row)) + [count / of for count in row] for row in matrix]
    first_days = {day: row[1] / of for day, row in enumerate(matrix) if len(row) > 1}
    lost = min(first_days, key=first_days.get)
    usual = sorted(first_days.values())[len(first_days) // 2]
    came, others = round(100 * first_days[lost]), round(100 * usual)
    title = f"Of day {lost}'s new customers {came} % are back the next day; usual is {others} %"
    fig, ax = figure(height=1.15)
    headline(fig, title)
    with style():
        ax.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
        for y, row in enumerate(shares):
            for x in range(y, len(row)):
                ink = "white" if row[x] > 0.6 else "#222222"
                ax.text(x, y, f"{100 * row[x]:.0f} %", ha="center", va="center", color=ink)
        ax.add_patch(Rectangle((lost - 0.48, lost - 0.48), len(matrix) - lost - 0.04, 0.96, fill=False))
        ax.patches[-1].set(edgecolor=COLORS["lost"], linewidth=2.5)
        ax.set(xlabel="active on day", ylabel="joined on day", xticks=range(len(matrix)))
        ax.set_yticks(range(len(matrix)))
        ax.grid(visible=False)
        ax.spines[:].set_visible(False)
    show(fig, f"{title}. A triangle of shares: rows by the day of joining, columns by the day of activity.")


def set_algebra():
    """What SINTER, SUNION and SDIFF take of two sets that overlap (lesson 13)."""
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
                ax.text(x, 1.55, name, ha="center", color="#555555")
            for text, (x, y) in places.items():
                color = "#222222" if text in members else "#767676"
                weight = "bold" if text in members else "normal"
                ax.text(x, y, text.replace(", ", "\n"), ha="center", va="center", color=color, weight=weight)
    show(
        fig,
        "Two sets that overlap: kitchen has 91, 12 and 456, gift has 12, 456 and 700. SINTER takes what both "
        "have, 12 and 456. SUNION takes all four. SDIFF kitchen gift takes 91, which only kitchen has.",
        small_print="",
    )


def _fill(ax, shape, within, white=False):
    """Colour a shape where it lies within another one that is on the axes already."""
    shape.set(facecolor="white" if white else "#A9CDE4", edgecolor="none")
    ax.add_patch(shape)
    shape.set_clip_path(within)


def _europe(places):
    """A map of Europe with the cities of `places`, name → (longitude, latitude): figure, axes, view."""
    view = (-12, 33, 35.5, 62)
    fig, ax = figure(height=1.5)
    with style():
        ax.set(xlim=view[:2], ylim=view[2:], xlabel="longitude (° east)", ylabel="latitude (° north)")
        ax.set_aspect(1.6)  # a degree of longitude is as much shorter at 51 degrees north
        ax.grid(visible=False)
        for name, (longitude, latitude) in places.items():
            if view[0] < longitude < view[1] and view[2] < latitude < view[3]:
                ax.plot(longitude, latitude, "o", color=COLORS["neutral"])
                left = name in {"Amsterdam", "Hamburg", "London", "Munich"}  # else they overlap
                text = ax.annotate(
                    name,
                    (longitude, latitude),
                    (-5 if left else 5, -12 if name == "Stockholm" else 4),
                    textcoords="offset points",
                )
                text.set(ha="right" if left else "left", size=0.85 * text.get_size())
    return fig, ax


def nearest_on_map(places, centre, found, radius_km):
    """The cities of Europe, and lines from a centre to those found within a radius (lesson 17)."""
    fig, ax = _europe(places)
    x, y = centre["longitude"], centre["latitude"]
    with style():
        width = radius_km / 111.2 / np.cos(np.radians(y))
        shape = {"facecolor": "#E3EEF6", "edgecolor": COLORS["redis"], "zorder": 0}
        ax.add_patch(Ellipse((x, y), 2 * width, 2 * radius_km / 111.2, **shape))
        for name in found:
            ax.plot(*zip((x, y), places[name], strict=True), color=COLORS["redis"], zorder=1)
            ax.plot(*places[name], "o", color=COLORS["redis"])
        ax.plot(x, y, "s", color=COLORS["lost"])
    show(
        fig,
        f"A map of European cities with a centre at {x}, {y}. Within {radius_km} km, from the nearest on: "
        f"{', '.join(found)}.",
        small_print="",
    )


def geohash_cells(places, cell):
    """Europe cut into cells by the first ten bits of a geohash; one cell and its neighbours (lesson 17)."""
    column, row = (sum((cell >> 2 * i + odd & 1) << i for i in range(5)) for odd in (1, 0))
    wide, high = 360 / 32, 2 * 85.05112878 / 32
    left, bottom = -180 + column * wide, -85.05112878 + row * high
    fig, ax = _europe(places)
    with style():
        for i in range(33):
            ax.axvline(-180 + i * wide, color="#BBBBBB", lw=1, zorder=0)
            ax.axhline(-85.05112878 + i * high, color="#BBBBBB", lw=1, zorder=0)
        around = Rectangle((left - wide, bottom - high), 3 * wide, 3 * high, facecolor="#F1F6FA", zorder=-2)
        ax.add_patch(around)
        ax.add_patch(Rectangle((left, bottom), wide, high, facecolor="#C5DCEC", zorder=-1))
        inside = []
        for name, (x, y) in places.items():
            if 0 <= x - left < wide and 0 <= y - bottom < high:
                ax.plot(x, y, "o", color=COLORS["redis"])
                inside.append(name)
    show(
        fig,
        f"A map of European cities, cut into cells of {wide:.2f} by {high:.1f} degrees. One cell holds "
        f"{', '.join(sorted(inside))}; the eight cells around it are marked as well.",
        small_print="",
    )


def one_thread():
    """Commands of three clients, carried out one after the other (lesson 01)."""
    clients = ["web server A", "web server B", "report"]
    done = [  # client, command, when it was sent, begin and end of the work
        (0, "GET", 0.2, 0.6, 1.2),
        (1, "INCR", 0.5, 1.2, 1.8),
        (2, "KEYS", 1.3, 1.8, 6.0),
        (0, "GET", 2.3, 6.0, 6.6),
        (1, "INCR", 3.2, 6.6, 7.2),
    ]
    shades = [COLORS["redis"], COLORS["memory"], COLORS["lost"]]
    fig, ax = figure(height=0.85)
    with style():
        ax.set(xlim=(-1.9, 7.9), ylim=(-0.5, 4.5))
        ax.axis("off")
        ax.text(-0.1, 0.35, "the thread\nof Redis", ha="right", va="center", weight="bold")
        for row, name in enumerate(clients):
            ax.text(-0.1, 4 - 0.95 * row, name, ha="right", va="center", color=shades[row], weight="bold")
            ax.plot([0, 7.6], [4 - 0.95 * row] * 2, color="#CCCCCC", lw=1, zorder=0)
        for client, command, sent, begin, end in done:
            y, color = 4 - 0.95 * client, shades[client]
            ax.plot([sent, end], [y, y], color=color, lw=5, alpha=0.35, solid_capstyle="butt")
            ax.plot(sent, y, "o", color=color)
            ax.plot([begin, begin], [y, 0.75], color=color, lw=1, ls=":")
            ax.add_patch(Rectangle((begin, 0), end - begin, 0.7, facecolor=color, edgecolor="white", lw=1.5))
            small = ax.text((begin + end) / 2, 0.34, command, ha="center", va="center", color="white")
            small.set(weight="bold", fontsize=small.get_fontsize() * 0.8)
        ax.text(0, -0.3, "time →", va="center", color="#555555")
        ax.text(3.9, -0.3, "bars above: from asking to the answer", ha="center", va="center", color="#555555")
    show(
        fig,
        "Three clients send commands, and one thread carries them out one after the other. "
        "Two short commands that come during a long KEYS wait until it is done.",
        small_print="",
    )
