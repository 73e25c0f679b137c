"""Lessons 70 and 71: parts as people write them, each with a mistake that the report finds."""

import json
import secrets
from typing import NamedTuple

import redis
from sqlalchemy import text


class Mistake(NamedTuple):
    """What replaces the parts of a good sale, and the name of the check that finds it."""

    what: str
    found_by: str
    functions: tuple = ()
    pages: dict = {}


def _racy_limiter():
    def allow(r, customer, limit, window):
        now, key = float("{}.{:06}".format(*r.time())), f"log:{customer}"
        r.zremrangebyscore(key, "-inf", now - window)
        if r.zcard(key) >= limit:
            return False
        r.zadd(key, {secrets.token_hex(8): now})  # another request may have been admitted meanwhile
        r.expire(key, window)
        return True

    return allow


def _cache_without_invalidation():
    def get_product(r, shop, memory, product_id, now):
        content, expires = memory.get(product_id, (None, now))
        if now >= expires:
            content = _from_redis(r, shop, product_id)
            memory[product_id] = content, now + 1
        return json.loads(content)

    def change_price(r, shop, product_id, cents):
        shop.set_price(product_id, cents)  # and `product:<id>` keeps the old price

    return get_product, change_price


def _from_redis(r, shop, product_id):
    try:
        content = r.get(f"product:{product_id}")
        if content is None:
            content = json.dumps(shop.product(product_id))
            r.set(f"product:{product_id}", content, ex=300)
        return content
    except redis.ConnectionError:
        return json.dumps(shop.product(product_id))


def _cache_that_needs_redis():
    def get_product(r, shop, memory, product_id, now):
        content = r.get(f"product:{product_id}")  # raises an error while Redis is down
        if content is None:
            content = json.dumps(shop.product(product_id))
            r.set(f"product:{product_id}", content, ex=1)
        return json.loads(content)

    def change_price(r, shop, product_id, cents):
        shop.set_price(product_id, cents)
        r.delete(f"product:{product_id}")

    return get_product, change_price


def _sessions_without_ttl():
    def log_in(r, customer, idle):
        token = secrets.token_urlsafe(32)
        r.set(f"session:{token}", customer)
        return token

    def visitor(r, token, idle):
        return r.get(f"session:{token}")

    return log_in, visitor


def _sessions_that_are_not_renewed():
    def log_in(r, customer, idle):
        token = secrets.token_urlsafe(32)
        r.set(f"session:{token}", customer, ex=idle)
        return token

    def visitor(r, token, idle):
        return r.get(f"session:{token}")

    return log_in, visitor


def _leaderboard_without_ties():
    def best_sellers(r, places):
        first = r.zrange("sales", 0, places - 1, desc=True, withscores=True)  # and who else has as many?
        pieces = [sold for _, sold in first]
        return sorted((1 + pieces.index(sold), int(product), int(sold)) for product, sold in first)

    return best_sellers


def _retries_that_count_twice():
    def record_sale(r, order, product_id):
        r.zincrby("sales", 1, product_id)

    return record_sale


def _counters_that_drift():
    def count_view(r, visitor, product_id):
        views = int(r.hget("views", product_id) or 0)
        r.hset("views", product_id, views + 1)
        r.pfadd("visitors", visitor)

    def dashboard(r):
        views = {int(product): int(n) for product, n in r.hgetall("views").items()}
        return {"views": views, "visitors": r.pfcount("visitors")}

    return count_view, dashboard


def _visitors_counted_as_views():
    def count_view(r, visitor, product_id):
        r.hincrby("views", product_id, 1)

    def dashboard(r):
        views = {int(product): int(n) for product, n in r.hgetall("views").items()}
        return {"views": views, "visitors": sum(views.values())}

    return count_view, dashboard


def sell(database, order, product_id):
    """Store the order and take a piece from the stock, whether there is one or not."""
    with database.engine.begin() as connection:
        sold = {"order": order, "product": product_id}
        insert = "INSERT INTO sale_orders VALUES (:order, '', :product) ON CONFLICT DO NOTHING"
        if connection.execute(text(insert), sold).rowcount:
            connection.execute(text("UPDATE products SET stock = stock - 1 WHERE id = :product"), sold)


def buy_from_the_cache(shop, token, product_id, order):
    """Sell while the cached product has stock, which a page may show, but a purchase mustn't trust."""
    if shop.visitor(token) is None:
        return 401, None
    if shop.get_product(product_id)["stock"] == 0:
        return 409, None
    sell(shop.database, order, product_id)
    shop.record_sale(order, product_id)
    return 200, None


MISTAKES = [
    Mistake("a limiter with a race", "above the limit", (_racy_limiter(),)),
    Mistake("a cache that's never invalidated", "stale", _cache_without_invalidation()),
    Mistake("a cache that needs Redis to be up", "served", _cache_that_needs_redis()),
    Mistake("sessions that never expire", "sessions expire", _sessions_without_ttl()),
    Mistake("sessions that aren't renewed", "logged out early", _sessions_that_are_not_renewed()),
    Mistake("a leaderboard that loses ties", "ties", (_leaderboard_without_ties(),)),
    Mistake("retries that count twice", "pieces", (_retries_that_count_twice(),)),
    Mistake("counters that drift", "views", _counters_that_drift()),
    Mistake("visitors counted as views", "visitors", _visitors_counted_as_views()),
    Mistake("a purchase that trusts the cache", "oversold", pages={"buy": buy_from_the_cache}),
]


def together(*found_by):
    """Return the mistakes that these checks find, for one shop that makes all of them: (functions, pages)."""
    these = [mistake for mistake in MISTAKES if mistake.found_by in found_by]
    functions = [function for mistake in these for function in mistake.functions]
    return functions, {name: page for mistake in these for name, page in mistake.pages.items()}
