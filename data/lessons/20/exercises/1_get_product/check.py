"""A product by cache-aside."""

import json

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (1,)
SECONDS = 10  # the first check on a machine makes the small shop
PRODUCT, OTHER = 24, 7


@step("a miss answers with the row, and leaves it in `product:<id>` as JSON for 300 s")
def miss(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        answer = ctx.answer.get_product(shop, PRODUCT)
    expect(
        answer == row,
        f"with an empty cache, `get_product` returned {str(answer)[:60]}",
        f"the row: {str(row)[:60]}...",
        "What does your function hand on after it has read the database?",
    )
    _expect_json(ctx, row)
    ctx.expect_ttl(
        f"product:{PRODUCT}",
        300,
        "What becomes of an entry that nobody reads again, or whose row has changed unseen?",
    )


def _expect_json(ctx, row):
    key = f"product:{PRODUCT}"
    expect(
        ctx.r.exists(key),
        f"after a miss, the server holds no `{key}`",
        f"the product under `{key}`",
        "Where will the next process, which shares no memory with this one, look for the product?",
    )
    text = ctx.r.get(key)
    try:
        held = json.loads(text)
    except ValueError:
        held = None
    expect(
        held is not None,
        f"`{key}` holds `{text[:40]}...`, which is no JSON",
        'JSON, which begins `{"id": 24`',
        "Which function of Python's `json` makes text of a dict, so that any language can read it?",
    )
    expect(held == row, f"`{key}` holds the JSON of {held!r}", f"the JSON of {row!r}", "What was stored?")


@step("a hit is answered without the database, with the same dict")
def hit(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        with shop.counting() as count:
            answers = [ctx.answer.get_product(shop, PRODUCT) for _ in range(10)]
    expect(
        count.reads == 0,
        f"10 calls, with the product in the cache, read the database {count.reads} times",
        "0 reads",
        "Which line decides that the database need not be asked?",
    )
    expect(
        answers[0] == row,
        f"the first call returned a dict, the second {type(answers[0]).__name__} {answers[0]!r:.40}...",
        "the same dict from a miss and from a hit",
        "What does the caller get whose product happens to come from the cache?",
    )


@step("a hit leaves the entry's end where it was")
def end(ctx):
    with small_shop() as shop:
        ctx.r.expire(f"product:{PRODUCT}", 100)
        ctx.answer.get_product(shop, PRODUCT)
    left = ctx.r.ttl(f"product:{PRODUCT}")
    expect(
        left <= 100,
        f"the entry had 100 s to live; after a hit it had {left} s",
        "100 s or less",
        "How old can a product become that is read every minute, if each read moves the end?",
    )


@step("each product has an entry of its own, and one that is gone is read again")
def others(ctx):
    with small_shop() as shop:
        rows = [shop.product(OTHER), shop.product(PRODUCT)]
        ctx.answer.get_product(shop, PRODUCT)
        answer = ctx.answer.get_product(shop, OTHER)
        expect(
            answer == rows[0],
            f"after product {PRODUCT}, `get_product` was asked for {OTHER} and returned {str(answer)[:40]}",
            f"product {OTHER}",
            "What has to be in the name of a key, so that two products do not share it?",
        )
        ctx.r.delete(f"product:{PRODUCT}")
        with shop.counting() as count:
            answer = ctx.answer.get_product(shop, PRODUCT)
    expect(
        (answer, count.reads) == (rows[1], 1),
        f"after `DEL product:{PRODUCT}`, the next call read the database {count.reads} times",
        "1 read, since the cache no longer has it",
        "What else does your function remember, beside the key?",
    )
