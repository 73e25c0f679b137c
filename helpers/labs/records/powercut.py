"""Lessons 31 and 32: record powercut.csv, what a power cut loses in each persistence mode.

    sudo .venv/bin/python -m helpers.labs.records.powercut

It needs Linux and root, and takes about six minutes. Each run creates an ext4 file system in an image file
on a loop device. Redis stores its data there, while a second process writes orders and records elsewhere
which of them were acknowledged. Then EXT4_IOC_SHUTDOWN shuts the file system down without flushing its
journal or data. From that moment nothing more reaches the device, as if the machine had lost power. Redis is
killed, the image is mounted again and its journal replayed, Redis is started on it, and the orders are
counted. If Redis refuses to load a truncated AOF, `redis-check-aof --fix` repairs it (column `repaired`).

Each run proves itself: a file that was fsynced has to be complete afterward, and one that wasn't has to be
gone, or nothing is recorded. A run that is unmounted properly loses nothing, which shows that the cut loses
the writes and not the counting. The loop device itself never loses data. A disk that ignores the flush of
an fsync would lose more.
"""

import csv
import fcntl
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

from helpers.errors import CourseError
from helpers.paths import DATA
from helpers.servers import fdatasync_probe, hosts, start_server
from helpers.writer import lost, start_writer

RECORD = DATA / "powercut.csv"
RUNS = 5
IMAGE_BYTES = 1 << 30  # sparse: it uses only what is written
CONTROL_BYTES = 1_000_000
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32)
NOTHING_FLUSHED = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH
LOOP = pathlib.Path("/dev/loop-control")
TOOLS = ("mkfs.ext4", "mount", "umount")

AOF = {"appendonly": True, "aof_use_rdb_preamble": False}
EVERYSEC = {"appendfsync": "everysec"}
# mode -> configuration, command halfway through, seconds of writing before the cut
MODES = {
    "none": ({}, None, 4),
    "RDB": ({}, "BGSAVE", 4),
    "AOF no": (AOF | {"appendfsync": "no"}, None, 4),
    "AOF no, 45 s": (AOF | {"appendfsync": "no"}, None, 45),
    "AOF everysec": (AOF | EVERYSEC, None, 4),
    "AOF always": (AOF | {"appendfsync": "always"}, None, 4),
    "hybrid": ({"appendonly": True} | EVERYSEC, "BGREWRITEAOF", 4),
    "control: AOF no, in order": (AOF | {"appendfsync": "no"}, None, 4),
}


def refuse_elsewhere():
    """Raise CourseError with the reason if this machine can't run the experiment."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if sys.platform != "linux":
        raise CourseError("The power cut needs Linux. Elsewhere, use its record, data/powercut.csv.")
    if os.geteuid() != 0:
        raise CourseError("The power cut needs root to mount a disk. Run it with sudo.")
    if not LOOP.exists():
        raise CourseError("The power cut needs loop devices, which this machine or container doesn't have.")
    if missing:
        raise CourseError(f"The power cut needs {', '.join(missing)}: install e2fsprogs and util-linux.")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise CourseError(f"{' '.join(map(str, command))} failed: {done.stderr.strip()}")


class Disk:
    """An ext4 file system in an image file, mounted at `folder`, whose power can be cut."""

    def __init__(self, home):
        self._image, self.folder = home / "image", home / "disk"
        self.folder.mkdir()
        with self._image.open("wb") as file:
            file.truncate(IMAGE_BYTES)
        run("mkfs.ext4", "-q", "-F", self._image)
        self.mount()

    def mount(self):
        run("mount", "-o", "loop", self._image, self.folder)

    def unmount(self):
        run("umount", self.folder)

    def cut(self):
        """Cut the power: nothing more reaches the device, and what is still in memory is lost."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NOTHING_FLUSHED))
        finally:
            os.close(folder)


@contextmanager
def disk():
    """Yield a `Disk` in the temporary folder, and remove it afterward."""
    with tempfile.TemporaryDirectory(prefix="powercut-") as home:
        made = Disk(pathlib.Path(home))
        try:
            yield made
        finally:
            if os.path.ismount(made.folder):
                made.unmount()


def write_control(file, synced):
    with file.open("wb", buffering=0) as control:
        control.write(b"x" * CONTROL_BYTES)
        if synced:
            os.fsync(control.fileno())


def size(file):
    return file.stat().st_size if file.exists() else 0


def ask_halfway(server, command, seconds):
    time.sleep(seconds / 2)
    if command:
        r = server.client()
        r.execute_command(command)
        running = "rdb_bgsave_in_progress" if command == "BGSAVE" else "aof_rewrite_in_progress"
        while r.info("persistence")[running]:
            time.sleep(0.01)
    time.sleep(seconds / 2)


def start_again(server, folder):
    """Start Redis on what the cut left; return whether the AOF had to be repaired first."""
    try:
        server.restart()
        return False
    except CourseError as refusal:
        if "Bad file format" not in str(refusal):
            raise
    manifest = folder / "appendonlydir" / "appendonly.aof.manifest"
    host = hosts.host()
    host.run([host.executable("redis-check-aof"), "--fix", str(manifest)], input="y\n")
    server.restart()
    return True


def one_run(mode, seconds):
    """Cut the power once after about `seconds` of writing; return a row of the record as a dict."""
    config, halfway, _ = MODES[mode]
    with disk() as store:
        synced, unsynced = store.folder / "synced", store.folder / "unsynced"
        write_control(synced, synced=True)
        row = {"mode": mode, "fdatasync_us": round(fdatasync_probe(store.folder).p50)}
        with start_server(**config, dir=store.folder) as server:
            row |= {"redis": server.client().info("server")["redis_version"], "seconds": round(seconds, 2)}
            with start_writer(server) as writer:
                ask_halfway(server, halfway, seconds)
                write_control(unsynced, synced=False)
                acknowledged = writer.acknowledged()  # before the cut, because later ones don't count
                if "control" not in mode:
                    store.cut()
                server.kill()
            store.unmount()
            store.mount()
            repaired = start_again(server, store.folder)
            loss = lost(server.client(), acknowledged)
            row |= {"repaired": int(repaired)}
            row |= {"acknowledged": len(acknowledged), "lost": loss.count, "oldest_s": round(loss.age, 3)}
            row |= {"synced_kept": size(synced), "unsynced_kept": size(unsynced)}
    return row


def prove(row):
    """Raise CourseError unless the run's control files show that it was a power cut."""
    expected = (CONTROL_BYTES, CONTROL_BYTES if "control" in row["mode"] else 0)
    if (row["synced_kept"], row["unsynced_kept"]) != expected:
        raise CourseError(f"This wasn't a power cut, because the wrong control files survived: {row}")


def main():
    refuse_elsewhere()
    chance = random.Random(20250701)  # so that each cut comes at a different moment of the second
    rows = []
    for mode, (_, _, seconds) in MODES.items():
        for number in range(1, RUNS + 1):
            row = one_run(mode, seconds + chance.random())
            prove(row)
            rows.append(row | {"run": number})
            print(rows[-1], flush=True)
    with RECORD.open("w", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    try:
        main()
    except CourseError as error:
        sys.exit(str(error))
