"""A product that may not exist."""

import json

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (4,)
SECONDS = 10  # the first check on a machine makes the small shop
PRODUCT, ABSENT = 24, 999_999
CALLS = 20


@step("a product that exists is kept for 300 s and found without the database")
def present(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        with shop.counting() as count:
            answers = [ctx.answer.find_product(shop, PRODUCT) for _ in range(CALLS)]
    expect(
        answers == [row] * CALLS,
        f"product {PRODUCT} was first found as {answers[0]!r:.60}, then as {answers[1]!r:.60}",
        f"the row, {CALLS} times: {str(row)[:50]}...",
        "What do a miss and a hit hand on?",
    )
    expect(
        count.reads == 1,
        f"product {PRODUCT} exists, and {CALLS} calls for it took {count.reads} reads of the database",
        "1 read",
        "What is asked first, the cache or the database?",
    )
    ctx.expect_ttl(
        f"product:{PRODUCT}", 300, "Which of the two lifetimes belongs to a product that exists?", slack=10
    )
    text = ctx.r.get(f"product:{PRODUCT}")
    expect(
        text.startswith("{") and json.loads(text) == row,
        f"`product:{PRODUCT}` holds `{text[:40]}`",
        "the product as JSON",
        "What does `json.dumps` make of the row?",
    )


@step("a product that does not exist is None, each time", fresh=True)
def absent(ctx):
    with small_shop() as shop:
        answers = [ctx.answer.find_product(shop, ABSENT) for _ in range(3)]
    for number, answer in enumerate(answers, 1):
        expect(
            answer is None,
            f"call {number} for a product that does not exist returned {answer!r}",
            "None",
            "What does the caller see of the mark by which you remember that there is nothing?",
        )


@step(f"{CALLS} calls for a product that does not exist read the database once", fresh=True)
def remembered(ctx):
    with small_shop() as shop, shop.counting() as count:
        for _ in range(CALLS):
            ctx.answer.find_product(shop, ABSENT)
    key = f"product:{ABSENT}"
    expect(
        ctx.r.exists(key),
        f"{CALLS} calls left no `{key}` on the server, and read the database {count.reads} times",
        f"a mark under `{key}`, and 1 read",
        "Where can all processes see that somebody has already looked in vain?",
    )
    expect(
        count.reads == 1,
        f'`{key}` is there and holds "{ctx.r.get(key)}", yet the database was read {count.reads} times',
        "1 read",
        'Which test tells "a mark was found" from "nothing was found", and what does it say of your mark?',
    )


@step("that there is none, is remembered for 30 s and no longer")
def mark_ends(ctx):
    ctx.expect_ttl(
        f"product:{ABSENT}", 30, "When would the shop show a product that was added a minute ago?", slack=10
    )
