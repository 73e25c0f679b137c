"""A product from memory, Redis or the database."""

import contextlib
import json

import redis

from helpers.exercises import call, every_crash, every_order, expect, expect_key, expect_ttl, small_shop, step

OBJECTIVES = (1,)
KEYS = {"product:*": 300, "lease:*": 10}
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, OTHER, GONE = 24, 7, 999_999
KEY = f"product:{PRODUCT}"
NOW = 1000.0
DOWN = (
    redis.ConnectionError("Error 111 connecting to 127.0.0.1:6379. Connection refused."),
    redis.TimeoutError("Timeout reading from socket"),
)


def price_of(ctx, shop, memory, at):
    product = ctx.answer.get_product(shop, memory, PRODUCT, at)
    expect(
        isinstance(product, dict) and "price_cents" in product,
        f"`get_product` returned {str(product)[:60]}",
        "the row as a dict, with its `price_cents`",
        "What does the page need, and in which form does each level keep it?",
    )
    return product["price_cents"]


@step("a product from the database is stored in Redis as JSON, for 300 s")
def from_database(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        found = ctx.answer.get_product(shop, {}, PRODUCT, NOW)
        other = ctx.answer.get_product(shop, {}, OTHER, NOW)
        expect(
            found == row and other == shop.product(OTHER),
            f"with both levels empty, `get_product` returned {str(found)[:60]}",
            f"the row: {str(row)[:60]}...",
            "What does your function return after it has read the database?",
        )
    text = expect_key(ctx, KEY, "string", question="Where does another web server find the product?")
    try:
        held = json.loads(text)
    except ValueError:
        held = f"the text {text[:40]}"
    expect(held == row, f"`{KEY}` holds {held!r}", "the product as JSON", "What does `json.dumps` return?")
    expect_ttl(ctx, KEY, 300, "For how long may Redis keep a product that doesn't change?")


@step("a product from Redis takes one command and no database read", fresh=True)
def from_redis(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT) | {"price_cents": 4711}
        ctx.r.set(KEY, json.dumps(row), ex=100)
        with ctx.watch() as asked, shop.counting() as count:
            found = ctx.answer.get_product(shop, {}, PRODUCT, NOW)
    expect(
        found == row and count.reads == 0,
        f"with the product in Redis, it took {count.reads} database reads, and returned {str(found)[:60]}",
        "what Redis holds, without the database",
        "Which level comes between memory and the database?",
    )
    expect(
        len(asked.commands) == 1 and ctx.r.ttl(KEY) <= 100,
        f"with the product in Redis, it sent {', '.join(asked.commands)}, and the key has"
        f" {ctx.r.ttl(KEY)} s of its 100 s left",
        "one command that leaves the TTL alone",
        "If each web server renews the TTL, how old can a product get?",
    )


@step("for one second, a product comes from memory, wherever it was read", fresh=True)
def from_memory(ctx):
    for level in ("the database", "Redis"):  # which has the product in the second round
        memory = {}
        with small_shop() as shop:
            price = price_of(ctx, shop, memory, NOW)
            with ctx.watch() as asked, shop.counting() as count:
                again = price_of(ctx, shop, memory, NOW + 0.9)
            expect(
                not asked.commands and not count.reads and again == price,
                f"a product from {level} was read again 0.9 s later, which took {len(asked.commands)}"
                f" commands ({', '.join(asked.commands)}) and {count.reads} database reads",
                "no command and no read",
                "What do you store in `memory`, and on which of the two ways to a product?",
            )


@step("after a second, memory no longer counts, however often it was read", fresh=True)
def bounded(ctx):
    memory = {}
    with small_shop() as shop:
        price_of(ctx, shop, memory, NOW)
        ctx.r.set(KEY, json.dumps(shop.product(PRODUCT) | {"price_cents": 4712}), ex=300)
        for tenth in range(1, 10):
            price_of(ctx, shop, memory, NOW + tenth / 10)
        seen = price_of(ctx, shop, memory, NOW + 1.01)
    expect(
        seen == 4712,
        f"another web server changed the price to 4712, and 1.01 s later `get_product` returned {seen}",
        "4712",
        "When does the second begin, and which of your lines lets it begin again?",
    )


@step("a page that changes its dict changes no other page's", fresh=True)
def own_object(ctx):
    with small_shop() as shop:
        price = shop.product(PRODUCT)["price_cents"]
        for level in ("the database", "Redis"):
            memory, prices = {}, []
            for _ in range(3):
                product = ctx.answer.get_product(shop, memory, PRODUCT, NOW)
                prices.append(product["price_cents"])
                product["price_cents"] = 1
            expect(
                prices == [price] * 3,
                f"a product came from {level}, its page set the price in its dict to 1, and the next"
                f" pages got {prices[1:]}",
                f"{price} each time",
                "Who else holds the object that your function returns?",
            )


@step("for a missing product, it returns None and stores nothing", fresh=True)
def missing(ctx):
    memory = {}
    with small_shop() as shop:
        found = [ctx.answer.get_product(shop, memory, GONE, NOW) for _ in range(2)]
    left = [*map(str, memory), *ctx.r.scan_iter("product:*")]
    expect(
        found == [None, None],
        f"for a product that doesn't exist, `get_product` returned {found}",
        "None",
        "What does `shop.product` return for it?",
    )
    expect(
        not left,
        f"for a product that doesn't exist, your function stored {', '.join(left)}",
        "nothing, in any level",
        "Which line stores a value without testing whether there is one?",
    )


@step("`change_price` changes the database, and every page within a second", fresh=True)
def changed(ctx):
    with small_shop() as shop:
        memory, others = {}, {}
        for one in (memory, others):
            price_of(ctx, shop, one, NOW)
        ctx.answer.get_product(shop, {}, OTHER, NOW)
        ctx.answer.change_price(shop, PRODUCT, 990)
        price = shop.product(PRODUCT)["price_cents"]
        expect(
            price == 990,
            f"after `change_price(r, shop, {PRODUCT}, 990)`, the price in the database is {price}",
            "990 in the database",
            "Which call of `shop` changes the row?",
        )
        seen = [price_of(ctx, shop, one, NOW + 1) for one in (memory, others, {})]
    expect(
        seen == [990] * 3,
        f"one second after a change to 990, three web servers show {seen}",
        "990 on each of them",
        "From which level does the old price come, and who removes it there?",
    )
    expect(
        ctx.r.exists(f"product:{OTHER}"),
        f"after a change of product {PRODUCT}, Redis no longer has product {OTHER}",
        "all products that haven't changed",
        "Which keys belong to the product that has changed?",
    )


@step("a page that's loading during a change leaves no old price in Redis", fresh=True)
def slow_reader(ctx):
    def holds(results):
        seen = price_of(ctx, shop, {}, NOW + 100)
        expect(
            seen == 990,
            f"after this order, the database has 990, and a page got {seen}",
            "990",
            _question(ctx.order.story.steps),
        )

    memory = {}

    def setup():
        memory.clear()
        shop.set_price(PRODUCT, 1990)

    with small_shop() as shop:
        reader = call.get_product(shop, memory, PRODUCT, NOW)
        every_order(ctx, reader, call.change_price(shop, PRODUCT, 990), setup=setup, holds=holds)


@step("after two changes at the same moment, pages show the price in the database", fresh=True)
def two_changes(ctx):
    def holds(results):
        price, seen = shop.product(PRODUCT)["price_cents"], price_of(ctx, shop, {}, NOW)
        expect(
            seen == price,
            f"two changes came at the same moment, the database has {price}, and a page got {seen}",
            f"{price}",
            "Which of the two wrote to Redis last, and which to the database?",
        )

    def setup():
        shop.set_price(PRODUCT, 1990)

    with small_shop() as shop:
        first, second = call.change_price(shop, PRODUCT, 990), call.change_price(shop, PRODUCT, 890)
        every_order(ctx, first, second, setup=setup, holds=holds)


def _question(steps):
    """The question for an order of a reader, client 0, and a change, client 1, that left the old price."""
    write = next((at for at, one in enumerate(steps) if one.text.startswith("shop.set_price")), len(steps))
    if any(one.client == 1 for one in steps[:write]):
        return "What had your `change_price` already done in Redis when this page read the row?"
    return "How can the page find out, at the moment of its `SET`, that its row is out of date?"


@contextlib.contextmanager
def _surfacing(what, failure):
    """Turn an error of Redis in this block into a verdict."""
    try:
        yield
    except redis.RedisError as error:
        expect(
            False,
            f"while Redis raises {type(failure).__name__}, `{what}` raised {type(error).__name__}: {error}",
            "the database does the work",
            f"Which commands of `{what}` can raise this error, and which `except` catches it?",
        )


@step("while Redis is down, both functions use the database", fresh=True)
def down(ctx):
    for failure in DOWN:
        memory = {}
        with small_shop() as shop:
            row = shop.product(PRODUCT)
            with ctx.failing(failure) as tried, _surfacing("get_product", failure):
                found = ctx.answer.get_product(shop, memory, PRODUCT, NOW)
                gone = ctx.answer.get_product(shop, memory, GONE, NOW)
            expect(
                found == row and gone is None,
                f"while Redis is down, `get_product` returned {str(found)[:60]}, and {gone} for a missing"
                " product",
                "the row, and None",
                "What can your function still return when Redis fails?",
            )
            expect(
                len(tried) <= 2,
                f"while Redis is down, two calls tried {len(tried)} commands: {', '.join(tried)[:80]}",
                "1 command each",
                "How long does the visitor wait if each of these commands takes a whole timeout?",
            )
            with ctx.failing(failure), shop.counting() as count, _surfacing("get_product", failure):
                ctx.answer.get_product(shop, memory, PRODUCT, NOW + 0.5)
            expect(
                count.reads == 0,
                f"while Redis is down, two pages within 0.5 s read the database {1 + count.reads} times",
                "1 read, because the product is in memory then",
                "Which levels still work while Redis is down?",
            )
            with ctx.failing(failure), _surfacing("change_price", failure):
                ctx.answer.change_price(shop, PRODUCT, 990)
            price = shop.product(PRODUCT)["price_cents"]
            expect(
                price == 990,
                f"while Redis is down, `change_price` left the price {price} in the database",
                "990",
                "Which of the two does your function change first?",
            )
            with ctx.failing(failure), _surfacing("get_product", failure):
                seen = price_of(ctx, shop, memory, NOW + 2)
            expect(
                seen == 990,
                f"while Redis is down, a page shows {seen} 2 s after it was read, and the database has 990",
                "990",
                "For how long may a product come from `memory`, whatever Redis does?",
            )


@step("a crash never leaves a key without a TTL", fresh=True)
def crash(ctx):
    with small_shop() as shop:
        for act in (call.get_product(shop, {}, PRODUCT, NOW), call.change_price(shop, PRODUCT, 990)):
            every_crash(ctx, act, lambda crash: None, how=("killed",))
