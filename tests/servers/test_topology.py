"""Replicas, Sentinels and clusters are joined when their function returns, fail over, and leave nothing."""

import contextlib
import time

import pytest
import redis

from helpers import servers
from helpers.errors import CourseError
from helpers.servers import topology


@pytest.fixture
def primary():
    with servers.start_server() as started:
        yield started


def _until(is_reached, seconds=30):
    """Ask until it is; an error on the way means "not yet"."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(redis.RedisError):
            if is_reached():
                return
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_replicas_have_the_data_and_refuse_writes(primary):
    primary.client().set("product:24", "lamp")
    with servers.start_replicas(primary, 2) as replicas:
        assert [each.client().get("product:24") for each in replicas] == ["lamp", "lamp"]
        assert primary.client().info("replication")["connected_slaves"] == 2
        with pytest.raises(redis.ReadOnlyError):
            replicas[0].client().set("product:24", "chair")
    assert not any(each.data_dir.exists() for each in replicas)


def test_sentinels_promote_a_replica_and_demote_the_old_primary(primary):
    with (
        servers.start_replicas(primary, 2) as replicas,
        servers.start_sentinels(primary, down_after_milliseconds=500, failover_timeout=2000) as sentinels,
    ):
        told = sentinels[0].client().sentinel_master("shop")
        assert (told["quorum"], told["down-after-milliseconds"]) == (2, 500)
        shop = sentinels.client().master_for("shop")
        shop.set("product:24", "lamp")
        primary.client().wait(2, 5000)
        primary.kill()
        _until(lambda: shop.set("product:25", "chair"))
        promoted = sentinels.client().discover_master("shop")[1]
        assert promoted in [each.port for each in replicas]
        assert shop.get("product:24") == "lamp"
        primary.restart()
        _until(lambda: primary.client().get("product:25") == "chair")


def test_a_sentinel_and_a_promoted_replica_remember_the_failover_when_they_restart(primary):
    timings = {"down_after_milliseconds": 300, "failover_timeout": 2000}
    with (
        servers.start_replicas(primary, 1) as replicas,
        servers.start_sentinels(primary, count=1, quorum=1, **timings) as sentinels,
    ):
        primary.kill()
        promoted = replicas[0]
        _until(lambda: sentinels.client().discover_master("shop")[1] == promoted.port)
        _until(lambda: promoted.client().info("replication")["role"] == "master")
        _until(lambda: f"known-replica shop 127.0.0.1 {primary.port}" in _config(sentinels[0]))
        _until(lambda: "replicaof" not in _config(promoted))
        for server in (sentinels[0], promoted):
            server.restart()
        assert sentinels.client().discover_master("shop")[1] == promoted.port
        assert promoted.client().info("replication")["role"] == "master"
        promoted.restart(replicaof=f"127.0.0.1 {primary.port}")  # a change writes the file again
        assert promoted.client().info("replication")["role"] == "slave"


def _config(server):
    return (server.data_dir / "redis.conf").read_text()


def test_a_cluster_covers_all_slots_and_survives_the_loss_of_a_primary():
    with servers.start_cluster(3, 1, cluster_node_timeout=1000) as cluster:
        r = cluster.client()
        products = {f"product:{number}": str(number) for number in range(100)}
        for key, value in products.items():
            r.set(key, value)
        assert all(each.client().dbsize() for each in cluster[:3])
        assert [each.client().info("replication")["role"] for each in cluster] == ["master"] * 3 + [
            "slave"
        ] * 3
        cluster[0].client().wait(1, 5000)
        cluster[0].kill()
        _until(lambda: all(r.get(key) == value for key, value in products.items()))
    assert not any(each.data_dir.exists() for each in cluster)


def test_what_is_not_joined_in_time_is_one_sentence_and_leaves_nothing(monkeypatch):
    started = []
    start = topology.Server

    def recorded(**config):
        started.append(start(**config))
        return started[-1]

    monkeypatch.setattr(topology, "JOINED_SECONDS", 0.2)
    monkeypatch.setattr(topology, "Server", recorded)
    with (
        servers.start_server(requirepass="unknown-to-replicas") as primary,
        pytest.raises(CourseError, match=r"port \d+ wasn't in sync after 0.2 s"),
    ):
        servers.start_replicas(primary, 1)
    assert len(started) == 1
    assert not started[0].data_dir.exists()
