"""A private Redis server to configure, kill, freeze and restart, which stops with its kernel."""

import functools
import os
import secrets
import socket
import time
import weakref
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from helpers.errors import CourseError
from helpers.servers import hosts, ports

READY_SECONDS = 30

# No retries, so that you see a dead server at once. A long timeout, so that blocking commands can wait.
CLIENT_DEFAULTS = {"decode_responses": True, "socket_timeout": 30, "retry": Retry(NoBackoff(), 0)}

ACCESS = {"requirepass", "user", "aclfile"}  # settings that control who may use a server
TELLS_ITS_PORT = {"replicaof", "sentinel", "cluster_enabled"}  # to other servers, from its first moment


@functools.cache
def kernel_password():
    """Return the password of all servers that this kernel starts.

    They need one because other users of the machine can connect to 127.0.0.1 too. It's the same for all, so
    that a replica can connect to its primary.
    """
    return secrets.token_hex(16)


class Server:
    """A private Redis in its own folder. Both disappear within a second after this kernel.

    `config` is redis.conf with `_` for `-`: `maxmemory="10mb"`, `save=["900 1", "60 10"]`, `appendonly=True`.
    Persistence is off unless configured. The server asks for a password, which `client()` and `url` know.
    `config` may set a different one (`requirepass="secret"`), none (`requirepass=""`), or users (`aclfile`,
    `user`). With `sentinel=["monitor shop 127.0.0.1 20001 2", ...]` it runs as a Sentinel, which finds its
    own way into what it monitors. Use it with `with` to close it.
    """

    def __init__(self, **config):
        _refuse_without_loopback()
        self._host = hosts.host()
        executable = self._host.executable("redis-server")
        self.data_dir = hosts.scratch_folder()
        self.config = {"save": "", "appendonly": "no"} | config
        as_sentinel = ["--sentinel"] if "sentinel" in config else []
        command = [executable, str(self._config_file), *as_sentinel]
        self._process = self._host.supervise(command, self.data_dir)
        self.port = self.config.pop("port", None)
        may_be_locked_out = self.password is None and ACCESS & self.config.keys()
        if self.port is None and (may_be_locked_out or TELLS_ITS_PORT & self.config.keys()):
            self.port = ports.free_port(for_cluster="cluster_enabled" in self.config)
        self._written, self._pools = None, weakref.WeakSet()
        try:
            self._start()
        except BaseException:  # even if interrupted, leave nothing behind
            self.close()
            raise

    @property
    def password(self):
        """The default user's password, or None if `config` sets none or defines users."""
        if ACCESS & self.config.keys():
            return self.config.get("requirepass") or None
        return kernel_password()

    def _start(self, *, write=True):
        if write:
            self._write_config()
        self.pid = self._process.start()
        options = CLIENT_DEFAULTS | {"password": self.password}
        with redis.Redis(unix_socket_path=self.socket_path, **options) as control:
            self._wait_until_ready(control)
            if self.port is None:
                self.port = ports.listen_on_a_free_port(control)

    def _write_config(self):
        # Start with a socket only. Then ask the server to take a port, which avoids a race for a free one.
        lines = [
            "bind 127.0.0.1",
            f"port {self.port or 0}",
            "protected-mode no",
            "locale-collate C",  # the locale in LANG may not be installed
            f"unixsocket {_quoted(self.socket_path)}",
            f"dir {_quoted(self.data_dir)}",
            "masteruser default",  # so that a replica gets in whether its primary wants a password or not
            f"masterauth {kernel_password()}",
            *_config_lines(self.config),
        ]
        if not ACCESS & self.config.keys():
            lines.append(f"requirepass {self.password}")
        for name in _monitored(self.config):
            lines += [f"sentinel auth-user {name} default", f"sentinel auth-pass {name} {kernel_password()}"]
            lines.append(f"sentinel sentinel-pass {kernel_password()}")
        self._written = "\n".join(lines) + "\n"
        self._config_file.write_text(self._written)
        self.password_file.write_text(self.password or "")

    @property
    def _config_file(self):
        return self.data_dir / "redis.conf"

    @property
    def socket_path(self):
        """The path of the unix socket on which the server also listens."""
        return str(self.data_dir / "socket")

    @property
    def password_file(self):
        """A file with the password that only you can read, because others can see your command lines."""
        return self.data_dir / "password"

    def _wait_until_ready(self, control):
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                control.ping()
                return
            except redis.AuthenticationError:
                return  # it replies, and `requirepass` or an ACL is part of the lesson
            except (redis.ConnectionError, redis.BusyLoadingError):  # not there yet, or loading its data
                if not self._process.alive:
                    raise CourseError(f"Redis didn't start: {self._last_words()}") from None
                if time.monotonic() > deadline:
                    raise CourseError(
                        f"Redis wasn't ready after {READY_SECONDS} s: {self._last_words()}"
                    ) from None
                time.sleep(0.002)

    def _last_words(self):
        lines = [line for line in self.log().splitlines() if line.strip()]
        return lines[-1] if lines else "it printed nothing"

    @property
    def url(self):
        """The URL for another process, including the password: `redis.Redis.from_url(server.url)`."""
        login = f":{quote(self.password, safe='')}@" if self.password else ""
        return f"redis://{login}127.0.0.1:{self.port}/0"

    @property
    def alive(self):
        """Whether the process is running. A frozen process is."""
        return self._process.alive

    def client(self, **options):
        """Return a redis-py client over TCP. Options are those of `redis.Redis`, and replies are decoded."""
        here = {"host": "127.0.0.1", "port": self.port, "password": self.password}
        client = redis.Redis(**(CLIENT_DEFAULTS | here | options))
        self._pools.add(client.connection_pool)  # which a PubSub keeps, and not its client
        return client

    def log(self):
        """Return what the server has printed since its first start."""
        output = self.data_dir / "output"
        return output.read_text(errors="replace") if output.exists() else ""

    def kill(self):
        """Send SIGKILL: the process exits immediately and saves nothing."""
        self._process.signal("KILL")

    def stop(self):
        """Send SIGTERM and wait: the server shuts down, and saves if its configuration says so."""
        self._process.signal("TERM")

    def freeze(self):
        """Send SIGSTOP: the process exists but doesn't reply until `thaw()`."""
        self._process.signal("STOP")

    def thaw(self):
        """Send SIGCONT: continue after `freeze()`."""
        self._process.signal("CONT")

    def restart(self, **config):
        """Restart on the same port and data with changed configuration, after `stop()` if it's running.

        Without changes, it reads the file that it has rewritten itself, as a Sentinel or a promoted replica
        has after a failover.
        """
        if self.alive:
            self.stop()
        self.config |= config
        self._start(write=bool(config) or self._config_file.read_text() == self._written)

    def close(self):
        """Stop the server, remove its folder, and close its clients' idle connections."""
        self._process.close()
        self.disconnect(inuse_connections=False)  # a thread may still be reading from one

    def disconnect(self, **options):
        """Close the connections of all clients, with the options of a pool's `disconnect`."""
        for pool in list(self._pools):
            pool.disconnect(**options)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"Server({', '.join(f'{name}={value!r}' for name, value in self.config.items())})"


def _config_lines(config):
    for name, value in config.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            # compare as text, because in a dict the key 1 equals True
            text = {"True": "yes", "False": "no", "": '""'}.get(str(one), one)
            text = _quoted(text) if isinstance(text, os.PathLike) else text
            yield f"{name.replace('_', '-')} {text}"


def _quoted(path):
    """Quote a path for redis.conf, whatever characters it contains."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _monitored(config):
    """Return the names of the primaries that a Sentinel's lines tell it to monitor."""
    lines = config.get("sentinel", ())
    lines = [lines] if isinstance(lines, str) else lines
    return [line.split()[1] for line in lines if line.startswith("monitor ")]


def _refuse_without_loopback():
    """CourseError where 127.0.0.1 can't be reached, as in a new network namespace."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("127.0.0.1", ports.PORTS.start))  # sends nothing, but needs the way to be there
    except OSError as error:
        raise CourseError(
            f"Programs on this machine can't reach each other at 127.0.0.1 ({error.strerror}). "
            "Bring the loopback interface up (`sudo ip link set lo up`), then try again."
        ) from error


def start_server(**config):
    """Start another private Redis and return the `Server`; `config` is described there."""
    return Server(**config)
