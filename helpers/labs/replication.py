"""Lessons 61 and 62: a slow link to a replica, and a record of what happens while a primary is gone."""

import contextlib
import re
import time
from typing import NamedTuple

import numpy as np
import redis

from helpers.charts import figure, headline, show, style
from helpers.display import palette
from helpers.labs.forwarding import Forwarder

BUCKET = 0.1  # s, the width of a bar in the timeline
POLL = 0.05  # s, between two looks at the servers' roles
SECONDS = 60  # how long a failover may take
ROLES = {"master": ("primary", palette.BLUE), "slave": ("replica", palette.GREEN)}


class SlowLink(Forwarder):
    """A port that leads to `server` and delivers every byte `seconds` later, in both directions."""

    def __init__(self, server, seconds):
        super().__init__(server, delay=seconds)


def wait_until_in_sync(replica, seconds=SECONDS):
    """Return once `replica` has a copy of its primary's data; TimeoutError after `seconds`."""
    until = time.monotonic() + seconds
    with replica.client() as r:
        while r.info("replication")["master_link_status"] != "up":
            if time.monotonic() > until:
                raise TimeoutError(f"the replica wasn't in sync after {seconds} s")
            time.sleep(0.01)


def events(sentinel):
    """Print what a Sentinel has logged about failovers, without the addresses and the times."""
    for line in sentinel.log().splitlines():
        if found := re.search(r"(\+(sdown|odown|vote|elected|promoted|switch)\S* .*)", line):
            print(re.sub(r"(@ \w+ )?127\.0\.0\.1[ :]?\d*|\b[0-9a-f]{40}\b", "…", found[1]))


class Orders(NamedTuple):
    """What `sell` printed: for each order when it was tried (s, by `time.time`), and the reply."""

    times: np.ndarray
    numbers: np.ndarray
    replies: np.ndarray  # "ok" or the name of the exception

    @property
    def acknowledged(self):
        """The numbers of the orders that were acknowledged."""
        return self.numbers[self.replies == "ok"]


def orders(program):
    """Return the `Orders` that a `Program` has printed so far, in lines such as `1765432100.25 17 ok`."""
    complete = program.output().rpartition("\n")[0]
    rows = [line.split() for line in complete.splitlines()]
    times, numbers, replies = zip(*rows, strict=True) if rows else ((), (), ())
    return Orders(np.array(times, float), np.array(numbers, int), np.array(replies, str))


class Failover(NamedTuple):
    """What `watch` recorded: the orders, the role of each server over time, and when it began (s)."""

    orders: Orders
    roles: list  # [(time, {name of a server: "master", "slave" or None}), …]
    began: float
    gap: float  # s from the first order that failed to the last


def watch(program, servers, act):
    """Call `act()` after a second of orders, and return what follows as a `Failover`.

    Records the roles of `servers` (name → `Server`) all the time, and goes on until no order has failed for
    a second. TimeoutError if that takes longer than a minute.
    """
    roles = []
    quick = {"socket_timeout": 0.1, "socket_connect_timeout": 0.1}
    clients = {name: server.client(**quick) for name, server in servers.items()}

    def look_for(seconds):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            roles.append((time.time(), {name: _role(r) for name, r in clients.items()}))
            time.sleep(POLL)

    look_for(1)
    began = time.time()
    act()
    while (gap := _gap(orders(program), began)) is None:
        look_for(POLL)
        if time.time() - began > SECONDS:
            raise TimeoutError(f"orders still fail after {SECONDS} s: {program.output()[-200:]}")
    for r in clients.values():
        r.close()
    return Failover(orders(program), roles, began, gap)


def _role(r):
    for _ in range(2):  # a server that's promoted breaks its connections once
        with contextlib.suppress(redis.RedisError):
            return r.info("replication")["role"]
    return None


def _gap(tried, began):
    """Return the seconds between the first and the last failed order, or None until a second after it."""
    failed = tried.times[(tried.replies != "ok") & (tried.times > began)]
    if not len(failed) or tried.times[-1] < failed[-1] + 1:
        return None
    return float(failed[-1] - failed[0])


def timeline(failover, title):
    """Draw the acknowledged and failed orders of a `Failover`, and below them the role of each server.

    `{gap}` in the title becomes the time in which orders failed.
    """
    title = title.replace("{gap}", f"≈ {failover.gap:.1f} s")
    tried, names = failover.orders, list(failover.roles[0][1])
    ok = tried.replies == "ok"
    times, first = tried.times - failover.began, failover.roles[0][0] - failover.began
    edges = np.arange(first, failover.roles[-1][0] - failover.began + BUCKET, BUCKET)
    fig, (top, lanes) = figure(rows=2, height=1.15, height_ratios=[3, 2], sharex=True)
    headline(fig, title)
    with style():
        for chosen, color, label in (
            (ok, palette.BLUE, "acknowledged"),
            (~ok, palette.VERMILION, "failed"),
        ):
            counts, _ = np.histogram(times[chosen], edges)
            top.bar(edges[:-1], counts, BUCKET, align="edge", color=color, label=label)
        top.set_ylabel("orders per 0.1 s")
        top.legend(loc="lower left", ncols=2, bbox_to_anchor=(0, 0.98), borderaxespad=0)
        _draw_roles(lanes, failover, names)
    show(fig, f"{title}. {_told(failover, names)}")


def _draw_roles(ax, failover, names):
    """Draw a lane for each server, colored by its role, with each part named where it's long enough."""
    rows = dict(zip(names, range(len(names))[::-1], strict=True))
    end = failover.roles[-1][0] - failover.began
    for server, row in rows.items():
        for start, stop, role in _spans(failover, server, end):
            name, color = ROLES.get(role, ("no reply", palette.GREY_TINT))
            ax.barh(row, stop - start, 0.8, start, color=color, edgecolor="white", zorder=2)
            if stop - start > 0.12 * (end - failover.roles[0][0] + failover.began):
                ink = palette.INK if role is None else "white"
                ax.text((start + stop) / 2, row, name, ha="center", va="center", color=ink)
    ax.axvline(0, color=palette.INK, lw=1, ls=":", zorder=1)
    ax.set_yticks([*rows.values()], list(rows))
    ax.set_xlabel("seconds since the primary stopped")
    ax.grid(axis="y", visible=False)


def _spans(failover, server, end):
    """Yield (start, stop, role) for each stretch of time in which a server kept its role."""
    seen = [(moment - failover.began, roles[server]) for moment, roles in failover.roles]
    start, role = seen[0]
    for moment, now in [*seen[1:], (end, "end")]:
        if now != role:
            yield start, moment, role
            start, role = moment, now


def _told(failover, names):
    first, last = failover.roles[0][1], failover.roles[-1][1]
    gone = [name for name in names if first[name] == "master" and last[name] != "master"]
    return (
        f"Orders fail for ≈ {failover.gap:.1f} s after {' and '.join(gone)} has stopped, and are accepted "
        "again once a replica has been promoted."
    )
