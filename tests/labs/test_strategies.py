"""One traffic through every strategy: each step once, the same races each time, honest counts."""

import contextlib

import pytest

from helpers.labs.strategies import run_traffic, table
from helpers.shop import Count
from helpers.traffic import mixed

pytestmark = [pytest.mark.lesson(number="21"), pytest.mark.lesson(number="22")]

STEPS = mixed(20, 400, writes=0.3)


class Shop:
    """A database of counters, and a cache in front of it."""

    def __init__(self):
        self.rows, self.cache, self.fetched = {}, {}, 0

    @contextlib.contextmanager
    def counting(self):
        yield Count()

    def fetch(self, product_id):
        self.fetched += 1
        return self.rows.get(product_id, 0)

    def write(self, product_id):
        self.rows[product_id] = self.rows.get(product_id, 0) + 1
        return self.rows[product_id]

    def read_aside(self, product_id, fetch):
        if product_id not in self.cache:
            self.cache[product_id] = fetch(product_id)
        return self.cache[product_id]

    def write_aside(self, product_id, commit):
        value = commit(product_id)
        self.cache.pop(product_id, None)
        return value

    def write_through(self, product_id, commit):
        self.cache[product_id] = commit(product_id)
        return self.cache[product_id]


def no_cache(product_id, database):
    return database(product_id)


def test_each_step_is_made_once():
    shop = Shop()
    run = run_traffic(STEPS, no_cache, no_cache, shop.fetch, shop.write, shop)
    writes = [product_id for kind, product_id in STEPS if kind == "write"]
    assert run.acknowledged == len(run.samples["write"]) == len(writes)
    assert {product_id: writes.count(product_id) for product_id in writes} == shop.rows
    assert len(run.samples["read"]) == len(STEPS) - len(writes) == shop.fetched
    assert run.hits == run.stale == 0


def test_a_reader_that_is_overtaken_spoils_a_cache_and_is_itself_no_stale_read():
    steps = [("read", 7), ("write", 7), ("read", 7), ("read", 7)]
    shop = Shop()
    shop.write(7)
    run = run_traffic(steps, shop.read_aside, shop.write_aside, shop.fetch, shop.write, shop)
    assert (run.hits, run.stale) == (2, 2)
    assert shop.rows[7] == 2


def test_nothing_overtakes_a_hit_or_from_afar():
    far = [("read", 7), *[("read", 1)] * 10, ("write", 7), ("read", 7)]
    shop = Shop()
    run = run_traffic([("write", 7), *far], shop.read_aside, shop.write_aside, shop.fetch, shop.write, shop)
    assert run.stale == 0
    shop = Shop()
    shop.read_aside(7, shop.fetch)
    run = run_traffic(
        [("read", 7), ("write", 7), ("read", 7)],
        shop.read_aside,
        shop.write_aside,
        shop.fetch,
        shop.write,
        shop,
    )
    assert (run.hits, run.stale) == (1, 0)


def test_the_races_are_the_same_each_time():
    def stale():
        shop = Shop()
        return run_traffic(STEPS, shop.read_aside, shop.write_aside, shop.fetch, shop.write, shop).stale

    assert stale() == stale() > 0


def test_a_write_that_overtakes_a_write_leaves_the_older_value_in_the_cache():
    steps = [("write", 7), ("write", 7), ("read", 7)]
    shop = Shop()
    run = run_traffic(steps, shop.read_aside, shop.write_through, shop.fetch, shop.write, shop)
    assert (shop.rows[7], shop.cache[7], run.acknowledged, run.stale) == (2, 1, 2, 1)
    shop = Shop()
    run = run_traffic(steps, shop.read_aside, shop.write_aside, shop.fetch, shop.write, shop)
    assert (shop.rows[7], shop.cache[7], run.stale) == (2, 2, 0)


def test_a_write_without_a_commit_is_not_overtaken():
    shop = Shop()
    run = run_traffic(
        [("write", 7), ("write", 7), ("read", 7)],
        lambda product_id, fetch: shop.rows[product_id],
        lambda product_id, commit: shop.write(product_id),
        shop.fetch,
        shop.write,
        shop,
    )
    assert (shop.rows[7], run.acknowledged, run.stale, run.hits) == (2, 2, 0, 1)


def test_a_write_that_overtakes_is_not_in_the_time_of_the_read():
    shop = Shop()

    def slow_write(product_id):
        for _ in range(100_000):
            shop.rows[product_id] = 1
        return 1

    run = run_traffic([("read", 7), ("write", 7)], no_cache, no_cache, shop.fetch, slow_write, shop)
    assert run.p50("read") < run.p50("write") / 2


def test_the_table_has_a_column_for_each_strategy():
    shop = Shop()
    run = run_traffic(STEPS, shop.read_aside, shop.write_aside, shop.fetch, shop.write, shop)
    lines = table({"cache-aside": run, "again": run}, {"writes lost": [0, 12]}).data.splitlines()
    assert lines[0] == "|  | cache-aside | again |"
    assert lines[-1] == "| writes lost | 0 | 12 |"
    assert f"| stale reads | {run.stale} | {run.stale} |" in lines
    assert {line.count("|") for line in lines} == {4}


def test_what_a_worker_wrote_carries_the_mark_of_what_varies():
    shop = Shop()
    run = run_traffic(STEPS, shop.read_aside, shop.write_aside, shop.fetch, shop.write, shop)
    assert "| database commits | 0 |" in table({"cache-aside": run}, {}).data
    run.worker_wrote([50, 50, 20])
    lines = table({"write-behind": run}, {}).data.splitlines()
    assert "| database rows written | ≈ 120 |" in lines and "| database commits | ≈ 3 |" in lines


def test_an_error_of_the_strategy_is_not_swallowed():
    def broken(product_id, database):
        raise LookupError(product_id)

    with pytest.raises(LookupError):
        run_traffic(STEPS, broken, broken, broken, broken, Shop())
