"""The largest order of each customer."""

from helpers.exercises import call, every_order, expect, step, twin

OBJECTIVES = (1, 2, 5)
KEYS = {"contest": None}
JULY = 1_751_328_000  # July 1, 2025, in seconds since 1970
CUSTOMERS = 120


def _expect_winners(ctx, n, wanted, after, question):
    got = ctx.answer.winners(n)
    expect(got == wanted, f"after {after}, `winners` of {n} returned {got!r}", f"{wanted!r}", question)


@step("an order is stored in the sorted set `contest` and comes back in cents")
def first(ctx):
    question = "What does a range of a key that doesn't exist return?"
    _expect_winners(ctx, 3, [], "no orders", question)
    larger = ctx.answer.record_order("ana", 4990, JULY)
    expect(
        ctx.keys() == ["contest"],
        f"the server holds the keys {ctx.keys()}",
        "a single key, `contest`",
        "The score must decide the order of all customers. Which number contains the amount and the second?",
    )
    expect(
        larger is True,
        f"the first order of `ana` returned {larger!r}",
        "True",
        "What does `ZADD` reply, and how do you turn that into True or False?",
    )
    got = ctx.answer.winners(3)
    expect(
        isinstance(got, list) and all(isinstance(row, tuple) for row in got),
        f"`winners` of 3 returned {got!r}",
        "a list of tuples",
        "Which type has each row of your list?",
    )
    expect(
        got == [("ana", 4990)] and type(got[0][1]) is int,
        f"after an order of 4990 cents, `winners` of 3 returned {got!r}",
        "[('ana', 4990)], with the cents as an int",
        "How do you get the cents back out of the score, which is a float?",
    )


@step("only a larger order counts")
def only_larger(ctx):
    question = "Which option of `ZADD` writes only a higher score?"
    for cents, kind in [(1000, "a smaller one"), (4990, "an equal one")]:
        larger = ctx.answer.record_order("ana", cents, JULY + 1)
        after = f"an order of 4990 cents and then {kind} of {cents}"
        _expect_winners(ctx, 3, [("ana", 4990)], after, question)
        expect(
            larger is False,
            f"after an order of 4990 cents, {kind} of {cents} returned {larger!r}",
            "False",
            question,
        )
    larger = ctx.answer.record_order("ana", 5000, JULY + 3)
    expect(
        larger is True,
        f"after an order of 4990 cents, one of 5000 returned {larger!r}",
        "True",
        "What does `ZADD` count, the members that are new or the members that it changed?",
    )
    _expect_winners(ctx, 3, [("ana", 5000)], "a larger order of 5000 cents", question)


@step("the largest orders come first, at most `n` of them", fresh=True)
def largest_first(ctx):
    for second, (customer, cents) in enumerate({"ana": 900, "bo": 12_000, "cleo": 4990}.items()):
        ctx.answer.record_order(customer, cents, JULY + second)
    question = "From which end do you read, and where does your range end?"
    _expect_winners(ctx, 2, [("bo", 12_000), ("cleo", 4990)], "orders of 900, 12000 and 4990 cents", question)
    everyone = [("bo", 12_000), ("cleo", 4990), ("ana", 900)]
    _expect_winners(ctx, 10, everyone, "orders of three customers", question)
    _expect_winners(
        ctx, 0, [], "orders of three customers", "Which members does the range from 0 to -1 contain?"
    )


@step("of equal amounts, the earlier order comes first", fresh=True)
def ties(ctx):
    for second, customer in enumerate(["bo", "dan", "ana", "cleo"]):
        ctx.answer.record_order(customer, 4990, JULY + second)
    wanted = [(customer, 4990) for customer in ["bo", "dan", "ana", "cleo"]]
    _expect_winners(
        ctx,
        4,
        wanted,
        "four orders of 4990 cents, a second apart, by bo, dan, ana and cleo",
        "What decides between equal scores, and how can the second be a part of the score?",
    )
    ctx.answer.record_order("bo", 4990, JULY + 60)
    question = "May an equal order move bo to a later place?"
    _expect_winners(ctx, 4, wanted, "a second order of the same amount by bo", question)


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


@step("no customer is forgotten", fresh=True)
def everyone(ctx):
    for number in range(CUSTOMERS):
        ctx.answer.record_order(f"customer{number}", 1000 + number, JULY + number)
    larger = ctx.answer.record_order("customer0", 999, JULY + CUSTOMERS)
    expect(
        larger is False,
        f"customer0 had an order of 1000 cents, then came {CUSTOMERS - 1} other customers, and customer0's"
        f" order of 999 cents returned {larger!r}",
        "False",
        "Which members do you remove, and why?",
    )


@step("for random orders, the results are those of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        g.now = getattr(g, "now", JULY) + g.choice([1, 2, 60, 86_400, 40_000_000])
        customer = g.choice(["ana", "bo", "cleo", "dan", g.text()])
        cents = g.choice([1, 2, 4990, g.randint(1, 1_000_000), 1_000_000])
        order = call.record_order(customer, cents, g.now)
        return g.choice([order, order, call.winners(g.choice([0, 1, 3, 10]))])

    questions = {
        "reply": "Which amount and which second decide here, and does your score contain both exactly?"
    }
    twin(ctx, calls, questions, free=True)


@step("of two orders at the same moment, the larger one stays", fresh=True)
def together(ctx):
    every_order(
        ctx,
        call.record_order("ana", 2000, JULY),
        call.record_order("ana", 3000, JULY),
        question="What can another web server do between your read and your write?",
    )
