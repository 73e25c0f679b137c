"""The shop's tables, and the generator that fills them from a fixed seed.

All random numbers come from `traffic.uniforms`, so that every machine generates the same rows. If you change
a row or a table, increase VERSION, and older databases are generated again.
"""

import csv
import os
import zlib
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import yaml
from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, MetaData, Table, Text

from helpers.display import progress_bar
from helpers.errors import CourseError
from helpers.paths import DATA
from helpers.traffic import uniforms, zipf

VERSION = 1
SEED = 20250701
TODAY = datetime(2025, 7, 1)  # the shop's clock is stopped, so that "the last 30 days" are always the same
DAYS = 90
FACTS = DATA

metadata = MetaData()

products = Table(
    "products",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("price_cents", Integer, nullable=False),
    Column("stock", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # goes up by 1 with each change
    Index("products_category", "category"),
)
customers = Table(
    "customers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
)
orders = Table(
    "orders",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("ordered_at", DateTime, nullable=False),
    Index("orders_customer", "customer_id"),
    Index("orders_ordered_at", "ordered_at"),
)
# There is no index on product_id, because a foreign key doesn't create one. Lesson 20 measures the cost.
order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price_cents", Integer, nullable=False),
    sqlite_with_rowid=False,
)


class Size(NamedTuple):
    """How many rows each table has."""

    products: int
    customers: int
    orders: int
    order_lines: int


FULL_SIZE = Size(products=100_000, customers=50_000, orders=400_000, order_lines=1_000_000)


def shop_scale(scale=None):
    """Return the scale: `scale`, or SHOP_SCALE, or 1; CourseError if it isn't a valid number."""
    asked = scale if scale is not None else os.environ.get("SHOP_SCALE") or 1
    try:
        number = float(asked)
    except (TypeError, ValueError):
        number = 0
    if not 0.001 <= number <= 1:
        raise CourseError(f"SHOP_SCALE is {asked!r}. It must be a number from 0.001 to 1 (the full shop).")
    return number


def size_of(scale):
    """Return the number of rows of each table at this scale."""
    return Size(*(round(full * scale) for full in FULL_SIZE))


def fingerprint(scale):
    """Return a line that changes whenever the generated rows would change."""
    facts = b"".join((FACTS / name).read_bytes() for name in ("cities.csv", "categories.csv", "names.yml"))
    checksum = f"{zlib.crc32(facts):08x}"
    return f"Redis, measured: shop version {VERSION}, seed {SEED}, scale {scale:g}, facts {checksum}"


def cities():
    """Return data/cities.csv as a list of dicts: city, country, latitude, longitude (degrees), population."""
    numbers = {"latitude": float, "longitude": float, "population": int}
    return [
        {name: numbers.get(name, str)(value) for name, value in city.items()} for city in _facts("cities")
    ]


def rows(scale, chunk=20_000):
    """Yield (table, list of row tuples) for the whole shop, in an order that foreign keys accept."""
    size = size_of(scale)
    prices = _prices(size.products)
    contents = {
        products: _products(size.products, prices),
        customers: _customers(size.customers),
        orders: _orders(size.orders, size.customers),
        order_lines: _order_lines(size, prices),
    }
    for table, columns in contents.items():
        for start in range(0, len(columns[0]), chunk):
            yield (
                table,
                list(zip(*(_plain(column[start : start + chunk]) for column in columns), strict=True)),
            )


def progress(rows_of_table, scale):
    """Yield the chunks of `rows_of_table`, with a progress bar unless the run is headless."""
    with progress_bar(total=sum(size_of(scale)), desc="Generating the shop", unit=" rows") as bar:
        for table, chunk in rows_of_table:
            yield table, chunk
            bar.update(len(chunk))


def _facts(name):
    with open(FACTS / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _words():
    return yaml.safe_load((FACTS / "names.yml").read_text(encoding="utf-8"))


def _plain(column):
    """Return a column as plain Python values, which every database driver accepts."""
    return column.tolist() if isinstance(column, np.ndarray) else column


def _whole(size, seed, upto):
    """Return `size` integers from 0 to upto - 1; `upto` may be an array."""
    return (uniforms(size, [SEED, seed]) * upto).astype(np.int64)


def _pick(size, seed, cumulative_shares):
    """Return `size` random indices, weighted by shares that are given as running totals."""
    shares = np.asarray(cumulative_shares) / cumulative_shares[-1]
    return np.searchsorted(shares, uniforms(size, [SEED, seed]), side="right")


def _prices(n):
    """Return prices in cents that end in 99, in the range of the product's category, mostly low ones."""
    low, high = (
        np.array([int(category[bound]) for category in _facts("categories")])[np.arange(n) % 40]
        for bound in ("lowest_price", "highest_price")
    )
    return 100 * (low + (uniforms(n, [SEED, 1]) ** 2 * (high - low)).astype(np.int64)) + 99


def _products(n, prices):
    categories, words = _facts("categories"), _words()
    names, category_names = [], []
    for i in range(n):
        category, k = categories[i % 40], i // 40
        brand, adjective = words["brands"][k % 27], words["adjectives"][k % 25]
        names.append(f"{brand} {adjective} {category['nouns'].split(';')[k % 4]}")
        category_names.append(category["category"])
    stock, version = _whole(n, 2, 500), np.ones(n, dtype=np.int64)
    return np.arange(1, n + 1), names, category_names, prices, stock, version


def _customers(n):
    words, places = _words(), cities()
    first_names, last_names = words["first_names"], words["last_names"]
    first = _whole(n, 3, len(first_names)).tolist()
    last = _whole(n, 4, len(last_names)).tolist()
    home = _pick(n, 5, np.cumsum([place["population"] for place in places])).tolist()
    names = [f"{first_names[f]} {last_names[s]}" for f, s in zip(first, last, strict=True)]
    return np.arange(1, n + 1), names, [places[h]["city"] for h in home]


def _orders(n, n_customers):
    seconds = np.sort(_whole(n, 6, DAYS * 24 * 3600))
    begin = np.datetime64(TODAY - timedelta(days=DAYS), "us")
    times = np.datetime_as_string(begin + seconds.astype("timedelta64[s]"), unit="us")
    # the format in which SQLAlchemy stores a date and time as text in SQLite
    ordered_at = [time.replace("T", " ") for time in times.tolist()]
    return np.arange(1, n + 1), 1 + _whole(n, 7, n_customers), ordered_at


def _order_lines(size, prices):
    """Return one line for each order, and the remaining lines for random orders."""
    more = 1 + _whole(size.order_lines - size.orders, 8, size.orders)
    order_id = np.sort(np.concatenate([np.arange(1, size.orders + 1), more]))
    line = np.arange(size.order_lines) - np.searchsorted(order_id, order_id) + 1
    product_id = zipf(size.products, size.order_lines, seed=[SEED, 9])
    quantity = 1 + _pick(size.order_lines, 10, [0.7, 0.9, 0.97, 1.0])
    return order_id, line, product_id, quantity, prices[product_id - 1]
