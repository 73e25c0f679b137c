"""Lessons 70 and 71: the shop's database, which does all that a flash sale needs, slowly but correctly.

Its methods have the names of the parts that you build, and take the same arguments except the client.
"""

import secrets
import time

from sqlalchemy import event, text

from helpers.shop import open_shop

PRODUCTS, STOCK = 40, 12  # products 1 to 40 are on sale, with so many pieces of each
PATIENCE = 60_000  # ms that a write waits for others

TABLES = [
    "CREATE TABLE sale_sessions (token VARCHAR PRIMARY KEY, customer VARCHAR, seen DOUBLE PRECISION)",
    "CREATE TABLE sale_customers (customer VARCHAR PRIMARY KEY, requests INTEGER)",
    "CREATE TABLE sale_requests (customer VARCHAR, at DOUBLE PRECISION)",
    "CREATE INDEX by_customer ON sale_requests (customer, at)",
    "CREATE TABLE sale_orders (id VARCHAR PRIMARY KEY, customer VARCHAR, product_id INTEGER)",
    "CREATE TABLE sale_views (visitor VARCHAR, product_id INTEGER)",
]


class Database:
    """A copy of the shop's database, prepared for a sale. Use it with `with` to close it."""

    def __init__(self):
        self.shop = open_shop()
        self.engine = self.shop.engine
        if self.shop.path:
            event.listen(self.engine, "connect", _hurry)
        with self.engine.begin() as connection:
            for table in TABLES:
                connection.execute(text(table))
            connection.execute(
                text("UPDATE products SET stock = :stock WHERE id <= :last"),
                {"stock": STOCK, "last": PRODUCTS},
            )

    # --- the price of a product ---

    def get_product(self, product_id):
        return self.shop.product(product_id)

    def change_price(self, product_id, cents):
        self.shop.set_price(product_id, cents)

    # --- sessions ---

    def log_in(self, customer, idle):
        token = secrets.token_urlsafe(32)
        session = {"token": token, "customer": customer, "now": time.time()}
        self._change("INSERT INTO sale_sessions VALUES (:token, :customer, :now)", **session)
        return token

    def visitor(self, token, idle):
        now = time.time()
        renewed = self._change(
            "UPDATE sale_sessions SET seen = :now WHERE token = :token AND seen > :oldest",
            token=token,
            now=now,
            oldest=now - idle,
        )
        if not renewed:
            return None
        return self._rows("SELECT customer FROM sale_sessions WHERE token = :token", token=token)[0][0]

    # --- the limiter ---

    def allow(self, customer, limit, window):
        with self.engine.begin() as connection:
            # The first statement locks the customer's row (SQLite: the database) until the commit
            connection.execute(
                text("""
                    INSERT INTO sale_customers VALUES (:customer, 1)
                    ON CONFLICT (customer) DO UPDATE SET requests = sale_customers.requests + 1
                """),
                {"customer": customer},
            )
            request = {"customer": customer, "at": time.time(), "after": time.time() - window}
            earlier = connection.execute(
                text("SELECT COUNT(*) FROM sale_requests WHERE customer = :customer AND at > :after"),
                request,
            ).scalar()
            if earlier >= limit:
                return False
            connection.execute(text("INSERT INTO sale_requests VALUES (:customer, :at)"), request)
            return True

    # --- orders, and the leaderboard of best sellers ---

    def buy(self, order, customer, product_id):
        """Sell a piece: False if it's sold out. An order that's repeated is the same order."""
        bought = {"order": order, "customer": customer, "product": product_id}
        with self.engine.connect() as connection:
            new = connection.execute(
                text("INSERT INTO sale_orders VALUES (:order, :customer, :product) ON CONFLICT DO NOTHING"),
                bought,
            ).rowcount
            if new:
                left = connection.execute(
                    text("UPDATE products SET stock = stock - 1 WHERE id = :product AND stock > 0"), bought
                ).rowcount
                if not left:
                    connection.rollback()
                    return False
            connection.commit()
            return True

    def record_sale(self, order, product_id):
        """Do nothing, because the order is in the database already."""

    def best_sellers(self, places):
        ranks = """
            SELECT RANK() OVER (ORDER BY COUNT(*) DESC) AS place, product_id, COUNT(*) AS sold
            FROM sale_orders
            GROUP BY product_id
        """
        query = f"SELECT * FROM ({ranks}) AS ranked WHERE place <= :places ORDER BY place, product_id"
        return [tuple(row) for row in self._rows(query, places=places)]

    # --- analytics ---

    def count_view(self, visitor, product_id):
        self._change(
            "INSERT INTO sale_views VALUES (:visitor, :product)", visitor=visitor, product=product_id
        )

    def dashboard(self):
        views = self._rows("SELECT product_id, COUNT(*) FROM sale_views GROUP BY product_id")
        [[visitors]] = self._rows("SELECT COUNT(DISTINCT visitor) FROM sale_views")
        return {"views": dict(map(tuple, views)), "visitors": visitors}

    # --- what the report asks ---

    def sold(self):
        """Return how many orders there are of each product."""
        rows = self._rows("SELECT product_id, COUNT(*) FROM sale_orders GROUP BY product_id")
        return dict(map(tuple, rows))

    def close(self):
        self.shop.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _change(self, statement, **values):
        with self.engine.begin() as connection:
            return connection.execute(text(statement), values).rowcount

    def _rows(self, query, **values):
        with self.engine.connect() as connection:
            return connection.execute(text(query), values).all()


def _hurry(connection, _):
    """Don't wait for the disk at each commit, which favors the database, and keeps a sale short anywhere."""
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
