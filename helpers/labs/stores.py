"""Lesson 02: what lesson 02 needs to set Redis beside a database and Memcached, on equal terms."""

import socket
import sqlite3
import subprocess
import sys
import time

from sqlalchemy import text

from helpers.display import markdown_table
from helpers.measure import duration

CHANGE = "UPDATE products SET stock = 5000 WHERE id <= 1000"
CHANGED = "SELECT COUNT(*) FROM products WHERE stock = 5000 AND id <= 1000"
COMMITS_AND_DIES = f"""
import os, signal, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.execute("{CHANGE}")
os.kill(os.getpid(), signal.SIGKILL)
"""


def bare_socket(port, request):
    """A function that sends the request (bytes) over a connection that is kept, and returns the reply.

    No client library, hence nothing but the server and the way to it. The reply must come in one piece,
    as a short one does on one machine.
    """
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask():
        connection.sendall(request)
        return connection.recv(65_536)

    return ask


def rows_after_a_kill(shop):
    """A process changes 1,000 rows, commits and is killed; how many of them are changed, seen from here.

    SQLite runs inside that process. A PostgreSQL is not ours to kill: there the change is committed in this
    process, whose connections are then closed.
    """
    if shop.path:
        subprocess.run([sys.executable, "-c", COMMITS_AND_DIES, str(shop.path)])
    else:
        with shop.engine.begin() as connection:
            connection.execute(text(CHANGE))
    shop.engine.dispose()
    with shop.engine.connect() as connection:
        return connection.execute(text(CHANGED)).scalar()


def bytes_per_row(shop):
    """The size of the table of products without its indexes, divided by its rows."""
    if not shop.path:
        size = text("SELECT pg_table_size('products')::float / COUNT(*) FROM products")
        with shop.engine.connect() as connection:
            return connection.execute(size).scalar()
    copy = sqlite3.connect("")  # a temporary database, of this table alone
    copy.execute("ATTACH ? AS shop", [str(shop.path)])
    copy.execute("CREATE TABLE products AS SELECT * FROM shop.products")
    [[pages]], [[size]], [[rows]] = (
        copy.execute(query).fetchall()
        for query in ("PRAGMA page_count", "PRAGMA page_size", "SELECT COUNT(*) FROM products")
    )
    copy.close()
    return pages * size / rows


def driver_alone(shop, product_id):
    """A function that reads a product by the database's driver, without SQLAlchemy."""
    connection = shop.engine.raw_connection()
    place = "?" if shop.path else "%s"
    query = f"SELECT id, name, category, price_cents, stock, version FROM products WHERE id = {place}"
    if not shop.path:
        connection.driver_connection.autocommit = True  # or the reads would stay in one transaction
    cursor = connection.cursor()
    return lambda: cursor.execute(query, [product_id]).fetchone()


def processor_time(store):
    """The processor time in µs that a server has used so far; `store` is its client, None is this process."""
    if store is None:
        return time.process_time_ns() / 1000
    if hasattr(store, "info"):
        used = store.info("cpu")
        return 1e6 * (used["used_cpu_user"] + used["used_cpu_sys"])
    used = store.stats()
    return 1e6 * (float(used[b"rusage_user"]) + float(used[b"rusage_system"]))


def work_of_a_request(ways, rounds=200, n=10):
    """The processor time in µs that a server needs for a request; `ways` is [(client, function), …].

    None in place of a client stands for this process. The ways take turns, and of each one the least of
    many short rounds counts: a busy machine only adds to it.
    """
    least = [float("inf")] * len(ways)
    for _ in range(rounds):
        for place, (store, ask) in enumerate(ways):
            before = processor_time(store)
            for _ in range(n):
                ask()
            least[place] = min(least[place], (processor_time(store) - before) / n)
    return least


def table(rows):
    """A Markdown table of the three stores: question → an answer for each.

    An answer is a text, a number (in µs, bytes or pieces, as the question says), or None where there is none.
    """
    head = ["", "Database", "Redis", "Memcached"]
    body = ([name, *(_cell(name, answer) for answer in answers)] for name, answers in rows.items())
    return markdown_table([head, *body])


def _cell(question, answer):
    if answer is None:
        return "no memcached here"
    if isinstance(answer, str):
        return answer
    if "left" in question:
        return f"{answer:,}"
    return f"≈ {answer:.0f} B" if "bytes" in question else f"≈ {duration(answer)}"
