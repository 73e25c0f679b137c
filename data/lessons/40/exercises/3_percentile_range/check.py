"""A percentile and its error bound."""

from math import inf

from helpers.exercises import call, cases, expect, step, twin

OBJECTIVES = (2,)
KEYS = {"times:*": 7200}
TRIPS = {"percentile_range": 1}
BOUNDS = [10, 20, 50, 100, 200, inf]
OTHERS = [9, 30, 100, 1000, 20_000, inf]
A, B = "times:minute:1", "times:minute:2"
COUNTS = {A: {"10": 70, "50": 20, "200": 9, "inf": 1}, B: {"100": 100}}
ELEMENTS = "Which elements of `bounds` do you return?"
RANK = "In which bucket have you seen at least `p` percent of the requests?"


def fill(r):
    for key, counts in COUNTS.items():
        r.hset(key, mapping=counts)
        r.expire(key, 7200)


@step("the range is the bucket in which the percentile lies")
def one_histogram(ctx):
    fill(ctx.r)
    result = ctx.answer.percentile_range([A], BOUNDS, 90)
    expect(
        isinstance(result, tuple) and len(result) == 2,
        f"`percentile_range` returned {result!r}",
        "a tuple (low, high)",
        "Which two numbers bound the error?",
    )
    low, high = result
    expect(
        type(low) is int and type(high) is int,
        f"`percentile_range` returned {result!r}",
        "the numbers as they are in `bounds`",
        ELEMENTS,
    )
    expect(
        high == 50,
        f"with the counts {COUNTS[A]}, the upper bound of p90 is {high!r}",
        "50, because 90 of 100 requests take at most 50 ms",
        RANK,
    )
    expect(
        low == 20,
        f"with the bounds {BOUNDS}, the lower bound of p90 is {low!r}",
        "20: no request is known to be between 10 and 20, but the bucket begins at 20",
        "Where does a bucket begin, if the one before it is empty?",
    )


@step("percentiles from 1 to 100, with the first bucket and the last")
def all_percentiles(ctx):
    expected = {1: (0, 10), 70: (0, 10), 71: (20, 50), 91: (100, 200), 99: (100, 200), 100: (200, inf)}
    for p, right in expected.items():
        question = RANK
        if p in (1, 70):
            question = "What's below the first bucket?"
        if p == 100:
            question = "Where is a request that took longer than every bound?"
        with_p = [(([A], BOUNDS, p), right)]
        cases(ctx.answer.percentile_range, with_p, question)


@step("several histograms count together")
def merged(ctx):
    cases(
        ctx.answer.percentile_range,
        [
            (([A, B], BOUNDS, 50), (50, 100)),
            (([B, A], BOUNDS, 95), (50, 100)),
        ],
        "Can you add up, or average, percentiles of single histograms, or do you add up something else?",
    )
    ctx.r.hincrby(A, "inf", 1000)
    for _ in range(2):  # two processes make the calls in turn
        question = "Does your function read the histograms each time, or does it remember what it has read?"
        cases(ctx.answer.percentile_range, [(([A], BOUNDS, 90), (200, inf))], question)


@step("any bounds will do")
def other_bounds(ctx):
    cases(ctx.answer.percentile_range, [(([B], [25, 100, inf], 99), (25, 100))], ELEMENTS)


@step("without requests, the result is None")
def nothing(ctx):
    question = "What's the total of no requests, and which percent of it have you seen?"
    cases(
        ctx.answer.percentile_range,
        [
            ((["times:none"], BOUNDS, 99), None),
            (([], BOUNDS, 99), None),
            ((["times:none", B], BOUNDS, 99), (50, 100)),
        ],
        question,
    )


@step("the share is exact, also where a `float` isn't", fresh=True)
def exact(ctx):
    ctx.r.hset(A, mapping={"10": 7, "20": 93})
    ctx.r.expire(A, 7200)
    cases(
        ctx.answer.percentile_range,
        [(([A], BOUNDS, 7), (0, 10))],
        "Do you compare integers, and what's `7 / 100 * 100` in Python?",
    )


@step("the histograms stay as they are, and take one round trip", fresh=True)
def unchanged(ctx):
    fill(ctx.r)
    ctx.r.expire(A, 600)
    ctx.answer.percentile_range([A, B, "times:none"], BOUNDS, 99)
    expect(
        ctx.r.ttl(A) <= 600,
        f"`{A}` had 600 s left, and after the call it has {ctx.r.ttl(A)} s left",
        "an unchanged TTL",
        "How long does a histogram live if a dashboard reads it every second?",
    )
    for key, counts in COUNTS.items():
        held = {field: int(number) for field, number in ctx.r.hgetall(key).items()}
        expect(
            held == counts,
            f"after the call, `{key}` holds {held}",
            f"{counts}",
            "Does reading a percentile need a write?",
        )


@step("for random histograms, the result is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def setup(r, g):
        for number in range(4):
            bounds = (BOUNDS, OTHERS)[number % 2]
            key = f"times:{('few', 'many')[number % 2]}:{number}"
            for bound in g.sample(bounds, g.randint(1, 5)):
                r.hset(key, str(bound), g.choice([1, 2, 3, 50, 1000]))
            r.expire(key, 7200)

    def calls(g):
        kind, bounds = g.choice([("few", BOUNDS), ("many", OTHERS)])
        numbers = g.choice([[0], [2], [0, 2], [2, 0, 8]] if kind == "few" else [[1], [3], [1, 3], [3, 1, 8]])
        keys = [f"times:{kind}:{number}" for number in numbers]
        return call.percentile_range(keys, bounds, g.randint(1, 100))

    twin(ctx, calls, {"reply": RANK, "type": ELEMENTS}, setup)
