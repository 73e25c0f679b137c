"""One version number invalidates all products."""

import json

from helpers.exercises import (
    asking,
    call,
    every_crash,
    expect,
    expect_key,
    expect_ttl,
    gaps,
    small_shop,
    step,
)

OBJECTIVES = (4,)
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, KEY, VERSION = 24, "shop:products:0:24", "version:products"
KEYS = {VERSION: None, "shop:products:[-0-9]*:*": 300}
SOME = range(1, 21)
NEW_PRICE = 815
FORMAT = "In which format do other processes expect the product?"
EXPIRES = "What if the key expires between your two commands?"


def _names(ctx):
    held = ctx.keys()
    return ", ".join(f"`{name}`" for name in held) or "no key"


@step("a product is cached in `shop:products:0:<id>`, as JSON for 300 s")
def first(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        with shop.counting() as count:
            products = [ctx.answer.get_product(shop, PRODUCT) for _ in range(6)]
        different = next((one for one in products if one != row), None)
        expect(
            different is None,
            f"six calls for product {PRODUCT} returned {str(products[0])[:40]} first, and once"
            f" {str(different)[:40]}",
            f"{str(row)[:40]}… each time",
            "What do you return on a miss, and what on a hit?",
        )
        expect(
            ctx.r.exists(KEY),
            f"with no `{VERSION}`, the server holds {_names(ctx)}",
            f"the product in `{KEY}`",
            "Which number is in the key's name as long as there's no version?",
        )
        text = expect_key(ctx, KEY, "string", question=FORMAT)
        expect(
            _decoded(text) == row,
            f"`{KEY}` holds `{text[:40]}`",
            "the product as JSON",
            FORMAT,
        )
        expect(
            count.reads == 1,
            f"six calls for product {PRODUCT} read the database {count.reads} times",
            "1 read",
            "When does your function read the database, and under which name does it look for the product?",
        )
        expect_ttl(ctx, KEY, 300, "What becomes of the entries that no reader asks for any more?")
        ctx.r.expire(KEY, 100)
        ctx.answer.get_product(shop, PRODUCT)
    expect(
        ctx.r.ttl(KEY) <= 100,
        f"`{KEY}` had 100 s to live; after a hit it has {ctx.r.ttl(KEY)} s",
        "an unchanged TTL",
        "How stale can a product become that's read every minute?",
    )
    with small_shop() as shop:
        ctx.r.expire(KEY, 10)
        with shop.counting() as count:
            for _ in range(2):
                ctx.answer.get_product(shop, PRODUCT)
    left = ctx.r.ttl(KEY)
    expect(
        left <= 10 and not count.reads,
        f"`{KEY}` had 10 s to live; two hits read the database {count.reads} times, and then it has {left} s",
        "no read, and an unchanged TTL, also shortly before the key expires",
        "What does the exercise say about a hit, and does it depend on the TTL?",
    )


def _decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


@step("the number in the key's name is the one in `version:products`", fresh=True)
def number(ctx):
    with small_shop() as shop:
        for version in (41, 42):
            ctx.r.set(VERSION, version)
            for _ in range(2):  # two processes make the calls in turn
                ctx.answer.get_product(shop, PRODUCT)
            expect(
                ctx.r.exists(f"shop:products:{version}:{PRODUCT}"),
                f"`{VERSION}` is {version}, and the server holds {_names(ctx)}",
                f"`shop:products:{version}:{PRODUCT}`",
                "Where does your function get the number from, and when?",
            )


@step("after `forget_products`, every product is read from the database again, once", fresh=True)
def forget(ctx):
    with small_shop() as shop:
        for product_id in SOME:
            ctx.answer.get_product(shop, product_id)
            shop.set_price(product_id, NEW_PRICE)
        before = set(ctx.keys("shop:products:*"))
        for _ in range(2):  # then each product's next reader is the process that has read it before
            ctx.answer.forget_products()
        with shop.counting() as count:
            prices = {ctx.answer.get_product(shop, one)["price_cents"] for one in [*SOME, *SOME]}
    stored = set(ctx.keys("shop:products:*")) - before
    expect(
        count.reads or not stored,
        f"after `forget_products`, readers stored `{min(stored, default='')}` without reading the database",
        f"{len(SOME)} reads",
        "Where does your function get the row from, and what does this place know of the change?",
    )
    expect(
        prices == {NEW_PRICE},
        f"all prices were changed to {NEW_PRICE}; after `forget_products`, readers see {sorted(prices)[:4]}",
        f"{NEW_PRICE} only",
        "Under which name does a reader look after the change, and what is stored there?",
    )
    expect(
        count.reads == len(SOME),
        f"afterwards {2 * len(SOME)} calls for {len(SOME)} products read the database {count.reads} times",
        f"{len(SOME)} reads",
        "Does each reader find what the reader before it has stored?",
    )


@step("`forget_products` sends one command, however many products are cached", fresh=True)
def one_command(ctx):
    with small_shop() as shop:
        for product_id in SOME:
            ctx.answer.get_product(shop, product_id)
    with ctx.watch() as asked:
        ctx.answer.forget_products()
    names = [name.lower().removesuffix("sha") for name in (one.split()[0] for one in asked.commands)]
    sent = [*dict.fromkeys(names)] if "script" in names else names  # a script that had to be loaded first
    expect(
        len([name for name in sent if name != "script"]) == 1,
        f"with {len(SOME)} products cached, `forget_products` sent {len(asked.commands)} commands:"
        f" {', '.join(name.upper() for name in names[:4])}…",
        "1 command, whatever is cached",
        "What has to change, so that no reader builds the old names any more?",
    )
    looked_at = asked.counts["keys"] + asked.counts["scan"]
    expect(
        not looked_at,
        f"with {len(SOME)} products cached, `forget_products` looked for their keys: `SCAN` or `KEYS` ran"
        f" {looked_at} times",
        "a command that takes as long with one product cached as with a million",
        "What has to change, so that no reader builds the old names any more?",
    )


@step("no version is used again, and the version never expires", fresh=True)
def stays(ctx):
    used = []
    with small_shop() as shop:
        for _ in range(3):
            ctx.answer.get_product(shop, PRODUCT)
            used.append(sorted(set(ctx.keys("shop:products:*")).difference(*used)))
            ctx.answer.forget_products()
    expect(
        all(used),
        f"`get_product` and `forget_products`, called three times in turn, used"
        f" {len([one for one in used if one])} different names",
        "a new name each time",
        "What keeps a number from being used a second time?",
    )
    expect_ttl(
        ctx, VERSION, None, "Which number comes after the version has expired, and what is stored under it?"
    )


@step("a slow reader doesn't bring the old price back", fresh=True)
def slow_reader(ctx):
    with small_shop() as shop:
        old_price = shop.product(PRODUCT)["price_cents"]

        def the_price_changes():
            shop.set_price(PRODUCT, NEW_PRICE)
            ctx.answer.forget_products()

        def is_new(gap):
            for _ in range(2):
                price = ctx.answer.get_product(shop, PRODUCT)["price_cents"]
                expect(
                    price == NEW_PRICE,
                    f"the price changed right before a reader's `{gap}`; the next reader sees {price}",
                    f"the new price, {NEW_PRICE}",
                    "At which moment must a reader get the version under which it will store?",
                )

        reader = call.get_product(shop, PRODUCT)
        gaps(ctx, reader, the_price_changes, is_new, setup=lambda: shop.set_price(PRODUCT, old_price))


@step("a key that expires during a call is a miss, and a crash leaves no key without its TTL", fresh=True)
def expires_meanwhile(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)

        def is_the_row(gap):
            expect(
                gap.result == row,
                f"`{KEY}` expired right before `{gap}`, and `get_product` returned {str(gap.result)[:40]}",
                "the product",
                EXPIRES,
            )

        reader = call.get_product(shop, PRODUCT)
        with asking(EXPIRES, "NoneType"):
            gaps(
                ctx,
                reader,
                lambda: ctx.r.delete(KEY),
                is_the_row,
                setup=lambda: ctx.r.set(KEY, json.dumps(row), ex=300),
            )
        every_crash(ctx, reader, lambda crash: None, how=("killed",))
