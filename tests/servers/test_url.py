"""A server named by REDIS_URL: refused with one sentence where it must not be used, and never harmed."""

import pytest

from helpers.errors import CourseError
from helpers.servers import connect, reset, start_server, url
from helpers.servers.url import MARKER


@pytest.fixture(scope="module")
def theirs():
    with start_server() as server:
        yield server


@pytest.fixture(autouse=True)
def clean(theirs):
    theirs.client().flushall()


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


def test_reset_refuses_where_the_mark_has_gone(theirs, name):
    name(theirs.url)
    r = connect()
    r.delete(MARKER)
    r.set("somebody's", "data")
    with pytest.raises(CourseError, match="nothing was deleted"):
        url.flush(r)
    assert r.exists("somebody's")


def test_other_databases_of_the_server_stay_untouched(theirs, name):
    theirs.client(db=1).set("key", 1)
    name(theirs.url)
    connect().set("key", 2)
    reset()
    assert theirs.client(db=1).get("key") == "1"


@pytest.mark.parametrize("url", ["localhost:6379", "http://localhost", "redis://host:port/0"])
def test_a_malformed_address(name, url):
    name(url)
    assert "write redis://host:6379/0" in refusal()


def test_nobody_answers(name):
    name("redis://127.0.0.1:1/0")
    assert "No Redis answers at 127.0.0.1:1" in refusal()


def test_a_database_that_does_not_exist(theirs, name):
    name(theirs.url[:-1] + "99")
    assert "DB index is out of range" in refusal()


def test_a_password_is_asked_for_and_never_shown(name):
    port = _free_port()
    with start_server(requirepass="secret", port=port):
        name(f"redis://127.0.0.1:{port}/0")
        assert "password" in refusal()
        name(f"redis://:wrong-guess@127.0.0.1:{port}/0")
        assert "wrong-guess" not in refusal()
        name(f"redis://:secret@127.0.0.1:{port}/0")
        assert connect().ping()


def test_a_user_without_rights(theirs, name):
    theirs.client().acl_setuser(
        "reader", enabled=True, passwords=["+pw"], keys=["*"], commands=["+get", "+ping"]
    )
    name(theirs.url.replace("//", "//reader:pw@"))
    assert "may not do what the course needs" in refusal()


def test_a_read_only_replica(theirs, name):
    with start_server(replicaof=f"127.0.0.1 {theirs.port}") as replica:
        name(replica.url)
        assert f"name its primary 127.0.0.1:{theirs.port}" in refusal()


def test_a_server_that_is_too_old(theirs, name, monkeypatch):
    monkeypatch.setattr(url, "MINIMUM", (99, 0))
    name(theirs.url)
    assert "needs" in refusal()
    assert theirs.client().dbsize() == 0


def _free_port():
    with start_server() as server:
        return server.port
