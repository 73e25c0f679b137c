"""Servers start, are killed and frozen, and are gone with their kernel, however that ends."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import redis

from helpers import servers
from helpers.errors import CourseError
from helpers.servers import hosts, ports
from helpers.servers.server import CLIENT_DEFAULTS
from tests.support.tools import executable


@pytest.fixture
def server():
    with servers.start_server() as started:
        yield started


def test_configuration_reaches_the_server():
    with servers.start_server(
        maxmemory="10mb", maxmemory_policy="allkeys-lru", save=["900 1", "60 10"]
    ) as server:
        told = server.client().config_get("maxmemory*", "save")
    assert told["maxmemory"] == str(10 * 2**20)
    assert told["maxmemory-policy"] == "allkeys-lru"
    assert told["save"] == "900 1 60 10"


def test_numbers_are_numbers_and_truths_are_yes_or_no():
    with servers.start_server(appendonly=True, auto_aof_rewrite_percentage=0, databases=1) as server:
        told = server.client().config_get("appendonly", "auto-aof-rewrite-percentage", "databases")
    assert told == {"appendonly": "yes", "auto-aof-rewrite-percentage": "0", "databases": "1"}


def test_bad_configuration_is_one_sentence_and_leaves_nothing(monkeypatch):
    folder = hosts.scratch_folder()
    monkeypatch.setattr(hosts, "scratch_folder", lambda: folder)
    with pytest.raises(CourseError, match=r"Redis didn't start: .*memory"):
        servers.start_server(maxmemory="lots")
    assert not folder.exists()


def test_a_lesson_may_choose_the_password_or_have_none():
    with servers.start_server(requirepass="secret") as server, servers.start_server(requirepass="") as open_:
        assert server.client().ping()
        with pytest.raises(redis.AuthenticationError):
            server.client(password=None).ping()
        assert open_.client().ping()
        assert redis.Redis(port=open_.port).ping()


def test_a_lesson_may_write_its_users_down():
    user = "ana on >secret ~* +@all"
    with servers.start_server(user=["default off", user]) as server:
        assert server.client(username="ana", password="secret").ping()
        with pytest.raises(redis.AuthenticationError):
            server.client().ping()


def test_a_server_lets_in_nobody_who_does_not_know_its_password(server):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=server.port).ping()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(unix_socket_path=server.socket_path).ping()
    assert server.client().ping()
    assert redis.Redis.from_url(server.url).ping()
    assert server.data_dir.stat().st_mode & 0o077 == 0
    assert server.password not in repr(server)


def test_a_replica_follows_its_primary_with_and_without_a_password(server):
    with servers.start_server(requirepass="") as open_:
        for primary in (server, open_):
            primary.client().set("key", "value")
            with servers.start_server(replicaof=f"127.0.0.1 {primary.port}") as replica:
                _until(lambda replica=replica: replica.client().get("key") == "value")


def _until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_no_command_line_shows_the_password(server, monkeypatch):
    executable("redis-benchmark")
    lines = []
    host = hosts.host()
    run = host.run
    monkeypatch.setattr(host, "run", lambda argv, **more: (lines.extend(argv), run(argv, **more))[1])
    assert servers.run_tool(server, "redis-cli", "-p", server.port, "PING").text == "PONG\n"
    measured = servers.run_tool(server, "redis-benchmark", "-p", server.port, "-t", "set", "-n", 10, "-q")
    assert "SET" in measured.text
    assert "ERR" not in measured.text
    assert lines
    assert not any(server.password in line for line in lines)
    assert server.client().acl_users() == ["default"]  # the benchmark's user has gone with the run


@pytest.mark.parametrize("name", ["a b", "it's", 'a"b', "a\\b", "#1 $HOME ü"])
def test_a_temporary_folder_may_have_any_name(name, monkeypatch, tmp_path):
    folder = hosts.scratch_folder() / name  # where a container sees it too
    folder.mkdir()
    monkeypatch.setattr(hosts, "scratch_root", lambda: folder)
    with servers.start_server(appendonly="yes") as server:
        server.client().set("key", 1)
        assert server.client().config_get("dir")["dir"] == str(server.data_dir)
        server.restart()
        assert server.client().get("key") == "1"


def test_the_locale_need_not_be_installed(monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    with servers.start_server() as server:
        assert server.client().ping()


def test_a_port_is_found_as_long_as_one_is_free(monkeypatch):
    with contextlib.ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(30)]
        taken = [listener.getsockname()[1] for listener in listeners]
        free = taken.pop()
        monkeypatch.setattr(ports, "_shuffled", lambda *_: [*taken, free])
        listeners[-1].close()
        with servers.start_server() as server:
            assert server.port == free
            monkeypatch.setattr(ports, "_shuffled", lambda *_: taken)
            with pytest.raises(CourseError, match="are taken"):
                servers.start_server()


def test_kill_loses_what_is_not_saved_and_stop_saves(server):
    client = server.client()
    client.set("key", "value")
    server.kill()
    assert not server.alive
    server.restart(appendonly="yes")
    assert server.client().get("key") is None
    server.client().set("key", "value")
    server.restart()
    assert server.client().get("key") == "value"
    assert "Ready to accept connections" in server.log()


def test_a_frozen_server_is_alive_and_silent(server):
    client = server.client(socket_timeout=0.1)
    server.freeze()
    with pytest.raises(redis.TimeoutError):
        client.ping()
    assert server.alive
    server.thaw()
    assert server.client().ping()


def test_close_removes_process_and_folder(server):
    server.close()
    assert not server.data_dir.exists()
    with pytest.raises(redis.ConnectionError):
        server.client().ping()


def test_two_servers_do_not_share(server):
    with servers.start_server() as other:
        server.client().set("key", 1)
        assert other.client().get("key") is None


def test_two_cluster_nodes_do_not_meet_on_their_bus():
    with servers.start_server(cluster_enabled=True), servers.start_server(cluster_enabled=True) as second:
        second.kill()
        second.restart()
        assert second.client().cluster("KEYSLOT", "product:24") == 15048


def test_supports_asks_for_the_command(server):
    r = server.client()
    assert servers.supports(r, "GET")
    assert not servers.supports(r, "GETT")


def test_connect_begins_anew_after_a_shutdown():
    r = servers.connect()
    r.set("key", 1)
    r.shutdown(nosave=True)
    time.sleep(0.2)
    assert servers.connect().get("key") is None


def test_reset_empties_the_private_database():
    r = servers.connect()
    r.set("key", 1)
    servers.reset()
    assert r.dbsize() == 0


KERNEL = """
import sys, threading
from helpers.servers import start_server
made = []
thread = threading.Thread(target=lambda: made.append(start_server()))  # ends before the server
thread.start(); thread.join()
try:
    print(made[0].url, made[0].data_dir, flush=True)
    sys.stdin.read()
except KeyboardInterrupt:  # as a kernel does, go on
    print("interrupted", flush=True)
    sys.stdin.read()
"""


def _kernel():
    process = subprocess.Popen(
        [sys.executable, "-c", KERNEL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    url, folder = process.stdout.readline().split()
    return process, redis.Redis.from_url(url, **CLIENT_DEFAULTS), folder


def _gone_within(seconds, client, folder):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            client.ping()
        except redis.ConnectionError:
            if not os.path.exists(folder):
                return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, "end"])
def test_a_server_is_gone_within_a_second_after_its_kernel(how):
    process, client, folder = _kernel()
    assert client.ping()
    if how == "end":
        process.stdin.close()
    else:
        process.send_signal(how)
    process.wait(5)
    assert _gone_within(1, client, folder)


def test_a_server_survives_the_interrupt_button():
    process, client, folder = _kernel()
    os.killpg(process.pid, signal.SIGINT)  # Jupyter interrupts the kernel's whole process group
    assert process.stdout.readline() == "interrupted\n"
    assert client.ping()
    process.kill()
    process.wait(5)
    assert _gone_within(1, client, folder)


def test_kernels_side_by_side_do_not_meet():
    kernels = [_kernel() for _ in range(4)]
    for number, (_, client, _) in enumerate(kernels):
        client.set("mine", number)
    assert [client.get("mine") for _, client, _ in kernels] == ["0", "1", "2", "3"]
    for process, client, folder in kernels:
        process.stdin.close()
        process.wait(5)
        assert _gone_within(1, client, folder)
