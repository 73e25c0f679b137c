"""The load generator sends what it says, counts right, and stops with a sentence."""

import pytest

from helpers.errors import CourseError
from helpers.labs.load import load
from helpers.servers import start_server


@pytest.fixture(scope="module")
def server():
    with start_server() as server:
        yield server


@pytest.mark.parametrize(
    ("n", "clients", "pipeline"), [(5000, 1, 100), (999, 7, 10), (500, 50, 1), (3, 5, 2)]
)
def test_it_sends_the_command_so_many_times(server, n, clients, pipeline):
    r = server.client()
    r.flushall()
    r.config_resetstat()
    took = load(server, "INCR", "views:__rand_int__", n=n, clients=clients, pipeline=pipeline, keys=10)
    assert sum(map(int, r.mget(r.keys()))) == n
    assert r.info("commandstats")["cmdstat_incr"]["calls"] == n
    assert took.per_second > 0 and took.p99 > 0
    assert len(r.client_list()) == 1, "its connections are closed"


def test_every_run_sends_the_same(server):
    r = server.client()
    seen = []
    for _ in range(2):
        r.flushall()
        load(server, "INCR", "views:__rand_int__", n=100, keys=5)
        seen.append({key: r.get(key) for key in r.scan_iter()})
    assert seen[0] == seen[1] and len(seen[0]) == 5


def test_the_rate_and_the_waits_are_those_of_the_server(server):
    slow = load(server, "EVAL", "local i = 0; while i < 1e6 do i = i + 1 end; return 1", 0, n=20)
    assert 1000 / slow.per_second == pytest.approx(slow.p99, rel=0.9)
    assert slow.per_second < load(server, "SET", "key", "xxx", n=200).per_second / 10


def test_a_refused_command_ends_it(server):
    server.client().set("name", "ana")
    with pytest.raises(CourseError, match=r"The load stopped: -ERR value is not an integer"):
        load(server, "INCR", "name", n=10)


def test_a_server_that_is_gone_ends_it():
    closed = pytest.raises(CourseError, match="The load stopped: the server closed the connection")
    with start_server() as server, closed:
        load(server, "SHUTDOWN", "NOSAVE", n=1)
