"""Lesson 64: a tap on the wire, and TLS with a certificate made on the spot."""

import contextlib
import pathlib
import socket
import ssl
import threading
from typing import NamedTuple

import redis
import trustme

from helpers.errors import CourseError
from helpers.servers import start_server
from helpers.servers.ports import free_port

CHUNK = 65_536


class Forwarder:
    """A port on 127.0.0.1 that leads to `target`, another port. Use it with `with` to close it."""

    def __init__(self, target):
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._open, self._threads = [self._listener], []
        self._run(self._accept)

    def _run(self, function, *arguments):
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        with contextlib.suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                self._run(self._connect, client)

    def _connect(self, client):
        with contextlib.suppress(OSError):
            client = self.welcome(client)
            server = socket.create_connection(("127.0.0.1", self._target))
            self._open += [client, server]
            self._run(self._copy, client, server, self.sees)
            self._run(self._copy, server, client, lambda data: None)

    def welcome(self, client):
        """Return the socket to talk to a client that has just connected."""
        return client

    def sees(self, data):
        """Called with all bytes that a client sends."""

    def _copy(self, source, target, sees):
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                sees(data)
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self):
        """Close the port and all connections through it."""
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class Tap(Forwarder):
    """A `Forwarder` that records what clients send, in `recorded`."""

    def __init__(self, target):
        self.recorded = bytearray()
        super().__init__(target)

    def sees(self, data):
        self.recorded += data


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


class TlsProxy(Forwarder):
    """A `Forwarder` that speaks TLS with its clients, as stunnel does in front of a Redis without it."""

    def __init__(self, target, certificate):
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(certificate.folder / "server.pem", certificate.folder / "server.key")
        super().__init__(target)

    def welcome(self, client):
        return self._context.wrap_socket(client, server_side=True)


class Tls(NamedTuple):
    """A Redis that speaks TLS on `port`. `by` says who does: Redis itself, or a TLS proxy in front of it."""

    server: object
    port: int
    by: str
    proxy: object = None

    def client(self, **options):
        """Return a client that speaks TLS. Options are those of `redis.Redis`."""
        login = {"password": self.server.password, "decode_responses": True}
        return redis.Redis(**({"host": "127.0.0.1", "port": self.port, "ssl": True} | login | options))

    def close(self):
        """Stop the server, and the proxy if there's one."""
        if self.proxy:
            self.proxy.close()
        self.server.close()


def start_tls(certificate, **config):
    """Start a `Server` that speaks TLS, by a proxy if this Redis was built without it; return a `Tls`."""
    port = free_port()
    files = {
        "tls_cert_file": certificate.folder / "server.pem",
        "tls_key_file": certificate.folder / "server.key",
        "tls_ca_cert_file": certificate.folder / "ca.pem",
    }
    try:
        server = start_server(tls_port=port, tls_auth_clients="no", **files, **config)
        return Tls(server, port, "Redis itself")
    except CourseError as error:
        if "tls" not in str(error).lower():
            raise
    server = start_server(**config)
    proxy = TlsProxy(server.port, certificate)
    return Tls(server, proxy.port, "a TLS proxy in front of Redis", proxy)
