"""A snapshot fetched over the network holds what the server held, whoever asks for it."""

import shutil

import pytest

from helpers.errors import CourseError
from helpers.labs.snapshots import fetch_snapshot
from helpers.servers import start_server


def keys_of(snapshot):
    """What a server loads from a snapshot."""
    with start_server() as server:
        server.stop()
        shutil.copy(snapshot, server.data_dir / "dump.rdb")
        server.restart()
        return {key: server.client().get(key) for key in server.client().scan_iter()}


@pytest.mark.parametrize("diskless", [True, False])
def test_it_holds_what_the_server_held(tmp_path, diskless):
    with start_server(repl_diskless_sync=diskless) as server:
        r = server.client()
        backup = tmp_path / "backup.rdb"
        r.set("price", 1499)
        fetch_snapshot(r, backup)
        r.set("price", 1999)  # after the snapshot
        assert keys_of(backup) == {"price": "1499"}
        assert r.ping() and not (server.data_dir / "backup.rdb").exists()
        fetch_snapshot(r, backup)
        assert keys_of(backup) == {"price": "1999"}


def test_a_large_one_takes_a_while_and_is_whole(tmp_path):
    with start_server(rdb_key_save_delay=500) as server:
        r = server.client()
        orders = {f"order:{number}": "x" * 5000 for number in range(600)}
        r.mset(orders)
        fetch_snapshot(r, tmp_path / "backup.rdb")
    assert keys_of(tmp_path / "backup.rdb") == orders


def test_a_server_with_a_password_lets_its_own_client_fetch(tmp_path):
    with start_server(requirepass="secret", port=23_456) as server:
        r = server.client(password="secret")
        r.set("price", 1499)
        fetch_snapshot(r, tmp_path / "backup.rdb")
    assert keys_of(tmp_path / "backup.rdb") == {"price": "1499"}


def test_a_server_that_cannot_make_one_says_so(tmp_path):
    nobody = 9  # listens on this port
    with (
        start_server(replicaof=f"127.0.0.1 {nobody}") as replica,
        pytest.raises(CourseError, match="The server sends no snapshot: -NOMASTERLINK"),
    ):
        fetch_snapshot(replica.client(), tmp_path / "backup.rdb")
