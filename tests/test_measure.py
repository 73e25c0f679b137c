"""Ways are timed in turn, the garbage collector stands still meanwhile, and figures are written alike."""

import gc
import pathlib
import re
from types import SimpleNamespace

import numpy as np
import pytest
import redis
from nbval.plugin import get_sanitize_patterns

from helpers import measure as module
from helpers.measure import Latencies, duration, measure, server_time, times
from helpers.servers import start_server

SANITIZE = pathlib.Path(__file__).with_name("sanitize.cfg")


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves on: `clock.now` in nanoseconds."""
    fake = SimpleNamespace(now=0)
    monkeypatch.setattr(module, "time", SimpleNamespace(perf_counter_ns=lambda: fake.now))
    return fake


def lasting(clock, seconds, log=None):
    """A callable that takes so long on the fake clock."""

    def call():
        clock.now += round(seconds * 1e9)
        if log is not None:
            log.append(seconds)

    return call


def test_each_round_takes_every_way_once_and_none_always_follows_the_same_other():
    order = []
    ways = {name: lambda name=name: order.append(name) for name in "ABC"}
    measure(ways, rounds=60, warmup=3)
    rounds = ["".join(order[at : at + 3]) for at in range(0, len(order), 3)]
    assert len(rounds) == 63
    assert {"".join(sorted(one)) for one in rounds} == {"ABC"}
    assert len(set(rounds)) == 6, "all orders occur"


def test_samples_belong_to_their_way_whatever_the_order(clock):
    ways = {"a": lasting(clock, 1e-6), "b": lasting(clock, 2e-6), "c": lasting(clock, 3e-6)}
    taken = measure(ways, rounds=20)
    assert {label: set(values) for label, values in taken.samples.items()} == {"a": {1}, "b": {2}, "c": {3}}


def test_samples_are_microseconds_without_the_warm_up(clock):
    durations = iter([9, 9, 1e-6, 2e-6, 3e-6])

    def call():
        clock.now += round(next(durations) * 1e9)

    taken = measure({"way": call}, rounds=3, warmup=2, seconds=100)
    assert taken.samples["way"].tolist() == [1, 2, 3]
    assert len(taken) == 3


def test_it_ends_after_its_seconds(clock):
    calls = []
    taken = measure({"way": lasting(clock, 0.1, calls)}, rounds=1000, warmup=50, seconds=5)
    assert 50 <= len(taken) <= 51
    assert len(calls) - len(taken) <= 11, "the warm-up takes a fifth of the time"


def test_it_ends_after_its_rounds(clock):
    assert len(measure({"way": lasting(clock, 1e-6)}, rounds=70)) == 70


def test_slow_ways_are_taken_five_times_at_least(clock):
    calls = []
    assert len(measure({"way": lasting(clock, 60, calls)}, seconds=1)) == 5
    assert len(calls) == 6, "one to warm up"


def test_the_garbage_collector_is_off_while_measuring_and_on_again_after():
    seen = []
    measure({"way": lambda: seen.append(gc.isenabled())}, rounds=5, warmup=0)
    assert seen == [False] * 5
    assert gc.isenabled()


def test_the_garbage_collector_is_on_again_after_an_error():
    outcomes = iter([None] * 10)
    with pytest.raises(StopIteration):
        measure({"way": lambda: next(outcomes)}, rounds=100, warmup=3)
    assert gc.isenabled()


def test_a_garbage_collector_that_was_off_stays_off():
    gc.disable()
    try:
        measure({"way": lambda: None}, rounds=5)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_percentiles():
    taken = Latencies({"way": range(1, 101)})
    assert taken.p50("way") == 50.5
    assert taken.p99("way") == pytest.approx(99.01)
    assert taken.percentile("way", 100) == 100


def test_a_ratio_is_the_one_that_a_reader_of_the_chart_gets_by_dividing():
    taken = Latencies({"slow": [10, 2, 30], "fast": [1, 2, 3]})
    assert taken.ratio("slow", "fast") == 5 == taken.p50("slow") / taken.p50("fast")
    assert taken.p50("slow") / taken.p50("fast") == 5


def test_pairs_name_the_slow_one_first():
    taken = Latencies({"a": [1, 1], "b": [4, 4], "c": [2, 2]})
    assert list(taken.pairs()) == [("b", "a", 4), ("c", "a", 2), ("b", "c", 2)]


def test_table_is_a_data_frame():
    table = Latencies({"a": [1, 2, 3], "b": [4, 5, 6]}).table()
    assert list(table.index) == ["a", "b"]
    assert table.loc["b", "p50 µs"] == 5
    assert table["samples"].tolist() == [3, 3]


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "0 µs"),
        (0.0617, "0.062 µs"),
        (5, "5 µs"),
        (61.4, "61 µs"),
        (994, "990 µs"),
        (999, "1 ms"),
        (1250, "1.2 ms"),
        (999_999, "1 s"),
        (1_340_000, "1.3 s"),
        (250e6, "250 s"),
    ],
)
def test_duration(microseconds, text):
    assert duration(microseconds) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [(0.0312, "0.031x"), (1, "1x"), (6.24, "6.2x"), (44.4, "44x"), (99.9, "100x"), (18_234, "18,000x")],
)
def test_times(ratio, text):
    assert times(ratio) == text


def masked(text):
    """What nbval compares of a text."""
    for pattern, replacement in get_sanitize_patterns(SANITIZE.read_text(encoding="utf-8")):
        text = re.sub(pattern, replacement, text)
    return text


def test_the_text_has_fixed_columns_and_is_masked_whole():
    rng = np.random.default_rng(1)
    texts = [
        repr(Latencies({"a dictionary": rng.lognormal(size=99) * size, "a GET": rng.lognormal(size=99) * 60}))
        for size in (0.06, 1, 990, 5e4, 2e6)
    ]
    assert len({len(line) for text in texts for line in text.splitlines()}) == 1
    assert all(text.count("≈") == 6 for text in texts)
    assert len(set(map(masked, texts))) == 1
    assert "0" not in masked(texts[0]).replace("p50", "")


@pytest.fixture(scope="module")
def client():
    with start_server() as server, server.client() as client:
        yield client


def test_server_time_is_the_work_of_one_call_however_many_are_made(client):
    client.rpush("long", *range(200_000))
    client.rpush("short", 0)
    search = client, "LPOS", "long", 199_999
    few, many = server_time(*search, calls=3, rounds=3), server_time(*search, calls=12, rounds=3)
    assert 0.2 < few / many < 5
    assert few > 50 * server_time(client, "LPOS", "short", 0)


def test_server_time_makes_the_calls_it_says_and_no_others(client):
    client.delete("counter")
    server_time(client, "INCR", "counter", calls=7, rounds=3)
    assert client.get("counter") == "21"


def test_server_time_sends_one_call_for_each_value(client):
    client.delete("seen")
    server_time(client, "SADD", "seen", each=["a", "b", "c"], rounds=2)
    assert client.smembers("seen") == {"a", "b", "c"}


def test_server_time_leaves_the_servers_statistics_alone(client):
    client.get("counter")
    before = client.info("commandstats")["cmdstat_get"]["calls"]
    server_time(client, "GET", "counter", calls=5, rounds=2)
    assert client.info("commandstats")["cmdstat_get"]["calls"] == before + 10


def test_server_time_knows_subcommands(client):
    assert server_time(client, "CONFIG GET", "maxmemory", calls=5, rounds=1) > 0


def test_server_time_raises_what_the_server_refuses(client):
    client.set("text", "abc")
    with pytest.raises(redis.ResponseError, match="WRONGTYPE"):
        server_time(client, "LPOS", "text", "a")
