"""Each way of keeping data keeps and loses what it should, and the table says where its figures come from."""

import re

import numpy as np
import pytest

from helpers.labs import persistence
from helpers.servers import start_server
from helpers.writer import lost

pytestmark = pytest.mark.lesson(number="32")


def test_back_after_kills_and_restarts():
    with start_server(appendonly=True, appendfsync="always") as server:
        server.client().set("price", 1499)
        pid = server.pid
        assert persistence.back_after(server, maxmemory="10mb") > 0
        assert server.pid != pid
        assert server.client().get("price") == "1499"
        assert server.client().config_get("maxmemory")["maxmemory"] == str(10 * 2**20)


def test_the_manifest_is_the_same_for_every_redis():
    with start_server(appendonly=True) as server:
        lines = persistence.manifest(server).splitlines()
    assert lines[0] == "file appendonly.aof.1.base.rdb seq 1 type b"
    assert lines[1] == "file appendonly.aof.1.incr.aof seq 1 type i"
    assert len(lines) == 2


def test_without_persistence_all_is_lost():
    trial = persistence.pull_the_plug({}, seconds=0.2)
    assert trial.loss.count == len(trial.acknowledged) > 0
    assert trial.kept == trial.size == 0
    assert trial.restart > 0 and trial.p50 > 0 and trial.rate > 0


def test_a_snapshot_keeps_what_came_before_it():
    trial = persistence.pull_the_plug({}, meanwhile="BGSAVE", seconds=1)
    assert 0 < trial.kept < len(trial.acknowledged)
    assert trial.loss.numbers[-1] == len(trial.acknowledged) - 1


def test_always_loses_nothing():
    config = {"appendonly": True, "appendfsync": "always"}
    assert persistence.pull_the_plug(config, seconds=0.2).loss.count == 0


def test_the_record_is_read():
    cuts = persistence.recorded_cuts()
    assert cuts["none"].share == cuts["AOF no"].share == 1
    assert cuts["AOF always"] == (0, 0, 0, 5)
    assert 0 < cuts["AOF everysec"].oldest < 2
    assert cuts["AOF no, 45 s"].repaired > 0


def test_the_table_says_of_each_column_where_its_figures_come_from():
    nothing = lost(None, [])
    small = persistence.Trial(np.array([0.5, 1.0]), nothing, 88, 25_000.0)
    large = persistence.Trial(np.array([0.00001, 0.000021]), nothing, 987_654_321, 12_345_678.0)
    head, _, first, second = persistence.table({"hybrid": small, "AOF always": large}).data.splitlines()
    assert re.findall(r"\((\w+)\)", head) == ["live", "live", "live", "record", "live", "live"]
    cut = persistence.recorded_cuts()["hybrid"].oldest
    assert first.startswith(f"| hybrid | ≈ 500 ms | ≈ 2 | ≈ 0.0 s | {cut:.1f} s |")
    assert second == "| AOF always | ≈ 11 µs | ≈ 95,238 | ≈ 0.0 s | 0.0 s | ≈ 987.7 MB | ≈ 12 s |"


def test_no_record_and_no_unvarying_cell_is_marked_as_varying():
    nothing = lost(None, [])
    trial = persistence.Trial(np.array([]), nothing, 0, 1.0)
    trial = trial._replace(acknowledged=np.array([0.1, 0.2]), loss=nothing._replace(count=2))
    *_, row = persistence.table({"none": trial}).data.splitlines()
    assert row.split(" | ")[3:5] == ["all", "all"]
