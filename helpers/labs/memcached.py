"""Lesson 02: a private memcached for this kernel, to compare with Redis, if memcached is installed.

It runs on this machine even if Redis runs in a container, because both are reachable at 127.0.0.1.
"""

import atexit
import os
import shutil
import time

from pymemcache.client.base import PooledClient

from helpers.errors import CourseError
from helpers.servers import hosts

READY_SECONDS = 10
WITHOUT = (
    "memcached isn't installed here, so its figures are left out. Install it with "
    "`apt install memcached` or `brew install memcached`, and run this notebook again."
)


class Memcached:
    """A memcached in its own folder, which stops within a second after this kernel.

    `port` is a free port, and a different one after `restart()`. Its memory is limited to 64 MB.
    """

    def __init__(self, executable):
        folder = hosts.scratch_folder()
        self._port_file = folder / "port"  # with port -1 it picks a free one and writes it here
        argv = ["env", f"MEMCACHED_PORT_FILENAME={self._port_file}", executable]
        # one thread, like Redis: with more, chance decides whether a busy or an idle one serves a client
        argv += ["-l", "127.0.0.1", "-p", "-1", "-U", "0", "-m", "64", "-t", "1"]
        if os.geteuid() == 0:  # memcached refuses to run as root without this option
            argv += ["-u", "root"]
        self._process = hosts.ProcessHost().supervise(argv, folder)
        try:
            self._start()
        except BaseException:  # even if interrupted, leave nothing behind
            self.close()
            raise

    def _start(self):
        self._process.start()
        deadline = time.monotonic() + READY_SECONDS
        while not self._port_file.exists():
            if not self._process.alive or time.monotonic() > deadline:
                raise CourseError("memcached didn't start. Run `memcached -vv` in a terminal to see why.")
            time.sleep(0.002)
        # one line per protocol, such as "TCP INET: 11211"
        self.port = int(self._port_file.read_text().split()[-1])

    def client(self):
        """Return a pymemcache client that, like redis-py, waits for each reply and is thread-safe."""
        # by default, pymemcache sends a `set` without waiting for the reply
        return PooledClient(("127.0.0.1", self.port), default_noreply=False, no_delay=True, timeout=30)

    def kill(self):
        """Send SIGKILL: the process exits immediately."""
        self._process.signal("KILL")

    def restart(self):
        """Start it again after `kill()`, on a different port."""
        self._port_file.unlink()
        self._start()

    def close(self):
        """Stop it and remove its folder."""
        self._process.close()

    def __repr__(self):
        return f"<memcached {self.client().version().decode()} on this machine>"


def start_memcached():
    """Start a private memcached; if it isn't installed, say so and return None."""
    executable = shutil.which("memcached")
    if not executable:
        print(WITHOUT)
        return None
    memcached = Memcached(executable)
    atexit.register(memcached.close)
    return memcached
