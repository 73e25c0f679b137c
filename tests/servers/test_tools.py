"""Tools run where the server runs, and Valkey's check of an AOF gets along with Valkey's own base."""

import pytest

from helpers.servers import run_tool, start_server

MANIFEST = "appendonlydir/appendonly.aof.manifest"


@pytest.fixture
def stopped():
    """A server with an AOF, stopped: a base, and an increment with one key in it."""
    with start_server(appendonly=True) as server:
        server.client().set("price", 1499)
        server.stop()
        yield server


def base(server):
    return server.data_dir / "appendonlydir" / "appendonly.aof.1.base.rdb"


def test_a_sound_aof_passes(stopped):
    assert run_tool(stopped, "redis-check-aof", MANIFEST).code == 0
    assert run_tool(stopped, "redis-check-aof", str(stopped.data_dir / MANIFEST)).code == 0


def test_a_damaged_base_is_reported(stopped):
    base(stopped).write_bytes(b"*1\r\n$3\r\nGE")
    assert run_tool(stopped, "redis-check-aof", MANIFEST).code == 1


def test_a_base_of_valkey_9_is_left_out_and_the_increment_is_not(stopped):
    base(stopped).write_bytes(b"VALKEY080" + base(stopped).read_bytes()[9:])
    listed = (stopped.data_dir / MANIFEST).read_text()
    assert run_tool(stopped, "redis-check-aof", MANIFEST).code == 0
    with open(stopped.data_dir / "appendonlydir" / "appendonly.aof.1.incr.aof", "ab") as increment:
        increment.write(b"*3\r\n$3\r\nSET")
    assert run_tool(stopped, "redis-check-aof", MANIFEST).code == 1
    assert run_tool(stopped, "redis-check-aof", "--fix", MANIFEST, answer="y\n").code == 0
    assert run_tool(stopped, "redis-check-aof", MANIFEST).code == 0
    assert (stopped.data_dir / MANIFEST).read_text() == listed
