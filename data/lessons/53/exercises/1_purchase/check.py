"""A purchase that never oversells."""

from helpers.exercises import (
    asking,
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    gaps,
    other,
    step,
    twin,
)

OBJECTIVES = (2, 3)
KEYS = {"stock:*": None, "bought:*": None}
STOCK, BOUGHT = "stock:tea", "bought:tea"
PAUSED = "If the process is paused for longer than a lock lives, what still protects the stock?"
BETWEEN = "What can another client do between your check and your write?"


def calls(g):
    if g.choice([True, False, False, False]):
        return other.incrby(f"stock:{g.choice(['tea', 'pot'])}", g.choice([1, 9, 100]))
    quantity, limit = g.choice([1, 2, 9, 10, 11]), g.choice([5, 10, 100])
    return call.buy(g.choice(["tea", "pot"]), g.choice(["ana", "bo", g.text()]), quantity, limit)


@step("a purchase takes the pieces, counts them for the customer, and returns True")
def purchase(ctx):
    ctx.r.set(STOCK, 9)
    sold = ctx.answer.buy("tea", "ana", 3, 5)
    expect_key(ctx, STOCK, "string", "6", "How many pieces are left after the purchase?")
    expect_key(ctx, BOUGHT, "hash", {"ana": "3"}, "Where do you count what the customer has bought?")
    expect(sold is True, f"the purchase returned {sold!r}", "True", "Which type does the caller expect?")


@step("a product without stock isn't sold", fresh=True)
def unknown(ctx):
    question = "What does `GET` reply if there's no stock key?"
    with asking(question, "nil", "NoneType"):
        sold = ctx.answer.buy("tea", "ana", 1, 5)
    expect(not sold, f"a product without a stock key was sold: {sold!r}", "False", question)
    expect(
        sold is False, f"a refused purchase returned {sold!r}", "False", "Which type does the caller expect?"
    )
    expect(not ctx.r.exists(STOCK), f"`{STOCK}` now holds {ctx.r.get(STOCK)!r}", "no such key", question)
    _expect_count(ctx, "ana", None)


@step("the last pieces can be sold, and the limit reached, and no more than that", fresh=True)
def limits(ctx):
    ctx.r.set(STOCK, 4)
    sold = [ctx.answer.buy("tea", name, quantity, 3) for name, quantity in (("ana", 3), ("bo", 1))]
    expect(
        sold == [True, True],
        f"of 4 pieces, with a limit of 3, ana bought 3 and then bo 1: {sold}",
        "[True, True]",
        "May a customer buy exactly as many as there are, and exactly as many as the limit?",
    )
    ctx.r.set(STOCK, 2)
    sold = ctx.answer.buy("tea", "cy", 3, 3)
    expect(
        not sold and ctx.r.get(STOCK) == "2",
        f"with 2 pieces left, cy asked for 3; that returned {sold!r} and left {ctx.r.get(STOCK)}",
        "False, and 2 pieces left",
        "What becomes of a purchase if there are fewer pieces than the customer wants?",
    )
    _expect_count(ctx, "cy", None)
    sold = ctx.answer.buy("tea", "bo", 2, 2)
    expect(
        not sold and ctx.r.get(STOCK) == "2",
        f"bo has 1 piece and asked for 2 more, with a limit of 2; that returned {sold!r} and left"
        f" {ctx.r.get(STOCK)} of 2 pieces",
        "False, and 2 pieces left",
        "Does the limit count this purchase, earlier ones, or both?",
    )
    _expect_count(ctx, "bo", "1")


def _expect_count(ctx, customer, count):
    held = ctx.r.hget(BOUGHT, customer)
    expect(
        held == count,
        f"after a refused purchase, `{BOUGHT}` holds {held!r} for {customer}",
        repr(count),
        "Which command of yours has already written when it refuses?",
    )


@step("numbers of two and three digits are compared as numbers", fresh=True)
def digits(ctx):
    for stock, quantity, limit, wanted in ((10, 9, 100, True), (9, 10, 100, False), (100, 9, 10, True)):
        ctx.r.flushall()
        ctx.r.set(STOCK, stock)
        sold = ctx.answer.buy("tea", "ana", quantity, limit)
        expect(
            sold is wanted,
            f"with {stock} pieces and a limit of {limit}, a purchase of {quantity} returned {sold!r}",
            repr(wanted),
            "Of which type are ARGV and replies, and how does Lua compare two of them?",
        )


@step("any sequence of purchases and deliveries gives the right stock and counts", fresh=True)
def any_sequence(ctx):
    twin(ctx, calls)


@step("of two customers who want the last piece, one gets it", fresh=True)
def last_piece(ctx):
    one, two = call.buy("tea", "ana", 1, 5), call.buy("tea", "bo", 1, 5)
    every_order(ctx, one, two, setup=lambda: ctx.r.set(STOCK, 1), question=BETWEEN)


@step("of two customers who want one of two pieces each, both get it", fresh=True)
def two_pieces(ctx):
    def both(results):
        expect(
            results == [True, True],
            f"there were two pieces; two customers who wanted one each got {results}",
            "[True, True]",
            "Is there still a piece for a second attempt, and what does a failed `EXEC` say about that?",
        )

    one, two = call.buy("tea", "ana", 1, 5), call.buy("tea", "bo", 1, 5)
    every_order(ctx, one, two, setup=lambda: ctx.r.set(STOCK, 2), holds=both)


@step("two purchases of the same customer at the same moment keep to the limit", fresh=True)
def same_customer(ctx):
    purchase = call.buy("tea", "ana", 2, 3)
    every_order(ctx, purchase, purchase, setup=lambda: ctx.r.set(STOCK, 10), question=BETWEEN)


@step("pieces that are delivered during a purchase aren't lost", fresh=True)
def delivery(ctx):
    every_order(
        ctx,
        call.buy("tea", "ana", 2, 3),
        other.incrby(STOCK, 5),
        setup=lambda: ctx.r.set(STOCK, 4),
        question="What does your function write to the stock if another program adds to it meanwhile?",
    )


def _expire_locks(ctx):
    """A lock that the answer may have taken expires."""
    for key in ctx.r.keys("*lock*"):
        ctx.r.delete(key)


@step("after a crash or a lost reply, stock and counts add up", fresh=True)
def crash(ctx):
    def adds_up(crash):
        left, bought = int(ctx.r.get(STOCK)), sum(map(int, ctx.r.hvals(BOUGHT)))
        _expire_locks(ctx)
        expect(
            left + bought == 10,
            f"{crash}; of 10 pieces, {left} are left and {bought} are bought",
            "10 in all",
            "What does the server hold if the process dies between two of your commands?",
        )

    every_crash(ctx, call.buy("tea", "ana", 2, 3), adds_up, setup=lambda: ctx.r.set(STOCK, 10))


@step("after a long pause, a process sells no piece that another one has sold meanwhile", fresh=True)
def paused(ctx):
    def another_buys():
        _expire_locks(ctx)
        if int(ctx.r.get(STOCK)) > 0:
            ctx.r.decr(STOCK)
            ctx.r.hincrby(BOUGHT, "bo", 1)

    def sold_once(gap):
        left, bought = ctx.r.get(STOCK), ctx.r.hgetall(BOUGHT)
        expect(
            left == "0" and len(bought) == 1,
            f"a process was paused right before `{gap}`, and bo bought the last piece; now the stock is"
            f" {left}, and these customers have it: {', '.join(bought)}",
            "a stock of 0, and one customer",
            PAUSED,
        )

    with asking(PAUSED, "LockError", "LockNotOwnedError"):
        gaps(ctx, call.buy("tea", "ana", 1, 5), another_buys, sold_once, setup=lambda: ctx.r.set(STOCK, 1))
