"""Lesson 62: which node owns which slots, drawn, and moved while the cluster works."""

from helpers.charts import figure, headline, show, style
from helpers.display import palette
from helpers.servers.topology import SLOTS

COLORS = [palette.BLUE, palette.GREEN, palette.PURPLE, palette.AMBER]
MOST_KEYS = 1000  # that one MIGRATE moves
MIGRATE_MS = 5000


def owners(cluster):
    """Return which node owns the slots, as (first slot, last slot, number of the node in `cluster`) rows."""
    numbers = {node.port: number for number, node in enumerate(cluster)}
    running = next(node for node in cluster if node.alive)
    rows = running.client().execute_command("CLUSTER SLOTS")
    return sorted((row[0], row[1], numbers[row[2][1]]) for row in rows)


def slot_map(maps, title):
    """Draw which node owns which slots: a lane for each of `maps`, label → what `owners` returned."""
    fig, ax = figure(height=0.35 + 0.18 * len(maps))
    headline(fig, title)
    with style():
        for row, spans in enumerate(reversed(maps.values())):
            for first, last, number in spans:
                ax.barh(
                    row, last + 1 - first, 0.7, first, color=COLORS[number % len(COLORS)], edgecolor="white"
                )
                if last - first > SLOTS / 20:
                    name = "ABCDEFGH"[number]
                    ax.text(
                        (first + last) / 2, row, name, ha="center", va="center", color="white", weight="bold"
                    )
        ax.set_yticks(range(len(maps)), list(reversed(maps)))
        ax.set(xlim=(0, SLOTS), xlabel="slot")
        ax.grid(axis="y", visible=False)
    show(fig, f"{title}. " + " ".join(f"{label}: {_told(spans)}." for label, spans in maps.items()))


def _told(spans):
    counts = {}
    for first, last, number in spans:
        counts[number] = counts.get(number, 0) + last + 1 - first
    return ", ".join(
        f"node {'ABCDEFGH'[number]} has {count:,} slots" for number, count in sorted(counts.items())
    )


def move_slots(source, target, slots):
    """Move `slots` from one node to another while clients use them, as `redis-cli --cluster reshard` does.

    `source` and `target` are `Server`s. Returns the number of keys that moved with the slots.
    """
    moved = 0
    with source.client(decode_responses=False) as old, target.client() as new:
        old_id, new_id = old.execute_command("CLUSTER MYID").decode(), new.execute_command("CLUSTER MYID")
        for slot in slots:
            new.execute_command("CLUSTER SETSLOT", slot, "IMPORTING", old_id)
            old.execute_command("CLUSTER SETSLOT", slot, "MIGRATING", new_id)
            while keys := old.execute_command("CLUSTER GETKEYSINSLOT", slot, MOST_KEYS):
                login = ("AUTH2", "default", target.password)
                to = ("127.0.0.1", target.port, "", 0, MIGRATE_MS)
                old.execute_command("MIGRATE", *to, *login, "KEYS", *keys)
                moved += len(keys)
            for node in (new, old):  # the new owner first, or no one would own it for a moment
                node.execute_command("CLUSTER SETSLOT", slot, "NODE", new_id)
    return moved
