"""Two levels in front of the database."""

import json
from collections import OrderedDict

from helpers.exercises import call, every_crash, expect, small_shop, step

OBJECTIVES = (1,)
KEYS = {"product:*": 300}
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, GONE = 24, 999_999
KEY = f"product:{PRODUCT}"
HITS = 120


@step("a product from the database is stored in Redis as JSON, for 300 s")
def from_database(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        answer = ctx.answer.get_product(shop, OrderedDict(), PRODUCT)
    expect(
        answer == row,
        f"with both levels empty, `get_product` returned {str(answer)[:60]}",
        f"the row: {str(row)[:60]}...",
        "What does your function return after it has read the database?",
    )
    ctx.expect_ttl(KEY, 300, "Where does another process, with a memory of its own, find the product?")
    text = ctx.r.get(KEY)
    try:
        held = json.loads(text)
    except ValueError:
        held = f"the text {text[:40]}"
    expect(held == row, f"`{KEY}` holds {held!r}", "the product as JSON", "What does `json.dumps` make?")


@step("a product in memory takes no command and no database read", fresh=True)
def from_memory(ctx):
    memory = OrderedDict()
    with small_shop() as shop:
        row = ctx.answer.get_product(shop, memory, PRODUCT)
        expect(
            len(memory) == 1,
            f"after one product, `memory` holds {len(memory)} entries",
            "1 entry",
            "Do you keep the product in the `memory` that you're given, and in a single entry?",
        )
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


@step("a product in Redis takes one GET, and is stored in memory")
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
        f"`{KEY}` had 100 s left, and after a hit in Redis it has {ctx.r.ttl(KEY)} s left",
        "an unchanged TTL",
        "If each process that starts renews the TTL, how old can a product get?",
    )
    expect(
        len(first.commands) == 1,
        f"with the product in Redis, your function sent {first.commands}",
        "one command",
        "What do you still have to do on the server if the product was there?",
    )
    expect(
        not second.commands,
        f"after a hit in Redis, the next call sent {', '.join(second.commands)}",
        "no command, because the product is in memory now",
        "In which levels do you store a product that comes from Redis?",
    )


@step("a caller that changes its product changes no one else's", fresh=True)
def own_object(ctx):
    with small_shop() as shop:
        price = shop.product(PRODUCT)["price_cents"]
        for level in ("the database", "Redis"):  # a memory of its own for each: Redis has the product then
            memory, prices = OrderedDict(), []
            for _ in range(3):
                ctx.answer.get_product(shop, memory, PRODUCT + 1)  # so that the next call moves an entry
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


@step("memory holds the 100 products that were asked for last", fresh=True)
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
            "Which entry do you remove, and how do you know that it's the one that wasn't used for longest?",
        )
        _expect_in_memory(
            ctx,
            shop,
            memory,
            52,
            "one of the last 100",
            "How many entries do you remove after you've added one?",
        )
        expect(
            len(memory) == 100,
            f"after 150 products, `memory` holds {len(memory)}",
            "100, the most that it may hold",
            "How many entries do you remove when `memory` is full?",
        )
        missing = [number for number in range(1, 151) if not ctx.r.exists(f"product:{number}")]
        expect(
            not missing,
            f"after 150 products, {len(missing)} of them are no longer in Redis",
            "all of them, for 300 s",
            "When a product leaves `memory`, who else may still need it in Redis?",
        )
        ctx.answer.get_product(shop, memory, GONE)
        expect(
            len(memory) == 100,
            f"`memory` held 100, a product was asked for that doesn't exist, and now it holds {len(memory)}",
            "100, because there's nothing to make room for",
            "At which moment do you know that there's an entry to add?",
        )
        with ctx.watch() as asked:
            for _ in range(HITS):
                ctx.answer.get_product(shop, memory, 150)
        expect(
            not asked.commands,
            f"product 150 is in memory, and {HITS} calls for it took {', '.join(asked.commands)}",
            "no command, however often",
            "What do the other levels need to know about a hit in memory?",
        )
        memory = OrderedDict()
        for number in range(1, 151):
            ctx.answer.get_product(shop, memory, number)
        expect(
            len(memory) <= 100,
            f"a new process asked for 150 products that Redis had, and `memory` holds {len(memory)}",
            "100 or fewer, wherever they came from",
            "After which lines is `memory` larger, and which of them check its size?",
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


@step("for a missing product, it returns None and stores nothing", fresh=True)
def absent(ctx):
    memory = OrderedDict()
    with small_shop() as shop:
        answers = [ctx.answer.get_product(shop, memory, GONE) for _ in range(2)]
    expect(
        answers == [None, None],
        f"for a product that doesn't exist, `get_product` returned {answers}",
        "None",
        "What does `shop.product` return for it?",
    )
    left = [*map(str, memory), *ctx.r.scan_iter()]
    expect(
        not left,
        f"for a product that doesn't exist, your function stored {', '.join(left)}",
        "nothing, in any level",
        "Which line stores a value without testing whether there is one?",
    )


@step("a crash never leaves a key without a TTL", fresh=True)
def crash(ctx):
    with small_shop() as shop:
        every_crash(ctx, call.get_product(shop, OrderedDict(), PRODUCT), lambda crash: None)
