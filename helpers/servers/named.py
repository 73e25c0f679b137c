"""The Redis that REDIS_URL names. It's used only if no data can be lost, by one notebook at a time."""

import secrets

import redis

from helpers.errors import CourseError
from helpers.servers import redis_url
from helpers.servers.failures import explained
from helpers.servers.redis_url import HOW
from helpers.servers.server import CLIENT_DEFAULTS

MARKER = "redis-measured:marker"  # marks a database in REDIS_URL as the course's own
MARK = "this database belongs to the course: reset() empties it"
MINIMUM = (7, 2)
DEFAULTS = CLIENT_DEFAULTS | {"socket_connect_timeout": 5}

# A notebook holds one connection with its own name while its kernel is running. CLIENT LIST shows it to other
# notebooks, and it closes with the process. (A key with a TTL would need a thread that keeps renewing it.)
NAME = "redis-measured-notebook-"
OWN_NAME = NAME + secrets.token_hex(4)
_seats = {}  # {text of a URL that this kernel may use: the client that holds the named connection}


def connect(text, **options):
    """Return a client for the database at `text`, marked as the course's; CourseError if it mustn't be used.

    Only the first call with this URL examines the database.
    """
    address = redis_url.read(text)
    if address.text not in _seats:
        _admit(address)
    return address.client(**(DEFAULTS | options))


def reset(text):
    """Empty a marked database with FLUSHDB, but keep the mark; CourseError if that isn't possible."""
    address = redis_url.read(text)
    _admit(address)
    with explained(address), address.client(**DEFAULTS) as r:
        try:
            r.transaction(_empty, MARKER)
        except redis.ResponseError as error:
            if "FLUSHDB" not in str(error).upper():
                raise
            raise CourseError(
                f"The Redis at {address.place} doesn't allow FLUSHDB, so reset() can't empty database "
                f"{address.database}, and deleted nothing: allow FLUSHDB there, {HOW}."
            ) from None


def _empty(pipe):
    if pipe.get(MARKER) is None:  # it's WATCHed, so it can't disappear before FLUSHDB
        raise CourseError(f"The database in REDIS_URL has lost its key {MARKER!r}: nothing was deleted.")
    pipe.multi()
    pipe.flushdb().set(MARKER, MARK)


def look(text):
    """Describe what is at `text` in a few words, without writing; CourseError if it can't be used."""
    address = redis_url.read(text)
    with explained(address), address.client(**DEFAULTS) as r:
        version = _check(r, address)
        state = "the course's" if r.exists(MARKER) else "empty"
    transport = ", TLS" if address.uses_tls else ""
    return f"{version} at {address.place}{transport}, database {address.database}, {state}"


def _admit(address):
    with explained(address), address.client(**DEFAULTS) as r:
        _check(r, address)
        _take_seat(address)
        r.set(MARKER, MARK, nx=True)


def _check(r, address):
    """Return the server's name and version; CourseError if the course can't use the database."""
    server = r.info("server")
    version, at = server["redis_version"], f"The Redis at {address.place}"
    if tuple(map(int, version.split(".")[:2])) < MINIMUM:
        raise CourseError(
            f"{at} is version {version}, and the course needs 7.2 or newer: name another, {HOW}."
        )
    mode = server.get("redis_mode") or server.get("server_mode", "standalone")  # Valkey's name for it
    if mode != "standalone":
        kind = {"cluster": "a node of a cluster", "sentinel": "a Sentinel"}.get(mode, mode)
        raise CourseError(f"{at} is {kind}, but the course needs a standalone server: name one, {HOW}.")
    replication = r.info("replication")
    if replication["role"] == "slave" and replication.get("slave_read_only", 1):
        primary = redis_url.place({"host": replication["master_host"], "port": replication["master_port"]})
        raise CourseError(f"{at} is a read-only replica: name its primary {primary}, {HOW}.")
    r.config_get("databases")  # lessons read settings, so fail now if they can't
    if not r.exists(MARKER) and (count := r.dbsize()):
        keys = "1 key that isn't" if count == 1 else f"{count:,} keys that aren't"
        raise CourseError(
            f"Database {address.database} of the Redis at {address.place} holds {keys} the course's, and "
            f"stays as it is: name an empty database{_proposal(r, address)}, {HOW}."
        )
    name = "Valkey" if "valkey_version" in server else "Redis"
    return f"{name} {server.get('valkey_version', version)}"


def _proposal(r, address):
    """Return `, such as redis://…/4` with an empty database of this server, or ""."""
    known = int(r.config_get("databases").get("databases", 1))
    used = {int(name.removeprefix("db")) for name in r.info("keyspace")}
    free = next((number for number in range(1, known) if number not in used), None)
    return "" if free is None else f", such as {address.with_database(free)}"


def _take_seat(address):
    """Hold this notebook's named connection; CourseError if another notebook uses the database."""
    if address.text not in _seats:
        named = DEFAULTS | {"single_connection_client": True, "client_name": OWN_NAME}
        _seats[address.text] = address.client(**named)
    try:
        _seats[address.text].ping()  # reconnects if the connection is broken
        here = [
            client
            for client in _seats[address.text].client_list()
            if client["name"].startswith(NAME) and int(client["db"]) == address.database
        ]
    except redis.exceptions.NoPermissionError:
        return  # this server doesn't show its clients
    first = min(here, key=lambda client: int(client["id"]), default=None)
    if first and first["name"] != OWN_NAME:
        _seats.pop(address.text).close()
        raise CourseError(
            f"Another notebook has been using database {address.database} of the Redis at {address.place} "
            f"for {_minutes(int(first['age']))}, and this one would empty it: shut down that "
            f"notebook's kernel, name another database, {HOW}."
        )


def _minutes(seconds):
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} minutes"
