"""A small shop for exercises about caching: real SQL, exact counts, and moments at which a check steps in."""

import contextlib

SCALE = 0.01  # 1,000 products


class SmallShop:
    """A Shop (see helpers.shop), whose next read or write can be made to meet another process's.

    `after_read` is called once, by the thread that has read the next row and not handed it on yet;
    `before_write` once, by the thread that is about to write the next one.
    """

    def __init__(self, shop):
        self._shop = shop
        self.after_read = self.before_write = None

    def product(self, product_id):
        row = self._shop.product(product_id)
        step_in, self.after_read = self.after_read, None
        if step_in:
            step_in()
        return row

    def set_stock(self, product_id, stock):
        self._step_in_before_writing()
        return self._shop.set_stock(product_id, stock)

    def set_price(self, product_id, cents):
        self._step_in_before_writing()
        return self._shop.set_price(product_id, cents)

    def _step_in_before_writing(self):
        step_in, self.before_write = self.before_write, None
        if step_in:
            step_in()

    def __getattr__(self, name):
        return getattr(self._shop, name)

    def __repr__(self):
        return "shop"


@contextlib.contextmanager
def small_shop():
    """A SmallShop in SQLite, whatever DATABASE_URL says: an answer is judged alike everywhere."""
    from helpers import shop  # SQLAlchemy: only for who checks an answer
    from helpers.shop import sqlite

    path, remove = sqlite.private_copy(SCALE)
    with contextlib.closing(shop.Shop(_engine(path), path, remove)) as real:
        yield SmallShop(real)


def _engine(path):
    """SQLite without its wait for the disk: a check that fails has nothing to lose, and one writes often."""
    from sqlalchemy import event

    from helpers.shop import sqlite

    engine = sqlite.engine_of(path)

    @event.listens_for(engine, "connect")
    def hurry(connection, _):
        connection.execute("PRAGMA synchronous = OFF")

    return engine
