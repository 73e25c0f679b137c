"""Lesson 60: a proxy that loses replies, busy servers, and requests through an outage."""

import contextlib
import itertools
import random
import threading
import time
from typing import NamedTuple

import redis

from helpers.charts import figure, headline, show, style
from helpers.display import markdown_table
from helpers.display.palette import BLACK, BLUE, GREY_TINT, MUTED, VERMILION
from helpers.labs.forwarding import Forwarder
from helpers.measure import duration

BUSY_AFTER = 0.2  # s without a reply to a PING


def access(server):
    """Return what `redis.Redis(**access(server))` needs to connect to a `Server` of the course."""
    return {"host": "127.0.0.1", "port": server.port, "password": server.password}


def attempt(command):
    """Call `command()` and return (what it returned or raised, in words; the seconds that it took)."""
    began = time.perf_counter()
    try:
        outcome = f"returns {command()!r}"
    except redis.RedisError as error:
        outcome = f"raises {type(error).__name__}"
    return outcome, time.perf_counter() - began


def table(servers, policies):
    """Return a Markdown table with a row per server: what `attempt` returned for it with each policy.

    `servers` are names, and `policies` is label → list of results in the same order.
    """
    head = ["server", *(cell for label in policies for cell in (f"with the {label}", "after"))]
    rows = [
        [name, *(cell for outcome, took in results for cell in (outcome, f"≈ {took:.2f} s"))]
        for name, *results in zip(servers, *policies.values(), strict=True)
    ]
    return markdown_table([head, *rows])


class LossyProxy(Forwarder):
    """A port that leads to `server`, passes everything on, and loses a reply when told to.

    After `lose_reply("INCR")`, the server runs the next request that contains INCR, but its reply never
    reaches the client, whose connection is closed instead.
    """

    def __init__(self, server):
        self._lost, self._losing = None, set()  # the command, and the connections that have sent it
        super().__init__(server)

    def lose_reply(self, command):
        """Lose the reply to the next request that contains `command`."""
        self._lost = command.upper().encode()

    def request(self, connection, data):
        if self._lost is not None and self._lost in data.upper():
            self._lost = None
            self._losing.add(connection)
        return True

    def reply(self, connection, data):
        return connection not in self._losing  # otherwise the command has run, and its reply is lost


@contextlib.contextmanager
def busy(server, *command):
    """In this block, `server` is busy with a command that another client has sent. Without one, it isn't."""
    if not command:
        yield
        return
    other = threading.Thread(target=server.client().execute_command, args=command, daemon=True)
    other.start()
    probe = server.client(socket_timeout=BUSY_AFTER)
    with contextlib.suppress(redis.RedisError):  # no reply in time, or LOADING
        while other.is_alive():
            probe.ping()
    probe.close()
    try:
        yield
    finally:
        other.join()


# --- retries ----------------------------------------------------------------------------------------------


def retry_times(backoff, clients, retries):
    """Return when each of these clients retries, in seconds after all of them failed at the same moment.

    `backoff` is one of redis-py's. The times are the same in every run. The seed is this lesson's number.
    """
    random.seed(60)
    times = []
    for _ in range(clients):
        backoff.reset()
        times += itertools.accumulate(backoff.compute(failures) for failures in range(1, retries + 1))
    return times


def per_slot(times, slot):
    """Return how many of `times` fall into each `slot` seconds, as a list from 0 on."""
    counts = [0] * (int(max(times) / slot) + 1)
    for moment in times:
        counts[int(moment / slot)] += 1
    return counts


def draw_retries(counts, slot):
    """Show retries per `slot` seconds, two lists of counts by label, one panel below the other."""
    fig, axes = figure(rows=len(counts), height=1.15, sharex=True, sharey=True)
    most, least = (max(values) for values in counts.values())
    title = f"Jitter cuts the busiest {slot * 1000:.0f} ms from {most} retries to {least}"
    headline(fig, title)
    with style():
        for ax, (label, values), color in zip(axes, counts.items(), (VERMILION, BLUE), strict=True):
            ax.bar([number * slot for number in range(len(values))], values, slot, align="edge", color=color)
            ax.set(title=label, ylabel="retries")
        axes[-1].set_xlabel("seconds after all of them failed")
    show(fig, f"{title}.", "")


# --- an outage --------------------------------------------------------------------------------------------


class Request(NamedTuple):
    """A request: when it was due, how long it took from then, both in seconds, and who replied."""

    due: float
    took: float
    source: str


def through_outage(server, ways, rate=50, hang=1.6):
    """Kill `server` for a second and freeze it for `hang` seconds, while requests come in.

    `ways` is label → function without arguments, which handles a request and returns the source of its reply.
    Each way handles `rate` requests per second, one after another, in a thread of its own.
    Returns label → list of `Request`, and the outages: name → (first, last), in seconds.
    """
    over, logs = threading.Event(), {label: [] for label in ways}
    began = time.perf_counter()
    handlers = [
        threading.Thread(target=_handle, args=(handle, rate, began, over, logs[label]), daemon=True)
        for label, handle in ways.items()
    ]
    for handler in handlers:
        handler.start()
    try:
        spans = dict(_outages(server, hang, lambda: time.perf_counter() - began))
    finally:
        over.set()
        for handler in handlers:
            handler.join()
    return logs, spans


def _handle(handle, rate, began, over, log):
    for number in itertools.count():
        due = began + number / rate
        time.sleep(max(0, due - time.perf_counter()))
        if over.is_set():
            return
        source = handle()
        log.append(Request(due - began, time.perf_counter() - due, source))


def _outages(server, hang, elapsed):
    time.sleep(0.7)
    server.kill()
    first = elapsed()
    time.sleep(1)
    server.restart()
    yield "killed", (first, elapsed())
    time.sleep(1)
    server.freeze()
    first = elapsed()
    time.sleep(hang)
    server.thaw()
    yield "hanging", (first, elapsed())
    time.sleep(0.8)


def within(log, span):
    """Return the requests that were due in `span`, a pair of seconds."""
    return [request for request in log if span[0] <= request.due < span[1]]


SOURCES = {
    "Redis": (BLUE, "o"),
    "database, after an error": (VERMILION, "x"),
    "database, at once": (BLACK, "."),
}


def draw_outage(logs, spans, title):
    """Show how long each request took, one panel for each way, with the outages shaded."""
    fig, axes = figure(rows=len(logs), height=1.6, sharex=True, sharey=True)
    headline(fig, title)
    with style():
        for ax, (label, log) in zip(axes, logs.items(), strict=True):
            for first, last in spans.values():
                ax.axvspan(first, last, color=GREY_TINT, linewidth=0, zorder=0)
            for source, (color, marker) in SOURCES.items():
                some = [request for request in log if request.source == source]
                times = [1e6 * request.took for request in some]
                ax.plot([request.due for request in some], times, marker, color=color, label=source, ms=4)
            ax.set(title=label, yscale="log", ylabel="time")
            ax.yaxis.set_major_formatter(lambda value, _: duration(value))
            ax.yaxis.set_minor_formatter("")
        axes[0].set_ylim(bottom=axes[0].get_ylim()[0] / 4)  # space for the names of the outages
        for name, (first, last) in spans.items():
            below = axes[0].get_xaxis_transform()
            axes[0].text((first + last) / 2, 0.03, name, transform=below, ha="center", color=MUTED)
        axes[-1].set_xlabel("seconds")
        axes[-1].legend(loc="upper center", bbox_to_anchor=(0.5, -0.3), ncols=3)
    show(fig, f"{title}.")
