"""A leaderboard that counts each order once."""

from helpers.exercises import (
    call,
    cases,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    step,
    twin,
)

OBJECTIVES = (3,)
DAY = 86_400
MANY = 500  # of so many orders, a HyperLogLog takes some for known ones
KEYS = {"sales*": DAY}
TRIPS = {"record_sale": 2, "best_sellers": 3}
TIES = "How many products have sold more, and which others have sold as many as the last one on the list?"


def board(ctx, **sold):
    ctx.r.delete("sales")
    ctx.r.zadd("sales", {product.removeprefix("p"): count for product, count in sold.items()})
    ctx.r.expire("sales", DAY)


@step("`sales` is a sorted set of the products' IDs with the number of pieces sold")
def counted(ctx):
    for number, product in enumerate([7, 24, 24, 7, 24]):
        ctx.answer.record_sale(f"order:{number}", product)
    held = expect_key(ctx, "sales", "zset", question="Which type keeps members in the order of a number?")
    expect(
        held == {"7": 2, "24": 3},
        f"after 2 orders of product 7 and 3 of product 24, `sales` holds {held}",
        "{'7': 2, '24': 3}",
        "Which command adds to a score?",
    )


@step("an order that's sent again isn't counted again")
def repeated(ctx):
    for _ in range(3):
        ctx.answer.record_sale("order:0", 7)
    ctx.answer.record_sale("Order:0", 7)
    held = ctx.r.zscore("sales", "7")
    expect(
        held != 6,
        "of three orders for product 7, one was sent three times more, and product 7 has 6 sold",
        "3 sold, one for each order",
        "How does your function find out that it has counted this order already?",
    )
    expect(
        held == 3,
        f"of three orders for product 7, one was sent three times more, and product 7 has {held:g} sold",
        "3 sold, one for each order",
        "Which part of an order makes it a different one?",
    )
    for number in [*range(MANY), 0]:
        ctx.answer.record_sale(f"sale:{number}", 4)
    held = ctx.r.zscore("sales", "4")
    expect(
        held == MANY,
        f"after {MANY} orders for product 4, and the first of them once more, it has {held:g} sold",
        f"{MANY} sold",
        "Does the type in which you keep the orders know each of them, however many there are?",
    )


@step("all keys expire a day after the last sale")
def expiry(ctx):
    for key in ctx.keys("sales*"):
        ctx.r.expire(key, 100)
    ctx.answer.record_sale("order:9", 7)
    for key in ctx.keys("sales*"):
        expect_ttl(ctx, key, DAY, "When may the counts of a sale be forgotten, and the orders with them?")
        ctx.r.expire(key, 100)
    ctx.answer.record_sale("order:9", 7)
    left = max(ctx.r.ttl(key) for key in ctx.keys("sales*"))
    expect(
        left <= 100,
        f"all keys had 100 s left, an order was sent again, and a key has {left} s left",
        "an unchanged TTL, since the order isn't new",
        "In which case does your function set the TTLs?",
    )


@step("the places are those of the numbers sold, and equal numbers share a place", fresh=True)
def places(ctx):
    board(ctx, p5=50, p4=40, p30=40, p21=40, p1=10)
    cases(
        ctx.answer.best_sellers,
        [
            ((1,), [(1, 5, 50)]),
            ((5,), [(1, 5, 50), (2, 4, 40), (2, 21, 40), (2, 30, 40), (5, 1, 10)]),
            ((99,), [(1, 5, 50), (2, 4, 40), (2, 21, 40), (2, 30, 40), (5, 1, 10)]),
        ],
        "Which place comes after three products on place 2, and in which order are IDs sorted?",
    )


@step("products that share the last place are all on the list", fresh=True)
def ties(ctx):
    board(ctx, p5=50, p4=40, p30=40, p21=40, p1=10)
    tied = [(1, 5, 50), (2, 4, 40), (2, 21, 40), (2, 30, 40)]
    cases(ctx.answer.best_sellers, [((2,), tied), ((3,), tied), ((4,), tied)], TIES)
    board(ctx, **{f"p{number}": 12 for number in range(1, 31)})
    cases(ctx.answer.best_sellers, [((10,), [(1, number, 12) for number in range(1, 31)])], TIES)
    board(ctx, **{f"p{number}": 12 for number in range(MANY)})
    lines = len(ctx.answer.best_sellers(10))
    expect(lines == MANY, f"{MANY} products share place 1, and the list has {lines}", f"all {MANY}", TIES)


@step("before the first sale, the list is empty", fresh=True)
def empty(ctx):
    cases(ctx.answer.best_sellers, [((10,), [])], "What does `ZRANGE` reply for a key that doesn't exist?")
    expect(
        not ctx.r.dbsize(),
        f"`best_sellers` has created {ctx.r.dbsize()} keys",
        "no key",
        "Which of your commands writes?",
    )


@step("a process that knows nothing returns the same list", fresh=True)
def no_memory(ctx):
    for number in range(4):  # two processes make the calls in turn
        ctx.answer.record_sale(f"order:{number}", 7)
        seen = ctx.answer.best_sellers(3)
        expect(
            seen == [(1, 7, number + 1)],
            f"after {number + 1} orders, `best_sellers` returned {seen}",
            f"[(1, 7, {number + 1})]",
            "What does your function still know from the call before?",
        )


def random_board(r, g):
    r.zadd("sales", {g.randint(1, 40): g.randint(1, 6) for _ in range(g.randint(1, 12))})
    r.expire("sales", DAY)


@step("any board, any number of places", fresh=True)
def any_board(ctx):
    twin(ctx, lambda g: call.best_sellers(g.randint(1, 12)), {"reply": TIES}, random_board, keys=("sales",))


@step("an order that's sent twice at the same moment is counted once", fresh=True)
def at_once(ctx):
    def once(results):
        held = ctx.r.zscore("sales", "7")
        expect(
            held == 1,
            f"an order was sent twice at the same moment, and product 7 has {held} sold",
            "1 sold",
            "What can the other request do between your question and your count?",
        )

    sale = call.record_sale("order:1", 7)
    every_order(ctx, sale, sale, holds=once)


@step("two orders at the same moment are both counted", fresh=True)
def both(ctx):
    question = "What can the other request do between your read and your write?"
    first, second = call.record_sale("order:1", 7), call.record_sale("order:2", 7)
    every_order(ctx, first, second, question=question, keys=("sales",))


@step("after a crash, sending the order again counts it exactly once", fresh=True)
def crash(ctx):
    def counted_once(crash):
        ctx.answer.record_sale("order:1", 7)
        held = ctx.r.zscore("sales", "7")
        expect(
            held == 1,
            f"{crash}; the order was sent again, and product 7 has {held} sold",
            "1 sold",
            "Which two steps of your function must happen together, or not at all?",
        )

    every_crash(ctx, call.record_sale("order:1", 7), counted_once)
