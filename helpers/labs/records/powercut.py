"""What a power cut takes from each way of keeping Redis's data: the experiment behind `powercut.csv`.

    sudo .venv/bin/python -m helpers.labs.records.powercut

Linux, as root, about six minutes. Each run makes an ext4 file system in an image file on a loop device, lets
a Redis keep its data there while a second process writes orders and notes, elsewhere, which of them were
acknowledged. Then the file system is shut down by EXT4_IOC_SHUTDOWN without flushing journal or data: from
that moment nothing more reaches the device, which is what the device of a machine without power has. Redis is
killed, the image is mounted anew, its journal replayed, a Redis started on it, and the orders are counted.
Where that Redis refuses an AOF whose end is torn, `redis-check-aof --fix` goes first (column `repaired`).

Each run carries its own proof: a file that was fsynced has to be whole afterwards, one that was not has to
be gone, or nothing is recorded. A run that is unmounted in order loses nothing: the cut loses it, not the
counting. The device itself forgets nothing here; a disk that keeps a cache of its own and ignores the
flush that fsync sends would lose more.
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
IMAGE_BYTES = 1 << 30  # sparse: it takes what is written
CONTROL_BYTES = 1_000_000
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32)
NOTHING_FLUSHED = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH
LOOP = pathlib.Path("/dev/loop-control")
TOOLS = ("mkfs.ext4", "mount", "umount")

AOF = {"appendonly": True, "aof_use_rdb_preamble": False}
EVERYSEC = {"appendfsync": "everysec"}
# mode -> configuration, what it is asked halfway, seconds of writing before the cut
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
    """CourseError, with the reason, on a machine where this experiment cannot be made."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if sys.platform != "linux":
        raise CourseError("The power cut needs Linux: its record, data/powercut.csv, can be read everywhere.")
    if os.geteuid() != 0:
        raise CourseError("The power cut needs root, to mount a disk of its own: run it with sudo.")
    if not LOOP.exists():
        raise CourseError("The power cut needs loop devices, which this machine or container does not have.")
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
        """From here on nothing reaches the device; what waits in memory is lost."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NOTHING_FLUSHED))
        finally:
            os.close(folder)


@contextmanager
def disk():
    """A `Disk` below the temporary folder; nothing of it is left."""
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
    """Start Redis on what the cut has left; whether the AOF had to be repaired first."""
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
    """One cut under `mode` after about `seconds` of writing: a row of the record, as a dictionary."""
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
                acknowledged = writer.acknowledged()  # before the cut: what comes after it does not count
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
    """CourseError unless the run's own controls say that it was a power cut."""
    expected = (CONTROL_BYTES, CONTROL_BYTES if "control" in row["mode"] else 0)
    if (row["synced_kept"], row["unsynced_kept"]) != expected:
        raise CourseError(f"This was no power cut, its controls kept the wrong files: {row}")


def main():
    refuse_elsewhere()
    chance = random.Random(20250701)  # each cut at another moment of the second
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
