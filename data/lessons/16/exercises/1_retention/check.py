"""7-day retention."""

from helpers.exercises import call, every_order, expect, other, step, twin

OBJECTIVES = (2,)
KEYS = {"joined:*": None, "active:*": None}


def _set(r, key, customers):
    with r.pipeline() as pipe:
        for customer in customers:
            pipe.setbit(key, customer, 1)
        pipe.execute()


def _expect_shares(ctx, joined, days, right, question):
    shares = ctx.answer.retention(joined, days)
    expect(
        isinstance(shares, list) and all(isinstance(share, float) for share in shares),
        f"`retention` returned {shares!r}",
        f"a list of floats, here {right}",
        "Which two numbers do you divide, and where does each share go?",
    )
    near = len(shares) == len(right) and all(abs(a - b) < 1e-9 for a, b in zip(shares, right, strict=True))
    expect(near, f"`retention` returned {shares}", f"{right}", question)


@step("each share is that of the customers who joined and were active, in the order of the list")
def shares(ctx):
    _set(ctx.r, "joined:mon", range(10))
    _set(ctx.r, "active:tue", [0, 1, 2, 3, 4, 20, 21])
    _set(ctx.r, "active:wed", [9, 30])
    _expect_shares(
        ctx,
        "mon",
        ["wed", "tue", "mon"],
        [0.1, 0.5, 0.0],
        "Ten customers joined on `mon`, but 20, 21 and 30 didn't. Which customers count, and of how many?",
    )


@step("the server holds the same keys and values as before")
def unchanged(ctx):
    keys = ["active:tue", "active:wed", "joined:mon"]
    counts = [ctx.r.bitcount(key) for key in keys]
    expect(
        counts == [7, 2, 10],
        f"after `retention`, {', '.join(keys)} have {counts} bits set",
        "7, 2 and 10, as before",
        "Into which key does your `BITOP` write?",
    )
    expect(
        ctx.keys() == keys,
        f"after `retention`, the server holds {', '.join(ctx.keys())}",
        "the three keys that were there before",
        "`BITOP` creates a key. Who deletes it?",
    )


@step("0.0 if no customer joined, and an empty list for no days")
def no_customers(ctx):
    question = "What do you divide by if no customer joined?"
    _expect_shares(ctx, "sun", ["tue", "wed"], [0.0, 0.0], question)
    _expect_shares(ctx, "mon", [], [], "How many days does the list have?")
    _set(ctx.r, "joined:sat", range(3))
    _set(ctx.r, "active:sun", [2])
    third = "Does the exercise ask for a rounded share?"
    _expect_shares(ctx, "sat", ["sun"], [1 / 3], third)


@step("for random data, the result is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        day = g.choice(["mon", "tue", "wed"])
        marks = other.setbit(g.choice([f"joined:{day}", f"active:{day}"]), g.randint(0, 40), g.randint(0, 1))
        days = [g.choice(["mon", "tue", "wed", "sun"]) for _ in range(g.randint(0, 3))]
        return g.choice([marks, call.retention(day, days)])

    def half_of_them(r, g):
        for key in [f"{name}:{day}" for name in ("joined", "active") for day in ("mon", "tue", "wed")]:
            _set(r, key, g.sample(range(40), 20))

    twin(ctx, calls, setup=half_of_them, runs=6)


@step("calls at the same moment get their own results, also for the same day of joining", fresh=True)
def at_the_same_moment(ctx):
    def customers():
        _set(ctx.r, "joined:mon", range(10))
        _set(ctx.r, "joined:tue", range(10, 14))
        _set(ctx.r, "active:wed", range(5))
        _set(ctx.r, "active:thu", [0, 10, 11])

    question = "What does another client write between your `BITOP` and your `BITCOUNT`?"
    for joined in ("mon", "tue"):
        parties = call.retention("mon", ["wed"]), call.retention(joined, ["thu"])
        every_order(ctx, *parties, setup=customers, question=question)
