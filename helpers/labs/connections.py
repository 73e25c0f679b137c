"""Lesson 51: where the time of a round trip goes, and how many connections are in use."""

import csv
import gc
import inspect
import io
import random
import threading
import time
from typing import NamedTuple

import redis
from redis._parsers import _RESP2Parser, _RESP3Parser

from helpers.charts import COLORS, figure, headline, show, style
from helpers.display import markdown_table
from helpers.display.palette import AMBER, GREY, INK
from helpers.errors import CourseError
from helpers.labs.defaults import settings
from helpers.measure import Latencies, duration
from helpers.paths import DATA
from helpers.servers import run_tool
from helpers.traffic import threads

WARM_UP = 50  # rounds
QUICK = 10  # percentile: load on the machine adds waiting to most calls
SAMPLE_EVERY = 0.005  # seconds
WITH_A_TOOL = "redis-benchmark, median"
RECORD = DATA / "redis_py.csv"


def python_parser(client):
    """Return a client like `client` that reads replies with Python code, even if hiredis is installed."""
    options = client.connection_pool.connection_kwargs
    parser = _RESP2Parser if options.get("protocol") in (2, "2") else _RESP3Parser
    pool = redis.ConnectionPool(**options | {"parser_class": parser})
    return redis.Redis(connection_pool=pool)


async def measure_async(ways, rounds=1000, seconds=4.0):
    """Call or await each of `ways` (label → function, also a coroutine function) once a round: `Latencies`.

    The same as `measure`, but inside the running event loop, so that asyncio clients can take part. It stops
    after `rounds`, or after `seconds`.
    """
    timed = [(call, inspect.iscoroutinefunction(call), label) for label, call in ways.items()]
    taken, order, enabled = {label: [] for label in ways}, random.Random(0), gc.isenabled()
    gc.disable()
    deadline = time.perf_counter() + seconds
    try:
        for done in range(-WARM_UP, rounds):
            if done > WARM_UP and time.perf_counter() > deadline:
                break
            order.shuffle(timed)
            for call, is_async, label in timed:
                began = time.perf_counter_ns()
                if is_async:
                    await call()
                else:
                    call()
                taken[label].append((time.perf_counter_ns() - began) / 1000)
    finally:
        if enabled:
            gc.enable()
    return Latencies({label: times[WARM_UP:] for label, times in taken.items()})


def commands_sent(r, call):
    """Run `call()` and return how often the server `r` has run each command meanwhile, by name."""
    r.config_resetstat()
    call()
    ran = r.info("commandstats")
    names = {name: name.removeprefix("cmdstat_") for name in sorted(ran)}
    return {text: ran[name]["calls"] for name, text in names.items() if text != "config|resetstat"}


class Split(NamedTuple):
    """A round trip's parts in µs: the command, the rest of the server's process, the kernel, the client."""

    command: float
    server: float
    kernel: float
    client: float


def split(latencies, command, process, bare):
    """Return label → `Split` for each of the measured clients, of a call at their `QUICK` percentile.

    `command` and `process` are the µs that the server spends in the command and in its process altogether,
    `bare` the label of a client that does next to nothing: the rest of its time is the kernel's.
    """
    quick = {label: latencies.percentile(label, QUICK) for label in latencies.labels}
    wire = quick[bare]
    process = min(process, wire)
    command = min(command, process)
    parts = command, process - command, wire - process
    return {label: Split(*parts, max(0, taken - wire)) for label, taken in quick.items()}


def benchmark(server, key):
    """Return redis-benchmark's median for a GET with one client, in µs, or None if it isn't installed."""
    options = ["-p", server.port, "-c", 1, "-n", 10_000, "--csv", "GET", key]
    try:
        run = run_tool(server, "redis-benchmark", *options)
    except CourseError:
        return None
    rows = list(csv.DictReader(io.StringIO(run.text)))
    return 1000 * float(rows[0]["p50_latency_ms"]) if rows and "p50_latency_ms" in rows[0] else None


def draw_split(splits, title, tool=None):
    """Draw the parts of each round trip, one bar a client; `tool` is what `benchmark` returned."""
    splits = dict(splits)
    first = next(iter(splits.values()))
    shown = dict(splits)
    if tool:
        server = min(first.command + first.server, tool)
        shown = {WITH_A_TOOL: Split(first.command, server - first.command, tool - server, 0), **splits}
    names = {
        f"the command, {duration(first.command)}": COLORS["miss"],
        f"rest of the server, {duration(first.server)}": COLORS["redis"],
        f"kernel and wire, {duration(first.kernel)}": GREY,
        "client library": AMBER,
    }
    fig, ax = figure(height=0.75 + 0.12 * len(shown))
    headline(fig, title)
    with style():
        places = range(len(shown))[::-1]
        left = [0.0] * len(shown)
        for at, (name, color) in enumerate(names.items()):
            widths = [parts[at] for parts in shown.values()]
            ax.barh(places, widths, left=left, color=color, height=0.62, label=name)
            left = [one + width for one, width in zip(left, widths, strict=True)]
        for place, total in zip(places, left, strict=True):
            ax.text(total + 0.01 * max(left), place, duration(total), va="center", weight="bold", color=INK)
        ax.set(xlim=(0, 1.18 * max(left)), xlabel="time of one GET, 10th percentile (µs)")
        ax.set_yticks(list(places), list(shown))
        ax.grid(axis="y", visible=False)
        ax.legend(loc="lower left", ncols=2, bbox_to_anchor=(0, 0.98), handlelength=1.0)  # above all bars
    told = ", ".join(f"{label} ≈ {duration(sum(parts))}" for label, parts in splits.items())
    show(fig, f"{title}. Time of one quick GET: {told}.")


def busy_connections(r, load):
    """Run `load()` and return how many clients the server `r` had blocked meanwhile, on average."""
    done, seen = threading.Event(), []

    def sample():
        while not done.wait(SAMPLE_EVERY):
            seen.append(r.info("clients")["blocked_clients"])

    def run():
        try:
            load()
        finally:
            done.set()

    threads(2, lambda i: run() if i else sample())
    return sum(seen) / len(seen)


def recorded_defaults():
    """Return what versions of redis-py do by default: version → {fact → value}, all of it text."""
    with open(RECORD, newline="", encoding="utf-8") as file:
        return {row["version"]: row for row in csv.DictReader(file)}


def different_defaults(url, version):
    """Return the settings in which the installed redis-py differs from this version on record, a list."""
    recorded = recorded_defaults()[version]
    found = {name: "" if value is None else str(value) for name, value in settings(url).items()}
    return [name for name, value in found.items() if value != recorded[name]]


FACTS = {
    "protocol": "version of RESP",
    "pool": "connections in a pool, at most",
    "socket_timeout": "`socket_timeout`, seconds",
    "connect_timeout": "`socket_connect_timeout`, seconds",
    "keepalive": "TCP keepalive",
    "sends_closed": "sends of an `INCR` if the connection closes instead of a reply",
    "sends_timeout": "sends of an `INCR` if the reply never arrives",
    "sends_from_url": "the same, but with `from_url`",
    "sends_retry_on_timeout": "the same, but with `retry_on_timeout=True`",
    "warns_retry_on_timeout": "`retry_on_timeout` warns that it's deprecated",
}
IN_WORDS = {"": "none", "True": "yes", "False": "no"}


def table_of_defaults(*versions):
    """Return a Markdown table of what these versions of redis-py do by default, from the record."""
    recorded = recorded_defaults()
    head = ["redis-py", *versions]
    body = [
        [text, *(IN_WORDS.get(recorded[version][fact], recorded[version][fact]) for version in versions)]
        for fact, text in FACTS.items()
    ]
    return markdown_table([head, *body], numbers=True)
