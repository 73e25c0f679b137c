"""A server named by REDIS_URL: refused with one true sentence where it can't be used, and never harmed."""

import contextlib
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import redis

from helpers import rediscli
from helpers.cli import doctor
from helpers.errors import CourseError
from helpers.servers import (
    address,
    cli_line,
    connect,
    connect_socket,
    describe,
    login,
    named,
    reset,
    start_server,
    url,
)
from helpers.servers.named import MARKER
from tests.support.tools import executable


@pytest.fixture(scope="module")
def theirs():
    with start_server() as server:
        yield server


@pytest.fixture(autouse=True)
def clean(theirs):
    theirs.client().flushall()
    yield
    for seat in named._seats.values():
        seat.close()
    named._seats.clear()


@pytest.fixture
def name(monkeypatch):
    return lambda url: monkeypatch.setenv("REDIS_URL", url)


def refusal():
    with pytest.raises(CourseError) as refused:
        connect()
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert "unset REDIS_URL" in sentence
    return sentence


def test_an_empty_database_is_marked_and_used(theirs, name):
    name(theirs.url)
    r = connect()
    r.set("key", "value")
    assert connect().get("key") == "value"
    reset()
    assert r.keys() == [MARKER]


def test_other_peoples_keys_are_counted_and_kept(theirs, name):
    theirs.client().mset({"orders": 1, "customers": 2, "invoices": 3})
    name(theirs.url)
    assert "holds 3 keys" in refusal()
    with pytest.raises(CourseError):
        reset()
    assert theirs.client().dbsize() == 3


def test_one_key_is_one_key(theirs, name):
    theirs.client().set("order", 1)
    name(theirs.url)
    assert "holds 1 key that isn't the course's" in refusal()


def test_the_proposed_address_names_an_empty_database_of_the_same_server(theirs, name):
    for database in (1, 2, 4):
        theirs.client(db=database).set("key", 1)
    name(theirs.url[:-1] + "4")
    proposed = refusal().split("such as ")[1].split(", or unset")[0]
    assert proposed == f"redis://default:***@127.0.0.1:{theirs.port}/3"
    name(proposed.replace("***", theirs.password))
    connect().set("key", 1)
    assert theirs.client(db=3).get("key") == "1"


def test_no_address_is_proposed_where_no_database_is_empty(name):
    with start_server(databases=1) as full:
        full.client().set("key", 1)
        name(full.url)
        assert "name an empty database, or unset" in refusal()


def test_reset_refuses_where_the_mark_has_gone(theirs, name):
    name(theirs.url)
    r = connect()
    r.delete(MARKER)
    r.set("somebody's", "data")
    with pytest.raises(CourseError, match="holds 1 key that isn't"):
        reset()
    assert r.exists("somebody's")


def test_reset_marks_a_database_that_others_have_emptied(theirs, name):
    name(theirs.url)
    r = connect()
    theirs.client().flushall()
    reset()
    assert r.keys() == [MARKER]


def test_other_databases_of_the_server_stay_untouched(theirs, name):
    theirs.client(db=1).set("key", 1)
    name(theirs.url)
    connect().set("key", 2)
    reset()
    assert theirs.client(db=1).get("key") == "1"


def test_nobody_answers(name):
    name("redis://127.0.0.1:1/0")
    assert "No Redis answers at 127.0.0.1:1" in refusal()
    name("unix:///no/such/socket")
    assert "There's no socket at /no/such/socket" in refusal()
    name("redis://no.such.host.invalid/0")
    assert "There's no host called no.such.host.invalid" in refusal()


def test_what_answers_is_no_redis(name):
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        name(f"redis://127.0.0.1:{web.server_port}/0")
        assert "isn't a Redis" in refusal()
        web.shutdown()


def test_what_listens_never_answers(name, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        name(f"redis://127.0.0.1:{silent.getsockname()[1]}/0?socket_timeout=0.2")
        assert "hasn't answered" in refusal()


def test_a_database_that_does_not_exist(theirs, name):
    name(theirs.url[:-1] + "99")
    assert "has no database 99" in refusal()


def test_a_password_is_asked_for_and_never_shown(name):
    with start_server(requirepass="secret") as server:
        name(f"redis://127.0.0.1:{server.port}/0")
        assert "asks for a password" in refusal()
        name(f"redis://:wrong-guess@127.0.0.1:{server.port}/0")
        assert "doesn't accept the user name or password" in refusal()
        assert "wrong-guess" not in refusal()
        name(f"redis://:secret@127.0.0.1:{server.port}/0")
        assert connect().ping()


@pytest.mark.parametrize("protocol", [2, 3])
def test_a_password_that_the_server_does_not_ask_for(name, protocol):
    with start_server(requirepass="") as server:
        name(f"redis://:needless@127.0.0.1:{server.port}/1?protocol={protocol}")
        reset()
        assert rediscli.answer(connect(), "SET key 1") == "OK"
        assert redis.Redis.from_url(url()).get("key") == b"1"


def user(theirs, name, *, database=0, commands):
    """Let REDIS_URL name a user with these rights."""
    theirs.client().acl_setuser(
        "ana", reset=True, enabled=True, passwords=["+x"], keys=["*"], channels=["*"], commands=commands
    )
    name(f"redis://ana:x@127.0.0.1:{theirs.port}/{database}")


def test_a_user_without_rights(theirs, name):
    user(theirs, name, commands=["+get", "+ping"])
    assert "may not do what the course needs" in refusal()


def test_a_user_who_may_not_read_settings(theirs, name):
    user(theirs, name, commands=["+@all", "-config"])
    assert (
        "may not do what the course needs (User ana has no permissions to run the 'config|get'" in refusal()
    )
    assert not theirs.client().exists(MARKER)


def test_a_user_who_may_not_empty_the_database(theirs, name):
    user(theirs, name, commands=["+@all", "-flushdb"])
    connect().set("key", 1)
    with pytest.raises(CourseError, match="doesn't allow FLUSHDB, so reset"):
        reset()
    assert theirs.client().get("key") == "1"


def test_a_server_without_flushdb(name):
    with start_server(rename_command='FLUSHDB ""') as server:
        name(server.url)
        connect().set("key", 1)
        with pytest.raises(CourseError, match="doesn't allow FLUSHDB, so reset"):
            reset()
        assert server.client().get("key") == "1"


def test_a_server_that_does_not_list_its_clients(theirs, name):
    user(theirs, name, commands=["+@all", "-client|list"])
    reset()
    assert connect().keys() == [MARKER]


def test_a_cluster_node(name):
    with start_server(cluster_enabled=True) as node:
        name(node.url)
        assert "is a node of a cluster" in refusal()


NOTEBOOK = """
from helpers.servers import connect, reset
reset()
connect().set("greeting", "mine")
print("ready", flush=True)
input()
"""


@contextlib.contextmanager
def another_notebook():
    other = subprocess.Popen(
        [sys.executable, "-c", NOTEBOOK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "ready\n"
        yield other
    finally:
        other.kill()
        other.communicate()


def test_two_notebooks_do_not_empty_each_others_database(theirs, name):
    name(theirs.url[:-1] + "3")
    with another_notebook():
        for attempt in (connect, reset, url):
            with pytest.raises(CourseError, match="Another notebook has been using database 3"):
                attempt()
        assert theirs.client(db=3).get("greeting") == "mine"
        name(theirs.url[:-1] + "4")  # beside it there is room
        reset()
        name(theirs.url[:-1] + "3")
    reset()  # its kernel is gone, so this one may
    assert theirs.client(db=3).get("greeting") is None


def test_the_first_of_two_notebooks_goes_on(theirs, name):
    name(theirs.url)
    reset()
    done = subprocess.run([sys.executable, "-c", NOTEBOOK], capture_output=True, text=True)
    assert "Another notebook has been using database 0" in done.stderr
    connect().set("key", 1)
    reset()
    assert connect().keys() == [MARKER]


def test_nothing_is_done_to_the_server_itself(theirs, name):
    name(theirs.url[:-1] + "3")
    theirs.client().config_resetstat()
    reset()
    connect()
    url()
    asked = {command.removeprefix("cmdstat_") for command in theirs.client().info("commandstats")}
    allowed = {"info", "config|get", "exists", "dbsize", "set", "get", "watch", "multi", "exec", "flushdb"}
    allowed |= {
        "hello",
        "auth",
        "select",
        "ping",
        "client|list",
        "client|setname",
        "client|setinfo",
        "unwatch",
    }
    allowed |= {"config|resetstat", "client|maint_notifications"}  # this test's own; one that redis-py tries
    assert asked <= allowed


def test_a_second_process_and_a_socket_are_on_the_same_database(theirs, name):
    user(theirs, name, database=3, commands=["+@all"])
    reset()
    connect().set("greeting", "hello")
    assert redis.Redis.from_url(url()).get("greeting") == b"hello"
    with connect_socket() as wire:
        wire.sendall(b"GET greeting\r\n")
        assert wire.recv(100) == b"$5\r\nhello\r\n"
    assert login() == ("ana", "x", 3)
    assert address(connect()) == f"127.0.0.1, port {theirs.port}, database 3"


def test_another_server_than_the_named_one_is_not_described_as_it(theirs, name):
    name(theirs.url)
    assert " at REDIS_URL, " in describe(connect())
    with start_server() as other:
        assert "REDIS_URL" not in describe(other.client())


def test_the_line_to_paste_shows_no_password(theirs, name, capsys):
    executable("redis-cli")
    cli_line(theirs)
    line = capsys.readouterr().out
    assert theirs.password not in line
    done = subprocess.run(
        line.replace(" -it ", " -i "), shell=True, input="PING\n", capture_output=True, text=True
    )
    assert done.stdout == "PONG\n", done.stderr
    name(theirs.url[:-1] + "3")
    cli_line()
    line = capsys.readouterr().out
    assert line == f"redis-cli -h 127.0.0.1 -p {theirs.port} -n 3 --user default --askpass\n"


def test_doctor_looks_at_the_named_server(theirs, name):
    name(theirs.url[:-1] + "3")
    assert doctor.redis_url()[0].endswith(f"at 127.0.0.1:{theirs.port}, database 3, empty")
    assert theirs.client(db=3).dbsize() == 0  # it only looks
    connect()
    assert doctor.redis_url()[0].endswith("database 3, the course's")
    name("redis://127.0.0.1:1/3")
    found, advice = doctor.redis_url()
    assert "can't be used" in found
    assert "No Redis answers at 127.0.0.1:1" in advice


def test_doctor_looks_with_the_courses_own_python_where_this_one_has_no_redis_py(name, monkeypatch):
    monkeypatch.setitem(sys.modules, "helpers.servers", None)  # importing it fails
    name("redis://127.0.0.1:1/3")
    monkeypatch.setattr(doctor.environment, "is_whole", lambda: False)
    assert doctor.redis_url()[0] == "set, and not looked at yet"
    monkeypatch.setattr(doctor.environment, "is_whole", lambda: True)
    monkeypatch.setattr(doctor.environment, "PYTHON", sys.executable)
    found, advice = doctor.redis_url()
    assert "can't be used" in found
    assert "No Redis answers at 127.0.0.1:1" in advice


def test_a_read_only_replica(theirs, name):
    with start_server(replicaof=f"127.0.0.1 {theirs.port}") as replica:
        name(replica.url)
        assert f"name its primary 127.0.0.1:{theirs.port}" in refusal()


def test_a_server_that_is_too_old(theirs, name, monkeypatch):
    monkeypatch.setattr(named, "MINIMUM", (99, 0))
    name(theirs.url)
    assert "needs" in refusal()
    assert theirs.client().dbsize() == 0
