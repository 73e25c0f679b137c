"""Less than half the memory."""

import time

from helpers.exercises import call, cases, every_order, expect, step, twin

OBJECTIVES = (2,)
KEYS = {"product*": None}
TRIPS = {"load": 1, "save": 50}
SECONDS = 8
LARGEST = 1_000_000
FIRST, COUNT = 500_000, 10_000
SHARE = 40  # % of what the strings take


def calls(g):
    ids = [0, 1, 99, 100, 101, 4711, 4771, 47, LARGEST]
    if g.choice([True, False]):
        return call.load(g.choice(ids))
    values = [0, 1, 17, 999_999, LARGEST]
    some = g.sample(ids, g.choice([1, 1, 3]))
    return call.save({product: (g.choice(values), g.choice(values)) for product in some})


@step("`load` returns what `save` stored")
def returned(ctx):
    ctx.answer.save({4711: (3900, 17), 4712: (250, 0)})
    cases(
        ctx.answer.load,
        [((4711,), (3900, 17))],
        "Which types do the values have when they arrive from Redis?",
    )
    cases(ctx.answer.load, [((4712,), (250, 0))], "Is a stock of 0 a stock like any other?")
    cases(ctx.answer.load, [((4713,), None)], "What does Redis reply for a product that was never saved?")
    prices = {4600 + cents: (cents, cents) for cents in range(1, 100)}
    ctx.answer.save(prices)
    question = "Is each number still the same when your functions have converted it and back?"
    cases(ctx.answer.load, [((product,), prices[product]) for product in prices], question)


@step("0 and 1,000,000 are values like any other", fresh=True)
def extremes(ctx):
    ctx.answer.save({0: (0, 0), 1: (LARGEST, LARGEST), LARGEST: (1, LARGEST)})
    largest = [((1,), (LARGEST, LARGEST)), ((LARGEST,), (1, LARGEST))]
    cases(ctx.answer.load, largest, "Is there room for the largest values, next to each other?")
    cases(ctx.answer.load, [((0,), (0, 0))], "How do you tell a price of 0 from a product that isn't there?")


@step("a product that's saved again changes, and the others don't", fresh=True)
def again(ctx):
    ctx.answer.save({product: (product, 1) for product in range(4650, 4750)})
    for _ in range(2):  # two processes make the calls in turn
        ctx.answer.load(4711)
    ctx.answer.save({4711: (99, 2)})
    ctx.answer.save({4711: (99, 2)})
    with ctx.watch() as asked:
        seen = [ctx.answer.load(4711) for _ in range(2)]
    expect(
        asked.round_trips or seen == [(99, 2)] * 2,
        f"`load(4711)` was called before and after 4711 was saved again, and returned {seen[0]!r} without"
        " asking Redis",
        "(99, 2)",
        "What does your process keep from an earlier call, and what does it know of other processes?",
    )
    cases(ctx.answer.load, [((4711,), (99, 2))], "What does the second `save` write, and where?")
    cases(
        ctx.answer.load,
        [((4712,), (4712, 1)), ((4700,), (4700, 1))],
        "What happens to the other products of the bucket?",
    )


@step("processes that save different products at the same moment lose none", fresh=True)
def at_once(ctx):
    def both(results):
        lost = [product for product in (4711, 4712) if ctx.answer.load(product) != (product, 5)]
        expect(
            not lost,
            f"4711 and 4712 were saved at the same moment, and `load({(lost or [0])[0]})` doesn't find it",
            "both products",
            "What can another process write between your read and your write?",
        )

    every_order(ctx, call.save({4711: (4711, 5)}), call.save({4712: (4712, 5)}), holds=both)


@step("any sequence of calls gives the right values", fresh=True)
def any_sequence(ctx):
    question = "Which key and field does each product have, and does any other product have the same?"
    twin(ctx, calls, {"reply": question}, free=True)


def used(r):
    """Return `used_memory` once it no longer changes: a connection that was closed takes a moment to go."""
    readings = [None, r.info("memory")["used_memory"]]
    while readings[-1] != readings[-2] and len(readings) < 100:
        time.sleep(0.02)
        readings.append(r.info("memory")["used_memory"])
    return readings[-1]


@step("10,000 products take at most 40 % of the memory of the strings", fresh=True)
def memory(ctx):
    products = {n: (37 * n % 100_000, 7 * n % 1000) for n in range(FIRST, FIRST + COUNT)}
    ctx.another_process()  # closes its connection, whose buffers would count
    before = used(ctx.r)
    with ctx.server.client() as other:
        other.mset({f"product:{n}": f"{cents},{stock}" for n, (cents, stock) in products.items()})
    strings = used(ctx.r) - before
    ctx.r.flushall()
    before = used(ctx.r)
    ctx.answer.save(products)
    ctx.another_process()
    taken = used(ctx.r) - before
    expect(
        taken * 100 <= SHARE * strings,
        f"10,000 products take {taken:,} bytes, {100 * taken / strings:.0f} % of what the strings take",
        f"at most {SHARE} %, which is {strings * SHARE // 100:,} bytes",
        "How many keys do you have, how many products share one, and is it still a listpack?",
    )
    some = [FIRST, FIRST + 77, FIRST + COUNT - 1]
    cases(
        ctx.answer.load,
        [((product,), products[product]) for product in some],
        "Does every product find its own values again?",
    )
