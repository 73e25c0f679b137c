"""Lessons 31 and 32: record powercut.csv, what a power cut loses in each persistence mode.

    sudo .venv/bin/python -m helpers.labs.records.powercut

It needs Linux and root, and takes about ten minutes. Each run creates an ext4 file system in an image file
on a loop device. Redis stores its data there, while a second process writes orders and records elsewhere
which of them were acknowledged. Then EXT4_IOC_SHUTDOWN shuts the file system down without flushing its
journal or data. From that moment nothing more reaches the device, as if the machine had lost power. Redis is
killed, the image is mounted again and its journal replayed, Redis is started on it, and the orders are
counted. If Redis refuses to load a truncated AOF, `redis-check-aof --fix` repairs it (column `repaired`).
With `everysec` the loss depends on the moment between two fdatasyncs, so the cuts are spread evenly over a
second: cut i of n comes i/n s later.

Each run proves itself: a file that was fsynced has to be complete afterward, and one that wasn't has to be
gone, or nothing is recorded. A run that is unmounted properly loses nothing, which shows that the cut loses
the writes and not the counting. The loop device itself never loses data. A disk that ignores the flush of
an fsync would lose more.
"""

import csv
import fcntl
import os
import pathlib
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
IMAGE_BYTES = 1 << 30  # sparse: it uses only what is written
CONTROL_BYTES = 1_000_000
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32)
NOTHING_FLUSHED = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH
LOOP = pathlib.Path("/dev/loop-control")
TOOLS = ("mkfs.ext4", "mount", "umount")

AOF = {"appendonly": True, "aof_use_rdb_preamble": False}
EVERYSEC = {"appendfsync": "everysec"}
# mode -> configuration, command after BEFORE_COMMAND, seconds of writing before the first cut, runs
BEFORE_COMMAND = 2  # s
MODES = {
    "none": ({}, None, 4, 5),
    "RDB": ({}, "BGSAVE", 4, 5),
    "AOF no": (AOF | {"appendfsync": "no"}, None, 4, 5),
    "AOF no, 45 s": (AOF | {"appendfsync": "no"}, None, 45, 5),
    "AOF everysec": (AOF | EVERYSEC, None, 4, 10),
    "AOF always": (AOF | {"appendfsync": "always"}, None, 4, 5),
    "hybrid": ({"appendonly": True} | EVERYSEC, "BGREWRITEAOF", 4, 10),
    "control: AOF no, in order": (AOF | {"appendfsync": "no"}, None, 4, 5),
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
    """Run a system tool; CourseError with what it says if it fails."""
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


def write_for(server, command, seconds):
    """Let the writer write for this time; send the server `command` on the way, and wait until it's done."""
    time.sleep(BEFORE_COMMAND)
    if command:
        r = server.client()
        r.execute_command(command)
        running = "rdb_bgsave_in_progress" if command == "BGSAVE" else "aof_rewrite_in_progress"
        while r.info("persistence")[running]:
            time.sleep(0.01)
    time.sleep(seconds - BEFORE_COMMAND)


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


def end(store, server, writer, cut=True):
    """Cut the power of the server's `Disk`, or only kill the server, and restart it on what's left.

    Returns the columns of the record that say what was lost, as a dict.
    """
    write_control(store.folder / "unsynced", synced=False)
    acknowledged = writer.acknowledged()  # before the cut, because later ones don't count
    if cut:
        store.cut()
    server.kill()
    store.unmount()
    store.mount()
    repaired = start_again(server, store.folder)
    loss = lost(server.client(), acknowledged)
    kept = {f"{name}_kept": size(store.folder / name) for name in ("synced", "unsynced")}
    return {
        "repaired": int(repaired),
        "acknowledged": len(acknowledged),
        "lost": loss.count,
        "oldest_s": round(loss.age, 3),
        **kept,
    }


def one_run(mode, seconds):
    """Cut the power once after about `seconds` of writing; return a row of the record as a dict."""
    config, command, *_ = MODES[mode]
    with disk() as store:
        write_control(store.folder / "synced", synced=True)
        row = {"mode": mode, "fdatasync_us": round(fdatasync_probe(store.folder).p50)}
        with start_server(**config, dir=store.folder) as server, start_writer(server) as writer:
            row |= {"redis": server.client().info("server")["redis_version"], "seconds": round(seconds, 2)}
            writer.wait_for(1)
            write_for(server, command, seconds)
            row |= end(store, server, writer, cut="control" not in mode)
    return row


def prove(row, cut=True):
    """Raise CourseError unless the control files show that the run was a power cut, or not, as `cut` says."""
    expected = (CONTROL_BYTES, 0 if cut else CONTROL_BYTES)
    if (row["synced_kept"], row["unsynced_kept"]) != expected:
        raise CourseError(f"The wrong control files survived, so this run proves nothing: {row}")


def record(path, rows):
    """Write the rows, dicts, to a CSV file, each as soon as it's measured."""
    with path.open("w", newline="") as file:
        table = None
        for row in rows:
            table = table or csv.DictWriter(file, fieldnames=list(row), lineterminator="\n")
            if file.tell() == 0:
                table.writeheader()
            table.writerow(row)
            file.flush()
            print(row, flush=True)


def all_runs():
    """Yield the rows of powercut.csv."""
    for mode, (_, _, seconds, runs) in MODES.items():
        for number in range(runs):
            row = one_run(mode, seconds + number / runs)
            prove(row, cut="control" not in mode)
            yield row | {"run": number + 1}


def main():
    refuse_elsewhere()
    record(RECORD, all_runs())


if __name__ == "__main__":
    try:
        main()
    except CourseError as error:
        sys.exit(str(error))
