"""Lesson 53: processes that buy the same products at once, and a database for a lock that comes too late."""

import base64
import pathlib
import sqlite3
import time
from contextlib import closing
from tempfile import TemporaryDirectory
from typing import NamedTuple

import cloudpickle
import redis

from helpers.errors import CourseError
from helpers.judge.functions import pickled
from helpers.programs import start_program

PATIENCE = 60  # seconds until a process must have reported


class Sale(NamedTuple):
    """What came of one sale: pieces sold beyond the stock, failed EXECs, and calls of `buy` per second."""

    oversold: int
    retries: int
    per_second: float


class Buyers:
    """Processes that wait for a sale; `ways` are functions `buy(r, product, customer)` by their names.

    They use `server`, a `Server` of the lesson's own, whose statistics are reset before each sale. Use it
    with `with` to stop them.
    """

    def __init__(self, server, ways, processes=8):
        self._server, self._r, self._sales = server, server.client(), 0
        carried = base64.b64encode(pickled(ways)).decode()
        self._programs = [start_program(_buyer, server.url, carried) for _ in range(processes)]
        self._wait_for(processes)  # until all have started

    def sell(self, way, processes=None, products=150, stock=10, wanted=2):
        """Sell products with `stock` pieces each to processes that want `wanted` times as many: a `Sale`."""
        processes = processes or len(self._programs)
        self._sales += 1
        names = [f"{self._sales}-{number}" for number in range(products)]
        self._r.mset({f"stock:{name}": stock for name in names})
        calls = wanted * stock // processes
        self._r.config_resetstat()
        began = time.perf_counter()
        self._r.rpush("sales", *[f"{way} {self._sales} {products} {calls}"] * processes)
        self._wait_for(processes)
        took = time.perf_counter() - began
        sold = [self._r.llen(f"orders:{name}") for name in names]
        oversold = sum(max(0, pieces - stock) for pieces in sold)
        executed = self._r.info("commandstats").get("cmdstat_exec", {"calls": 0})["calls"]
        retries = executed and executed - sum(sold)
        return Sale(oversold, retries, calls * products * processes / took)

    def compare(self, ways, processes, runs=3, **options):
        """Sell in each way with each number of `processes`: way → list of its fastest `Sale`s.

        The ways take turns, so that whatever else the machine does slows all of them down.
        """
        sales = [
            (way, number, self.sell(way, number, **options))
            for _ in range(runs)
            for number in processes
            for way in ways
        ]
        return {way: [_fastest(sales, way, number) for number in processes] for way in ways}

    def _wait_for(self, processes):
        for _ in range(processes):
            if not self._r.blpop("reports", timeout=PATIENCE):
                words = [program.output().strip() for program in self._programs]
                raise CourseError(f"A buyer didn't report within {PATIENCE} s: {words}")

    def close(self):
        """Stop the processes."""
        for program in self._programs:
            program.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def _fastest(sales, way, number):
    return max((sale for *which, sale in sales if which == [way, number]), key=lambda sale: sale.per_second)


def _buyer(url, carried):
    from helpers.labs.buyers import buy_when_told

    buy_when_told(url, carried)


def buy_when_told(url, carried):
    """Run in a process of its own: report, then take part in each sale and report again."""
    r = redis.Redis.from_url(url, decode_responses=True, socket_timeout=None)
    ways = cloudpickle.loads(base64.b64decode(carried))
    r.rpush("reports", "started")
    while True:
        way, sale, products, calls = r.blpop("sales")[1].rsplit(" ", 3)
        for number in range(int(products)):
            for _ in range(int(calls)):
                ways[way](r, f"{sale}-{number}", "ana")
        r.rpush("reports", "done")


class PriceList:
    """A database next to Redis with the price of each product, and the token of the lock it was set under.

    Another process opens it by its `path`.
    """

    def __init__(self):
        self._folder = TemporaryDirectory()
        self.path = f"{self._folder.name}/prices.db"
        self.execute("CREATE TABLE prices (product INTEGER PRIMARY KEY, cents INTEGER, token INTEGER)")

    def execute(self, sql, **parameters):
        """Run one statement, commit, and return its rows; CourseError after `close()`."""
        if not pathlib.Path(self._folder.name).exists():
            raise CourseError("This price list is closed: run the cell with `PriceList()` again.")
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return connection.execute(sql, parameters).fetchall()

    def set(self, product, cents):
        """Set the price in cents, as if no lock had ever been taken."""
        self.execute("REPLACE INTO prices VALUES (:product, :cents, 0)", product=product, cents=cents)

    def get(self, product):
        """Return the price in cents."""
        [(cents,)] = self.execute("SELECT cents FROM prices WHERE product = :product", product=product)
        return cents

    def close(self):
        """Remove the database."""
        self._folder.cleanup()


def about(figure):
    """Return a figure that varies between runs as text, and 0 as it is."""
    if not figure:
        return "0"
    return f"≈ {figure:,.0f}" if figure >= 10 else f"≈ {figure:.2f}"
