"""Lesson 30: fetch a snapshot over the network as `redis-cli --rdb` does, without that tool."""

import pathlib

from helpers.errors import CourseError

READ_AT_ONCE = 1 << 20  # bytes


def fetch_snapshot(r, path):
    """Ask the server of the client `r` for a fresh snapshot, as a new replica does, and write it to `path`.

    CourseError if the server sends none, or not all of it.
    """
    connection = r.connection_pool.get_connection()
    try:
        connection.send_command("SYNC")
        # A snapshot follows its length as a string does, but without a line end: redis-py would wait for one
        with connection._sock.makefile("rb") as stream:
            header = _header(stream)
            if not header.startswith(b"$"):
                raise CourseError(f"The server sends no snapshot: {header.decode() or 'it is gone'}.")
            _copy(stream, pathlib.Path(path), int(header[1:]))
    finally:
        connection.disconnect()
        r.connection_pool.release(connection)


def _header(stream):
    """The first line that isn't empty: the server sends empty ones while it writes the snapshot."""
    return next((line.strip() for line in stream if line.strip()), b"")


def _copy(stream, path, size):
    with open(path, "wb") as file:
        while missing := size - file.tell():
            part = stream.read(min(missing, READ_AT_ONCE))
            if not part:
                raise CourseError(f"The server is gone after {file.tell():,} of {size:,} bytes.")
            file.write(part)
