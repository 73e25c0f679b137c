"""A product by cache-aside."""

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

OBJECTIVES = (1,)
KEYS = {"product:*": 300}
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, OTHER, KEY = 24, 124, "product:24"
CALLS = 10
EXPIRES = "What does the server reply if the entry expires between two of your commands?"


@step("on a miss, it returns the row and stores it as JSON in `product:<id>`, for 300 s")
def miss(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        returned = ctx.answer.get_product(shop, PRODUCT)
    expect(
        returned == row,
        f"with an empty cache, `get_product` returned {str(returned)[:60]}",
        f"the row: {str(row)[:60]}...",
        "What does your function return after it has read the database?",
    )
    question = "Where would another process, which shares no memory with this one, look for the product?"
    text = expect_key(ctx, KEY, "string", question=question, when="after a miss")
    expect(
        _decoded(text) == row,
        f"`{KEY}` holds `{text[:40]}...`",
        f"the row as JSON: `{json.dumps(row)[:40]}...`",
        "Which function turns a dict into JSON, so that any language can read it?",
    )
    left = ctx.r.pttl(KEY)
    expect(
        not 0 < left < 2000,
        f"`PTTL {KEY}` returned {left}: the entry expires in {left} ms",
        "a TTL of 300 s",
        "In which unit does your option count, seconds or milliseconds?",
    )
    expect_ttl(ctx, KEY, 300, "If the row changes and no one deletes the entry, what removes it?")


def _decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


@step("on a hit, it returns the same dict without reading the database")
def hit(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        with shop.counting() as count:
            returned = [ctx.answer.get_product(shop, PRODUCT) for _ in range(CALLS)]
    expect(
        count.reads == 0,
        f"with the product in the cache, {CALLS} calls read the database {count.reads} times",
        "0 reads",
        "Which line decides that you don't need the database?",
    )
    expect(
        returned[0] == row,
        f"a miss returned a dict, and a hit {type(returned[0]).__name__} {returned[0]!r:.40}...",
        "the same dict from a miss and from a hit",
        "What type does a value from Redis have, and what does your caller get?",
    )
    changed = row | {"stock": row["stock"] + 1}
    ctx.r.set(KEY, json.dumps(changed), ex=300)
    with small_shop() as shop:
        for _process in range(2):  # two processes make the calls in turn
            expect(
                ctx.answer.get_product(shop, PRODUCT) == changed,
                f"another process replaced the entry, and `get_product` returned what `{KEY}` held before",
                f"the product that `{KEY}` holds now",
                "What does your function keep in Python, and how does it learn of a new entry?",
            )
    ctx.r.set(KEY, json.dumps(row), ex=300)


@step("a hit leaves the TTL unchanged")
def ttl_unchanged(ctx):
    with small_shop() as shop:
        for seconds in (100, 20):
            ctx.r.expire(KEY, seconds)
            ctx.answer.get_product(shop, PRODUCT)
            left = ctx.r.ttl(KEY)
            expect(
                left <= seconds,
                f"the entry had {seconds} s left, and after a hit it has {left} s left",
                f"{seconds} s or less",
                "If each read renews the TTL, how stale can a product get that's read every minute?",
            )


@step("each product has its own entry, and a deleted entry is read from the database again")
def others(ctx):
    with small_shop() as shop:
        rows = [shop.product(OTHER), shop.product(PRODUCT)]
        ctx.answer.get_product(shop, PRODUCT)
        returned = ctx.answer.get_product(shop, OTHER)
        expect(
            returned == rows[0],
            f"after product {PRODUCT}, a call for {OTHER} returned {str(returned)[:40]}",
            f"product {OTHER}",
            "What must a key contain, so that two products don't share it?",
        )
        ctx.r.delete(KEY)
        with shop.counting() as count:
            returned = ctx.answer.get_product(shop, PRODUCT)
    expect(
        (returned, count.reads) == (rows[1], 1),
        f"after `DEL {KEY}`, the next call read the database {count.reads} times",
        "1 read, because the cache no longer has it",
        "Where does your function keep the product, besides the key?",
    )


@step("the entry may expire at any moment", fresh=True)
def expires_meanwhile(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)

        def holds(gap):
            expect(
                gap.result == row,
                f"the entry expired right before `{gap}`, and `get_product` returned {str(gap.result)[:40]}",
                "the row",
                EXPIRES,
            )

        with asking(EXPIRES, "NoneType"):
            gaps(
                ctx,
                call.get_product(shop, PRODUCT),
                lambda: ctx.r.delete(KEY),
                holds,
                setup=lambda: ctx.r.set(KEY, json.dumps(row), ex=300),
            )


@step("a crash never leaves a key without a TTL", fresh=True)
def crash(ctx):
    with small_shop() as shop:
        every_crash(ctx, call.get_product(shop, PRODUCT), lambda crash: None)
