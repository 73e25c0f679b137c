"""A product that may not exist."""

import json

from helpers.exercises import call, every_crash, expect, expect_key, expect_ttl, small_shop, step

OBJECTIVES = (4,)
KEYS = {"product:*": 300}
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, MISSING = 24, 999_999
KEY, MARKER = f"product:{PRODUCT}", f"product:{MISSING}"
CALLS = 20


@step("a product that exists is cached for 300 s")
def present(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        with shop.counting() as count:
            returned = [ctx.answer.find_product(shop, PRODUCT) for _ in range(CALLS)]
    expect(
        returned == [row] * CALLS,
        f"for product {PRODUCT}, the first call returned {returned[0]!r:.60}, the second {returned[1]!r:.60}",
        f"the row, {CALLS} times: {str(row)[:50]}...",
        "What do you return on a miss, and what on a hit?",
    )
    expect(
        count.reads == 1,
        f"product {PRODUCT} exists, and {CALLS} calls read the database {count.reads} times",
        "1 read",
        "What do you ask first, the cache or the database?",
    )
    question = "Where would another process look for the product, and in which format?"
    text = expect_key(ctx, KEY, "string", question=question)
    expect(_decoded(text) == row, f"`{KEY}` holds `{text[:40]}`", "the product as JSON", question)
    expect_ttl(ctx, KEY, 300, "Which of the two TTLs is for a product that exists?")


def _decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


@step("for a product that doesn't exist, every call returns None", fresh=True)
def missing(ctx):
    with small_shop() as shop:
        for number in range(1, 4):
            returned = ctx.answer.find_product(shop, MISSING - 1)
            expect(
                returned is None,
                f"call {number} for a product that doesn't exist returned {returned!r}",
                "None",
                "What does the caller see of your marker?",
            )


@step(f"{CALLS} calls for a product that doesn't exist read the database once", fresh=True)
def remembered(ctx):
    with small_shop() as shop, shop.counting() as count:
        for _ in range(CALLS):
            ctx.answer.find_product(shop, MISSING)
        reads = count.reads
    expect(
        reads > 0,
        f"for product {MISSING}, your function never read the database",
        "1 read",
        "How do you know that the shop doesn't have this product?",
    )
    expect(
        ctx.r.exists(MARKER),
        f"after {CALLS} calls, the server holds no `{MARKER}`, and the database was read {reads} times",
        f"a marker in `{MARKER}`, and 1 read",
        "How does another process learn that this product doesn't exist?",
    )
    expect(
        reads == 1,
        f"`{MARKER}` exists, but {CALLS} calls read the database {reads} times",
        "1 read",
        "Your marker and a missing key are different things. Does your test for a hit tell them apart?",
    )
    with small_shop() as shop:
        row, returned = shop.product(PRODUCT), ctx.answer.find_product(shop, PRODUCT)
        for product_id in (0, -1):
            ctx.answer.find_product(shop, product_id)
    expect(
        returned == row,
        f"after calls for product {MISSING}, product {PRODUCT}, which exists, came back as {returned!r:.30}",
        "the product",
        "What has to be in the name of a marker's key?",
    )
    unmarked = [one for one in (0, -1) if not ctx.r.exists(f"product:{one}")]
    expect(
        not unmarked,
        f"after a call for product {', '.join(map(str, unmarked))}, the server holds no marker of it",
        "a marker for every product that doesn't exist",
        "For which IDs does your function set no marker?",
    )


@step("the marker expires after 30 s")
def marker_expires(ctx):
    expect_ttl(ctx, MARKER, 30, "A product is added a minute after the marker. When does the shop show it?")
    with small_shop() as shop, shop.counting() as count:
        for _process in range(2):  # two processes make the calls in turn
            ctx.r.delete(MARKER)
            ctx.answer.find_product(shop, MISSING)
    expect(
        count.reads == 2,
        f"`{MARKER}` expired twice, and the next calls read the database {count.reads} times",
        "1 read after each expiry, because by then the product may exist",
        "What does your function still know of the product when its marker has expired?",
    )


@step("a hit leaves both TTLs unchanged", fresh=True)
def ttl_unchanged(ctx):
    with small_shop() as shop:
        for product_id, key in ((PRODUCT, KEY), (MISSING, MARKER)):
            ctx.answer.find_product(shop, product_id)
            ctx.r.expire(key, 10)
            ctx.answer.find_product(shop, product_id)
            left = ctx.r.ttl(key)
            expect(
                left <= 10,
                f"`{key}` had 10 s left, and after a hit it has {left} s left",
                "10 s or less",
                "A crawler asks every second. If each hit renews the TTL, when does the entry expire?",
            )


@step("a crash never leaves a key without a TTL", fresh=True)
def crash(ctx):
    with small_shop() as shop:
        for product_id in (PRODUCT, MISSING):
            every_crash(ctx, call.find_product(shop, product_id), lambda crash: None)
