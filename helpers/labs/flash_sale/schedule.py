"""Lessons 70 and 71: who comes to the flash sale, and when; the same on every machine."""

from typing import NamedTuple

from helpers.labs.flash_sale.database import PRODUCTS
from helpers.traffic import uniforms, zipf

SECONDS = 5
CUSTOMERS = 2000
BURST, BURST_SECONDS = 0.2, 0.5  # this share of the customers comes right at the opening
BUYERS, LOST = 0.35, 0.2  # shares: of customers who buy, and of orders whose reply gets lost
BOTS, VOLLEY, VOLLEY_EVERY = 2, 20, 0.4  # bots send so many requests at once, every so many seconds
STAYERS, LEAVERS = 10, 10  # customers who click twice in each idle timeout; and who come back after it
CLICKS, CLICK_EVERY, AWAY = 6, 0.5, 1.6  # how often stayers click, and for how many s leavers are away

CHANGED = range(1, 11)  # these products change their price
PRICE_AT, KILL_AT, RESTART_AT = 1.5, 3.8, 4.4  # s after the opening
READ_EVERY = 0.5  # s between two readings of the dashboard


class Visit(NamedTuple):
    """What a customer does in one go, `at` seconds after the opening.

    It begins with a login unless `returns`. Then come `pages`, as (name, *arguments).
    """

    at: float
    customer: str
    pages: list
    returns: bool = False


def visits(customers=CUSTOMERS):
    """Return all visits of a sale, in the order in which they are due."""
    all_of_them = [*_shoppers(customers), *_bots(), *_stayers(), *_leavers()]
    return sorted(all_of_them, key=lambda visit: visit.at)


def _shoppers(customers):
    when, share, buys, lost = uniforms(4 * customers, 70).reshape(4, customers)
    products = zipf(PRODUCTS, customers, seed=70).tolist()
    for number, product in enumerate(products):
        late = BURST_SECONDS + (SECONDS - BURST_SECONDS) * when[number]
        at = BURST_SECONDS * when[number] if share[number] < BURST else late
        pages = [("home",), ("view", product)]
        if buys[number] < BUYERS:
            order = ("buy", product, f"order:{number}")
            pages += [order, order] if lost[number] < LOST else [order]
        yield Visit(float(at), f"customer:{number}", pages)


def _bots():
    for bot in range(BOTS):
        for volley in range(round(SECONDS / VOLLEY_EVERY)):
            for _ in range(VOLLEY):
                at = 0.05 + volley * VOLLEY_EVERY
                yield Visit(at, f"bot:{bot}", [("view", 1 + bot)], returns=True)


def _stayers():
    for number in range(STAYERS):
        yield Visit(0.6, f"stayer:{number}", [("view", PRODUCTS)])
        for click in range(1, CLICKS + 1):
            yield Visit(0.6 + click * CLICK_EVERY, f"stayer:{number}", [("view", PRODUCTS)], returns=True)


def _leavers():
    for number in range(LEAVERS):
        at = 0.7 + 0.1 * number
        yield Visit(at, f"leaver:{number}", [("view", PRODUCTS)])
        yield Visit(at + AWAY, f"leaver:{number}", [("view", PRODUCTS)], returns=True)
