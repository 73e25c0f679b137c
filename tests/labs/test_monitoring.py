"""Each sick server shows its own symptom and no other, and a command keeps the others waiting."""

import threading
import time

import pytest
from prometheus_client import CollectorRegistry, Counter, Gauge

from helpers.labs import monitoring
from helpers.labs.monitoring import CAUSES, WARD, SickServers, far_away, page_views, scrape, while_running
from helpers.servers import start_server

pytestmark = pytest.mark.lesson(number="63")


def symptoms(before, now, r):
    """What a second of traffic has done to a server, as the names of causes."""
    behind = [now["master_repl_offset"] - value["offset"] for name, value in now.items() if name == "slave0"]
    counts = sorted(int(r.object("freq", key)) for key in r.scan_iter("product:*"))
    found = {
        "evictions": now["evicted_keys"] > before["evicted_keys"],
        "leaking clients": now["connected_clients"] > before["connected_clients"] + 10,
        "full disk": now["rdb_last_bgsave_status"] != "ok",
        "lagging replica": max(behind, default=0) > 1_000_000,
        "slow script": any(entry["command"].startswith(b"EVAL") for entry in r.slowlog_get(-1)),
        "hot key": counts[-1] > 1.8 * counts[-2],
    }
    return [name for name, shows in found.items() if shows]


def test_each_server_is_sick_in_its_own_way():
    threads = threading.active_count()
    with SickServers() as sick:
        before, now = sick.readings()
        found = {}
        for name, server in sick.items():
            with server.client() as r:
                found[name] = symptoms(before[name], now[name], r)
        processes = list(sick.values())
    assert found == {name: [cause] for name, cause in zip("ABCDEF", WARD, strict=True)}
    assert sorted(WARD) == sorted(CAUSES)
    assert not any(server.data_dir.exists() for server in processes)
    assert threading.active_count() == threads


def test_a_cause_that_fails_leaves_no_server(monkeypatch):
    started = []

    def start(**config):
        started.append(start_server(**config))
        return started[-1]

    def fails(server, stack):
        raise RuntimeError("no cause")

    monkeypatch.setattr(monitoring, "start_server", start)
    monkeypatch.setitem(CAUSES, WARD[1], fails)
    with pytest.raises(RuntimeError, match="no cause"):
        SickServers()
    assert len(started) == 2
    assert not any(server.data_dir.exists() for server in started)


def alone(r, seconds=10):
    """Whether `r` becomes the server's only client: a server notices a closed connection a little later."""
    until = time.monotonic() + seconds
    while (others := len(r.client_list()) - 1) and time.monotonic() < until:
        time.sleep(0.01)
    return not others


def test_others_wait_while_a_command_is_running():
    with start_server() as server, server.client() as r:
        r.ping()
        with while_running(server, "EVAL", "for n = 1, 10^8 do end return 1", 0):
            began = time.perf_counter()
            r.ping()
            waited = time.perf_counter() - began
        ran = r.info("commandstats")["cmdstat_eval"]["usec"] / 1e6
        assert waited > ran / 3
        assert alone(r)


def test_a_command_that_fails_says_so_and_its_connection_is_closed():
    with start_server() as server, server.client() as r:
        with pytest.raises(Exception, match="wrong number"), while_running(server, "SORT"):
            r.ping()
        assert alone(r)


def test_a_client_far_away_waits_for_the_way_there_and_back():
    with start_server() as server, far_away(server, 0.02) as r:
        r.ping()
        began = time.perf_counter()
        assert r.set("price:24", "1999")
        assert 0.04 <= time.perf_counter() - began < 1


def test_a_page_view_hits_only_the_version_that_is_written():
    with start_server() as server, server.client() as r:
        page_views(r, "v1", 250)
        page_views(r, "v2", 30)
        stats = r.info("stats")
    assert (stats["keyspace_hits"], stats["keyspace_misses"]) == (250, 30)


def test_a_scrape_reads_the_counters_over_http_and_leaves_no_server():
    threads = threading.active_count()
    registry = CollectorRegistry()
    lookups = Counter("cache_lookups", "Lookups", ["kind"], registry=registry)
    Gauge("redis_memory_bytes", "Memory", registry=registry).set(7)
    lookups.labels("a page").inc(3)
    assert scrape(registry) == {'cache_lookups_total{kind="a page"}': 3.0}
    assert threading.active_count() == threads
