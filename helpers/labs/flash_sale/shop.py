"""Lessons 70 and 71: the service of the flash sale, put together from your parts and the database's."""

import time

from helpers.exercises._catalogue import find, is_empty

IDLE = 1  # s without a request until a session expires; half an hour in a real shop
LIMIT, WINDOW = 10, 1  # requests that a customer may make, in so many seconds
STALE = 1  # s that a page may still show the old price after a change
PLACES = 10  # on the leaderboard

PARTS = {  # what you build, by exercise
    "70.1": ("get_product", "change_price"),
    "70.2": ("log_in", "visitor"),
    "70.3": ("record_sale", "best_sellers"),
    "70.4": ("allow",),
    "70.5": ("count_view", "dashboard"),
}
NAMES = [name for names in PARTS.values() for name in names]


def home(shop, token):
    """Show what sells best."""
    if shop.visitor(token) is None:
        return 401, None
    return 200, shop.best_sellers()


def view(shop, token, product_id):
    """Show a product."""
    customer = shop.visitor(token)
    if customer is None:
        return 401, None
    if not shop.allow(customer):
        return 429, None
    product = shop.get_product(product_id)
    shop.count_view(customer, product_id)
    return 200, product


def buy(shop, token, product_id, order):
    """Buy one piece. A browser that gets no reply sends the same order again."""
    customer = shop.visitor(token)
    if customer is None:
        return 401, None
    if not shop.allow(customer):
        return 429, None
    if not shop.database.buy(order, customer, product_id):
        return 409, None
    shop.record_sale(order, product_id)
    return 200, None


PAGES = {"home": home, "view": view, "buy": buy}


def replaced(functions):
    """Return the functions that do something, by name: they replace the database's.

    A part with a function that's still its exercise's stub stays the database's. TypeError if a function
    has an unknown name.
    """
    given = {function.__name__: function for function in functions}
    if unknown := given.keys() - set(NAMES):
        raise TypeError(f"The sale has no part {sorted(unknown)[0]!r}: its parts are {', '.join(NAMES)}.")
    parts = {}
    for exercise_id, names in PARTS.items():
        stubs = find(exercise_id).stubs
        if all(name in given and not is_empty(given[name], stubs[name]) for name in names):
            parts |= {name: given[name] for name in names}
    return parts


class WebServer:
    """One web server: its own memory, a client for each Redis, and the parts, with what they need filled in.

    `cache` is the client of the server that may go down, `store` that of the server with everything else.
    """

    def __init__(self, parts, pages, cache, store, database):
        self.parts, self.pages = parts, pages
        self.cache, self.store, self.database = cache, store, database
        self.memory = {}

    def serve(self, page, *arguments):
        """Return (status, content) of a page; an error becomes the status 500, as in any framework."""
        try:
            return self.pages[page](self, *arguments)
        except Exception as error:
            return 500, error

    def get_product(self, product_id):
        if "get_product" in self.parts:
            now = time.monotonic()
            return self.parts["get_product"](self.cache, self.database.shop, self.memory, product_id, now)
        return self.database.get_product(product_id)

    def change_price(self, product_id, cents):
        if "change_price" in self.parts:
            return self.parts["change_price"](self.cache, self.database.shop, product_id, cents)
        return self.database.change_price(product_id, cents)

    def log_in(self, customer):
        return self._do("log_in", customer, IDLE)

    def visitor(self, token):
        return self._do("visitor", token, IDLE)

    def allow(self, customer):
        return self._do("allow", customer, LIMIT, WINDOW)

    def record_sale(self, order, product_id):
        return self._do("record_sale", order, product_id)

    def best_sellers(self):
        return self._do("best_sellers", PLACES)

    def count_view(self, visitor, product_id):
        return self._do("count_view", visitor, product_id)

    def dashboard(self):
        return self._do("dashboard")

    def _do(self, name, *arguments):
        if name in self.parts:
            return self.parts[name](self.store, *arguments)
        return getattr(self.database, name)(*arguments)
