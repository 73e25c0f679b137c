"""7-day retention."""

from helpers.exercises import expect, step

OBJECTIVES = (2,)
THREADS, DAYS = 8, 5


def _set(ctx, key, customers):
    with ctx.r.pipeline() as pipe:
        for customer in customers:
            pipe.setbit(key, customer, 1)
        pipe.execute()


def _expect_shares(ctx, joined, days, right, question):
    shares = ctx.answer.retention(joined, days)
    expect(
        isinstance(shares, list) and all(isinstance(share, float) for share in shares),
        f"`retention` returned {shares!r}",
        f"a list of floats, here {right}",
        "Which numbers are divided here, and what becomes of each day's?",
    )
    near = len(shares) == len(right) and all(abs(a - b) < 1e-6 for a, b in zip(shares, right, strict=True))
    expect(near, f"`retention` returned {shares}", f"{right}", question)


@step("the share of those who joined that were active, for each day in the order asked for")
def shares(ctx):
    _set(ctx, "joined:mon", range(10))
    _set(ctx, "active:tue", [0, 1, 2, 3, 4, 20, 21])
    _set(ctx, "active:wed", [9, 30])
    _expect_shares(
        ctx,
        "mon",
        ["wed", "tue", "mon"],
        [0.1, 0.5, 0.0],
        "Ten joined on `mon`; customers 20, 21 and 30 did not. Who counts, and of how many?",
    )


@step("the server holds the same keys and values as before")
def unchanged(ctx):
    keys = ["active:tue", "active:wed", "joined:mon"]
    counts = [ctx.r.bitcount(key) for key in keys]
    expect(
        counts == [7, 2, 10],
        f"after `retention`, {', '.join(keys)} have {counts} bits set",
        "7, 2 and 10, as before",
        "Into which key does `BITOP` write?",
    )
    held = ctx.keys()
    expect(
        held == keys,
        f"after `retention`, the server holds {', '.join(held)}",
        "the three keys of before",
        "`BITOP` writes a key: who removes it?",
    )


@step("0.0 if nobody joined, and an empty list for no days")
def nobody(ctx):
    question = "What do you divide by if nobody joined?"
    _expect_shares(ctx, "sun", ["tue", "wed"], [0.0, 0.0], question)
    _expect_shares(ctx, "mon", [], [], "How many days were asked for?")


@step(f"{THREADS} threads at once get {THREADS} right answers", fresh=True)
def threads(ctx):
    right = [[(joined + day) % 10 / 10 for day in range(DAYS)] for joined in range(THREADS)]
    for joined in range(THREADS):
        _set(ctx, f"joined:{joined}", range(10 * joined, 10 * joined + 10))
        for day in range(DAYS):
            _set(ctx, f"active:{day}", range(10 * joined, 10 * joined + (joined + day) % 10))
    days = [str(day) for day in range(DAYS)]
    answers = ctx.together(THREADS, lambda i: ctx.answer.retention(str(i), days))
    good = sum(
        all(abs(a - b) < 1e-6 for a, b in zip(mine, exact, strict=True))
        for mine, exact in zip(answers, right, strict=True)
    )
    expect(
        good == THREADS,
        f"of {THREADS} threads that asked at once, {THREADS - good} got a wrong answer",
        "no wrong answer",
        "What does another thread write between your `BITOP` and your `BITCOUNT`?",
    )
