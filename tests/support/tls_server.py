"""A server that can be reached in every way that a URL can name: TCP, IPv6, TLS, and a unix socket."""

import contextlib
import shutil

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.servers import hosts, start_server
from helpers.servers.ports import free_port

CERTIFICATES = ROOT / "tests" / "servers" / "tls"


@contextlib.contextmanager
def start_tls_server(clients="no"):
    """A `Server` with a `tls_port` (None where it was built without TLS) and files for its clients:
    `authority`, `certificate` and `key`. With `clients="yes"` it asks for a client's certificate."""
    folder = hosts.scratch_folder()  # where a container sees it too
    for file in CERTIFICATES.glob("*.*"):
        shutil.copy(file, folder)
    tls = {
        "tls_port": free_port(),
        "tls_cert_file": folder / "server.pem",
        "tls_key_file": folder / "server.key",
        "tls_ca_cert_file": folder / "ca.pem",
        "tls_auth_clients": clients,
    }
    addresses = {"bind": "127.0.0.1 -::1"}
    try:
        server = start_server(**addresses, **tls)
    except CourseError as error:
        assert "TLS" in str(error)
        tls["tls_port"] = None
        server = start_server(**addresses)
    server.tls_port = tls["tls_port"]
    server.authority, server.certificate, server.key = (
        str(folder / name) for name in ("ca.pem", "client.pem", "client.key")
    )
    with server:
        yield server
    shutil.rmtree(folder)
