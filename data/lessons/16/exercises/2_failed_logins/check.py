"""Counters of failed logins, four bits each."""

from helpers.exercises import call, cases, every_order, expect, step, twin

OBJECTIVES = (4,)
KEY = "logins:failed"
KEYS = {KEY: None}
MANY = 100


def _counters(ctx, size=10):
    counters = ctx.r.bitfield(KEY)
    for customer in range(size):
        counters.get("u4", f"#{customer}")
    return dict(enumerate(counters.execute()))


def _type(ctx):
    kind = ctx.r.type(KEY)
    expect(
        kind in ("none", "string"), f"`{KEY}` is a {kind}", "a string", "Which command counts in a string?"
    )


@step("the first failure of a customer is 1, in that customer's four bits of `logins:failed`")
def first(ctx):
    count = ctx.answer.failed_login(3)
    keys = ctx.keys()
    expect(
        keys == [KEY],
        f"the server holds {', '.join(f'`{key}`' for key in keys) or 'no keys'}",
        f"one key, `{KEY}`",
        "How many bytes does a key take in addition to its counter?",
    )
    _type(ctx)
    stored = {customer: one for customer, one in _counters(ctx).items() if one}
    expect(
        stored == {3: 1},
        f"read as unsigned integers of 4 bits, `{KEY}` holds {stored or 'no failure'} (customer: failures)",
        "{3: 1}",
        "How many bits is each counter, and does your offset count bits or counters?",
    )
    expect(count == 1, f"`failed_login` returned {count!r}", "the number 1", "What does the server reply?")


@step("a counter stays at 15, and the counters next to it don't change")
def saturates(ctx):
    ctx.r.bitfield(KEY).set("u4", "#2", 6).set("u4", "#4", 9).execute()
    counts = [ctx.answer.failed_login(3) for _ in range(17)]
    right = [min(count, 15) for count in range(2, 19)]
    expect(
        counts == right,
        f"failures 2 to 18 of a customer returned {counts}",
        f"{right}",
        "What does `BITFIELD` do at the limit by default, and what's the largest value here?",
    )
    stored = _counters(ctx)
    expect(
        (stored[2], stored[3], stored[4]) == (6, 15, 9),
        f"customers 2, 3 and 4 had 6, 18 and 9 failures, but the counters are {stored[2]}, {stored[3]} and"
        f" {stored[4]}",
        "6, 15 and 9",
        "Which bits does your function write?",
    )


@step("`failures` returns the counters in the order of the list, and 0 for a customer without failures")
def reads(ctx):
    question = (
        "Which counter do you read for each customer, and what do you read where no failure was counted?"
    )
    cases(ctx.answer.failures, [(([4, 500, 2, 3, 4],), [9, 0, 6, 15, 9]), (([],), [])], question)


@step(f"the counters of {MANY} customers take one round trip")
def one_round_trip(ctx):
    with ctx.watch() as asked:
        ctx.answer.failures(list(range(MANY)))
    expect(
        asked.round_trips == 1,
        f"{MANY} customers took {asked.round_trips} round trips",
        "1 round trip",
        "How many operations can one `BITFIELD` hold?",
    )


@step("calls from two processes agree with the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        customer = g.choice([0, 3, 4, 4, 4, 200])
        some = [g.choice([0, 3, 4, 5, 200, 999]) for _ in range(g.randint(0, 5))]
        return g.choice([call.failed_login(customer)] * 3 + [call.failures(some)])

    twin(ctx, calls, length=40)


@step("two failures at the same moment both count, up to 15", fresh=True)
def at_the_same_moment(ctx):
    failed = call.failed_login(5)
    for before in (0, 13, 14, 15):
        every_order(
            ctx,
            failed,
            failed,
            setup=lambda before=before: ctx.r.bitfield(KEY).set("u4", "#5", before).execute(),
            question={
                "data": "What can another client do between your read and your write?",
                "results": "Is the number you return the one that your own command stored?",
            },
        )
