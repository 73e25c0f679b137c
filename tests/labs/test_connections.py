"""What lesson 51 measures, and what versions of redis-py do by default."""

import asyncio
import threading
import time

import pytest
import redis

from helpers.labs.connections import (
    benchmark,
    busy_connections,
    measure_async,
    python_parser,
    recorded_defaults,
    split,
    table_of_defaults,
)
from helpers.labs.defaults import defaults
from helpers.labs.records.redis_py import VERSIONS
from helpers.measure import Latencies
from helpers.servers import hosts, start_server

pytestmark = pytest.mark.lesson(number="51")


@pytest.fixture(scope="module")
def server():
    with start_server() as one:
        yield one


def test_the_parts_of_a_round_trip_add_up_to_what_was_measured():
    latencies = Latencies({"bare": [12.0], "library": [40.0]})
    parts = split(latencies, command=0.2, process=5.0, bare="bare")
    assert parts["library"] == pytest.approx((0.2, 4.8, 7.0, 28.0))
    assert sum(parts["bare"]) == pytest.approx(12.0) and parts["bare"].client == 0


def test_calls_that_had_to_wait_do_not_count():
    latencies = Latencies({"bare": [12.0] * 3 + [500.0] * 7, "library": [40.0] * 3 + [900.0] * 7})
    assert sum(split(latencies, 0.2, 5.0, "bare")["library"]) == pytest.approx(40.0)


def test_no_part_is_negative_even_if_the_measurements_disagree():
    latencies = Latencies({"bare": [4.0], "library": [3.0]})
    for parts in split(latencies, command=6.0, process=5.0, bare="bare").values():
        assert min(parts) >= 0


def test_coroutines_are_awaited_and_functions_called_in_turn():
    calls = []

    async def one():
        await asyncio.sleep(0)
        calls.append("async")

    latencies = asyncio.run(measure_async({"async": one, "sync": lambda: calls.append("sync")}, rounds=10))
    assert calls.count("async") == calls.count("sync") == 60  # 50 of them to warm up
    assert len(latencies) == 10 and latencies.p50("async") > 0


def test_the_python_parser_reads_the_same_replies(server):
    r = server.client()
    r.set("key", "value")
    slow = python_parser(r)
    assert slow.get("key") == "value" and slow.client_info()["resp"] == "3"
    assert "Hiredis" not in type(slow.connection_pool.get_connection()._parser).__name__


def test_redis_benchmark_is_used_where_it_is(server, monkeypatch):
    server.client().set("key", "value")
    measured = benchmark(server, "key")
    assert measured is None or 1 < measured < 1e6
    monkeypatch.setattr(hosts.host(), "executable", _nothing_there)
    assert benchmark(server, "key") is None


def _nothing_there(name):
    from helpers.errors import CourseError

    raise CourseError(f"There's no {name} here.")


def test_busy_connections_are_counted_while_the_load_runs(server):
    def three_wait():
        waiting = [threading.Thread(target=server.client().blpop, args=("nothing", 0.4)) for _ in range(3)]
        for thread in waiting:
            thread.start()
        for thread in waiting:
            thread.join()

    assert 1 < busy_connections(server.client(), three_wait) <= 3


def test_an_error_of_the_load_is_raised(server):
    def fails():
        time.sleep(0.02)
        raise redis.ConnectionError("gone")

    with pytest.raises(redis.ConnectionError, match="gone"):
        busy_connections(server.client(), fails)


def test_the_record_has_a_row_for_each_version_and_the_table_a_line_for_each_fact():
    recorded = recorded_defaults()
    assert list(recorded) == VERSIONS
    assert {row["wrong_reply"] for version, row in recorded.items() if version != "4.5.3"} == {"False"}
    table = table_of_defaults("5.3.1", "8.1.0").data
    assert "| sends of an `INCR` if the reply never arrives | 1 | 11 |" in table
    assert "| `socket_timeout`, seconds | none | 5.0 |" in table


def test_the_script_makes_the_record(server):
    """For the version that's installed, if it's of a series on record."""
    found = {name: "" if value is None else str(value) for name, value in defaults(server.url).items()}
    series = found.pop("version").partition(".")[0]
    rows = [row for version, row in recorded_defaults().items() if version.startswith(f"{series}.")]
    assert [{name: row[name] for name in found} for row in rows[-1:]] == [found] * len(rows[-1:])
