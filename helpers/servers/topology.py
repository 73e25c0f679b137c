"""Servers that know each other: replicas of a primary, the Sentinels that watch it, and a cluster.

Each function starts processes, sends them the commands that join them, and returns when they are joined. All
of them are ordinary `Server`s to kill, freeze and restart, and a `with` block closes them together.
"""

import contextlib
import time

import redis
from redis.cluster import ClusterNode, RedisCluster
from redis.sentinel import Sentinel

from helpers.errors import CourseError
from helpers.servers.server import CLIENT_DEFAULTS, Server, kernel_password

JOINED_SECONDS = 30
SLOTS = 16_384


class Servers(list):
    """A list of `Server`s, which `close()` or the end of a `with` block closes."""

    def close(self):
        """Stop all of them and remove their folders."""
        for server in self:
            server.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class Sentinels(Servers):
    """Sentinels that watch the same primary."""

    def client(self, **options):
        """Return redis-py's `Sentinel`, which asks them for the primary, with the options of its clients."""
        addresses = [("127.0.0.1", each.port) for each in self]
        login = {"password": kernel_password()}
        return Sentinel(
            addresses,
            sentinel_kwargs=CLIENT_DEFAULTS | login | {"socket_timeout": 1},
            **(CLIENT_DEFAULTS | login | options),
        )


class Cluster(Servers):
    """The nodes of a cluster: first the primaries, then their replicas."""

    def client(self, **options):
        """Return redis-py's client of the whole cluster, with the options of `RedisCluster`."""
        defaults = {"decode_responses": True, "password": kernel_password()}
        nodes = [ClusterNode("127.0.0.1", each.port) for each in self]  # some may be down
        return RedisCluster(startup_nodes=nodes, **(defaults | options))


def start_replicas(primary, count=2, **config):
    """Start replicas of `primary` and return them as `Servers` when their data is the same.

    `config` is that of `start_server`, with `replicaof 127.0.0.1 <port>` added. CourseError if they aren't in
    sync after 30 s.
    """
    # A primary waits 5 s for more replicas before it sends its data, which only pays with large data
    primary.client().config_set("repl-diskless-sync-delay", 0)
    with _closed_on_error() as start:
        replicas = [start(replicaof=f"127.0.0.1 {primary.port}", **config) for _ in range(count)]
        for each in replicas:
            _wait(lambda r: r.info("replication")["master_link_status"] == "up", each, "in sync")
    return Servers(replicas)


def start_sentinels(primary, name="shop", *, count=3, quorum=2, **timings):
    """Start Sentinels that watch `primary` as `name`, and return them when they know each other.

    `timings` are lines of sentinel.conf with `_` for `-`: `down_after_milliseconds=500`,
    `failover_timeout=2000`. CourseError if they haven't found each other and the replicas after 30 s.
    """
    lines = [f"monitor {name} 127.0.0.1 {primary.port} {quorum}"]
    lines += [f"{key.replace('_', '-')} {name} {value}" for key, value in timings.items()]
    replicas = primary.client().info("replication")["connected_slaves"]

    def knows_all(r):
        seen = r.sentinel_master(name)
        return (seen["num-other-sentinels"], seen["num-slaves"]) == (count - 1, replicas)

    with _closed_on_error() as start:
        sentinels = [start(sentinel=lines) for _ in range(count)]
        for each in sentinels:
            _wait(knows_all, each, "aware of the others")
    return Sentinels(sentinels)


def start_cluster(primaries=3, replicas=1, **config):
    """Start a cluster of `primaries`, each with `replicas`, and return it when it covers all slots.

    `config` is that of `start_server`, such as `cluster_node_timeout=1000`. CourseError if the cluster isn't
    complete after 30 s.
    """
    with _closed_on_error() as start:
        nodes = [start(cluster_enabled=True, **config) for _ in range(primaries * (1 + replicas))]
        clients = [node.client() for node in nodes]
        _join(nodes, clients)
        for number, r in enumerate(clients[:primaries]):
            first, end = (SLOTS * each // primaries for each in (number, number + 1))
            r.execute_command("CLUSTER ADDSLOTSRANGE", first, end - 1)
        ids = [r.cluster("MYID") for r in clients]
        for number, (node, r) in enumerate(zip(nodes[primaries:], clients[primaries:], strict=True)):
            primary = ids[number % primaries]
            _wait(lambda r, primary=primary: r.execute_command("CLUSTER REPLICATE", primary), node, "joined")
        for node in nodes:
            _wait(lambda r: _is_complete(r, primaries, len(nodes)), node, "a complete cluster")
    return Cluster(nodes)


def _join(nodes, clients):
    for epoch, (node, r) in enumerate(zip(nodes, clients, strict=True), start=1):
        r.execute_command("CLUSTER SET-CONFIG-EPOCH", epoch)  # unique, or nodes would have to settle it later
        r.config_set("repl-diskless-sync-delay", 0)
        clients[0].execute_command("CLUSTER MEET", "127.0.0.1", node.port)
    for node in nodes:
        _wait(lambda r: r.cluster("INFO")["cluster_known_nodes"] == str(len(nodes)), node, "joined")


def _is_complete(r, primaries, count):
    info = r.cluster("INFO")
    if (info["cluster_state"], info["cluster_size"]) != ("ok", str(primaries)):
        return False
    replication = r.info("replication")
    if replication["role"] == "slave" and replication["master_link_status"] != "up":
        return False
    replicas = sum("slave" in each["flags"] for each in r.cluster("NODES").values())
    return replicas == count - primaries


@contextlib.contextmanager
def _closed_on_error():
    """Yield a function that starts a `Server`. What it started is closed if the block fails."""
    with contextlib.ExitStack() as stack:
        yield lambda **config: stack.enter_context(Server(**config))
        stack.pop_all()


def _wait(is_reached, server, state):
    """Return when `is_reached(client)` is true. A refusal by the server means "not yet"."""
    deadline = time.monotonic() + JOINED_SECONDS
    with server.client() as r:
        while True:
            try:
                if is_reached(r):
                    return
            except (redis.ResponseError, redis.BusyLoadingError):
                pass
            if time.monotonic() > deadline:
                raise CourseError(
                    f"The server on port {server.port} wasn't {state} after {JOINED_SECONDS} s. "
                    "Run the cell again; if that doesn't help, close programs that keep the processor busy."
                )
            time.sleep(0.02)
