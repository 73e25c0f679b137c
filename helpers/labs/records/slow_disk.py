"""Lesson 31: record slow_disk.csv, what `appendfsync everysec` loses to a SIGKILL on a slow disk.

    python3 -m helpers.labs.records.slow_disk        # Linux, a C compiler, about five minutes

A small library, loaded before the C library, slows the disk down: its fdatasync() waits before it does its
work. While that call runs in the background, Redis keeps new commands in its own memory for up to two
seconds, but replies at once. One writer writes without a pause, and the server is killed at moments spread
over the second between two calls.
"""

import csv
import os
import pathlib
import subprocess
import tempfile
import time

from helpers.paths import DATA
from helpers.servers import start_server
from helpers.writer import lost, start_writer

DELAYS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)  # seconds added to each fdatasync
RUNS = 8  # kills for each delay, at moments spread over the time between two calls
SLOW = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

int fdatasync(int fd) {
    const char *delay = getenv("FDATASYNC_DELAY_US");
    if (delay) usleep(atoi(delay));
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    return real(fd);
}
"""


def slow_library(folder):
    """Compile the library into `folder` and return its path."""
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(SLOW)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


def start_slow_server(library, delay):
    """Start a server with `appendfsync everysec` whose fdatasync takes `delay` seconds longer."""
    slow = {"LD_PRELOAD": str(library), "FDATASYNC_DELAY_US": str(round(delay * 1e6))}
    os.environ.update(slow)  # the server inherits it, but this process and the writer don't use it
    try:
        return start_server(appendonly="yes", appendfsync="everysec")
    finally:
        for name in slow:
            del os.environ[name]


def kill_once(library, delay, run):
    """Kill a server while a writer writes to it; return a row of the record."""
    with start_slow_server(library, delay) as server, start_writer(server) as writer:
        writer.wait_for(1)
        time.sleep(2 * max(1, delay) + run / RUNS * max(1, delay))
        server.kill()
        acknowledged = writer.stop()
        server.restart()
        loss = lost(server.client(), acknowledged)
    return [delay, run, len(acknowledged), loss.count, round(loss.age, 3)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        library = slow_library(pathlib.Path(folder))
        rows = [kill_once(library, delay, run) for delay in DELAYS for run in range(RUNS)]
    with open(DATA / "slow_disk.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["delay_s", "run", "acknowledged", "lost", "lost_age_s"])
        table.writerows(rows)


if __name__ == "__main__":
    main()
