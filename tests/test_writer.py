"""A writer that records acknowledged writes, a count of the lost ones, Redis's tools, and a disk probe."""

import pathlib
import re

import numpy as np
import pytest
import redis

from helpers.errors import CourseError
from helpers.servers import fdatasync_probe, run_tool, sizes, start_server
from helpers.writer import lost, start_writer


def crash(server, n):
    """Kill `server` amid writes; return what was acknowledged."""
    with start_writer(server) as writer:
        writer.wait_for(n)
        server.kill()
        return writer.stop()


def test_without_persistence_every_acknowledged_write_is_lost():
    with start_server() as server:
        acknowledged = crash(server, 500)
        server.restart()
        loss = lost(server.client(), acknowledged)
    assert loss.count == len(acknowledged) >= 500
    assert loss.age == acknowledged[-1] - acknowledged[0] > 0
    assert (np.diff(acknowledged) > 0).all()


def test_a_log_that_is_flushed_each_time_loses_nothing():
    with start_server(appendonly=True, appendfsync="always") as server:
        acknowledged = crash(server, 500)
        server.restart()
        assert lost(server.client(), acknowledged)[:2] == (0, 0.0)
        # the one that was on its way may be there and is not counted; none beyond it was sent
        assert len(acknowledged) <= server.client().dbsize() <= len(acknowledged) + 1


def test_what_was_written_after_a_snapshot_is_lost():
    with start_server() as server, start_writer(server) as writer:
        writer.wait_for(300)
        server.client().save()
        kept = len(writer.acknowledged())
        writer.wait_for(kept + 300)
        server.kill()
        acknowledged = writer.stop()
        server.restart()
        loss = lost(server.client(), acknowledged)
    assert 300 <= loss.count < len(acknowledged)
    assert loss.numbers.tolist() == list(range(len(acknowledged) - loss.count, len(acknowledged)))
    assert loss.age == acknowledged[-1] - acknowledged[loss.numbers[0]]


def test_a_writer_is_stopped_while_its_server_lives_and_leaves_nothing():
    with start_server() as server:
        with start_writer(server) as writer:
            writer.wait_for(10)
            acknowledged = writer.stop()
            assert lost(server.client(), acknowledged).count == 0
            assert len(acknowledged) == len(writer.acknowledged())
        assert not writer.folder.exists()
        assert server.client().client_list(_type="normal")[1:] == []  # this client alone


def test_a_writer_takes_any_function_that_returns_a_client():
    with start_server() as server:
        options = {"unix_socket_path": server.socket_path, "password": server.password, "db": 3}

        def new_client():
            return redis.Redis(**options)

        with start_writer(new_client) as writer:
            writer.wait_for(10)
            acknowledged = writer.stop()
        assert lost(server.client(db=3), acknowledged).count == 0
        assert lost(server.client(), acknowledged).count == len(acknowledged) >= 10


def test_waiting_for_more_than_the_server_lives_is_told():
    with start_server() as server, start_writer(server) as writer:
        writer.wait_for(10)
        server.kill()
        with pytest.raises(CourseError, match=r"Only \d.* acknowledged: the server is gone"):
            writer.wait_for(10**9)


def test_nothing_acknowledged_is_nothing_lost():
    with start_server() as server:
        assert lost(server.client(), np.array([]))[:2] == (0, 0.0)


def test_the_tools_run_in_the_data_folder():
    with start_server(appendonly=True) as server:
        server.client().set("a", 1)
        server.client().save()
        good = run_tool(server, "redis-check-rdb", "dump.rdb")
        assert good.code == 0 and "RDB looks OK" in good.text
        server.kill()
        log = server.data_dir / "appendonlydir" / "appendonly.aof.1.incr.aof"
        log.write_bytes(log.read_bytes()[:-3])
        manifest = "appendonlydir/appendonly.aof.manifest"
        bad = run_tool(server, "redis-check-aof", manifest)
        assert bad.code == 1 and str(server.data_dir) not in bad.text
        mended = run_tool(server, "redis-check-aof", "--fix", manifest, answer="y\n")
        assert mended.code == 0 and "Successfully truncated AOF" in mended.text
        assert run_tool(server, "redis-check-aof", manifest).code == 0


def test_sizes_name_data_files_alone():
    with start_server(appendonly=True) as server:
        server.client().save()
        files = sizes(server)
        assert files["dump.rdb"] == (server.data_dir / "dump.rdb").stat().st_size
        assert next(iter(files)) == "appendonlydir/appendonly.aof.1.base.rdb"
        assert not {"redis.conf", "socket", "output"} & set(files)


def test_the_probe_measures_leaves_nothing_and_knows_memory(tmp_path):
    assert fdatasync_probe(tmp_path, n=5).p50 > 0
    assert list(tmp_path.iterdir()) == []
    if pathlib.Path("/proc/mounts").exists():
        mounts = re.findall(r"^\S+ (\S+) tmpfs rw", pathlib.Path("/proc/mounts").read_text(), re.M)
        assert fdatasync_probe("/dev/shm", n=5).in_memory == ("/dev/shm" in mounts)
        assert not fdatasync_probe("/proc/self/cwd", n=5).in_memory
