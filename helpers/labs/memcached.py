"""Lesson 02: a memcached of this kernel's own, where the machine has one: lesson 02 sets it beside Redis.

It runs on this machine even where Redis runs in a container: both are reached over 127.0.0.1.
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
    "There is no memcached on this machine, so its figures are left out: get it with "
    "`apt install memcached` or `brew install memcached`, and run this notebook again."
)


class Memcached:
    """A memcached in a folder of its own; it is gone within a second after this kernel is.

    `port` is a free one, and another one after `restart()`. Its memory is limited to 64 MB.
    """

    def __init__(self, executable):
        folder = hosts.scratch_folder()
        self._port_file = folder / "port"  # with -1 it takes a free port, and writes here which
        argv = ["env", f"MEMCACHED_PORT_FILENAME={self._port_file}", executable]
        # one thread, as Redis has: with more, chance decides which of them, busy or asleep, serves a client
        argv += ["-l", "127.0.0.1", "-p", "-1", "-U", "0", "-m", "64", "-t", "1"]
        if os.geteuid() == 0:  # which memcached refuses unless it is asked for
            argv += ["-u", "root"]
        self._process = hosts.ProcessHost().supervise(argv, folder)
        try:
            self._start()
        except BaseException:  # the interrupt button as well: nothing is left behind
            self.close()
            raise

    def _start(self):
        self._process.start()
        deadline = time.monotonic() + READY_SECONDS
        while not self._port_file.exists():
            if not self._process.alive or time.monotonic() > deadline:
                raise CourseError("memcached did not start: try `memcached -vv` in a terminal.")
            time.sleep(0.002)
        # a line for each protocol, such as "TCP INET: 11211"
        self.port = int(self._port_file.read_text().split()[-1])

    def client(self):
        """A pymemcache client that waits for each reply and is safe in threads, as a redis-py client is."""
        # its own default is to send a `set` and not to ask whether it was done
        return PooledClient(("127.0.0.1", self.port), default_noreply=False, no_delay=True, timeout=30)

    def kill(self):
        """SIGKILL: the process is gone at once."""
        self._process.signal("KILL")

    def restart(self):
        """Start again, after `kill()`, on another port."""
        self._port_file.unlink()
        self._start()

    def close(self):
        """End it and remove its folder."""
        self._process.close()

    def __repr__(self):
        return f"<memcached {self.client().version().decode()} on this machine>"


def start_memcached():
    """Start a memcached for this kernel alone; where there is none, say so and return None."""
    executable = shutil.which("memcached")
    if not executable:
        print(WITHOUT)
        return None
    memcached = Memcached(executable)
    atexit.register(memcached.close)
    return memcached
