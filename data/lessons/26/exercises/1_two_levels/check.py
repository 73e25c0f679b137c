"""Two levels in front of the database."""

import json
from collections import OrderedDict

from helpers.exercises import expect, step
from helpers.exercises._shop import small_shop

OBJECTIVES = (1,)
SECONDS = 10  # the first check on a machine makes the small shop
PRODUCT, GONE = 24, 999_999
KEY = f"product:{PRODUCT}"


@step("a product from the database is left in Redis as JSON, for 300 s")
def from_database(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        answer = ctx.answer.get_product(shop, OrderedDict(), PRODUCT)
    expect(
        answer == row,
        f"with both levels empty, `get_product` returned {str(answer)[:60]}",
        f"the row: {str(row)[:60]}...",
        "What does your function hand on after it has read the database?",
    )
    ctx.expect_ttl(KEY, 300, "Where does another process, with a memory of its own, find the product?")
    text = ctx.r.get(KEY)
    try:
        held = json.loads(text)
    except ValueError:
        held = f"the text {text[:40]}"
    expect(held == row, f"`{KEY}` holds {held!r}", "the product as JSON", "What does `json.dumps` make?")


@step("a product in memory is asked for without a command and without the database", fresh=True)
def from_memory(ctx):
    memory = OrderedDict()
    with small_shop() as shop:
        row = ctx.answer.get_product(shop, memory, PRODUCT)
        with ctx.watch() as asked, shop.counting() as count:
            again = ctx.answer.get_product(shop, memory, PRODUCT)
    expect(
        not asked.commands and not count.reads,
        f"a product in memory was asked for, which took {len(asked.commands)} commands "
        f"({', '.join(asked.commands)}) and {count.reads} database reads",
        "no command and no read",
        "Which level does your function look into first, and what did the first call leave there?",
    )
    expect(again == row, f"it returned {again!r}", f"{row!r}", "In which form do you keep a product?")


@step("a product in Redis is asked for with one GET, and is in memory from then on")
def from_redis(ctx):
    memory = OrderedDict()
    ctx.r.expire(KEY, 100)
    with small_shop() as shop, shop.counting() as count:
        with ctx.watch() as first:
            answer = ctx.answer.get_product(shop, memory, PRODUCT)
        with ctx.watch() as second:
            ctx.answer.get_product(shop, memory, PRODUCT)
    expect(
        count.reads == 0 and isinstance(answer, dict) and answer.get("id") == PRODUCT,
        f"with the product in Redis, it took {count.reads} database reads and returned {str(answer)[:60]}",
        "the product, without the database",
        "Which level comes between memory and the database?",
    )
    expect(
        ctx.r.ttl(KEY) <= 100,
        f"`{KEY}` had 100 s to live; after a hit in Redis it had {ctx.r.ttl(KEY)} s",
        "the end where it was",
        "How old can a product become, if each process that starts moves the end?",
    )
    expect(
        len(first.commands) == 1,
        f"with the product in Redis, your function sent {first.commands}",
        "one command",
        "What is there to do on the server, when the product was found there?",
    )
    expect(
        not second.commands,
        f"after a hit in Redis, the next call sent {', '.join(second.commands)}",
        "no command: memory has it now",
        "Into which levels goes what was found in Redis?",
    )


@step("what a caller does to its product, nobody else sees", fresh=True)
def own_object(ctx):
    with small_shop() as shop:
        price = shop.product(PRODUCT)["price_cents"]
        for level in ("the database", "Redis"):  # a memory of its own for each: Redis has the product then
            memory, prices = OrderedDict(), []
            for _ in range(3):
                product = ctx.answer.get_product(shop, memory, PRODUCT)
                prices.append(product["price_cents"])
                product["price_cents"] = 1
            expect(
                prices == [price] * 3,
                f"a product came from {level}, its caller set the price in its dict to 1, and the next"
                f" callers got {prices[1:]}",
                f"{price} each time",
                "Who else holds the object that your function returns?",
            )


@step("memory holds at most 100 products, and those that were asked for last", fresh=True)
def bounded(ctx):
    memory = OrderedDict()
    with small_shop() as shop:
        for number in range(1, 101):
            ctx.answer.get_product(shop, memory, number)
        ctx.answer.get_product(shop, memory, 1)
        for number in range(101, 151):
            ctx.answer.get_product(shop, memory, number)
        expect(
            len(memory) <= 100,
            f"after 150 products, `memory` holds {len(memory)}",
            "100 or fewer",
            "What happens in your function when `memory` is full?",
        )
        _expect_in_memory(
            ctx, shop, memory, 150, "what was asked for last", "Which end does `popitem` take from?"
        )
        _expect_in_memory(
            ctx,
            shop,
            memory,
            1,
            "which had been asked for once more",
            "What tells the dict that an entry was used, beside its being stored?",
        )
        _expect_in_memory(ctx, shop, memory, 52, "one of the last 100", "How many go, when one has come?")
        memory = OrderedDict()
        for number in range(1, 151):
            ctx.answer.get_product(shop, memory, number)
        expect(
            len(memory) <= 100,
            f"a new process asked for 150 products that Redis had, and `memory` holds {len(memory)}",
            "100 or fewer, wherever they came from",
            "After which of your lines is `memory` one larger, and which of them look at its size?",
        )


def _expect_in_memory(ctx, shop, memory, number, why, question):
    with ctx.watch() as asked:
        ctx.answer.get_product(shop, memory, number)
    expect(
        not asked.commands,
        f"after products 1 to 100, 1 again, and 101 to 150, product {number}, {why}, was no longer in memory",
        "the 100 products that were asked for last",
        question,
    )


@step("what the shop does not have is None, and leaves nothing behind", fresh=True)
def absent(ctx):
    memory = OrderedDict()
    with small_shop() as shop:
        answers = [ctx.answer.get_product(shop, memory, GONE) for _ in range(2)]
    expect(
        answers == [None, None],
        f"for a product that is not there, `get_product` returned {answers}",
        "None",
        "What does `shop.product` return for it?",
    )
    left = [*map(str, memory), *ctx.r.scan_iter()]
    expect(
        not left,
        f"a product that the shop does not have left {', '.join(left)}",
        "nothing, in neither level",
        "Which line stores before anybody has asked whether there is something to store?",
    )
