"""Slots move with their keys, and the map says who owns what."""

import pytest

from helpers.labs import cluster as lab
from helpers.servers import start_cluster


@pytest.fixture(scope="module")
def cluster():
    with start_cluster(2, 0) as started:
        yield started


def test_slots_move_with_their_keys(cluster):
    before = lab.owners(cluster)
    assert before == [(0, 8191, 0), (8192, 16383, 1)]
    with cluster.client() as r:
        keys = [f"product:{number}" for number in range(500)]
        for key in keys:
            r.set(key, "lamp")
        moved = lab.move_slots(cluster[0], cluster[1], range(100, 300))
        assert moved == sum(100 <= r.cluster_keyslot(key) < 300 for key in keys) > 0
        assert all(r.get(key) == "lamp" for key in keys)
    assert lab.owners(cluster) == [(0, 99, 0), (100, 299, 1), (300, 8191, 0), (8192, 16383, 1)]
    assert lab.move_slots(cluster[1], cluster[0], range(100, 300)) == moved


def test_the_map_says_who_owns_how_many(monkeypatch):
    told = []
    monkeypatch.setattr(lab, "show", lambda fig, text: told.append(text))
    lab.slot_map({"before": [(0, 99, 0), (100, 16383, 1)], "after": [(0, 16383, 1)]}, "B owns all")
    assert told == [
        "B owns all. before: node A has 100 slots, node B has 16,284 slots. after: node B has 16,384 slots."
    ]
