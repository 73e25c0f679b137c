"""Recently viewed: at most ten, and none twice."""

from helpers.exercises import (
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    other,
    step,
    twin,
)

OBJECTIVES = (1,)
MOST, MONTH = 10, 30 * 24 * 60 * 60  # products, seconds
KEYS = {"recent:*": MONTH, "*lock*": 60}
PRODUCTS = ["kettle", "lamp", "desk", "Lamp", " lamp", "a:b", "ü", "0", "007", ""]
RENEWS = "Which views have to set the TTL, and to how many seconds?"


def calls(g):
    customer = g.choice(["ana", "ana", "ana", "ü 0"])
    if g.random() < 0.1:
        return other.expire(f"recent:{customer}", 1000)
    return call.see(customer, g.choice([*PRODUCTS, f"product:{g.randint(1, 12)}"]))


def _recent(ctx, customer):
    question = "Which command adds a value on the left of a list, and what is the key called?"
    return expect_key(ctx, f"recent:{customer}", "list", question=question)


@step("the newest product is at position 0")
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


@step("a product that is viewed again moves to the front and is in the list once")
def again(ctx):
    ctx.answer.see("ana", "kettle")
    seen = _recent(ctx, "ana")
    expect(
        seen == ["kettle", "desk", "lamp"],
        f"kettle, viewed again after lamp and desk, made the list {', '.join(seen)}",
        "kettle, desk, lamp",
        "What has to happen to the old entry, and before or after you add the product?",
    )


@step(f"the list keeps the {MOST} newest products", fresh=True)
def bounded(ctx):
    for number in range(MOST + 5):
        ctx.answer.see("bo", f"product:{number}")
    seen = _recent(ctx, "bo")
    expect(
        len(seen) == MOST,
        f"after {MOST + 5} products the list has {len(seen)} entries",
        f"{MOST} entries",
        "Which positions does `LTRIM` keep, is the last of them included, and when do you call it?",
    )
    newest = [f"product:{number}" for number in range(MOST + 4, 4, -1)]
    expect(
        seen == newest,
        f"after {MOST + 5} products the list begins with {seen[0]} and ends with {seen[-1]}",
        f"the {MOST} newest, from {newest[0]} to {newest[-1]}",
        "Which end of the list does `LTRIM` remove?",
    )


@step("every view sets the TTL to 30 days, also that of a product already in the list", fresh=True)
def expires(ctx):
    ctx.answer.see("cleo", "kettle")
    expect_ttl(ctx, "recent:cleo", MONTH, "Which command sets a TTL on a list, and in which unit?")
    for product in ("lamp", "kettle", "kettle"):
        ctx.r.expire("recent:cleo", 1000)
        ctx.answer.see("cleo", product)
        left = ctx.r.ttl("recent:cleo")
        expect(
            MONTH - 2 <= left <= MONTH,
            f"the key had 1,000 s left; after a view of {product}, `TTL recent:cleo` is {left}",
            f"{MONTH}",
            RENEWS,
        )


@step("any sequence of views gives the right lists", fresh=True)
def any_sequence(ctx):
    twin(
        ctx,
        calls,
        length=30,
        runs=6,
        questions={
            "expiry": RENEWS,
            "content": "After which of these views is the list not what you expect, and whose list is it?",
            "missing": "After which of these views is the list not what you expect, and whose list is it?",
        },
    )


@step("the server runs all commands of a view together", fresh=True)
def together(ctx):
    with ctx.watch() as asked:
        ctx.answer.see("eve", "lamp")
    for trip in asked.trips:
        names = [command.split()[0].upper() for command in trip]
        expect(
            "MULTI" in names or not {"LPUSH", "RPUSH"}.intersection(names) or len(names) == 1,
            f"your function sent {', '.join(names)} in a pipeline that isn't a transaction",
            "commands that the server runs without another client's command in between",
            "A plain pipeline saves round trips. What does it say about the commands of other clients?",
        )


@step("two views at the same moment leave each product in the list once", fresh=True)
def at_the_same_moment(ctx):
    def some_viewed():
        ctx.r.rpush("recent:dan", "desk", "kettle")
        ctx.r.expire("recent:dan", MONTH)

    question = (
        "What can another process do between your `LREM` and your `LPUSH`, or your read and your write?"
    )
    for products in (["lamp", "lamp"], ["kettle", "kettle"], ["lamp", "kettle"]):
        views = [call.see("dan", product) for product in products]
        every_order(ctx, *views, setup=some_viewed, keys=("recent:*",), question=question)


@step("a process that crashes leaves no list without its TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.see("fay", "lamp"), lambda crash: None)
