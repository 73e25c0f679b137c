"""How clients, servers, streams and channels exchange messages."""

from matplotlib.patches import Rectangle

from helpers.charts import COLORS, figure, show, style
from helpers.display.palette import BLUE_TINT, GREY, HAIRLINE, INK, MUTED


def where_a_key_lives():
    """Show what decides which server stores a key: nothing, the client, or the servers (lesson 02)."""
    fig, ax = figure(height=0.95)
    with style():
        ax.set(xlim=(0, 12), ylim=(0.2, 6.3))
        ax.axis("off")

        def box(x, y, width, text, color, filled=False):
            look = {"facecolor": color if filled else "white", "edgecolor": color, "lw": 1.6}
            ax.add_patch(Rectangle((x, y), width, 0.9, **look))
            ink = "white" if filled else INK
            ax.text(x + width / 2, y + 0.43, text, ha="center", va="center", color=ink)

        def arrow(start, end, color):
            look = {"arrowstyle": "-|>", "color": color, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", end, start, arrowprops=look)

        for x, title, line, color in [
            (0, "SQLite, PostgreSQL", "one place for all rows", COLORS["database"]),
            (4.1, "Memcached", "the client chooses", COLORS["memcached"]),
            (8.2, "Redis Cluster", "the servers keep a map", COLORS["redis"]),
        ]:
            ax.text(x, 5.9, title, weight="bold", va="center")
            ax.text(x, 5.35, line, color=MUTED, va="center")
            box(x + 0.9, 3.9, 2, "client", GREY)
            arrow((x + 1.9, 3.9), (x + 1.9 if x != 4.1 else 5.4, 2.3), color)
        ax.text(6.25, 3.1, "hash(key)", family="monospace", va="center")
        ax.text(10.3, 3.1, "slot of the key", va="center", fontsize=ax.yaxis.get_ticklabels()[0].get_size())
        box(0.9, 1.4, 2, "server", COLORS["database"], filled=True)
        for place, slots in enumerate(["0…", "5461…", "10923…"]):
            box(4.1 + 1.2 * place, 1.4, 1.1, "ABC"[place], COLORS["memcached"], filled=True)
            box(8.2 + 1.3 * place, 1.4, 1.2, "ABC"[place], COLORS["redis"], filled=True)
            ax.text(8.8 + 1.3 * place, 0.9, slots, ha="center", va="center", color=MUTED)
    show(
        fig,
        "Which server stores a key. SQLite or PostgreSQL is one place with all rows. With several "
        "Memcached servers, the client chooses one by a hash of the key. In Redis Cluster, the servers "
        "keep a map of 16,384 slots, and each key belongs to a slot.",
        small_print="",
    )


def one_thread():
    """Show the commands of three clients, executed one after another (lesson 01)."""
    clients = ["web server A", "web server B", "report"]
    done = [  # client, command, when it was sent, when its execution starts and ends
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
            ax.plot([0, 7.6], [4 - 0.95 * row] * 2, color=HAIRLINE, lw=1, zorder=0)
        for client, command, sent, begin, end in done:
            y, color = 4 - 0.95 * client, shades[client]
            ax.plot([sent, end], [y, y], color=color, lw=5, alpha=0.35, solid_capstyle="butt")
            ax.plot(sent, y, "o", color=color)
            ax.plot([begin, begin], [y, 0.75], color=color, lw=1, ls=":")
            ax.add_patch(Rectangle((begin, 0), end - begin, 0.7, facecolor=color, edgecolor="white", lw=1.5))
            small = ax.text((begin + end) / 2, 0.34, command, ha="center", va="center", color="white")
            small.set(weight="bold", fontsize=small.get_fontsize() * 0.8)
        ax.text(0, -0.3, "time →", va="center", color=MUTED)
        ax.text(3.9, -0.3, "bars above: from request to reply", ha="center", va="center", color=MUTED)
    show(
        fig,
        "Three clients send commands, and one thread executes them one after another. "
        "Two short commands that arrive during a long KEYS wait until it is done.",
        small_print="",
    )


def fan_out():
    """Show one message that is copied to each subscriber of the channel or of a pattern (lesson 19)."""
    fig, ax = figure(height=0.8)
    with style():
        ax.set(xlim=(-0.2, 12.2), ylim=(-0.4, 4.6))
        ax.axis("off")

        def box(x, y, width, text, color, filled=False):
            look = {"facecolor": color if filled else "white", "edgecolor": color, "lw": 1.6}
            ax.add_patch(Rectangle((x, y - 0.38), width, 0.76, **look))
            ax.text(x + width / 2, y, text, ha="center", va="center", color="white" if filled else INK)
            ax.texts[-1].set_family("monospace")

        def arrow(start, end, color):
            look = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 2, "shrinkB": 2}
            ax.annotate("", end, start, arrowprops=look)

        for x, text in [(0, "publisher"), (4.4, "channel, in Redis"), (8.6, "subscribers")]:
            ax.text(x, 4.4, text, weight="bold")
        box(0, 2.2, 3, "PUBLISH 1190", INK)
        box(4.4, 2.2, 2.4, "price:456", COLORS["redis"], filled=True)
        arrow((3, 2.2), (4.4, 2.2), INK)
        for y, text in [(3.5, "price:456"), (2.5, "price:456"), (1.5, "price:*")]:
            box(8.6, y, 3.4, text, COLORS["redis"])
            arrow((6.8, 2.2), (8.6, y), COLORS["redis"])
        box(8.6, 0.3, 3.4, "comes later", COLORS["lost"])
        ax.text(4.4, 0.3, "nothing is stored", color=COLORS["lost"], weight="bold", va="center")
        ax.text(0, 1.5, "reply: 3", va="center", color=MUTED)
    show(
        fig,
        "One PUBLISH to the channel price:456 reaches three subscribers, two of the channel and one of the "
        "pattern price:*, and the reply is 3. A later subscriber gets nothing, because nothing is stored.",
        small_print="",
    )


def stream_groups():
    """Show a stream read by two groups, each with its own position and pending entries (lesson 18)."""
    fig, ax = figure(height=0.85)
    with style():
        ax.set(xlim=(-2.4, 5.2), ylim=(-3.5, 1.1))
        ax.axis("off")
        ax.text(-2.4, 0, "stream\norders", va="center", weight="bold", color=COLORS["redis"])
        for place in range(5):
            look = {"facecolor": BLUE_TINT, "edgecolor": COLORS["redis"], "lw": 1.6}
            ax.add_patch(Rectangle((place - 0.42, -0.38), 0.84, 0.76, **look))
            ax.text(place, 0, f"{place + 1}-0", ha="center", va="center", family="monospace")
        ax.annotate("XADD", (4.5, 0), (5.2, 0.8), ha="center", arrowprops={"arrowstyle": "-|>", "lw": 1.6})
        for y, group, pending in [
            (-1.6, "mail", {2: "bo", 3: "bo"}),
            (-3.0, "stock", {0: "eve"}),
        ]:
            ax.text(-2.4, y, f"group\n{group}", va="center", weight="bold")
            reached = max(pending)
            ax.plot([reached + 0.5] * 2, [y - 0.45, y + 0.5], color=INK, lw=2.4)
            ax.text(reached + 0.62, y, "delivered up to here", va="center", color=MUTED)
            for place in range(reached + 1):
                owner = pending.get(place)
                text, color = (f"pending:\n{owner}", COLORS["lost"]) if owner else ("done", COLORS["kept"])
                ax.text(place, y, text, ha="center", va="center", color=color, weight="bold")
    show(
        fig,
        "A stream of five entries and two groups. The group mail has received four: two are done, and two "
        "are pending for the consumer bo. The group stock has received one, which is pending for eve.",
        small_print="",
    )
