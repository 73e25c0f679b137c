"""A tap records what crosses it, and TLS is spoken by Redis or by a proxy, with a checked certificate."""

import pytest
import redis

from helpers.labs.security import Forwarder, Tap, TlsProxy, make_certificate, start_tls
from helpers.servers import start_server


@pytest.fixture(scope="module")
def certificate():
    with start_server() as server:  # so that a container sees the folder too, and it goes with the server
        yield make_certificate(server.data_dir, "127.0.0.1")


def test_a_tap_records_what_clients_send_and_passes_everything_on():
    with start_server() as server, Tap(server.port) as tap:
        login = {"password": server.password, "decode_responses": True}
        with redis.Redis(port=tap.port, **login) as r:
            r.set("key", "x" * 200_000)
            assert r.get("key") == "x" * 200_000
        assert server.password.encode() in tap.recorded
        assert bytes(tap.recorded).count(b"x" * 200_000) == 1  # not what the server sends


def test_a_closed_port_lets_no_one_in():
    with start_server() as server:
        with Forwarder(server.port) as forwarder:
            r = redis.Redis(port=forwarder.port, password=server.password, retry=None)
            assert r.ping()
        with pytest.raises(redis.ConnectionError):
            r.ping()


def test_tls_with_a_certificate_that_is_checked(certificate):
    tls = start_tls(certificate)
    try:
        with tls.client(ssl_ca_certs=certificate.authority) as r:
            assert r.set("key", "value")
            assert r.get("key") == "value"
        with pytest.raises(redis.ConnectionError, match="certificate"):
            tls.client(retry=None).ping()
        assert tls.by in ("Redis itself", "a TLS proxy in front of Redis")
    finally:
        tls.close()


def test_a_proxy_speaks_tls_for_a_server_without_it(certificate):
    with start_server() as server, TlsProxy(server.port, certificate) as proxy:
        login = {"password": server.password, "ssl": True, "ssl_ca_certs": certificate.authority}
        with redis.Redis(host="127.0.0.1", port=proxy.port, **login) as r:
            assert r.ping()


def test_a_setting_that_is_wrong_is_not_taken_for_a_server_without_tls(certificate):
    with pytest.raises(Exception, match="memory"):
        start_tls(certificate, maxmemory="lots")
