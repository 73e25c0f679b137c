"""REDIS_URL and TLS: what is wrong with a certificate or a scheme is said, and what is right works."""

import pytest

from helpers.errors import CourseError
from helpers.servers import connect, connect_socket, describe, named, reset
from tests.support.tls_server import start_tls_server


@pytest.fixture(scope="module")
def theirs():
    with start_tls_server() as server:
        if server.tls_port is None:
            pytest.skip("this server was built without TLS")
        yield server


@pytest.fixture
def name(monkeypatch):
    yield lambda url: monkeypatch.setenv("REDIS_URL", url)
    named._seats.clear()


def refusal():
    with pytest.raises(CourseError) as refused:
        connect()
    assert "unset REDIS_URL" in str(refused.value)
    return str(refused.value)


def test_a_private_authority_is_trusted_when_it_is_named(theirs, name):
    at = f"rediss://:{theirs.password}@localhost:{theirs.tls_port}/3"
    name(at)
    assert "its certificate isn't trusted (self-signed certificate in certificate chain)" in refusal()
    assert "?ssl_ca_certs=" in refusal()
    for option in (f"ssl_ca_certs={theirs.authority}", "ssl_cert_reqs=none"):
        name(f"{at}?{option}")
        reset()
        assert describe(connect()).endswith(", TLS")
        with connect_socket() as wire:
            wire.sendall(b"PING\r\n")
            assert wire.recv(100) == b"+PONG\r\n"


def test_a_certificate_for_another_name(theirs, name):
    name(f"rediss://:{theirs.password}@127.0.0.1:{theirs.tls_port}/3?ssl_ca_certs={theirs.authority}")
    assert "is for another name (IP address mismatch" in refusal()


def test_the_wrong_scheme(theirs, name, monkeypatch):
    monkeypatch.setitem(named.DEFAULTS, "socket_timeout", 1)
    monkeypatch.setitem(named.DEFAULTS, "socket_connect_timeout", 1)
    name(f"redis://:{theirs.password}@127.0.0.1:{theirs.tls_port}/3")
    assert "speaks TLS: write rediss:// in place of redis://" in refusal()
    name(f"rediss://:{theirs.password}@127.0.0.1:{theirs.port}/3")
    assert "doesn't speak TLS: write redis:// in place of rediss://" in refusal()


def test_a_certificate_file_that_is_not_there(theirs, name):
    name(f"rediss://127.0.0.1:{theirs.tls_port}/3?ssl_ca_certs=/no/such/file.pem")
    assert "A certificate or key file that REDIS_URL names isn't there" in refusal()


def test_a_server_that_asks_for_a_certificate(theirs, name):
    with start_tls_server(clients="yes") as strict:
        at = f"rediss://:{strict.password}@localhost:{strict.tls_port}/3?ssl_ca_certs={strict.authority}"
        name(at)
        assert "asks for a client certificate" in refusal()
        name(f"{at}&ssl_certfile={strict.certificate}&ssl_keyfile={strict.key}")
        assert connect().ping()
