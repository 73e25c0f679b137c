"""Traces replayed against several servers, and the runs on record that lesson 25 shows."""

import csv
import itertools
import time

import pytest

from helpers.labs.eviction import policy_colors, replay, true_lru
from helpers.labs.records import eviction as records
from helpers.paths import DATA

pytestmark = pytest.mark.lesson(number="25")


def rows(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def count(client, numbers):
    client.incrby("visits", len(numbers))
    return len(numbers)


def test_each_server_gets_every_visit_and_its_own_settings():
    settings = {"one": {"maxmemory": "10mb"}, "two": {"maxmemory": "20mb"}}
    visits, info = replay(count, list(range(250)), settings)
    assert {label: list(numbers) for label, numbers in visits.items()} == {
        "one": [100, 100, 50],
        "two": [100, 100, 50],
    }
    assert [info[label]["maxmemory"] for label in settings] == [10 * 2**20, 20 * 2**20]


def test_visits_are_spread_over_the_time():
    moments = []
    replay(lambda _client, _numbers: moments.append(time.monotonic()), [0] * 5, {"one": {}}, 0.5, batch=1)
    assert moments[-1] - moments[0] >= 0.35


def test_a_true_lru_drops_what_was_not_used_for_longest():
    trace = [1, 2, 1, 3, 1, 2, 2]  # in a cache for two, 3 replaces 2, then 2 replaces 3
    assert list(true_lru(trace, 2)) == [False, False, True, False, True, False, True]


def test_a_policy_has_one_colour():
    colors = policy_colors(["allkeys-lfu", "volatile-lfu", "allkeys-random", "true LRU, computed"])
    assert colors["allkeys-lfu"] == colors["volatile-lfu"]
    assert len(set(colors.values())) == 3


def test_the_record_is_complete():
    recorded = [(float(row["skew"]), int(row["pages"]), row["policy"]) for row in rows("eviction.csv")]
    assert recorded == list(itertools.product(records.SKEWS, records.PAGES, records.POLICIES))
    assert all(0 < float(row["hit_ratio"]) < 1 for row in rows("eviction.csv"))
    assert [int(row["minute"]) for row in rows("lfu_decay.csv")] == list(range(records.MINUTES + 1))


def test_the_script_makes_the_record():
    """A small part of it: the policies that do not depend on the clock, in one size."""
    kept = {
        (row["skew"], row["pages"], row["policy"]): float(row["hit_ratio"]) for row in rows("eviction.csv")
    }
    policies = ["noeviction", "allkeys-random", "allkeys-lfu"]
    for skew, pages, policy, ratio in records.hit_ratios(0.99, [500], policies, seconds=0):
        assert ratio == pytest.approx(kept[str(skew), str(pages), policy], abs=0.03)
