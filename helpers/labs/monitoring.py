"""Lesson 63: six servers, each with something wrong, and the traffic of a shop to watch."""

import contextlib
import functools
import statistics
import time
from typing import NamedTuple

import httpx
import redis
from prometheus_client import start_http_server

from helpers.labs.replication import SlowLink
from helpers.servers import start_replicas, start_server

PRODUCTS = 100
VISITS = 500  # page views in a second
ROOM = 1_000_000  # bytes that the server with evictions has left
PAGE = "x" * 1000
SPENT = "used_cpu_user", "used_cpu_sys", "total_net_output_bytes"  # in INFO
SLOW_SCRIPT = "local total = 0 for n = 1, 10^7 do total = total + n end return total"  # tens of milliseconds


def page_views(r, version, times):
    """View 100 cached pages in turn, `times` times altogether, as a shop does that writes version v1.

    It reads `<version>:page:<number>`.
    """
    with r.pipeline(transaction=False) as pipe:
        pipe.mset({f"v1:page:{number}": "<html>…" for number in range(100)})
        for number in range(times):
            pipe.get(f"{version}:page:{number % 100}")
        pipe.execute()


class Cost(NamedTuple):
    """What one command costs the server: CPU time in µs, and bytes that it sends."""

    microseconds: float
    sent: float


def cost_per_get(r, gets=10_000, times=5):
    """Measure the `Cost` of a GET from INFO before and after `gets` page views, `times` times.

    The least CPU time counts, because other programs on the machine can only add to it, and the median of the
    bytes, because a part of them may be sent a little later.
    """
    costs = []
    for _ in range(times):
        before = r.info()
        page_views(r, "v1", gets)
        after = r.info()
        cpu, kernel, sent = (after[each] - before[each] for each in SPENT)
        costs.append(Cost(1e6 * (cpu + kernel) / gets, sent / gets))
    least, sent = min(each.microseconds for each in costs), statistics.median(each.sent for each in costs)
    return Cost(least, sent)


def scrape(registry):
    """Serve a registry of `prometheus_client` on this machine, and return its counters, read once over HTTP.

    The result is name with labels → figure.
    """
    web, thread = start_http_server(0, "127.0.0.1", registry)
    try:
        address = f"http://127.0.0.1:{web.server_port}/metrics"
        page = httpx.get(address, trust_env=False).raise_for_status().text  # without a proxy
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
    samples = (line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#"))
    return {name: float(figure) for name, figure in samples if name.partition("{")[0].endswith("_total")}


@contextlib.contextmanager
def while_running(server, *command):
    """In this block, `server` is running `command`, which another client has sent right before.

    What you send in the block waits until the command is done, because Redis runs one at a time.
    """
    with server.client() as other:
        connection = other.connection_pool.get_connection()
        try:
            connection.send_command(*command)
            yield
            connection.read_response()
        finally:
            connection.disconnect()
            other.connection_pool.release(connection)


def seconds(function, *arguments):
    """Return how many seconds `function(*arguments)` takes."""
    began = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - began


@contextlib.contextmanager
def far_away(server, seconds):
    """Yield a client of `server` whose bytes take `seconds` to arrive, in each direction."""
    with (
        SlowLink(server, seconds) as link,
        redis.Redis(port=link.port, password=server.password, decode_responses=True) as r,
    ):
        r.ping()  # so that the connection is there
        yield r


# --- six causes: each prepares a server, and returns what a second of traffic does to it --------------------
# What has to be closed goes onto `stack`, an ExitStack.


def hot_key(server, stack):
    """A campaign sends nearly every visitor to one product."""
    r = stack.enter_context(server.client())

    def visits():
        _read(r, [24] * 3000)

    return visits


def leaking_clients(server, stack):
    """A service opens connections, and never closes them."""

    def visits():
        for _ in range(20):
            stack.enter_context(server.client(client_name="reports")).ping()

    return visits


def slow_script(server, stack):
    """A script takes tens of milliseconds, and every client waits for it."""
    r = stack.enter_context(server.client())
    return functools.partial(r.eval, SLOW_SCRIPT, 0)


def full_disk(server, stack):
    """A snapshot can't be written, because a directory with its name is in the way."""
    r = stack.enter_context(server.client())
    dump = server.data_dir / "dump.rdb"
    if not dump.is_dir():
        dump.unlink(missing_ok=True)  # an earlier snapshot
        dump.mkdir()

    def visits():
        r.bgsave()
        while r.info("persistence")["rdb_bgsave_in_progress"]:
            time.sleep(0.005)

    return visits


def evictions(server, stack):
    """The pages that are written don't fit into `maxmemory`."""
    r = stack.enter_context(server.client())
    r.config_set("maxmemory", r.info("memory")["used_memory"] + ROOM)

    def visits():
        with r.pipeline(transaction=False) as pipe:
            for number in range(2 * ROOM // len(PAGE)):
                pipe.set(f"page:{number}", PAGE)
            pipe.execute()

    return visits


def lagging_replica(server, stack):
    """The only replica has stopped, and doesn't receive the writes."""
    r = stack.enter_context(server.client())
    [replica] = stack.enter_context(start_replicas(server, 1))
    replica.freeze()

    def visits():
        with r.pipeline(transaction=False) as pipe:
            for number in range(2000):
                pipe.set(f"page:{number % PRODUCTS}", PAGE)
            pipe.execute()

    return visits


CAUSES = {
    "hot key": hot_key,
    "leaking clients": leaking_clients,
    "slow script": slow_script,
    "full disk": full_disk,
    "evictions": evictions,
    "lagging replica": lagging_replica,
}
WARD = ["slow script", "evictions", "hot key", "full disk", "leaking clients", "lagging replica"]  # A to F


class SickServers(dict):
    """Name → `Server`, from A to F. `traffic()` sends each of them a second of the shop's traffic.

    `close()` or the end of a `with` block stops them.
    """

    def __init__(self):
        super().__init__()
        self._stack, self._visits, self._clients = contextlib.ExitStack(), [], {}
        with contextlib.ExitStack() as on_error:
            on_error.callback(self._stack.close)
            for name, cause in zip("ABCDEF", WARD, strict=True):
                self[name] = self._stack.enter_context(start_server(maxmemory_policy="allkeys-lfu"))
                self._clients[name] = self._stack.enter_context(self[name].client())
                self._visits += [shop(self[name], self._stack), CAUSES[cause](self[name], self._stack)]
            self.traffic()  # so that what is wrong has been going on for a while
            on_error.pop_all()

    def traffic(self):
        """A second's worth of traffic on each server, as fast as it goes."""
        for visits in self._visits:
            visits()

    def readings(self):
        """Return two replies of INFO by name, as dicts: before a second's worth of traffic, and after it."""
        before = self._info()
        self.traffic()
        return before, self._info()

    def _info(self):
        return {name: r.info() for name, r in self._clients.items()}

    def close(self):
        """Stop the servers, and close the connections to them."""
        self._stack.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def shop(server, stack):
    """Store the shop's products on `server`, and return what a second of healthy traffic does to it."""
    r = stack.enter_context(server.client())
    r.mset({f"product:{number}": PAGE for number in range(PRODUCTS)})

    def visits():
        _read(r, [number % PRODUCTS for number in range(VISITS)])

    return visits


def _read(r, numbers):
    with r.pipeline(transaction=False) as pipe:
        for number in numbers:
            pipe.get(f"product:{number}")
        pipe.execute()
