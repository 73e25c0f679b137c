"""A stock that no slow reader can spoil."""

from threading import Event, Thread

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (5,)
SECONDS = 20
PRODUCT, KEY = 24, "stock:24"
CALLS = 20
ARRIVAL = 5  # seconds until a reader must have asked the database
PATIENCE = 1.5  # seconds that a reader waits for the other party; where the answer locks it out, in vain


def _expect_stock(ctx, shop, stock, when, question):
    seen = ctx.answer.read_stock(shop, PRODUCT)
    expect(
        seen == stock,
        f"{when}, the database has {stock} and `read_stock` returned {seen!r}",
        f"the number {stock}",
        question,
    )


@step("the stock comes from `stock:<id>`, and a stock of 0 does as well")
def cached(ctx):
    with small_shop() as shop:
        for stock in (5, 0):
            shop.set_stock(PRODUCT, stock)
            ctx.r.flushdb()
            with shop.counting() as count:
                seen = [ctx.answer.read_stock(shop, PRODUCT) for _ in range(CALLS)]
            expect(
                seen == [stock] * CALLS,
                f"the database has {stock}, `read_stock` returned {seen[0]!r}, then {seen[1]!r}",
                f"the number {stock}, from a miss and from a hit",
                "Everything in Redis is text: where does it become a number again?",
            )
            expect(
                count.reads == 1,
                f"with {stock} in stock, {CALLS} calls of `read_stock` took {count.reads} database reads",
                "1 read",
                "How does your function recognise a hit, and what does it make of the number 0?"
                if ctx.r.exists(KEY)
                else f"The server has no key `{KEY}`: where did your function store the number?",
            )
    expect(
        ctx.r.exists(KEY),
        f"the server has no key `{KEY}`",
        f"the stock in `{KEY}`",
        "Where would another process find the number?",
    )


@step("a change is seen by the next reader", fresh=True)
def change(ctx):
    with small_shop() as shop:
        ctx.answer.read_stock(shop, PRODUCT)
        ctx.answer.update_stock(shop, PRODUCT, 11)
        stock = shop.product(PRODUCT)["stock"]
        expect(
            stock == 11,
            f"`update_stock` was to write 11, but the row in the database says {stock}",
            "11 in the database",
            "Which call of `shop` changes the row?",
        )
        _expect_stock(ctx, shop, 11, "after an update", "What does the cache still hold after the change?")


@step("a reader between your steps of `update_stock` leaves nothing old", fresh=True)
def reader_before_the_commit(ctx):
    with small_shop() as shop:

        def somebody_reads():
            reader = Thread(target=ctx.answer.read_stock, args=(shop, PRODUCT))
            reader.start()
            reader.join(PATIENCE)

        ctx.answer.read_stock(shop, PRODUCT)
        shop.before_write = somebody_reads
        ctx.answer.update_stock(shop, PRODUCT, 12)
        _expect_stock(
            ctx,
            shop,
            12,
            "after a reader came by just before the row was changed",
            "What had your function already done to the cache, when this reader filled it once more?",
        )


@step("a slow reader, overtaken by an update, leaves nothing old", fresh=True)
def slow_reader(ctx):
    with small_shop() as shop:
        has_row, updated = Event(), Event()

        def be_slow():
            has_row.set()
            updated.wait(PATIENCE)

        def update():
            has_row.wait(ARRIVAL)
            ctx.answer.update_stock(shop, PRODUCT, 13)
            updated.set()

        shop.after_read = be_slow
        parties = [lambda: ctx.answer.read_stock(shop, PRODUCT), update]
        ctx.together(2, lambda i: parties[i]())
        _expect_stock(
            ctx,
            shop,
            13,
            "after an update came between a reader's look into the database and its `SET`",
            "How can the reader learn, at the moment of its `SET`, that its row is no longer the latest?",
        )


@step("two readers and an update leave nothing old", fresh=True)
def two_readers(ctx):
    with small_shop() as shop:
        has_row, second_has_row, first_is_done = Event(), Event(), Event()

        def first():
            ctx.answer.read_stock(shop, PRODUCT)
            first_is_done.set()

        def be_slow():
            has_row.set()
            second_has_row.wait(2 * PATIENCE)

        def let_the_first_finish():
            second_has_row.set()
            first_is_done.wait(PATIENCE)

        def update_then_read():
            has_row.wait(ARRIVAL)
            ctx.answer.update_stock(shop, PRODUCT, 14)
            shop.after_read = let_the_first_finish
            ctx.answer.read_stock(shop, PRODUCT)
            second_has_row.set()

        shop.after_read = be_slow
        parties = [first, update_then_read]
        ctx.together(2, lambda i: parties[i]())
        _expect_stock(
            ctx,
            shop,
            14,
            "after an update and a second reader overtook a first one",
            "How does the first reader tell its own permission to store from the second reader's?",
        )


@step("every key ends, also when a reader fails on its way", fresh=True)
def every_key_ends(ctx):
    def fail():
        raise TimeoutError("the database did not answer")

    with small_shop() as shop:
        ctx.answer.read_stock(shop, PRODUCT)
        shop.after_read = fail
        try:
            ctx.answer.read_stock(shop, PRODUCT + 1)
        except TimeoutError:
            pass  # as it should be: the caller learns of it
        ctx.answer.update_stock(shop, PRODUCT, 15)
        ctx.answer.read_stock(shop, PRODUCT)
    for key in ctx.keys():  # noqa: SIM118 - a method of the context
        expect(
            0 < ctx.r.ttl(key) <= 300,
            f"after a reader whose database failed, `TTL` of `{key}` is {ctx.r.ttl(key)}",
            "an end within 300 s for each key that your functions make",
            "Who removes this key, if the reader that made it never comes back?",
        )
