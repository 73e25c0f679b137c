"""A stock that no slow reader can spoil."""

from helpers.exercises import call, every_crash, every_order, expect, raises, small_shop, step

OBJECTIVES = (5,)
KEYS = {"*": 300}
PRODUCT, KEY = 24, "stock:24"
CALLS = 20


def _expect_stock(ctx, shop, stock, when, question):
    seen = ctx.answer.read_stock(shop, PRODUCT)
    expect(
        seen == stock,
        f"{when}, the database has {stock}, and `read_stock` returned {seen!r}",
        f"the number {stock}",
        question,
    )


def _races(ctx, shop, *parties, stocks, question, **more):
    """In every order of these calls, the next reader has to return what the database has."""

    def setup():
        shop.set_stock(PRODUCT, 5)

    def holds(results):
        for result in results:
            expect(
                result is None or result in (5, *stocks),
                f"in this order, `read_stock` returned {result!r}",
                f"a number that the database had at some moment: {5}, or {', or '.join(map(str, stocks))}",
                "Which of your lines turns what Redis holds into the stock?",
            )
        stock = shop.product(PRODUCT)["stock"]
        _expect_stock(ctx, shop, stock, "after this order", question(ctx.order.story.steps))

    every_order(ctx, *parties, setup=setup, holds=holds, **more)


def _of_one_reader(steps):
    """The question for an order of a reader, client 0, and an update, client 1, that left the old stock."""
    texts = [one.text for one in steps]
    read = next((at for at, text in enumerate(texts) if text.startswith("shop.product")), len(texts))
    write = next((at for at, text in enumerate(texts) if text.startswith("shop.set_stock")), len(texts))
    before_write = [one for one in steps[:write] if one.client == 1]
    looks = [at for at, one in enumerate(steps) if one.client == 0 and at > read][:-1]
    if before_write and read < write:
        return "What has your `update_stock` already done in Redis when this reader reads the old row?"
    if looks:
        return "What fits between the reader's last check and its `SET`? Can you make them one atomic step?"
    return "How can the reader find out, at the moment of its `SET`, that its row is out of date?"


@step("the stock is cached in `stock:<id>`, and so is a stock of 0")
def cached(ctx):
    with small_shop() as shop:
        for stock in (5, 0):
            shop.set_stock(PRODUCT, stock)
            ctx.r.flushdb()
            with shop.counting() as count:
                seen = [ctx.answer.read_stock(shop, PRODUCT) for _ in range(CALLS)]
            expect(
                seen == [stock] * CALLS and all(type(one) is int for one in seen),
                f"the database has {stock}, `read_stock` returned {seen[0]!r}, then {seen[1]!r}",
                f"the number {stock}, from a miss and from a hit",
                "Redis returns a string. Where do you turn it into a number again?",
            )
            expect(
                count.reads == 1,
                f"with {stock} in stock, {CALLS} calls of `read_stock` took {count.reads} database reads",
                "1 read",
                "How does your function recognize a hit, and what does it make of the number 0?"
                if ctx.r.exists(KEY)
                else f"The server has no key `{KEY}`: where did your function store the number?",
            )
    expect(
        ctx.r.exists(KEY),
        f"the server has no key `{KEY}`",
        f"the stock in `{KEY}`",
        "Where would another process find the number?",
    )


@step("after an update, the next reader gets the new stock", fresh=True)
def change(ctx):
    with small_shop() as shop:
        ctx.answer.read_stock(shop, PRODUCT)
        ctx.answer.update_stock(shop, PRODUCT, 11)
        stock = shop.product(PRODUCT)["stock"]
        expect(
            stock == 11,
            f"after `update_stock(r, shop, {PRODUCT}, 11)`, the stock in the database is {stock}",
            "11 in the database",
            "Which call of `shop` changes the row?",
        )
        _expect_stock(ctx, shop, 11, "after an update", "What does the cache still hold after the update?")


@step("a reader and an update at the same moment leave nothing stale in the cache", fresh=True)
def reader_and_update(ctx):
    with small_shop() as shop:
        reader, update = call.read_stock(shop, PRODUCT), call.update_stock(shop, PRODUCT, 12)
        _races(ctx, shop, reader, update, stocks=[12], question=_of_one_reader)


@step("after two updates at the same moment, readers get the stock in the database", fresh=True)
def two_updates(ctx):
    with small_shop() as shop:
        _races(
            ctx,
            shop,
            call.update_stock(shop, PRODUCT, 13),
            call.update_stock(shop, PRODUCT, 14),
            stocks=[13, 14],
            question=lambda steps: (
                "In which order do the two updates reach the database, and in which order the cache?"
            ),
        )


@step("every key has a TTL, even if a process crashes or the database fails", fresh=True)
def every_key_expires(ctx):
    def fail():
        raise TimeoutError("the database did not reply")

    with small_shop() as shop:
        ctx.answer.read_stock(shop, PRODUCT)
        shop.after_read = fail
        with raises(TimeoutError, "the database failed", "Which errors does your function catch?"):
            ctx.answer.read_stock(shop, PRODUCT + 1)
        for crashing in (call.read_stock(shop, PRODUCT), call.update_stock(shop, PRODUCT, 16)):
            every_crash(ctx, crashing, lambda crash: None, how=("killed",))


@step("two readers and an update leave nothing stale in the cache", fresh=True)
def two_readers(ctx):
    with small_shop() as shop:
        reader = call.read_stock(shop, PRODUCT)
        _races(
            ctx,
            shop,
            reader,
            call.update_stock(shop, PRODUCT, 15),
            reader,
            stocks=[15],
            most=150,
            question=lambda steps: (
                "How does a reader know that the permission to store is its own, and not another reader's?"
            ),
        )
