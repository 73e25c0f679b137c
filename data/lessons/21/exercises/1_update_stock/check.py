"""A stock that is right on both sides."""

from helpers.exercises import asking, call, every_order, expect, expect_key, small_shop, step

OBJECTIVES = (1, 3, 4)
PRODUCT, KEY, ABSENT = 24, "row:24", 999_999
KEYS = {"row:*": None}
FIRST, SECOND = 7, 8  # what two updates at the same moment write
TOUCHED = 12  # writes of other processes, each of which makes a transaction fail that watches the hash


def _expect_agreement(ctx, row, when, question):
    wanted = {"stock": str(row["stock"]), "version": str(row["version"])}
    held = expect_key(
        ctx, KEY, "hash", question="Which command writes two fields of one key?", when=f"after {when}"
    )
    expect(
        set(held) <= set(wanted),
        f"after {when}, `{KEY}` has the fields {', '.join(held)}",
        "stock and version, and no other field",
        "Which columns does the row have, and which of them does the exercise ask for?",
    )
    expect(
        held == wanted,
        f"after {when}, the row has version {row['version']} and stock {row['stock']}, and `{KEY}` holds"
        f" {held}",
        "stock and version as they are in the row, and no other field",
        question,
    )


@step("the row and the hash hold the same stock and version")
def agree(ctx):
    with small_shop() as shop:
        for stock in (5, 0, 12):
            result = ctx.answer.update_stock(shop, PRODUCT, stock)
            expect(
                result is True,
                f"`update_stock` returned {result!r} for product {PRODUCT}, which exists",
                "True",
                "What does `set_stock` return?",
            )
            row = shop.product(PRODUCT)
            expect(
                row["stock"] == stock,
                f"after an update to {stock}, the stock in the database is {row['stock']}",
                f"{stock} in the row",
                "Which call of `shop` changes the row?",
            )
            _expect_agreement(ctx, row, "an update", "What knows the version that the row has by now?")
        question = "What changes in the row if the stock is the same as before, and what may be missing?"
        ctx.answer.update_stock(shop, PRODUCT, 12)
        _expect_agreement(ctx, shop.product(PRODUCT), "an update to the same stock", question)
        ctx.r.delete(KEY)
        ctx.answer.update_stock(shop, PRODUCT, 12)
        _expect_agreement(ctx, shop.product(PRODUCT), "the key was deleted and the same stock set", question)


@step("a product that doesn't exist leaves no key", fresh=True)
def absent(ctx):
    with small_shop() as shop, asking("What does `shop.product` return here?", "NoneType"):
        result = ctx.answer.update_stock(shop, ABSENT, 5)
    held = ctx.keys()
    expect(
        result is False and not held,
        f"there is no product {ABSENT}: `update_stock` returned {result!r}, and the server holds"
        f" {', '.join(f'`{key}`' for key in held) or 'nothing'}",
        "False, and no key",
        "What did the database reply to the change, and what did your function make of it?",
    )


@step("the cache changes after the database has", fresh=True)
def database_first(ctx):
    seen = []
    with small_shop() as shop:
        ctx.answer.update_stock(shop, PRODUCT, 5)
        shop.before_write = lambda: seen.append(ctx.r.hget(KEY, "stock"))
        ctx.answer.update_stock(shop, PRODUCT, 7)
    expect(
        seen[:1] != ["7"],
        f"at the moment when the row was written, `{KEY}` already had the new stock",
        "the old stock, or none",
        "What would visitors see if the database now rejected the change?",
    )


@step("versions are compared as numbers", fresh=True)
def numbers(ctx):
    with small_shop() as shop:
        for stock in range(shop.product(PRODUCT)["version"], 12):
            ctx.answer.update_stock(shop, PRODUCT, stock)
            row, held = shop.product(PRODUCT), ctx.r.hgetall(KEY)
            expect(
                held.get("version") == str(row["version"]),
                f"with version {row['version'] - 1} in the hash, an update to version {row['version']} left"
                f" {held}",
                f"version {row['version']}",
                'Is the string "10" greater than "9"? What does Lua\'s `tonumber` do?',
            )


def _question(row, held, steps):
    """The question for an order that ends with `held` in the hash and `row` in the database."""
    earlier = FIRST + SECOND - row["stock"], row["version"] - 1
    if held not in [(row["stock"], row["version"]), earlier, (5, row["version"] - 2)]:
        return "Which stock belongs to which version, and do yours come from one and the same read?"
    first = [one.text for one in steps if one.client == 0]
    if any(text.startswith("WATCH") for text in first):
        return "What does your function do after a `WatchError`?"
    changed = next((at for at, text in enumerate(first) if text.startswith("shop.set_stock")), len(first))
    if not any(text.startswith("shop.product") for text in first[changed:]):
        return "Which version does the row have after your change, and where does your function get it from?"
    if sum(KEY in text for text in first) > 1:
        return "What can another process store between your look at the hash and your write to it?"
    return "How can a write to the cache find out that a newer row has been stored?"


@step("two updates at the same moment leave the newer row in the cache", fresh=True)
def two_updates(ctx):
    with small_shop() as shop:

        def stored():
            shop.set_stock(PRODUCT, 5)
            ctx.r.hset(KEY, mapping={name: shop.product(PRODUCT)[name] for name in ("stock", "version")})

        def agrees(results):
            row, held = shop.product(PRODUCT), ctx.r.hmget(KEY, "stock", "version")
            pair = tuple(int(one) if one and one.isdigit() else one for one in held)
            question = _question(row, pair, ctx.order.story.steps)
            _expect_agreement(ctx, row, "this order", question)
            expect(
                results == [True, True],
                f"in this order, the calls returned {results}",
                "[True, True]",
                "What does `set_stock` return, and what can happen to it on its way to the caller?",
            )

        calls = [call.update_stock(shop, PRODUCT, stock) for stock in (FIRST, SECOND)]
        every_order(ctx, *calls, setup=stored, holds=agrees)
        every_order(ctx, *calls, setup=lambda: shop.set_stock(PRODUCT, 5), holds=agrees, most=40)
        stored()
        touched = []

        def touch(commands):  # as other processes do that store what is there already
            if str(commands[-1][0]).upper() == "EXEC" and len(touched) < TOUCHED:
                touched.append(ctx.r.hset(KEY, mapping=ctx.r.hgetall(KEY)))

        with ctx.before_each_trip(touch):
            ctx.answer.update_stock(shop, PRODUCT, FIRST)
        _expect_agreement(
            ctx,
            shop.product(PRODUCT),
            f"{len(touched)} other processes wrote to the hash during a call",
            "How many times in a row may `EXEC` fail, and what does the hash hold if you give up?",
        )
