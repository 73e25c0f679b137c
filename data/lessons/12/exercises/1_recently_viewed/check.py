"""Recently viewed: bounded, and nothing twice."""

from collections import Counter

from helpers.exercises import expect, step

OBJECTIVES = (1,)
MOST, MONTH = 10, 30 * 24 * 60 * 60  # products, seconds
THREADS, ROUNDS = 8, 5


def _recent(ctx, customer):
    key = f"recent:{customer}"
    kind = ctx.r.type(key)
    expect(
        kind == "list",
        f"the server holds no key `{key}`" if kind == "none" else f"`{key}` is a {kind}",
        "a list of that name",
        "Which command puts a value in front of a list, and what is the list called?",
    )
    return ctx.r.lrange(key, 0, -1)


@step("the newest product stands in front")
def newest_first(ctx):
    for product in ("kettle", "lamp", "desk"):
        ctx.answer.see("ana", product)
    seen = _recent(ctx, "ana")
    expect(
        seen == ["desk", "lamp", "kettle"],
        f"after views of kettle, lamp and desk, in this order, the list is {', '.join(seen)}",
        "desk, lamp, kettle",
        "At which end of the list is position 0, and which command adds there?",
    )


@step("a product seen again moves to the front, and stands there once")
def again(ctx):
    ctx.answer.see("ana", "kettle")
    seen = _recent(ctx, "ana")
    expect(
        seen == ["kettle", "desk", "lamp"],
        f"kettle, seen again after lamp and desk, left the list {', '.join(seen)}",
        "kettle, desk, lamp",
        "What has to go before the product is put in front, and which command takes a value out?",
    )


@step(f"there are never more than {MOST}", fresh=True)
def bounded(ctx):
    for number in range(MOST + 5):
        ctx.answer.see("bo", f"product:{number}")
    seen = _recent(ctx, "bo")
    expect(
        len(seen) == MOST,
        f"after {MOST + 5} products the list has {len(seen)} entries",
        f"{MOST} entries",
        "Which positions does `LTRIM` keep, is the last one among them, and when do you call it?",
    )
    newest = [f"product:{number}" for number in range(MOST + 4, 4, -1)]
    expect(
        seen == newest,
        f"after {MOST + 5} products the list begins with {seen[0]} and ends with {seen[-1]}",
        f"the {MOST} newest, from {newest[0]} to {newest[-1]}",
        "Which end does `LTRIM` cut off?",
    )


@step("the key expires 30 days after the last view", fresh=True)
def expires(ctx):
    ctx.answer.see("cleo", "kettle")
    ctx.expect_ttl("recent:cleo", MONTH, "Which command gives a key an end, and in which unit?")
    ctx.r.expire("recent:cleo", 1000)
    ctx.answer.see("cleo", "lamp")
    left = ctx.r.ttl("recent:cleo")
    expect(
        left > 1000,
        f"with 1,000 s left, one more view was noted, and then `TTL recent:cleo` was {left}",
        f"{MONTH:,}, counted from the last view",
        "When is the end of the key moved forward?",
    )


@step(f"{THREADS} threads that see the same product leave it there once", fresh=True)
def threads(ctx):
    for number in range(ROUNDS):
        ctx.together(THREADS, lambda _, number=number: ctx.answer.see("dan", f"product:{number}"))
    seen = _recent(ctx, "dan")
    product, times = Counter(seen).most_common(1)[0]
    expect(
        times == 1,
        f"{THREADS} threads saw `{product}` at the same time, and now it is in the list {times} times",
        "once",
        "What can another thread do between your removing and your adding?",
    )
    expect(
        len(seen) == ROUNDS,
        f"{THREADS} threads saw {ROUNDS} products, and the list has {len(seen)}",
        f"all {ROUNDS}",
        "What does a thread write back that has read before another one wrote?",
    )
