"""Points once, however often an order is delivered."""

from helpers.exercises import call, every_crash, every_order, expect, expect_key, other, step, twin

OBJECTIVES = (2, 4)
KEYS = {"orders": None, "points:*": None}
SECONDS = 3
MOST_CALLS = 25
CUSTOMERS = ["7", "8 ü", "Ana"]
WHERE = "Where do an order's points go, and under which name?"
AGAIN = "What does your code do to the stored number when the same order is delivered a second time?"
LAST = "In which order do you store the points and acknowledge, and which orders are delivered again?"
NO_ACK = "With `NOACK`, what does the server still know about an order that your process was given?"
HOW_MANY = "How many orders do you ask for, do you acknowledge them, and what do you return for none?"
OWN = "Which ID asks for the orders that this consumer already has, and which one for new orders?"
TRIMMED = "Which fields does a pending entry have after it was trimmed, and who acknowledges it?"
STAYS = "Do other groups still need an order that your group has handled?"


def _orders(ctx, *cents, customer="7"):
    """A new stream and group; an order for each of `cents`; their IDs."""
    ctx.r.delete("orders")
    ctx.r.xgroup_create("orders", "points", id="0", mkstream=True)
    return [ctx.r.xadd("orders", {"customer": customer, "cents": one}) for one in cents]


def _pending(ctx):
    return ctx.r.xpending("orders", "points")["pending"]


def _expect_points(ctx, wanted, when, missing_question=LAST, customer="7"):
    key = f"points:{customer}"
    seen = expect_key(ctx, key, "hash", question=missing_question if wanted else WHERE, when=when)
    missing = [entry for entry in wanted if entry not in seen]
    expect(
        not missing,
        f"{when}, the points for {len(missing)} of {len(wanted)} orders are missing in `{key}`,"
        f" which has the fields {', '.join(list(seen)[:3])}",
        "a field for each order, named after the entry's ID",
        missing_question,
    )
    wrong = [entry for entry in seen if seen[entry] != str(wanted.get(entry))]
    expect(
        not wrong,
        f"{when}, `{key}` holds {seen[wrong[0]] if wrong else ''} points for an order"
        f" that earns {wanted.get(wrong[0]) if wrong else ''}",
        "the full euros of the order, once",
        AGAIN,
    )


def _expect_stream(ctx, ids):
    expect(
        [entry for entry, _ in ctx.r.xrange("orders")] == ids,
        f"there were {len(ids)} orders in the stream, and afterwards there are {ctx.r.xlen('orders')}",
        "a stream that still has every order",
        STAYS,
    )


@step("orders get their points under the entry's ID, ten per call")
def new(ctx):
    cents = [2990, 100, 99, *range(1000, 1900, 100)]
    ids = _orders(ctx, *cents)
    numbers = [ctx.answer.give_points("w1") for _ in range(3)]
    expect_key(ctx, "points:7", "hash", question=WHERE, when="after three calls")
    expect(numbers == [10, 2, 0], f"with 12 orders, three calls returned {numbers}", "[10, 2, 0]", HOW_MANY)
    wanted = {entry: one // 100 for entry, one in zip(ids, cents, strict=True)}
    fields = ctx.r.hgetall("points:7")
    expect(
        sorted(fields) == sorted(ids),
        f"after 12 orders, `points:7` has the fields {', '.join(list(fields)[:3])}",
        "a field for each order, named after the entry's ID",
        WHERE,
    )
    wrong = [entry for entry in ids if fields[entry] != str(wanted[entry])]
    expect(
        not wrong,
        f"`points:7` holds {fields[wrong[0]] if wrong else ''} points for an order"
        f" that earns {wanted[wrong[0]] if wrong else ''}",
        "the full euros of the order",
        "Which part of the price counts, and how is the number written?",
    )
    expect(
        _pending(ctx) == 0,
        f"12 orders have their points, and {_pending(ctx)} are still pending in the group",
        "none pending",
        "How does the server learn that an order is done?",
    )
    _expect_stream(ctx, ids)


@step("this consumer's pending orders come first, and other consumers keep theirs", fresh=True)
def own_first(ctx):
    for others in (9, 99):  # before this consumer's, so that the first ten or hundred pending are theirs
        ctx.r.flushall()
        ids = _orders(ctx, *[500] * (others + 5))
        for consumer, count in (("w2", others), ("w1", 3)):
            ctx.r.xreadgroup("points", consumer, {"orders": ">"}, count=count)
        numbers = [ctx.answer.give_points("w1") for _ in range(3)]
        expect(
            numbers == [3, 2, 0],
            f"`w2` had {others} pending orders, `w1` had 3, and 2 were new:"
            f" three calls for `w1` returned {numbers}",
            "[3, 2, 0]",
            OWN,
        )
        _expect_points(ctx, dict.fromkeys(ids[others:], 5), "after these calls", OWN)


@step("every customer has a hash of their own", fresh=True)
def customers(ctx):
    for customer in CUSTOMERS:
        ctx.r.flushall()
        ids = _orders(ctx, 1234, customer=customer)
        ctx.answer.give_points("w1")
        _expect_points(ctx, {ids[0]: 12}, f"after an order of customer `{customer}`", WHERE, customer)


@step("a pending order that was trimmed doesn't block the others", fresh=True)
def trimmed(ctx):
    ids = _orders(ctx, 500, 700, 900)
    ctx.r.xreadgroup("points", "w1", {"orders": ">"}, count=2)
    ctx.r.xtrim("orders", maxlen=2, approximate=False)
    numbers = []
    try:
        numbers = [ctx.answer.give_points("w1") for _ in range(3)]
    except Exception as error:
        error.question = TRIMMED
        raise
    expect(
        numbers == [2, 1, 0],
        f"`w1` had two pending orders, of which one was trimmed, and one was new:"
        f" three calls returned {numbers}",
        "[2, 1, 0]",
        TRIMMED,
    )
    _expect_points(ctx, {ids[1]: 7, ids[2]: 9}, "after one of three orders was trimmed", TRIMMED)
    expect(_pending(ctx) == 0, f"then {_pending(ctx)} orders are still pending", "none pending", TRIMMED)
    ctx.r.flushall()
    _orders(ctx, 500, 700, 900)
    ctx.r.xreadgroup("points", "w1", {"orders": ">"}, count=2)
    ctx.r.xtrim("orders", maxlen=1, approximate=False)
    numbers = [ctx.answer.give_points("w1") for _ in range(3)]
    expect(
        numbers == [2, 1, 0],
        f"`w1` had two pending orders, both were trimmed, and one was new: three calls returned {numbers}",
        "[2, 1, 0]",
        "If none of the pending orders has fields, have you still handled some?",
    )


@step("for random orders, the result is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        g.id = getattr(g, "id", 0) + 1
        fields = {"customer": g.choice(CUSTOMERS), "cents": g.choice([0, 99, 100, g.randint(0, 99_999)])}
        order = other.xadd("orders", fields, id=f"{g.id}-0")
        lost = other.xreadgroup("points", g.choice(["w1", "w2"]), {"orders": ">"}, count=3)
        return g.choice([order, order, order, lost, call.give_points(g.choice(["w1", "w2"]))])

    twin(ctx, calls, runs=5, setup=lambda r, g: r.xgroup_create("orders", "points", id="0", mkstream=True))


@step("after a crash or a lost reply, each order still counts exactly once", fresh=True)
def once(ctx):
    ids = []

    def orders():
        ids[:] = _orders(ctx, 500, 700)

    def holds(crash):
        calls = 1
        while ctx.answer.give_points("w1") and calls < MOST_CALLS:
            calls += 1
        lost = NO_ACK if any("NOACK" in command.upper() for command in ctx.asked()) else LAST
        when = f"{crash}; after `w1` was restarted and `give_points` returned 0"
        _expect_points(ctx, dict(zip(ids, (5, 7), strict=True)), when, lost)
        expect(
            _pending(ctx) == 0,
            f"{when}, {_pending(ctx)} orders are still pending",
            "none pending",
            "Who asks for the orders that were pending before the restart?",
        )
        _expect_stream(ctx, ids)

    every_crash(ctx, call.give_points("w1"), holds, setup=orders)


@step("two consumers at the same moment count each order once", fresh=True)
def two_consumers(ctx):
    ids = []

    def orders():
        ids[:] = _orders(ctx, 500, 700)
        ctx.r.xreadgroup("points", "w1", {"orders": ">"}, count=1)

    every_order(
        ctx,
        call.give_points("w1"),
        call.give_points("w2"),
        setup=orders,
        holds=lambda results: _expect_points(ctx, dict(zip(ids, (5, 7), strict=True)), "in this order", OWN),
    )
