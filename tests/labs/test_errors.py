"""The proxy loses the reply that it's told to lose, servers are busy when they should be, outages end."""

import threading

import pytest
import redis

from helpers.labs.errors import (
    LossyProxy,
    access,
    attempt,
    busy,
    per_slot,
    retry_times,
    through_outage,
    within,
)
from helpers.servers import start_server


@pytest.fixture(scope="module")
def server():
    with start_server(enable_debug_command="yes") as server:
        yield server


def test_the_proxy_loses_one_reply_and_the_command_has_run(server):
    with LossyProxy(server) as proxy:
        once = _through(server, proxy)
        once.set("n", 1)
        proxy.lose_reply("incr")
        assert once.get("n") == "1", "other replies arrive"
        with pytest.raises(redis.ConnectionError):
            once.incr("n")
        assert once.get("n") == "2"
        assert once.incr("n") == 3, "the next reply isn't lost"
        once.set("large", "x" * 1_000_000)
        assert len(once.get("large")) == 1_000_000
        once.close()


def _through(server, proxy):
    options = server.client().connection_pool.connection_kwargs
    return redis.Redis(**access(server) | {"port": proxy.port}, retry=options["retry"], decode_responses=True)


def test_a_closed_proxy_leaves_no_thread(server):
    before = set(threading.enumerate())
    with LossyProxy(server) as proxy, _through(server, proxy) as client:
        client.ping()
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive()


def test_a_server_is_busy_inside_the_block_and_not_after_it(server):
    hasty = server.client(socket_timeout=0.1)
    with busy(server, "DEBUG", "SLEEP", 1):
        assert attempt(hasty.ping)[0] == "raises TimeoutError"
    assert attempt(hasty.ping)[0] == "returns True"
    with busy(server):
        assert attempt(hasty.ping)[0] == "returns True"


def test_retries_are_the_same_in_every_run_and_all_are_counted():
    backoff = redis.backoff.FullJitterBackoff(cap=1, base=0.1)
    times = retry_times(backoff, clients=50, retries=4)
    assert times == retry_times(backoff, clients=50, retries=4) and len(times) == 200
    assert sum(per_slot(times, 0.02)) == 200
    assert per_slot([0, 0.01, 0.05], 0.02) == [2, 0, 1]


def test_an_outage_ends_with_a_healthy_server():
    with start_server() as server:
        client = server.client(socket_timeout=0.1)

        def handle():
            return attempt(client.ping)[0]

        logs, spans = through_outage(server, {"one": handle}, rate=20, hang=0.5)
        assert attempt(client.ping)[0] == "returns True"
        seen = {name: {request.source for request in within(logs["one"], spans[name])} for name in spans}
        assert "raises ConnectionError" in seen["killed"] and "raises TimeoutError" in seen["hanging"]
        assert logs["one"][-1].source == "returns True"
