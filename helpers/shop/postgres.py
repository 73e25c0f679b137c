"""The shop in the PostgreSQL that DATABASE_URL names, in separate schemas.

As in SQLite, there is one original for each scale, which nothing changes, and a copy for each kernel (about
2 s for the full shop), which is dropped with the kernel. A comment marks each schema of the course, and the
course changes nothing else in the database.
"""

import secrets

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

from helpers.errors import CourseError
from helpers.paths import headless
from helpers.shop.rows import fingerprint, metadata, progress, rows

OURS = "Redis, measured:"  # how the comment of each schema that the course created starts
WITHOUT = "Or unset DATABASE_URL, and the shop uses SQLite."


def open_copy(database_url, scale):
    """Return an engine whose connections see a fresh copy of the shop, and a function that drops the copy."""
    url = _checked(database_url)
    original = f"redis_measured_{scale:g}".replace(".", "_")
    copy = f"{original}_kernel_{secrets.token_hex(4)}"
    keeper = create_engine(url, isolation_level="AUTOCOMMIT", pool_size=1)
    try:
        owner = keeper.connect()  # its session holds the copy's lock while this process runs
        with keeper.execution_options(isolation_level="READ COMMITTED").connect() as connection:
            with connection.begin():
                _make(connection, original, scale)
            with connection.begin():
                _remove_ownerless(connection, original)
        owner.execute(text("SELECT pg_advisory_lock(hashtext(:copy))"), {"copy": copy})
        with keeper.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            _copy(connection, original, copy)
    except DBAPIError as error:
        keeper.dispose()
        reason = str(error.orig).strip().splitlines()[0]
        where = url.render_as_string(hide_password=True)
        raise CourseError(f"The PostgreSQL at {where} can't hold the shop: {reason}. {WITHOUT}") from error

    def remove():
        try:
            owner.execute(text("SET lock_timeout = '2s'"))
            owner.execute(text(f"DROP SCHEMA IF EXISTS {copy} CASCADE"))
        except DBAPIError:
            pass  # the server is gone, or a transaction is open: the next kernel drops the copy
        owner.close()
        keeper.dispose()

    return _engine(url, copy), remove


def _engine(url, schema):
    engine = create_engine(url, pool_size=20, max_overflow=30, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def configure(connection, _):
        connection.autocommit = True
        connection.execute(f"SET search_path TO {schema}")
        connection.autocommit = False

    return engine


def _checked(database_url):
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError) as error:
        form = "postgresql://user:password@host:5432/database"
        raise CourseError(f"DATABASE_URL isn't a database URL. Write it as {form}. {WITHOUT}") from error
    engine = url.drivername.split("+")[0]
    if engine not in ("postgresql", "postgres"):
        raise CourseError(
            f"DATABASE_URL names {engine}, but the shop needs PostgreSQL (postgresql://…). {WITHOUT}"
        )
    url = url.set(drivername="postgresql+psycopg")
    return url if "connect_timeout" in url.query else url.update_query_dict({"connect_timeout": "5"})


def _make(connection, schema, scale):
    """Create the original in one transaction, so that it's complete or doesn't exist."""
    lock = {"schema": schema}
    if not connection.scalar(text("SELECT pg_try_advisory_xact_lock(hashtext(:schema))"), lock):
        if not headless():
            print("Another notebook is generating the shop's database. Waiting for it to finish.")
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:schema))"), lock)
    tables = metadata.sorted_tables
    present = _tables_in(connection, schema)
    comment = _comment(connection, schema)
    if comment == fingerprint(scale) and present >= {table.name for table in tables}:
        return
    _refuse_foreign(
        connection, schema, present - ({t.name for t in tables} if comment.startswith(OURS) else set())
    )
    connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
    connection.execute(text(f"CREATE SCHEMA {schema}"))
    connection.execute(text(f"SET LOCAL search_path TO {schema}"))
    for table in tables:  # only the copies need foreign keys and indexes, which would slow down the load
        connection.execute(CreateTable(table, include_foreign_key_constraints=[]))
    cursor = connection.connection.driver_connection.cursor()
    for table, chunk in progress(rows(scale), scale):
        with cursor.copy(f"COPY {table.name} FROM STDIN") as copy:
            copy.write("".join("\t".join(map(str, row)) + "\n" for row in chunk))
    connection.execute(text(f"COMMENT ON SCHEMA {schema} IS '{fingerprint(scale)}'"))


def _copy(connection, original, copy):
    """Copy all tables. Keys and indexes come after the rows, which is three times as fast."""
    connection.execute(text(f"CREATE SCHEMA {copy}"))
    connection.execute(text(f"COMMENT ON SCHEMA {copy} IS '{OURS} the copy of one kernel'"))
    connection.execute(text(f"SET LOCAL search_path TO {copy}"))
    for table in metadata.sorted_tables:
        name, key = table.name, ", ".join(column.name for column in table.primary_key)
        connection.execute(text(f"CREATE TABLE {name} (LIKE {original}.{name})"))
        rows = connection.execute(text(f"INSERT INTO {name} SELECT * FROM {original}.{name}")).rowcount
        connection.execute(text(f"ALTER TABLE {name} ADD PRIMARY KEY ({key})"))
        if key == "id":
            identity = f"GENERATED BY DEFAULT AS IDENTITY (START {rows + 1})"
            connection.execute(text(f"ALTER TABLE {name} ALTER id ADD {identity}"))
        for foreign in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            target = f"{foreign.column.table.name} ({foreign.column.name})"
            reference = f"FOREIGN KEY ({foreign.parent.name}) REFERENCES {target}"
            # NOT VALID skips a check of the rows, which are known to be valid
            connection.execute(text(f"ALTER TABLE {name} ADD {reference} NOT VALID"))
        for index in table.indexes:
            connection.execute(CreateIndex(index))
        connection.execute(text(f"ANALYZE {name}"))


def _remove_ownerless(connection, original):
    """Drop the copies of kernels that stopped without dropping them: no process holds their lock."""
    copies = text(
        "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :prefix) "
        "AND starts_with(obj_description(oid, 'pg_namespace'), :ours)"
    )
    connection.execute(text("SET LOCAL lock_timeout = '2s'"))
    for copy in connection.scalars(copies, {"prefix": f"{original}_kernel_", "ours": OURS}).all():
        if connection.scalar(text("SELECT pg_try_advisory_xact_lock(hashtext(:copy))"), {"copy": copy}):
            connection.execute(text(f"DROP SCHEMA IF EXISTS {copy} CASCADE"))


def _tables_in(connection, schema):
    query = text("SELECT table_name FROM information_schema.tables WHERE table_schema = :schema")
    return set(connection.scalars(query, {"schema": schema}))


def _comment(connection, schema):
    query = text("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :schema")
    return connection.scalar(query, {"schema": schema}) or ""


def _refuse_foreign(connection, schema, tables):
    if not tables:
        return
    rows = sum(connection.scalar(text(f'SELECT count(*) FROM {schema}."{table}"')) for table in tables)
    count = (
        f"{len(tables)} table{'s' if len(tables) != 1 else ''} with {rows:,} row{'s' if rows != 1 else ''}"
    )
    raise CourseError(
        f"The schema {schema} in this PostgreSQL contains {count} that the course didn't create. "
        f"Rename that schema, or use a different database. {WITHOUT}"
    )
