"""The shop's SQL database as lessons use it: a few plain queries, and an exact count of them."""

import os
import threading
import weakref
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import event, text

from helpers.shop import postgres, sqlite
from helpers.shop.rows import TODAY, shop_scale


def open_shop(scale=None):
    """Return a Shop with its own copy of the database, removed with this kernel, so change what you like.

    It uses SQLite, or PostgreSQL if DATABASE_URL names one. `scale` (default: SHOP_SCALE, or 1 for the full
    shop) makes the tables smaller. The first call on a machine generates the data and takes a few seconds.
    """
    scale = shop_scale(scale)
    if url := os.environ.get("DATABASE_URL"):
        engine, remove = postgres.open_copy(url, scale)
        return Shop(engine, remove=remove)
    path, remove = sqlite.private_copy(scale)
    return Shop(sqlite.engine_of(path), path, remove)


class Count:
    """What the database was asked: `reads`, `writes` (every row of a batch counts) and `commits`."""

    def __init__(self):
        self.reads = self.writes = self.commits = 0

    def __repr__(self):
        return f"{self.reads} reads, {self.writes} writes, {self.commits} commits"


class Shop:
    """The shop's database: `engine` is a thread-safe SQLAlchemy engine, `path` the SQLite file or None."""

    def __init__(self, engine, path=None, remove=lambda: None):
        self.engine = engine
        self.path = path
        self._counter = _Counter(engine)
        self._remove = weakref.finalize(engine, remove)  # not self, because a lesson may keep only the engine

    def product(self, product_id):
        """Return the product with this primary key as a dict, or None."""
        query = text("""
            SELECT id, name, category, price_cents, stock, version
            FROM products
            WHERE id = :id
        """)
        return next(iter(self._rows(query, id=product_id)), None)

    def products_in(self, category, limit=20):
        """Return the first products of a category as a list of dicts: one page of a listing."""
        query = text("""
            SELECT id, name, category, price_cents, stock, version
            FROM products
            WHERE category = :category
            ORDER BY id
            LIMIT :limit
        """)
        return self._rows(query, category=category, limit=limit)

    def customer(self, customer_id):
        """Return the customer as a dict, or None."""
        query = text("SELECT id, name, city FROM customers WHERE id = :id")
        return next(iter(self._rows(query, id=customer_id)), None)

    def best_sellers(self, days=30, limit=10, category=None):
        """Return the best sellers of the last `days` as a list of dicts with id, name and sold (units)."""
        query = text(f"""
            SELECT order_lines.product_id AS id, products.name, SUM(order_lines.quantity) AS sold
            FROM orders
            JOIN order_lines ON order_lines.order_id = orders.id
            JOIN products ON products.id = order_lines.product_id
            WHERE orders.ordered_at >= :since
            {"AND products.category = :category" if category else ""}
            GROUP BY order_lines.product_id, products.name
            ORDER BY sold DESC, order_lines.product_id
            LIMIT :limit
        """).bindparams(since=TODAY - timedelta(days=days))
        return self._rows(query, limit=limit, **({"category": category} if category else {}))

    def units_sold(self, product_id):
        """Return how many units of the product were sold in total."""
        query = text("SELECT COALESCE(SUM(quantity), 0) AS units FROM order_lines WHERE product_id = :id")
        return self._rows(query, id=product_id)[0]["units"]

    def set_price(self, product_id, cents):
        """Change the price and commit; return False if the product doesn't exist."""
        query = text("UPDATE products SET price_cents = :cents, version = version + 1 WHERE id = :id")
        with self.engine.begin() as connection:
            return connection.execute(query, {"id": product_id, "cents": cents}).rowcount == 1

    def set_stock(self, product_id, stock):
        """Change the stock and commit; return False if the product doesn't exist."""
        query = text("UPDATE products SET stock = :stock, version = version + 1 WHERE id = :id")
        with self.engine.begin() as connection:
            return connection.execute(query, {"id": product_id, "stock": stock}).rowcount == 1

    def plan(self, sql, **parameters):
        """Return the plan of this SELECT as a list of lines, without running or counting it."""
        sqlite = self.engine.dialect.name == "sqlite"
        explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN (COSTS OFF) "
        with self.engine.connect() as connection:
            return [row[-1] for row in connection.execute(text(explain + sql), parameters)]

    @property
    def reads(self):
        """The number of SELECTs since the shop was opened, from all threads."""
        return self._counter.total.reads

    @property
    def writes(self):
        """The number of rows inserted, updated or deleted since the shop was opened, from all threads."""
        return self._counter.total.writes

    @contextmanager
    def counting(self):
        """Count what all threads ask the database inside the block: `with shop.counting() as count:`."""
        count = Count()
        self._counter.start(count)
        try:
            yield count
        finally:
            self._counter.stop(count)

    def close(self):
        """Close the connections and remove this kernel's copy, which also happens when the kernel stops."""
        self.engine.dispose()
        self._remove()

    def __repr__(self):
        return f"<Shop in {'SQLite' if self.path else 'PostgreSQL'}>"

    def _rows(self, query, **parameters):
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query, parameters).mappings()]


class _Counter:
    """Counts what an engine is asked. It holds no reference to the engine, so that it can be freed."""

    READS = {"SELECT", "WITH", "VALUES"}
    WRITES = {"INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE"}

    def __init__(self, engine):
        self.total = Count()
        self._counts = [self.total]
        self._lock = threading.Lock()
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "commit", self._commit)

    def start(self, count):
        with self._lock:
            self._counts.append(count)

    def stop(self, count):
        with self._lock:
            self._counts = [other for other in self._counts if other is not count]

    def _statement(self, connection, cursor, statement, parameters, context, executemany):
        verb = statement.split(None, 1)[0].upper()
        rows = len(parameters) if executemany else 1
        with self._lock:
            for count in self._counts:
                count.reads += rows if verb in self.READS else 0
                count.writes += rows if verb in self.WRITES else 0

    def _commit(self, connection):
        with self._lock:
            for count in self._counts:
                count.commits += 1
