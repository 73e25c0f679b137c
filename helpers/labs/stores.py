"""Lesson 02: what it takes to compare Redis with a database and with Memcached on equal terms."""

import socket
import sqlite3
import subprocess
import sys
import time
from statistics import quantiles

from sqlalchemy import text

from helpers.display import markdown_table
from helpers.measure import duration
from helpers.servers import Server, connect_socket

CHANGE = "UPDATE products SET stock = 5000 WHERE id <= 1000"
CHANGED = "SELECT COUNT(*) FROM products WHERE stock = 5000 AND id <= 1000"
COMMITS_AND_DIES = f"""
import os, signal, sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.execute("{CHANGE}")
os.kill(os.getpid(), signal.SIGKILL)
"""


def bare_socket(server, request):
    """Return a function that sends `request` (bytes) over one open connection and returns the reply.

    `server` is a Redis or a Memcached. Without a client library you measure only the server and the
    network. The reply must arrive in one piece, as a short reply does on one machine.
    """
    if isinstance(server, Server):
        connection = connect_socket(server)
    else:
        connection = socket.create_connection(("127.0.0.1", server.port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask():
        connection.sendall(request)
        return connection.recv(65_536)

    return ask


def rows_after_a_kill(shop):
    """Let a process change 1,000 rows, commit and be killed; return how many rows this process sees changed.

    SQLite runs inside the process that is killed. PostgreSQL belongs to you, so it isn't killed: this
    process commits the change and closes its connections.
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
    """Return the size of the products table without its indexes, divided by its number of rows."""
    if not shop.path:
        size = text("SELECT pg_table_size('products')::float / COUNT(*) FROM products")
        with shop.engine.connect() as connection:
            return connection.execute(size).scalar()
    copy = sqlite3.connect("")  # a temporary database that holds only this table
    copy.execute("ATTACH ? AS shop", [str(shop.path)])
    copy.execute("CREATE TABLE products AS SELECT * FROM shop.products")
    [[pages]], [[size]], [[rows]] = (
        copy.execute(query).fetchall()
        for query in ("PRAGMA page_count", "PRAGMA page_size", "SELECT COUNT(*) FROM products")
    )
    copy.close()
    return pages * size / rows


def driver_alone(shop, product_id):
    """Return a function that reads a product with the database's driver, without SQLAlchemy."""
    connection = shop.engine.raw_connection()
    place = "?" if shop.path else "%s"
    query = f"SELECT id, name, category, price_cents, stock, version FROM products WHERE id = {place}"
    if not shop.path:
        connection.driver_connection.autocommit = True  # otherwise all reads would be one transaction
    cursor = connection.cursor()
    return lambda: cursor.execute(query, [product_id]).fetchone()


def processor_time(store):
    """Return the CPU time in µs that a server has used; `store` is its client, None means this process."""
    if store is None:
        return time.process_time_ns() / 1000
    if hasattr(store, "info"):
        used = store.info("cpu")
        return 1e6 * (used["used_cpu_user"] + used["used_cpu_sys"])
    used = store.stats()
    return 1e6 * (float(used[b"rusage_user"]) + float(used[b"rusage_system"]))


def work_of_a_request(requests, rounds=200, n=10):
    """Return the CPU time in µs that each server needs for a request; `requests` is [(client, function), …].

    None instead of a client means this process. The requests take turns, and of many short rounds one of the
    fastest counts, the 5th percentile: a busy machine adds time to most rounds, and a few get too little,
    because the system accounts for it late.
    """
    spent = [[] for _ in requests]
    for _ in range(rounds):
        for place, (store, ask) in enumerate(requests):
            before = processor_time(store)
            for _ in range(n):
                ask()
            spent[place].append((processor_time(store) - before) / n)
    return [quantiles(one, n=20, method="inclusive")[0] for one in spent]


def table(rows):
    """Return a Markdown table of the three stores: property → a cell for each store.

    A cell is text, a count (int), a latency in µs (float), or None if this machine has no memcached.
    """
    head = ["", "Database", "Redis", "Memcached"]
    return markdown_table([head, *([name, *map(_cell, cells)] for name, cells in rows.items())])


def _cell(value):
    if value is None:
        return "no memcached here"
    if isinstance(value, float):
        return f"≈ {duration(value)}"
    return f"{value:,}" if isinstance(value, int) else value
