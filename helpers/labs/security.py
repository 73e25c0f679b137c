"""Lesson 64: a tap on the wire, and TLS with a certificate made on the spot."""

import pathlib
import ssl
from typing import NamedTuple

import trustme

from helpers.errors import CourseError
from helpers.labs.forwarding import Forwarder
from helpers.servers import Server, start_server
from helpers.servers.ports import free_port


class Tap(Forwarder):
    """A port that leads to `server`, and records what clients send, in `recorded`."""

    def __init__(self, server):
        self.recorded = bytearray()
        super().__init__(server)

    def request(self, connection, data):
        self.recorded += data
        return True


class Certificate(NamedTuple):
    """The files of a server's certificate: `ca.pem` of the authority, `server.pem` and `server.key`."""

    folder: pathlib.Path

    @property
    def authority(self):
        """The path of the authority's certificate, for clients: `ssl_ca_certs`."""
        return str(self.folder / "ca.pem")


def make_certificate(folder, *names):
    """Return a new `Certificate` for these host names or addresses, signed by an authority of its own.

    Its files are in the new folder `tls` in `folder`. A server's `data_dir` disappears with the server.
    """
    folder = pathlib.Path(folder) / "tls"
    folder.mkdir(mode=0o700)
    authority = trustme.CA()
    mine = authority.issue_cert(*names)
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    mine.private_key_pem.write_to_path(str(folder / "server.key"))
    for number, part in enumerate(mine.cert_chain_pems):
        part.write_to_path(str(folder / "server.pem"), append=number > 0)
    return Certificate(folder)


class Tls(NamedTuple):
    """A Redis that speaks TLS on `port`. `by` says who does: Redis itself, or a TLS proxy in front of it.

    `plain_port` leads to the same server without TLS. If a proxy speaks TLS, another proxy is in front of
    this port too, so that the two differ only in TLS.
    """

    server: Server
    port: int
    plain_port: int
    by: str
    proxies: tuple = ()

    def client(self, **options):
        """Return a client that speaks TLS. Options are those of `redis.Redis`."""
        return self.server.client(**({"port": self.port, "ssl": True} | options))

    def plain_client(self, **options):
        """Return a client without TLS. Options are those of `redis.Redis`."""
        return self.server.client(**({"port": self.plain_port} | options))

    def close(self):
        """Stop the server, and the proxies if there are any."""
        for proxy in self.proxies:
            proxy.close()
        self.server.close()


def start_tls(certificate, **config):
    """Start a `Server` that speaks TLS, by a proxy if this Redis was built without it; return a `Tls`."""
    files = {
        "tls_cert_file": certificate.folder / "server.pem",
        "tls_key_file": certificate.folder / "server.key",
        "tls_ca_cert_file": certificate.folder / "ca.pem",
    }
    port = free_port()
    try:
        server = start_server(tls_port=port, tls_auth_clients="no", **files, **config)
        return Tls(server, port, server.port, "Redis itself")
    except CourseError as error:
        if "tls" not in str(error).lower():
            raise
    return behind_a_proxy(start_server(**config), certificate)


def behind_a_proxy(server, certificate):
    """Return a `Tls` for a `Server` that was built without TLS, as stunnel would in production."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.folder / "server.pem", certificate.folder / "server.key")
    proxies = Forwarder(server, tls=context), Forwarder(server)
    return Tls(server, *(proxy.port for proxy in proxies), "a TLS proxy in front of Redis", proxies)
