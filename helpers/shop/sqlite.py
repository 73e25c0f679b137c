"""The shop in SQLite: generated once for each scale, and copied for each kernel.

Copying the 60 MB takes about 0.05 s, so this is the simplest way to keep lessons apart: a lesson may change
prices, add an index or break everything, and the next one starts with the same content. The copies are
stored next to the original. They aren't in the temporary folder, because on many machines it's in memory,
where a durable commit would look free.
"""

import errno
import fcntl
import os
import shutil
import sqlite3
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from sqlalchemy import create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from helpers.errors import CourseError
from helpers.paths import headless
from helpers.setup import limits
from helpers.shop import rows

GENERATED = rows.FACTS / "generated"
MEGABYTES = 64  # of the full shop

SETTINGS = {  # of each connection to a kernel's copy
    "journal_mode": "WAL",  # readers don't wait for the writer, and the writer doesn't wait for readers
    "synchronous": "FULL",  # a commit returns once it is on disk
    "busy_timeout": 5000,  # ms that a writer waits for another
    "cache_size": -8000,  # KiB of pages that each connection keeps
    "foreign_keys": "ON",
}
BUILD_SETTINGS = {
    "journal_mode": "OFF",
    "synchronous": "OFF",
    "cache_size": -64000,
}  # a failed file is thrown away

sqlite3.register_adapter(np.int64, int)  # IDs from traffic.zipf are numpy integers


def engine_of(path):
    """Return a thread-safe SQLAlchemy engine for the SQLite file, with SETTINGS on each connection."""
    limits.allow_files()  # each connection has three open: the database, its log and the log's index
    engine = create_engine(f"sqlite:///{path}", pool_size=20, max_overflow=30, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def configure(connection, _):
        _apply(connection, SETTINGS)

    event.listen(engine, "handle_error", _explain_too_few_files)
    return engine


def _explain_too_few_files(context):
    """Raise a clear error: SQLite only says that it can't open the file. SQLAlchemy calls this first."""
    if "unable to open database file" in str(context.original_exception) and limits.too_few_files():
        raise CourseError(limits.too_few_files()) from None


def private_copy(scale):
    """Return the path of a fresh copy of the shop in its own folder, and a function that removes it.

    If a kernel is killed, the next call in any kernel removes its copy.
    """
    source = pristine(scale)
    home = _writable_folder()
    with _full_disk_explained(home):
        with _locked(home / "kernels.lock"):
            _remove_ownerless(home)
            folder = Path(tempfile.mkdtemp(prefix="kernel-", dir=home))
            owner = _lock_owner(folder)
        try:
            shutil.copyfile(source, folder / "shop.sqlite")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def remove():
        shutil.rmtree(folder, ignore_errors=True)
        owner.close()

    return folder / "shop.sqlite", remove


def pristine(scale):
    """Return the path of the original database at this scale, generated first if it's missing or damaged."""
    name = f"shop-{scale:g}.sqlite"
    for folder in _folders():
        if _is_sound(folder / name, scale):
            return folder / name
    path = _writable_folder() / name
    waiting = "Another notebook is generating the shop's database. Waiting for it to finish."
    with _full_disk_explained(path.parent), _locked(path.with_suffix(".lock"), waiting):
        if not _is_sound(path, scale):
            _make(path, scale)
    return path


def _make(path, scale):
    """Generate the database next to `path` and rename it, so that nothing ever sees half of it."""
    part = path.with_suffix(".part")  # no other process uses it, because the caller holds the lock
    part.unlink(missing_ok=True)
    try:
        _fill(part, scale)
        with open(part, "rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _fill(path, scale):
    database = sqlite3.connect(path, isolation_level=None)
    try:
        _apply(database, BUILD_SETTINGS)
        database.execute("BEGIN")
        tables = rows.metadata.sorted_tables
        for table in tables:
            database.execute(_sql(CreateTable(table)))
        for table, chunk in rows.progress(rows.rows(scale), scale):
            places = ", ".join("?" * len(table.columns))
            database.executemany(f"INSERT INTO {table.name} VALUES ({places})", chunk)
        for index in (index for table in tables for index in sorted(table.indexes, key=lambda i: i.name)):
            database.execute(_sql(CreateIndex(index)))
        database.execute("ANALYZE")
        database.execute(f"PRAGMA user_version = {_stamp(scale)}")
        database.execute("COMMIT")
    finally:
        database.close()


def _is_sound(path, scale):
    """Whether the file is complete and has this version, seed and scale, by its header (0.1 ms)."""
    try:
        with open(path, "rb") as file:
            header, file_size = file.read(100), os.fstat(file.fileno()).st_size
    except OSError:
        return False

    def number(at, length=4):
        return int.from_bytes(header[at : at + length], "big")

    page_size, pages, stamp = number(16, 2), number(28), number(60)  # https://sqlite.org/fileformat.html
    complete = header.startswith(b"SQLite format 3\0") and page_size * pages == file_size
    return complete and stamp == _stamp(scale)


def _stamp(scale):
    """Return the fingerprint as SQLite's user_version, a signed 32-bit number."""
    return zlib.crc32(rows.fingerprint(scale).encode()) & 0x7FFFFFFF


def _sql(statement):
    return str(statement.compile(dialect=sqlite.dialect()))


def _apply(connection, settings):
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _folders():
    """Return where databases may be stored: with the course, or else in your cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return [GENERATED, cache / "redis-measured"]


def _writable_folder():
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise _disk_full(folder) from error
    places = " nor ".join(str(folder) for folder in _folders())
    raise CourseError(f"The shop's database can be written neither to {places}. Make one of them writable.")


@contextmanager
def _full_disk_explained(folder):
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        no_space = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        if no_space or "disk is full" in str(error):
            raise _disk_full(folder) from error
        raise


def _disk_full(folder):
    return CourseError(
        f"The disk with {folder} is full. The shop needs {MEGABYTES} MB there, and {MEGABYTES} MB more for "
        "each open notebook. Free some space, or set SHOP_SCALE=0.1 for a smaller shop."
    )


@contextmanager
def _locked(path, waiting=""):
    """Hold the lock file at `path`; print `waiting` if another process holds it. A crash releases it."""
    with open(path, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting and not headless():
                print(waiting)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _lock_owner(folder):
    """Take a lock in the folder that is held while this process runs."""
    owner = open(folder / "owner.lock", "w")  # noqa: SIM115 - stays open on purpose
    fcntl.flock(owner, fcntl.LOCK_EX)
    return owner


def _remove_ownerless(home):
    """Remove the folders of kernels that stopped without removing them: no process holds their lock."""
    for folder in home.glob("kernel-*"):
        try:
            with open(folder / "owner.lock", "a") as owner:
                fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue  # its kernel is running, or another process has removed it
        shutil.rmtree(folder, ignore_errors=True)
