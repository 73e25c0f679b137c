"""Lesson 31: record slow_disk.csv, what `appendfsync everysec` loses on a slow disk.

    sudo .venv/bin/python -m helpers.labs.records.slow_disk

It needs Linux, root and a C compiler, and takes about eight minutes. A small library, loaded before the C
library, slows the disk down: its fdatasync() waits before it does its work. A writer writes without a pause
until the server is killed, or until the power of its disk is cut (see powercut.py, which also says how each
run proves itself). Redis starts an fdatasync every second, or as soon as the last one is done, so the ends
are spread evenly over two of these periods.
"""

import os
import pathlib
import subprocess
import tempfile
import time

from helpers.labs.records.powercut import disk, end, prove, record, refuse_elsewhere, write_control
from helpers.paths import DATA
from helpers.servers import start_server
from helpers.writer import start_writer

RECORD = DATA / "slow_disk.csv"
# Seconds added to each fdatasync. Beyond two, Redis writes while a call is running, and this library's call
# would save those writes too, which a slow disk doesn't promise.
DELAYS = (0.0, 0.5, 1.0, 1.5, 2.0)
EVENTS = ("kill", "power cut")
RUNS = 10  # of each event, for each delay
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


def start_slow_server(library, delay, folder):
    """Start a server with `appendfsync everysec` whose fdatasync takes `delay` seconds longer."""
    slow = {"LD_PRELOAD": str(library), "FDATASYNC_DELAY_US": str(round(delay * 1e6))}
    os.environ.update(slow)  # the server inherits it, but this process and the writer don't use it
    try:
        return start_server(appendonly="yes", appendfsync="everysec", dir=folder)
    finally:
        for name in slow:
            del os.environ[name]


def end_once(library, event, delay, run):
    """Kill a server or cut its power while a writer writes to it; return a row of the record as a dict."""
    period = max(1, delay)
    with disk() as store:
        write_control(store.folder / "synced", synced=True)
        with start_slow_server(library, delay, store.folder) as server, start_writer(server) as writer:
            writer.wait_for(1)
            time.sleep(2 * period * (1 + run / RUNS))
            row = end(store, server, writer, cut=event == "power cut")
    prove(row, cut=event == "power cut")
    return {"delay_s": delay, "event": event, "run": run + 1} | row


def main():
    refuse_elsewhere()
    with tempfile.TemporaryDirectory() as folder:
        library = slow_library(pathlib.Path(folder))
        cases = [(event, delay, run) for delay in DELAYS for event in EVENTS for run in range(RUNS)]
        record(RECORD, (end_once(library, *case) for case in cases))


if __name__ == "__main__":
    main()
