"""Traffic: the traces follow their law, threads really start together, and a stall is not omitted."""

import hashlib
import itertools
import threading
import time

import numpy as np
import pytest

from helpers.traffic import closed_loop, mixed, open_loop, popularity, threads, uniforms, zipf


def fitted_exponent(ids, n_items):
    """The maximum-likelihood exponent of ids that were drawn by popularity."""
    rank_of = np.empty(n_items + 1)
    rank_of[popularity(n_items)] = np.arange(1, n_items + 1)
    log_rank = np.log(rank_of[ids]).mean()
    exponents = np.arange(0, 2, 0.001)
    log_ranks = np.log(np.arange(1, n_items + 1))
    likelihoods = [-s * log_rank - np.log(np.exp(-s * log_ranks).sum()) for s in exponents]
    return exponents[np.argmax(likelihoods)]


@pytest.mark.parametrize("exponent", [0.5, 0.99, 1.2])
def test_zipf_follows_the_exponent_asked_for(exponent):
    ids = zipf(10_000, 200_000, exponent=exponent)
    assert ids.min() >= 1 and ids.max() <= 10_000
    assert fitted_exponent(ids, 10_000) == pytest.approx(exponent, abs=0.01)


def test_zipf_asks_most_for_the_most_popular_ids():
    counts = np.bincount(zipf(1000, 100_000), minlength=1001)
    assert counts.argsort()[::-1][:3].tolist() == popularity(1000)[:3].tolist()
    weights = 1 / np.arange(1, 1001) ** 0.99
    assert counts.max() / 100_000 == pytest.approx(weights[0] / weights.sum(), rel=0.03)


def test_popularity_is_a_shuffle_of_all_ids():
    ids = popularity(1000)
    assert sorted(ids.tolist()) == list(range(1, 1001))
    assert ids[:3].tolist() != [1, 2, 3]


def test_exponent_zero_makes_all_ids_equally_likely():
    counts = np.bincount(zipf(10, 100_000, exponent=0), minlength=11)[1:]
    assert counts.min() > 9_500 and counts.max() < 10_500


def test_traces_are_the_same_on_each_machine():
    assert zipf(100_000, 5).tolist() == zipf(100_000, 5).tolist()
    assert zipf(100_000, 5).tolist() != zipf(100_000, 5, seed=2).tolist()
    digest = hashlib.sha256(zipf(100_000, 10_000).astype("<i8").tobytes()).hexdigest()
    assert digest == "5cead57f1ff8ee8a7cb437afb749fe35b950e3722be25646963e71eb1297178c"


def test_uniforms_agree_with_numpys_generator():
    assert (uniforms(1000, 7) == np.random.Generator(np.random.PCG64(7)).random(1000)).all()


def test_mixed_has_its_share_of_writes():
    trace = mixed(1000, 20_000, writes=0.2)
    kinds = [kind for kind, _ in trace]
    assert set(kinds) == {"read", "write"}
    assert kinds.count("write") / len(kinds) == pytest.approx(0.2, abs=0.01)
    assert [id_ for _, id_ in trace] == zipf(1000, 20_000).tolist()
    assert all(kind == "read" for kind, _ in mixed(10, 100, writes=0))


def test_threads_start_together_and_keep_the_order_of_results():
    # A barrier of its own would never open if the calls came one after the other.
    meeting = threading.Barrier(20, timeout=60)

    def call(i):
        meeting.wait()
        return i * i

    assert threads(20, call) == [i * i for i in range(20)]


def test_threads_raise_the_first_error_after_all_have_ended():
    ended = []

    def call(i):
        if i in (3, 5):
            raise ValueError(f"call {i}")
        time.sleep(0.05)
        ended.append(i)

    with pytest.raises(ValueError, match="call 3"):
        threads(8, call)
    assert sorted(ended) == [0, 1, 2, 4, 6, 7]


class Clock:
    """Time that passes only when a test says so, or somebody sleeps: `now` in seconds."""

    now = 0.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += max(seconds, 0.00001)


@pytest.fixture
def clock():
    return Clock()


def test_an_open_loop_counts_a_stall_against_every_call_it_delays(clock):
    def stalls_once(i):
        clock.sleep(0.2 if i == 20 else 0.001)

    loop = open_loop(stalls_once, rate=500, seconds=0.5, clock=clock, sleep=clock.sleep)
    assert len(loop) == 250
    assert loop[20] == pytest.approx(200_000, abs=100)
    # Of the 2 ms from call to call 1 ms is left, so the delay of 199 ms is made up for after 199 calls.
    assert (loop > 50_000).sum() == pytest.approx(150, abs=2)
    assert (np.diff(loop[20:200]) < 0).all(), "catching up, call by call"
    clock.now = 0
    loop = closed_loop(stalls_once, seconds=0.5, clock=clock)
    assert (loop > 50_000).sum() == 1


def test_an_open_loop_keeps_its_rate():
    begin = time.perf_counter()
    calls = []
    open_loop(calls.append, rate=200, seconds=0.5, clients=4)
    assert sorted(calls) == list(range(100))
    assert time.perf_counter() - begin >= 99 / 200


def test_one_client_falls_behind_calls_that_take_longer_than_their_turn(clock):
    loop = open_loop(lambda i: clock.sleep(0.02), rate=100, seconds=0.4, clock=clock, sleep=clock.sleep)
    assert loop == pytest.approx(20_000 + 10_000 * np.arange(40), abs=100)


def test_more_clients_have_as_many_calls_under_way():
    meeting = threading.Barrier(8, timeout=60)
    assert len(open_loop(lambda i: meeting.wait(), rate=1000, seconds=0.008, clients=8)) == 8


@pytest.mark.parametrize("clients", [1, 3])
def test_a_loop_stops_at_the_first_error(clients):
    calls = []

    def fails(i):
        calls.append(i)
        if i == 5:
            raise ConnectionError("server gone")

    with pytest.raises(ConnectionError, match="server gone"):
        open_loop(fails, rate=100, seconds=60, clients=clients)
    assert len(calls) < 600, "of 6,000"
    ticks = itertools.count()
    with pytest.raises(ConnectionError, match="server gone"):
        closed_loop(fails, seconds=100, clients=clients, clock=lambda: next(ticks))


def test_closed_loop_runs_as_many_clients_as_asked(clock):
    meeting = threading.Barrier(3, timeout=60)

    def call(i):
        meeting.wait()
        clock.now = 0.1

    assert closed_loop(call, seconds=0.1, clients=3, clock=clock).tolist() == [100_000] * 3
