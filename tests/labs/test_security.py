"""A tap records what crosses it, and TLS is spoken by Redis or by a proxy, with a checked certificate."""

import pytest
import redis

from helpers.labs.security import Tap, behind_a_proxy, make_certificate, start_tls
from helpers.servers import start_server


@pytest.fixture(scope="module")
def certificate():
    with start_server() as server:  # so that a container sees the folder too, and it goes with the server
        yield make_certificate(server.data_dir, "127.0.0.1")


def test_a_tap_records_what_clients_send_and_passes_everything_on():
    with start_server() as server, Tap(server) as tap:
        with server.client(port=tap.port) as r:
            r.set("key", "x" * 200_000)
            assert r.get("key") == "x" * 200_000
        assert server.password.encode() in tap.recorded
        assert bytes(tap.recorded).count(b"x" * 200_000) == 1  # not what the server sends


@pytest.mark.parametrize("by", ["this Redis if it can", "a proxy"])
def test_tls_with_a_certificate_that_is_checked(certificate, by, capfd):
    tls = start_tls(certificate) if by != "a proxy" else behind_a_proxy(start_server(), certificate)
    try:
        with tls.client(ssl_ca_certs=certificate.authority) as r, tls.plain_client() as plain:
            assert r.set("key", "x" * 200_000)
            assert r.get("key") == plain.get("key") == "x" * 200_000
        with pytest.raises(redis.ConnectionError, match="certificate"):
            tls.client().ping()
        with pytest.raises(redis.ConnectionError):
            tls.plain_client(port=tls.port).ping()
        assert tls.by in ("Redis itself", "a TLS proxy in front of Redis")
        assert bool(tls.proxies) == (tls.by != "Redis itself")
    finally:
        tls.close()
    assert capfd.readouterr().err == ""


def test_a_setting_that_is_wrong_is_not_taken_for_a_server_without_tls(certificate):
    with pytest.raises(Exception, match="memory"):
        start_tls(certificate, maxmemory="lots")
