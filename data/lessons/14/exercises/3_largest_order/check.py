"""The largest order of each customer."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 2, 5)
JULY = 1_751_328_000  # 1 July 2025, in seconds since 1970
WEB_SERVERS = 8


def _expect_winners(ctx, n, wanted, after, question):
    got = ctx.answer.winners(n)
    expect(got == wanted, f"after {after}, `winners` of {n} returned {got!r}", f"{wanted!r}", question)


@step("an order is kept in the sorted set `contest` and found again in cents")
def first(ctx):
    _expect_winners(ctx, 3, [], "no order at all", "What does a range of a key that is not there return?")
    counted = ctx.answer.record_order("ana", 4990, JULY)
    keys = ctx.keys()
    expect(
        keys == ["contest"],
        f"the server holds the keys {keys}",
        "one key, `contest`",
        "Everything that decides the order has to be in one number: which number is that?",
    )
    expect(
        counted is True,
        f"the first order of `ana` returned {counted!r}",
        "True",
        "What does `ZADD` reply, and how does that become True or False?",
    )
    _expect_winners(
        ctx,
        3,
        [("ana", 4990)],
        "one order of 4990 cents",
        "How many seconds fit below one cent, and how do the cents come back?",
    )


@step("only a larger order counts")
def only_larger(ctx):
    question = "Which option of `ZADD` refuses a score that is not higher?"
    for cents, kind in [(1000, "a smaller one"), (4990, "an equal one")]:
        counted = ctx.answer.record_order("ana", cents, JULY + 1)
        _expect_winners(
            ctx, 3, [("ana", 4990)], f"one order of 4990 cents and then {kind} of {cents}", question
        )
        expect(
            counted is False,
            f"after an order of 4990 cents, {kind} of {cents} returned {counted!r}",
            "False",
            question,
        )
    larger = ctx.answer.record_order("ana", 5000, JULY + 3)
    expect(
        larger is True,
        f"after one of 4990 cents, an order of 5000 returned {larger!r}",
        "True",
        "What does `ZADD` count: members that are new, or members that it changed?",
    )
    _expect_winners(ctx, 3, [("ana", 5000)], "a larger order of 5000 cents", question)


@step("the largest come first, as many as asked for", fresh=True)
def largest_first(ctx):
    for second, (customer, cents) in enumerate({"ana": 900, "bo": 12_000, "cleo": 4990}.items()):
        ctx.answer.record_order(customer, cents, JULY + second)
    question = "From which end of the order do you read, and where does the range end?"
    _expect_winners(ctx, 2, [("bo", 12_000), ("cleo", 4990)], "orders of 900, 12000 and 4990 cents", question)
    everybody = [("bo", 12_000), ("cleo", 4990), ("ana", 900)]
    _expect_winners(ctx, 10, everybody, "orders of three customers", question)


@step("of equal amounts, the earlier one comes first", fresh=True)
def ties(ctx):
    for second, customer in enumerate(["bo", "dan", "ana", "cleo"]):
        ctx.answer.record_order(customer, 4990, JULY + second)
    wanted = [(customer, 4990) for customer in ["bo", "dan", "ana", "cleo"]]
    _expect_winners(
        ctx,
        4,
        wanted,
        "four orders of 4990 cents, a second apart, by bo, dan, ana, cleo",
        "What decides between equal scores, and how could the moment be a part of the score?",
    )
    ctx.answer.record_order("bo", 4990, JULY + 60)
    _expect_winners(
        ctx, 4, wanted, "a second order of the same amount by bo", "May an equal order take bo's place away?"
    )


@step("up to 1,000,000 cents and to the last second of the range, nothing is rounded", fresh=True)
def exact(ctx):
    large = "Up to which number is a score exact, and how large is yours for a million cents?"
    small = "How many seconds must fit below one cent, and what does yours add in the first of them?"
    for start in [JULY, 0, 2**32 - 9]:
        for cents in [999_999, 1_000_000]:
            ctx.r.delete("contest")
            names = [f"customer{number}" for number in (3, 7, 1, 8, 2, 6, 4, 5)]
            for second, name in enumerate(names):
                ctx.answer.record_order(name, cents, start + second)
            after = f"eight orders of {cents} cents, a second apart from {start} on"
            _expect_winners(ctx, 8, [(name, cents) for name in names], after, large if start else small)


@step(f"{WEB_SERVERS} web servers at the same time: the largest order of a customer stays", fresh=True)
def together(ctx):
    for turn in range(5):
        amounts = [1000 * (place + 1) + turn for place in range(WEB_SERVERS)]
        customer = f"customer{turn}"
        ctx.together(
            WEB_SERVERS,
            lambda i, amounts=amounts, customer=customer: ctx.answer.record_order(
                customer, amounts[-1 - i], JULY + i
            ),
        )
        got = ctx.answer.winners(1)
        expect(
            got == [(customer, max(amounts))],
            f"of {WEB_SERVERS} orders up to {max(amounts)} cents at the same time, `winners` has {got!r}",
            f"{[(customer, max(amounts))]!r}",
            "What can another web server do between your read and your write?",
        )
