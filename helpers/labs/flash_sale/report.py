"""Lessons 70 and 71: what a sale must have been like, checked in all that its customers saw.

Requests overlap, so the report doesn't know in which order the servers handled them. It calls a request wrong
only if it is wrong in every order that its times allow, so a slow machine makes it see less, but never fail.
"""

import itertools
from collections import Counter, defaultdict
from typing import NamedTuple

from helpers.display import markdown_table
from helpers.labs.flash_sale.database import STOCK
from helpers.labs.flash_sale.shop import IDLE, LIMIT, PLACES, STALE, WINDOW

SKETCH = 3  # percent that the count of visitors may be off: almost four standard errors of a HyperLogLog


class Check(NamedTuple):
    """One line of a report: how many are wrong `of` how many that were looked at."""

    sentence: str
    wrong: float
    of: int
    example: str = ""
    at_most: float = 0
    unit: str = ""

    @property
    def passed(self):
        return self.of > 0 and self.wrong <= self.at_most


class Report:
    """The checks of a `Sale`, by name. Show it as the last line of a cell."""

    def __init__(self, sale):
        self.sale = sale
        self.checks = {
            "served": _served(sale),
            "oversold": _oversold(sale),
            "stale": _stale(sale),
            "logged out early": _sessions(sale, expired=False),
            "sessions expire": _sessions(sale, expired=True),
            "pieces": _pieces(sale),
            "ties": _ties(sale),
            "above the limit": _above_the_limit(sale),
            "rejected wrongly": _rejected_wrongly(sale),
            "views": _views(sale),
            "visitors": _visitors(sale),
        }

    @property
    def failed(self):
        """The names of the checks that failed."""
        return [name for name, check in self.checks.items() if not check.passed]

    @property
    def passed(self):
        return not self.failed

    def wrong(self, name):
        """Return how many were wrong in the check of this name."""
        return self.checks[name].wrong

    def table(self):
        """Return the report as a Markdown table."""
        rows = [["", "What must hold", "wrong", "checked", "for example"]]
        for check in self.checks.values():
            wrong = f"≈ {check.wrong:.2g}{check.unit}" if check.unit else _count(check.wrong)
            checked = _count(check.of)
            rows.append(["✓" if check.passed else "✗", check.sentence, wrong, checked, check.example])
        return markdown_table(rows)

    def __repr__(self):
        failed = ", ".join(self.failed)
        return f"the sale fails: {failed}" if failed else "the sale passes"


def _count(number):
    return f"≈ {number:,}" if number else "0"


def _check(sentence, wrong, of, say=str):
    return Check(sentence, len(wrong), of, say(wrong[0]) if wrong else "")


def _served(sale):
    failed = [one for one in sale.seen if one.status == 500]

    def say(one):
        return f"{one.page}: {type(one.content).__name__}"

    return _check("every page is served, also while the cache is down", failed, len(sale.seen), say)


def _oversold(sale):
    over = [(product, sold) for product, sold in sale.sold.items() if sold > STOCK]
    pieces = sum(sold - STOCK for _, sold in over)
    example = "product {}: {} sold of {}".format(*over[0], STOCK) if over else ""
    return Check("nothing is oversold", pieces, sum(sale.sold.values()), example)


# --- prices ------------------------------------------------------------------------------------------------


def _stale(sale):
    judged = [(one, _right_price(one, sale.changes)) for one in sale.seen if _shows_a_price(one, sale)]
    judged = [(one, right) for one, right in judged if right is not None]
    wrong = [(one, right) for one, right in judged if _price(one) != right]

    def say(pair):
        one, right = pair
        late = one.began - sale.changes[one.arguments[0]].ended
        when = f", {late:.1f} s after the change" if late > 0 else ""
        return f"product {one.arguments[0]} at {_price(one)} instead of {right}{when}"

    sentence = f"no page shows the old price more than {STALE} s after a change"
    return _check(sentence, wrong, len(judged), say)


def _shows_a_price(one, sale):
    return one.page == "view" and one.status == 200 and one.arguments[0] in sale.changes


def _price(one):
    return one.content.get("price_cents") if isinstance(one.content, dict) else one.content


def _right_price(one, changes):
    """Return the price that this page must show, or None if it may be either."""
    change = changes[one.arguments[0]]
    if one.ended < change.began:
        return change.old
    return change.new if one.began > change.ended + STALE else None


# --- sessions ----------------------------------------------------------------------------------------------


def _sessions(sale, expired):
    """Check the requests whose session must have expired, or those whose session must not have."""
    judged = [one for one, is_over in _with_sessions(sale) if is_over is expired]
    wrong = [one for one in judged if (one.status == 401) is not expired]
    if expired:
        sentence = f"a session expires {IDLE} s after its last request"
        return _check(sentence, wrong, len(judged), lambda one: f"{one.customer} is still logged in")
    sentence = "a session that's in use doesn't expire"
    return _check(sentence, wrong, len(judged), lambda one: f"{one.customer} is logged out")


def _with_sessions(sale):
    """Yield (request, whether its session must have expired) for those where that's certain."""
    by_customer = defaultdict(list)
    for one in sorted(sale.seen):
        if one.status != 500 and not one.customer.startswith("bot"):  # a bot's requests overlap
            by_customer[one.customer].append(one)
    for requests in by_customer.values():
        for last, one in itertools.pairwise(requests):
            if one.page != "log in" and last.status != 401:
                if last.ended < one.began and one.ended - last.began < IDLE:  # `last` has renewed it
                    yield one, False
                elif one.began - last.ended > IDLE:
                    yield one, True


# --- the limit ---------------------------------------------------------------------------------------------


def _limited(sale):
    """Yield the requests that asked the limiter, by customer: (customer, {status: requests}).

    200 stands for those that were admitted, whatever came after that.
    """
    by_customer = defaultdict(lambda: {200: [], 429: [], 500: []})
    for one in sorted(sale.seen, key=lambda one: one.began):
        if one.page in ("view", "buy") and one.status != 401:
            by_customer[one.customer][200 if one.status == 409 else one.status].append(one)
    return by_customer.items()


def _above_the_limit(sale):
    over, of = [], 0
    for customer, requests in _limited(sale):
        admitted = requests[200]
        of += len(admitted)
        for first in range(len(admitted) - LIMIT):
            window = admitted[first : first + LIMIT + 1]
            if max(one.ended for one in window) - window[0].began < WINDOW:
                over.append(customer)
    sentence = f"no customer makes more than {LIMIT} requests in {WINDOW} s"
    return _check(sentence, over, of, lambda customer: f"{customer}: {LIMIT + 1} in less than {WINDOW} s")


def _rejected_wrongly(sale):
    wrong, of = [], 0
    for _, requests in _limited(sale):
        perhaps = requests[200] + requests[500]  # a page that failed may have been admitted before
        of += len(requests[429])
        for one in requests[429]:
            since = one.began - WINDOW
            before = sum(since < other.ended and other.began < one.ended for other in perhaps)
            if before < LIMIT:
                wrong.append((one.customer, before))
    sentence = "no customer below the limit is rejected"
    return _check(sentence, wrong, of, lambda pair: f"{pair[0]}, after {pair[1]} requests")


# --- counts ------------------------------------------------------------------------------------------------


def _pieces(sale):
    """Check the products on the leaderboard: have they been sold as often as it says?"""
    lines = _lines(sale)
    wrong = [(product, sold) for _, product, sold in lines if sold != sale.sold.get(product)]

    def say(line):
        return f"product {line[0]} with {line[1]} sold instead of {sale.sold.get(line[0], 0)}"

    return _check("the leaderboard counts each order once", wrong, len(lines), say)


def _ties(sale):
    """Check that each product that belongs on the leaderboard is there, on its place, and no others are."""
    true, shown = sale.true_best_sellers, [line[:2] for line in _lines(sale)]
    wrong = [line for line in true if line[:2] not in shown]
    more = len(shown) - (len(true) - len(wrong))

    def say(line):
        return f"product {line[1]} isn't on place {line[0]}"

    sentence = f"the leaderboard has all products of its first {PLACES} places, ties too"
    check = _check(sentence, wrong, len(true), say)
    return check if wrong or not more else check._replace(wrong=more, example="others are on it too")


def _lines(sale):
    """Return the leaderboard's lines as tuples (place, product, pieces); none if it isn't such a list."""
    shown = sale.best_sellers if isinstance(sale.best_sellers, list) else []
    return [tuple(line) for line in shown if isinstance(line, list | tuple) and len(line) == 3]


def _true_views(sale):
    return [one for one in sale.seen if one.page == "view" and one.status == 200]


def _dashboard(sale, name, default):
    return sale.dashboard.get(name, default) if isinstance(sale.dashboard, dict) else default


def _whole_numbers(shown):
    """Return what a dashboard shows without what isn't a number, since parts may return anything."""
    pairs = shown.items() if isinstance(shown, dict) else []
    return {product: count for product, count in pairs if isinstance(count, int)}


def _views(sale):
    true = Counter(one.arguments[0] for one in _true_views(sale))
    shown = Counter(_whole_numbers(_dashboard(sale, "views", {})))
    off = {product: shown[product] - true[product] for product in true | shown}
    wrong = [(product, by) for product, by in off.items() if by]
    example = "product {}: {:+d} views".format(*wrong[0]) if wrong else ""
    return Check("the dashboard has every view", sum(abs(by) for _, by in wrong), true.total(), example)


def _visitors(sale):
    true = len({one.customer for one in _true_views(sale)})
    shown = _dashboard(sale, "visitors", 0)
    off = 100 * abs(shown - true) / true if isinstance(shown, int) and true else 100.0
    sentence = f"the dashboard has the number of visitors within {SKETCH} %"
    return Check(sentence, off, true, "", SKETCH, " %")
