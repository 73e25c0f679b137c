"""Every order of round trips: what the search finds, what it doesn't wait for, and that it's repeatable."""

import asyncio
import time

import pytest
import redis

from helpers.judge.orders import BOUND, Search, SerialOracle, Stuck, same_value, switches
from helpers.judge.view import all_in_words, view


def naive(r, key):
    views = int(r.get(key) or 0) + 1
    r.set(key, views)
    return views


def atomic(r, key):
    return r.incr(key)


def watches(r, key):
    with r.pipeline() as pipe:
        while True:
            try:
                pipe.watch(key)
                views = int(pipe.get(key) or 0) + 1
                pipe.multi()
                pipe.set(key, views)
                pipe.execute()
                return views
            except redis.WatchError:
                continue


def locks(r, key):
    while not r.set("lock", 1, nx=True, ex=10):
        time.sleep(0.005)
    try:
        return naive(r, key)
    finally:
        r.delete("lock")


def address(r):
    """What a client of the answer's own making needs."""
    kwargs = r.connection_pool.connection_kwargs
    return {name: kwargs[name] for name in ("host", "port", "username", "password")}


def own_client(r, key):
    return naive(redis.Redis(**address(r)), key)


async def naive_in_asyncio(r, key):
    views = int(await r.get(key) or 0) + 1
    await r.set(key, views)
    return views


def asyncio_inside(r, key):
    import redis.asyncio

    async def count():
        return await naive_in_asyncio(redis.asyncio.Redis(**address(r)), key)

    return asyncio.run(count())


def broken(clients, r, **options):
    """The search, and the orders that no serial order explains."""
    search = Search(clients, r.flushall, **options)
    oracle = SerialOracle(search, r)
    return search, [run for run in search if not oracle.allows(run)]


@pytest.mark.parametrize("function", [naive, own_client, asyncio_inside], ids=lambda one: one.__name__)
def test_an_update_is_lost_in_four_of_six_orders(function, calling, r):
    search, found = broken([calling(function, "n"), calling(function, "n")], r)
    assert (search.tried, len(found), search.bound) == (6, 4, None)
    assert [step.client for step in found[0].story.steps] == [0, 1, 1, 0]


def test_a_coroutine_function_gets_an_asyncio_client(calling, r):
    one, other = (calling(naive_in_asyncio, "n", asyncio=True) for _ in range(2))
    assert len(broken([one, other], r)[1]) == 4


@pytest.mark.parametrize("function", [atomic, watches, locks], ids=lambda one: one.__name__)
def test_right_ways_pass_every_order(function, calling, r):
    search, found = broken([calling(function, "n"), calling(function, "n")], r)
    assert found == [] and search.bound is None


def sees_it_come(r):
    if r.get("flag") is None and r.get("flag") == "1":
        r.set("result", "torn")


def raises_a_flag(r):
    r.set("flag", 1)
    r.delete("flag")


def test_a_race_that_shows_at_two_switches_only(calling, r):
    search = Search([calling(sees_it_come), calling(raises_a_flag)], r.flushall)
    assert {switches(run.path) for run in search if r.get("result") == "torn"} >= {2}
    assert all(switches(run.path) > 1 for run in search if r.get("result") == "torn")


def checks_twice(r, key):
    """The second check replies what the first one did, and then the write comes too late."""
    first = r.get("version")
    value = r.get("source")
    if r.get("version") == first:
        r.set(key, str(value))


def changes(r, key):
    r.set("source", "new")
    with r.pipeline() as pipe:
        pipe.incr("version").delete(key).execute()


def test_another_client_comes_between_a_check_that_found_nothing_new_and_the_write(calling, r):
    search = Search([calling(checks_twice, "views"), calling(changes, "views")], r.flushall)
    left = [(r.get("views"), [step.client for step in run.story.steps]) for run in search]
    assert ("None", [0, 0, 0, 1, 1, 0]) in left


def test_of_too_many_orders_those_with_two_switches_are_tried(calling, r):
    def five(r):
        for _ in range(5):
            r.incr("n")

    clients = [calling(five), calling(five)]
    search, _ = broken(clients, r, limit=10)
    assert search.bound == BOUND and 10 < search.tried < 252


def test_three_clients_that_poll_one_lock_all_get_their_turn(calling, r):
    search, found = broken([calling(locks, "n") for _ in range(3)], r, most=60)
    assert found == [] and search.tried == 60


def test_clients_that_wait_for_each_other_are_told(calling, r):
    def waits_for(r, mine, other):
        r.set(mine, 1)
        while r.get(other) != "done":
            time.sleep(0.005)

    search = Search([calling(waits_for, "a", "b"), calling(waits_for, "b", "a")], r.flushall)
    with pytest.raises(Stuck) as stuck:
        next(iter(search))
    assert "times)" in str(stuck.value.story)


def test_what_an_answer_keeps_in_its_globals_is_gone_before_each_order(calling, r):
    seen = []

    def once(r):
        seen.append(1)
        return r.incr("n") if len(seen) == 1 else "again"

    search = Search([calling(once), calling(once)], r.flushall)
    assert [sorted(map(str, run.outcomes)) for run in search] == [["1", "2"]] * 2


def test_results_are_compared_with_their_types():
    infinity = float("inf")
    assert same_value((200, infinity), (200, float("inf"))) and same_value(0.1 + 0.2, 0.3)
    assert not same_value(1, True) and not same_value(infinity, -infinity) and not same_value(1.0, infinity)


def test_results_count_as_well_as_data(calling, r):
    def reads_afterwards(r):
        r.incr("n")
        return int(r.get("n"))

    search, found = broken([calling(reads_afterwards), calling(reads_afterwards)], r)
    assert found[0].outcomes == [2, 2] and 0 < len(found) < search.tried


def test_the_same_story_in_twenty_runs(calling, r):
    stories = set()
    clients = [calling(naive, "n"), calling(naive, "n")]
    for _ in range(20):
        search = Search(clients, r.flushall)
        oracle = SerialOracle(search, r)
        found = next(run for run in search if not oracle.allows(run))
        stories.add(str(search.again(found, lambda: all_in_words(view(r))).story))
    assert len(stories) == 1
    assert "GET n → nil" in stories.pop()
