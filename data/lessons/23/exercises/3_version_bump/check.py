"""A version in the names throws out a whole namespace."""

import json
from threading import Event

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (4,)
SECONDS = 10  # the first check on a machine makes the small shop
SOME = range(1, 21)
PATIENCE = 2  # seconds for another thread to get as far as it was asked to


def _names(ctx):
    held = ctx.keys()
    return ", ".join(f"`{name}`" for name in held) or "no key"


@step("a product comes through `shop:products:0:<id>`, as JSON for 300 s")
def first(ctx):
    with small_shop() as shop:
        row = shop.product(24)
        with shop.counting() as count:
            answers = [ctx.answer.get_product(shop, 24) for _ in range(5)]
    expect(
        answers == [row] * 5 and count.reads == 1,
        f"five calls returned first {str(answers[0])[:40]}, last {str(answers[-1])[:40]},"
        f" and read the database {count.reads} times",
        f"{str(row)[:40]}... each time, and 1 read",
        "Which of the four steps (get, read, set, return) is missing?",
    )
    key = "shop:products:0:24"
    expect(
        ctx.r.exists(key) and json.loads(ctx.r.get(key)) == row,
        f"with no `version:products`, the server holds {_names(ctx)}",
        f"the product as JSON under `{key}`",
        "Which number stands in the name, if nobody has counted yet?",
    )
    ctx.expect_ttl(key, 300, "What becomes of the entries for which nobody asks any more?")
    ctx.r.expire(key, 100)
    with small_shop() as shop:
        ctx.answer.get_product(shop, 24)
    expect(
        ctx.r.ttl(key) <= 100,
        f"`{key}` had 100 s to live; after a hit it has {ctx.r.ttl(key)} s",
        "the end where it was",
        "How old can a product become that somebody reads every minute?",
    )


@step("the number in the name is the one under `version:products`", fresh=True)
def number(ctx):
    ctx.r.set("version:products", 41)
    with small_shop() as shop:
        ctx.answer.get_product(shop, 24)
    expect(
        ctx.r.exists("shop:products:41:24"),
        f"`version:products` is 41, and the server holds {_names(ctx)}",
        "`shop:products:41:24`",
        "Where does your function get the number from?",
    )


@step("after `forget_products` every product is read anew, once", fresh=True)
def forget(ctx):
    with small_shop() as shop:
        for product_id in SOME:
            ctx.answer.get_product(shop, product_id)
            shop.set_price(product_id, 4711)
        with ctx.watch() as asked:
            ctx.answer.forget_products()
        with shop.counting() as count:
            prices = {ctx.answer.get_product(shop, one)["price_cents"] for one in [*SOME, *SOME]}
    expect(
        prices == {4711},
        f"after all prices were changed to 4711 and `forget_products`, readers see {sorted(prices)[:4]}",
        "4711 only",
        "Under which name does a reader look after the change, and who has an answer there?",
    )
    expect(
        count.reads == len(SOME),
        f"afterwards {2 * len(SOME)} calls for {len(SOME)} products read the database {count.reads} times",
        f"{len(SOME)} reads",
        "Does each reader find what the reader before it has stored?",
    )
    expect(
        len(asked.commands) == 1,
        f"with {len(SOME)} products cached, `forget_products` sent {len(asked.commands)} commands",
        "1 command, whatever is cached",
        "What has to change, so that no reader builds the old names any more?",
    )


@step("the version stays, whatever happens to the entries", fresh=True)
def stays(ctx):
    with small_shop() as shop:
        seen = set()
        for _ in range(3):
            ctx.answer.get_product(shop, 24)
            seen |= set(ctx.keys("shop:products:*"))
            ctx.answer.forget_products()
    expect(
        len(seen) == 3,
        f"three rounds of reading and forgetting used {len(seen)} names: {', '.join(sorted(seen))}",
        "a new name in each round",
        "What keeps a number from being used a second time?",
    )
    left = ctx.r.ttl("version:products")
    expect(
        left == -1,
        f"`TTL version:products` is {left}",
        "-1: the version has no end",
        "From which number would the shop count, once the version has ended, and who has entries there?",
    )


@step("a slow reader does not bring the old price back", fresh=True)
def slow_reader(ctx):
    with small_shop() as shop:
        has_row, changed = Event(), Event()

        def be_slow():
            has_row.set()
            changed.wait(PATIENCE)

        def change():
            has_row.wait(PATIENCE)
            shop.set_price(24, 815)
            ctx.answer.forget_products()
            changed.set()

        shop.after_read = be_slow
        parties = [lambda: ctx.answer.get_product(shop, 24), change]
        ctx.together(2, lambda i: parties[i]())
        price = ctx.answer.get_product(shop, 24)["price_cents"]
    expect(
        price == 815,
        "a change came between a reader's look into the database and its `SET`;"
        f" the next reader sees {price}",
        "the new price, 815",
        "At which moment must a reader ask for the version under which it will store?",
    )
