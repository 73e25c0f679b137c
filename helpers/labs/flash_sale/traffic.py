"""Lessons 70 and 71: let the customers come, and write down what each of them saw."""

import threading
import time
from contextlib import ExitStack
from typing import NamedTuple

from helpers.labs.flash_sale import schedule
from helpers.labs.flash_sale.database import Database
from helpers.labs.flash_sale.shop import PAGES, PLACES, WebServer, replaced
from helpers.servers import start_server
from helpers.shop import Count
from helpers.traffic import threads

WEB_SERVERS = 8


class Seen(NamedTuple):
    """One request: from when to when in seconds since the opening, and what came of it."""

    began: float
    ended: float
    customer: str
    page: str
    arguments: tuple
    status: int
    content: object


class Change(NamedTuple):
    """A price that was changed: from when to when, and its two values in cents."""

    began: float
    ended: float
    old: int
    new: int


class Sale:
    """What came of one sale: what the customers saw, what's left, and what the database was asked.

    `seen` has the requests, `visits` (due, ended) of each customer's visit, `changes` the prices by product,
    `down` from when to when the cache's server was down, all in seconds since the opening. `load` is a
    `Count` of the database, and `commands` how often the second server ran each command. `sold`,
    `best_sellers`, `true_best_sellers` and `dashboard` are as they were when the last customer had left.
    """

    def __init__(self, parts):
        self.parts = parts
        self.seen, self.visits, self.changes = [], [], {}
        self.down, self.load, self.commands = None, Count(), {}

    @property
    def latencies(self):
        """Seconds from a customer's arrival to the last reply, for visits that begin with a login."""
        return [ended - due for due, ended in self.visits]


def hold(*functions, pages=None, customers=schedule.CUSTOMERS):
    """Hold a flash sale with these functions in place of the database's: a `Sale`. It takes 5 s or more.

    Functions that are still the stubs of their exercises are left out. `pages` are the service's, by name.
    """
    with ExitStack() as stack:
        database = stack.enter_context(Database())
        cache = stack.enter_context(start_server(maxmemory="50mb", maxmemory_policy="allkeys-lru"))
        store = stack.enter_context(start_server(appendonly=True))
        parts = replaced(functions)
        sale = Sale(parts)

        def web_server():
            return WebServer(
                parts,
                PAGES | (pages or {}),
                stack.enter_context(cache.client()),
                stack.enter_context(store.client()),
                database,
            )

        servers = [web_server() for _ in range(WEB_SERVERS + 2)]
        with database.shop.counting() as sale.load:
            _let_them_come(sale, schedule.visits(customers), servers, cache)
        sale.commands = _calls(store.client())
        _look_at_what_is_left(sale, web_server(), database)
        return sale


def _let_them_come(sale, visits, servers, cache):
    *fronts, office, screen = servers
    queue, lock, over = iter(visits), threading.Lock(), threading.Event()
    tokens = {visit.customer: _Token() for visit in visits}
    opening = time.monotonic()

    def clock():
        return time.monotonic() - opening

    def customers(number):
        while True:
            with lock:
                visit = next(queue, None)
            if visit is None:
                return
            _wait_until(visit.at, clock)
            _visit(sale, visit, fronts[number], tokens[visit.customer], clock)

    def change_prices():
        _wait_until(schedule.PRICE_AT, clock)
        for product in schedule.CHANGED:
            old = office.database.get_product(product)["price_cents"]
            began, new = clock(), old // 2 + 1
            failed = _result_of(office.change_price, product, new)
            if isinstance(failed, Exception):
                sale.seen.append(Seen(began, clock(), "office", "change price", (product,), 500, failed))
            else:
                sale.changes[product] = Change(began, clock(), old, new)

    def kill_the_cache():
        _wait_until(schedule.KILL_AT, clock)
        began = clock()
        cache.kill()
        _wait_until(schedule.RESTART_AT, clock)
        cache.restart()
        sale.down = began, clock()

    def watch_the_dashboard():
        while not over.wait(schedule.READ_EVERY):
            _result_of(screen.dashboard)

    def run(number):
        [*[lambda: customers(number)] * WEB_SERVERS, change_prices, kill_the_cache][number]()

    watcher = threading.Thread(target=watch_the_dashboard, daemon=True)
    watcher.start()
    try:
        threads(WEB_SERVERS + 2, run)
    finally:
        over.set()
        watcher.join()


class _Token:
    """The cookie of a customer, whose visits may overlap."""

    def __init__(self):
        self.value, self.lock = None, threading.Lock()


def _visit(sale, visit, server, token, clock):
    with token.lock:
        if not visit.returns or token.value is None:
            token.value = _log_in(sale, visit, server, clock)
    for page, *arguments in visit.pages:
        began = clock()
        status, content = server.serve(page, token.value, *arguments)
        sale.seen.append(Seen(began, clock(), visit.customer, page, tuple(arguments), status, content))
        if status == 401 and visit.customer.startswith("bot"):
            token.value = None  # it logs in again with its next request
    if not visit.returns:
        sale.visits.append((visit.at, clock()))


def _log_in(sale, visit, server, clock):
    began = clock()
    try:
        token, status, error = server.log_in(visit.customer), 200, None
    except Exception as one:  # a page that fails, as in `WebServer.serve`
        token, status, error = "", 500, one
    sale.seen.append(Seen(began, clock(), visit.customer, "log in", (), status, error))
    return token


def _look_at_what_is_left(sale, server, database):
    sale.sold = database.sold()
    sale.true_best_sellers = database.best_sellers(PLACES)
    sale.best_sellers = _result_of(server.best_sellers)
    sale.dashboard = _result_of(server.dashboard)


def _calls(r):
    """Return how often the server has run each command, those that were called most first."""
    stats = r.info("commandstats")
    calls = {name.removeprefix("cmdstat_").upper(): one["calls"] for name, one in stats.items()}
    return dict(sorted(calls.items(), key=lambda pair: -pair[1]))


def _result_of(call, *arguments):
    try:
        return call(*arguments)
    except Exception as error:  # the report shows it
        return error


def _wait_until(moment, clock):
    pause = moment - clock()
    if pause > 0:
        time.sleep(pause)
