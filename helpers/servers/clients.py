"""Clients of the course's Redis: this kernel's private server, or the one that REDIS_URL names."""

import atexit
import functools
import os
import shlex
from typing import NamedTuple

import redis

from helpers.servers import hosts, named, redis_url
from helpers.servers.server import Server


@functools.cache
def _first_server():
    server = Server()
    atexit.register(server.close)
    return server


def _private_server():
    if not _first_server().alive:  # you or a lesson shut it down, so start a new one
        _first_server.cache_clear()
    return _first_server()


def _redis_url():
    """Return REDIS_URL, or None if it's unset or empty."""
    return os.environ.get("REDIS_URL") or None


def connect(**options):
    """Return a client for the course's Redis: this kernel's private server, or the one that REDIS_URL names.

    Options are those of `redis.Redis`. CourseError if there is no Redis, or if the database in REDIS_URL
    contains other keys or is used by another notebook.
    """
    if text := _redis_url():
        return named.connect(text, **options)
    return _private_server().client(**options)


def reset():
    """Empty the course's database, and nothing else, so that every notebook starts without keys."""
    if text := _redis_url():
        named.reset(text)
        return
    with connect() as r:
        r.flushdb()
        r.config_resetstat()


def look():
    """Describe what REDIS_URL names, without writing to it; CourseError if it can't be used."""
    return named.look(os.environ["REDIS_URL"])


def url():
    """Return the URL of the course's Redis for a second process: `redis.Redis.from_url(url())`.

    It contains the password, so pass it on in an environment variable or a file, not on a command line.
    """
    if text := _redis_url():
        connect().close()  # raises if it can't be used
        return redis_url.read(text).text
    return _private_server().url


def connect_socket(server=None, *, login=True):
    """Return a socket connected to `server` or to the course's Redis, to send and receive RESP yourself.

    It's logged in and uses the right database, unless you do that yourself with `login=False` and `login()`.
    If a reply takes longer than 30 s, it raises TimeoutError.
    """
    pool = (server.client() if server else connect()).connection_pool
    options = pool.connection_kwargs | {"protocol": 2}
    if not login:
        options["redis_connect_func"] = lambda connection: None
    # redis-py opens it over TCP, TLS or a unix socket, as the URL says
    connection = pool.connection_class(**options)
    connection.connect()
    wire, connection._sock = connection._sock, None  # or it would be closed with the connection
    return wire


class Login(NamedTuple):
    """The arguments of `AUTH user password` and `SELECT database`, quoted if a command line needs it."""

    user: str
    password: str
    database: int


def login():
    """Return the `Login` that your own connection has to send first. Don't print it: it has the password."""
    options = connect().get_connection_kwargs()
    user, password = options.get("username") or "default", options.get("password") or ""
    return Login(redis_url.word(user), redis_url.word(password), options.get("db", 0))


def supports(r, command):
    """Whether this server has a command. Don't ask for versions: Valkey reports 7.2.4."""
    return bool(r.execute_command("COMMAND INFO", command)[0])


def describe(r):
    """Return the small print of charts: `Redis 8.0.2 in a container, redis-py 8.1.0, TCP`."""
    info = r.info("server")
    name, version = (
        ("Valkey", info["valkey_version"]) if "valkey_version" in info else ("Redis", info["redis_version"])
    )
    where = "at REDIS_URL" if _is_named(r) else hosts.host().name
    return f"{name} {version} {where}, redis-py {redis.__version__}, {_transport(r)}"


def _is_named(r):
    if not (text := _redis_url()):
        return False
    return redis_url.place(r.get_connection_kwargs()) == redis_url.read(text).place


def _transport(r):
    kind = r.connection_pool.connection_class
    if issubclass(kind, redis.UnixDomainSocketConnection):
        return "unix socket"
    return "TLS" if issubclass(kind, redis.SSLConnection) else "TCP"


def address(r):
    """Return the address of a client's server, without password: `127.0.0.1, port 6379`, or a socket's path.

    A database other than 0 is included: `127.0.0.1, port 6379, database 3`.
    """
    options = r.get_connection_kwargs()
    host, port = options.get("host", "localhost"), options.get("port", 6379)
    place = options.get("path") or f"{host}, port {port}"
    database = options.get("db", 0)
    return place + (f", database {database}" if database else "")


def cli_line(server=None):
    """Print a line to paste into a terminal: redis-cli for `server` or for the course's Redis.

    The line contains no password. redis-cli reads a private server's password from a file that only you can
    read, and asks you for the one in REDIS_URL.
    """
    if server is None and (text := _redis_url()):
        print(shlex.join(["redis-cli", *_cli_options(redis_url.read(text))]))
        return
    server = server or _private_server()
    host = hosts.host()
    line = [*host.terminal("REDISCLI_AUTH"), host.executable("redis-cli"), "-p", str(server.port)]
    read_password = f'REDISCLI_AUTH="$(cat {shlex.quote(str(server.password_file))})" '
    print((read_password if server.password else "") + shlex.join(line))


def _cli_options(address):
    options = address.options
    words = {
        "-s": options.get("path"),
        "-h": options.get("host") if "path" not in options else None,
        "-p": options.get("port"),
        "-n": options.get("db"),
        "--user": options.get("username"),
        "--cacert": options.get("ssl_ca_certs"),
        "--cert": options.get("ssl_certfile"),
        "--key": options.get("ssl_keyfile"),
    }
    line = [word for name, value in words.items() if value for word in (name, str(value))]
    if address.uses_tls:
        line.append("--tls")
        if options.get("ssl_cert_reqs") == "none":
            line.append("--insecure")
    return [*line, *(["--askpass"] if address.has_password else [])]
