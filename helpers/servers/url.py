"""A Redis that the learner named by REDIS_URL: used only where nobody else's data can be hurt."""

import redis

from helpers.errors import CourseError

MARKER = "redis-measured:marker"  # says that a database named by REDIS_URL is the course's own
MINIMUM = (7, 2)
HOW = "or unset REDIS_URL to get a private server"


def connect(url, **options):
    """A client of the database at `url`, marked as the course's; CourseError where it must not be used."""
    try:
        r = redis.Redis.from_url(url, socket_connect_timeout=5, **options)
    except ValueError as error:
        raise CourseError(
            f"REDIS_URL is not an address of a Redis: write redis://host:6379/0, {HOW}."
        ) from error
    where = _where(r)
    try:
        _check(r, where)
    except redis.AuthenticationError as error:
        raise CourseError(
            f"The Redis at {where} refuses without the right password: "
            f"write redis://user:password@host:6379/0 into REDIS_URL, {HOW}."
        ) from error
    except (redis.ConnectionError, redis.TimeoutError) as error:
        raise CourseError(f"No Redis answers at {where}: start it, correct REDIS_URL, {HOW}.") from error
    except redis.exceptions.NoPermissionError as error:
        raise CourseError(
            f"The user in REDIS_URL may not do what the course needs ({error}): {HOW[3:]}."
        ) from error
    except redis.ResponseError as error:  # such as a database number that does not exist
        raise CourseError(f"The Redis at {where} refuses ({error}): correct REDIS_URL, {HOW}.") from error
    return r


def _where(r):
    options = r.connection_pool.connection_kwargs  # never the password
    return options.get("path") or f"{options.get('host', 'localhost')}:{options.get('port', 6379)}"


def _check(r, where):
    server = r.info("server")
    version = server["redis_version"]
    if tuple(map(int, version.split(".")[:2])) < MINIMUM:
        raise CourseError(f"The Redis at {where} is version {version}: the course needs 7.2 or newer, {HOW}.")
    replication = r.info("replication")
    if replication["role"] == "slave" and replication.get("slave_read_only", 1):
        primary = f"{replication['master_host']}:{replication['master_port']}"
        raise CourseError(f"The Redis at {where} is a read-only replica: name its primary {primary}, {HOW}.")
    if not r.exists(MARKER):
        if keys := r.dbsize():
            database = r.connection_pool.connection_kwargs.get("db", 0)
            another = f"redis://{where}/{(database + 1) % 16}"
            raise CourseError(
                f"Database {database} of the Redis at {where} holds {keys:,} keys that are not "
                f"the course's and stays untouched: name an empty one, such as {another}, {HOW}."
            )
        r.set(MARKER, "this database belongs to the course: reset() empties it")


def flush(r):
    """FLUSHDB on a marked database, keeping the mark; CourseError where the mark is missing."""
    mark = r.get(MARKER)
    if mark is None:
        raise CourseError(f"The database in REDIS_URL has lost its key {MARKER!r}: nothing was deleted.")
    with r.pipeline(transaction=True) as together:
        together.flushdb().set(MARKER, mark).execute()
