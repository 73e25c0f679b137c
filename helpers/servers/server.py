"""A Redis server of its own, to configure, kill, freeze and restart: for one kernel, and gone with it."""

import functools
import os
import random
import secrets
import socket
import time
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from helpers.errors import CourseError
from helpers.servers import hosts

PORTS = range(20_000, 30_000)  # below the ports that systems hand out, and N + 10000 is one for a cluster bus
READY_SECONDS = 30

# No retries: a dead server should be seen at once. The long timeout lets a blocking command wait.
CLIENT_DEFAULTS = {"decode_responses": True, "socket_timeout": 30, "retry": Retry(NoBackoff(), 0)}

ACCESS = {"requirepass", "user", "aclfile"}  # settings that say who may use a server


@functools.cache
def kernel_password():
    """The password of every server that this kernel starts.

    Other users of the machine reach 127.0.0.1 too. One password for all lets a replica follow its primary.
    """
    return secrets.token_hex(16)


class Server:
    """A Redis of its own, in a folder of its own; both are gone within a second after this kernel is.

    `config` is redis.conf with `_` for `-`: `maxmemory="10mb"`, `save=["900 1", "60 10"]`, `appendonly=True`.
    Persistence is off unless configured. The server asks for a password, which `client()` and `url` know;
    `config` may set another one (`requirepass="secret"`), none (`requirepass=""`), or users (`aclfile`,
    `user`). Used with `with`, it is closed at the end.
    """

    def __init__(self, **config):
        self._host = hosts.host()
        executable = self._host.executable("redis-server")
        self.data_dir = hosts.scratch_folder()
        self.config = {"save": "", "appendonly": "no"} | config
        self._process = self._host.supervise([executable, str(self.data_dir / "redis.conf")], self.data_dir)
        self.port = self.config.pop("port", None)
        if self.port is None and self.password is None and ACCESS & self.config.keys():
            self.port = _free_port()  # the server may not let us in to give it one
        if self.port is None and self.config.get("cluster_enabled"):
            # its bus listens from the start, when the port is not chosen yet: two would meet on 0 + 10000
            self.config.setdefault("cluster_port", _port_of_nobody())
        try:
            self._start()
        except BaseException:  # the interrupt button as well: nothing is left behind
            self.close()
            raise

    @property
    def password(self):
        """The default user's password; None where `config` says that there is none, or names users."""
        if ACCESS & self.config.keys():
            return self.config.get("requirepass") or None
        return kernel_password()

    def _start(self):
        self._write_config()
        self.pid = self._process.start()
        options = CLIENT_DEFAULTS | {"password": self.password}
        with redis.Redis(unix_socket_path=self.socket_path, **options) as control:
            self._wait_until_ready(control)
            if self.port is None:
                self.port = _listen_on_a_free_port(control)

    def _write_config(self):
        # Started with a socket only: a free TCP port is found by asking the server to take it, without a race
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
        (self.data_dir / "redis.conf").write_text("\n".join(lines) + "\n")
        self.password_file.write_text(self.password or "")

    @property
    def socket_path(self):
        """The path of the unix socket on which the server listens besides its port."""
        return str(self.data_dir / "socket")

    @property
    def password_file(self):
        """A file with the password, which only you can read: for a command line, which others can see."""
        return self.data_dir / "password"

    def _wait_until_ready(self, control):
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                control.ping()
                return
            except redis.AuthenticationError:
                return  # it answers: `requirepass` or an ACL is part of the lesson
            except (redis.ConnectionError, redis.BusyLoadingError):  # not there yet, or loading its data
                if not self._process.alive:
                    raise CourseError(f"Redis did not start: {self._last_words()}") from None
                if time.monotonic() > deadline:
                    raise CourseError(
                        f"Redis was not ready in {READY_SECONDS} s: {self._last_words()}"
                    ) from None
                time.sleep(0.002)

    def _last_words(self):
        lines = [line for line in self.log().splitlines() if line.strip()]
        return lines[-1] if lines else "it said nothing"

    @property
    def url(self):
        """The address for another process, password included: `redis.Redis.from_url(server.url)`."""
        login = f":{quote(self.password, safe='')}@" if self.password else ""
        return f"redis://{login}127.0.0.1:{self.port}/0"

    @property
    def alive(self):
        """Whether the process runs (a frozen one does)."""
        return self._process.alive

    def client(self, **options):
        """A redis-py client over TCP, let in; options as for `redis.Redis`, replies decoded by default."""
        defaults = CLIENT_DEFAULTS | {"password": self.password}
        return redis.Redis(host="127.0.0.1", port=self.port, **(defaults | options))

    def log(self):
        """What the server has printed, all starts together."""
        output = self.data_dir / "output"
        return output.read_text(errors="replace") if output.exists() else ""

    def kill(self):
        """SIGKILL: the process is gone at once, saving nothing."""
        self._process.signal("KILL")

    def stop(self):
        """SIGTERM: an orderly shutdown, which saves if the configuration says so; returns when it is over."""
        self._process.signal("TERM")

    def freeze(self):
        """SIGSTOP: the process is there and does not answer, until `thaw()`."""
        self._process.signal("STOP")

    def thaw(self):
        """SIGCONT: go on after `freeze()`."""
        self._process.signal("CONT")

    def restart(self, **config):
        """Start again on the same port and data, with changed configuration; `stop()` first if it runs."""
        if self.alive:
            self.stop()
        self.config |= config
        self._start()

    def close(self):
        """End the server and remove its folder."""
        self._process.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"Server({', '.join(f'{name}={value!r}' for name, value in self.config.items())})"


def _config_lines(config):
    for name, value in config.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            # by its text: to a dict, the number 1 is True
            text = {"True": "yes", "False": "no", "": '""'}.get(str(one), one)
            text = _quoted(text) if isinstance(text, os.PathLike) else text
            yield f"{name.replace('_', '-')} {text}"


def _quoted(path):
    """A path as one word of redis.conf, whatever is in its name."""
    return '"' + str(path).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _port_of_nobody():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def _shuffled_ports():
    return random.sample(PORTS, len(PORTS))


def _listen_on_a_free_port(control):
    for port in _shuffled_ports():
        try:
            control.config_set("port", port)
            return port
        except redis.ResponseError:
            continue  # taken
    raise _no_free_port()


def _free_port():
    for port in _shuffled_ports():
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue  # taken
    raise _no_free_port()


def _no_free_port():
    return CourseError(
        f"All ports between {PORTS.start} and {PORTS.stop - 1} are taken: stop a program that uses one."
    )


def start_server(**config):
    """Start a further Redis, for this kernel alone: see `Server`."""
    return Server(**config)
