"""A stock with both sides right."""

from threading import Event, Thread, get_ident

from helpers.exercises import asking, expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (1, 3, 4)
SECONDS = 20
PRODUCT, KEY, ABSENT = 24, "row:24", 999_999
MOST_TRIPS = 12
PATIENCE = 1.5  # seconds that one call waits for another; where the answer keeps it out, in vain


def _expect_agreement(ctx, shop, when, question):
    kind = ctx.r.type(KEY)
    expect(
        kind == "hash",
        f"{when}, the server holds no `{KEY}`" if kind == "none" else f"{when}, `{KEY}` is a {kind}",
        f"a hash `{KEY}` with the fields `stock` and `version`",
        "Which command writes two fields of one key?",
    )
    row, held = shop.product(PRODUCT), ctx.r.hgetall(KEY)
    expect(
        held == {"stock": str(row["stock"]), "version": str(row["version"])},
        f"{when}, the row has version {row['version']} and stock {row['stock']}, `{KEY}` holds {held}",
        "both as they are in the row, and no other field",
        question,
    )


@step("row and entry hold the same stock and version")
def agree(ctx):
    with small_shop() as shop:
        for stock in (5, 0, 12):
            answer = ctx.answer.update_stock(shop, PRODUCT, stock)
            expect(
                answer is True,
                f"`update_stock` returned {answer!r} for product {PRODUCT}, which exists",
                "True",
                "What does `set_stock` return?",
            )
            expect(
                shop.product(PRODUCT)["stock"] == stock,
                f"`update_stock` was to write {stock}, and the database has {shop.product(PRODUCT)['stock']}",
                f"{stock} in the row",
                "Which call of `shop` changes the row?",
            )
            _expect_agreement(ctx, shop, "after an update", "Who knows the version of the row as it is now?")
    expect(
        ctx.r.ttl(KEY) == -1,
        f"`TTL {KEY}` is {ctx.r.ttl(KEY)}",
        "no end: this entry is never to be missing",
        "What does the reader do who comes after the end?",
    )
    expect(
        ctx.keys() == [KEY],
        f"the server holds the keys {', '.join(ctx.keys())}",
        f"`{KEY}` alone",
        "Who removes the others?",
    )


@step("a product that does not exist leaves nothing", fresh=True)
def absent(ctx):
    with small_shop() as shop, asking("What does `shop.product` return here?", "NoneType"):
        answer = ctx.answer.update_stock(shop, ABSENT, 5)
    expect(
        answer is False and not ctx.keys(),
        f"there is no product {ABSENT}: `update_stock` returned {answer!r}, and the server holds"
        f" {', '.join(ctx.keys()) or 'nothing'}",
        "False, and no key",
        "What has the database said to the change, and who has heard it?",
    )


@step("the cache hears of a change after the database has made it", fresh=True)
def database_first(ctx):
    seen = []
    with small_shop() as shop:
        ctx.answer.update_stock(shop, PRODUCT, 5)
        shop.before_write = lambda: seen.append(ctx.r.hget(KEY, "stock"))
        ctx.answer.update_stock(shop, PRODUCT, 7)
    expect(
        seen[:1] != ["7"],
        f"at the moment when the row was written, `{KEY}` had the new stock already",
        "the old stock, or none",
        "What would visitors see if the database now refused the change?",
    )


@step("an update between your two looks at the database does not mix two rows", fresh=True)
def overtaken_at_once(ctx):
    with small_shop() as shop:
        ctx.answer.update_stock(shop, PRODUCT, 5)
        real, product = shop.set_stock, shop.product

        def then_another(product_id, stock):
            done = real(product_id, stock)
            shop.set_stock = real
            real(product_id, 8)  # another process; it stores its row in the cache a little later
            return done

        shop.set_stock = then_another
        ctx.answer.update_stock(shop, PRODUCT, 7)
        row, held = product(PRODUCT), ctx.r.hgetall(KEY)
    expect(
        held.get("version") != str(row["version"]) or held.get("stock") == str(row["stock"]),
        f"another update to 8 came between your change of the row and your look at it; `{KEY}` holds {held}",
        f"stock and version of one and the same row, here {row['stock']} and {row['version']}",
        "You have written one number and read another: which one belongs to the version?",
    )


@step("an update that is held up leaves the newer row in the cache", fresh=True)
def two_writers(ctx):
    with small_shop() as shop:
        ctx.answer.update_stock(shop, PRODUCT, 5)
        _held_up(ctx, shop)
        _expect_agreement(
            ctx,
            shop,
            "after an update was held up between its look at the row and its write to the cache, and"
            " another one was made meanwhile",
            "How can a write to the cache find out that somebody has stored a newer row?",
        )


def _held_up(ctx, shop):
    """One update that has read the row and is held up, while a second one is made from end to end."""
    has_row, second_is_done = Event(), Event()

    def first():
        ctx.answer.update_stock(shop, PRODUCT, 7)

    def second():
        has_row.wait(PATIENCE)
        shop.after_read = None
        ctx.answer.update_stock(shop, PRODUCT, 8)
        second_is_done.set()

    def be_slow():
        has_row.set()
        second_is_done.wait(PATIENCE)

    shop.after_read = be_slow
    parties = [first, second]
    ctx.together(2, lambda i: parties[i]())


@step("versions are compared as numbers", fresh=True)
def numbers(ctx):
    with small_shop() as shop:
        first = shop.product(PRODUCT)["version"]
        for number in range(first, 12):
            ctx.answer.update_stock(shop, PRODUCT, number)
            row = shop.product(PRODUCT)
            held = ctx.r.hgetall(KEY)
            expect(
                held.get("version") == str(row["version"]),
                f"with version {row['version'] - 1} in the entry, an update to version {row['version']}"
                f" left {held}",
                f"version {row['version']}",
                'Is "10" greater than "9"? What does Lua\'s `tonumber` do?',
            )


@step("an update that comes between two of your commands is not lost", fresh=True)
def in_between(ctx):
    with small_shop() as shop:
        for trip in range(1, MOST_TRIPS + 1):
            ctx.answer.update_stock(shop, PRODUCT, 5)
            met = _met_before(ctx, shop, trip)
            if met is None:
                return
            _expect_agreement(
                ctx,
                shop,
                f"after another update was made from end to end right before your `{met}`",
                "What can another process store between your look at the entry and your write to it?",
            )


def _met_before(ctx, shop, trip):
    """One update, and another one before its round trip `trip`: the command that had to wait, or None."""
    another = Thread(target=ctx.answer.update_stock, args=(shop, PRODUCT, 8))
    first, trips, met = get_ident(), [], []

    def meet(commands):
        if get_ident() == first:
            trips.append(commands)
            if len(trips) == trip:
                met.append(str(commands[0][0]))
                another.start()
                another.join(PATIENCE / 3)  # where the answer keeps it out, it comes later

    with ctx.record.before_each_trip(meet):
        ctx.answer.update_stock(shop, PRODUCT, 7)
        if met:
            another.join()
    return met[0] if met else None
