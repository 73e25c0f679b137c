"""What's sent through a forwarding port arrives, in order, and a closed port leaves nothing behind."""

import threading

import pytest
import redis

from helpers.labs.forwarding import Forwarder
from helpers.servers import start_server


@pytest.fixture(scope="module")
def server():
    with start_server() as server:
        yield server


@pytest.mark.parametrize("delay", [0, 0.02])
def test_large_values_arrive_in_both_directions(server, delay):
    with Forwarder(server, delay=delay) as forwarder, server.client(port=forwarder.port) as r:
        r.set("large", value := "".join(map(str, range(300_000))))
        assert r.get("large") == value


def test_a_closed_port_breaks_its_connections_and_leaves_no_thread(server, capfd):
    before = set(threading.enumerate())
    with Forwarder(server) as forwarder:
        r = server.client(port=forwarder.port)
        assert r.ping()
    assert set(threading.enumerate()) == before
    for _ in range(2):
        with pytest.raises(redis.ConnectionError):
            r.ping()
    assert capfd.readouterr().err == ""


def test_a_server_that_is_gone_breaks_the_connection(capfd):
    with start_server() as server, Forwarder(server) as forwarder:
        r = server.client(port=forwarder.port)
        assert r.ping()
        server.kill()
        for _ in range(2):
            with pytest.raises(redis.ConnectionError):
                r.ping()
    assert capfd.readouterr().err == ""


class Refuses(Forwarder):
    """Breaks the connection that sends `SECRET`, and no other."""

    def request(self, connection, data):
        return b"SECRET" not in data


def test_a_request_that_is_not_passed_on_breaks_its_connection_only(server):
    with Refuses(server) as forwarder:
        other, mine = (server.client(port=forwarder.port, single_connection_client=True) for _ in range(2))
        with pytest.raises(redis.ConnectionError):
            mine.set("key", "SECRET")
        assert other.connection.is_connected and other.ping()
        assert not server.client().exists("key")
