"""A funnel with its error bar."""

from math import ceil, floor

from helpers.exercises import expect, step

OBJECTIVES = (2,)
REACHED = {"seen": 60_000, "cart": 9_000, "bought": 2_000}
MANY = 20
MARGIN = 2 * 1.04 / 128  # the root of 16,384 is 128


def _rows(ctx, steps):
    rows = ctx.answer.funnel(steps)
    expect(
        isinstance(rows, list) and all(isinstance(row, tuple) and len(row) == 3 for row in rows),
        f"`funnel` returned {str(rows)[:70]}",
        "a list of tuples `(people, low, high)`",
        "What are the three numbers of one step?",
    )
    expect(
        len(rows) == len(steps),
        f"for {len(steps)} steps, `funnel` returned {len(rows)} tuples",
        "one tuple for each step",
        "Which command belongs to one step, and where does its reply go?",
    )
    return rows


@step("each step has its own estimate, in the order asked for")
def people(ctx):
    for name, count in REACHED.items():
        ctx.r.pfadd(f"funnel:{name}", *(f"visitor:{number}" for number in range(count)))
    steps = ["seen", "cart", "bought"]
    rows = _rows(ctx, steps)
    for name, (count, _, _) in zip(steps, rows, strict=True):
        right = ctx.r.pfcount(f"funnel:{name}")
        expect(
            count == right,
            f"of the step `{name}`, `people` is {count!r}",
            f"{right}, as `PFCOUNT funnel:{name}` says",
            "Of which keys is this the count?",
        )


@step("low and high are two standard errors away, rounded outwards")
def bounds(ctx):
    for count, low, high in _rows(ctx, ["bought", "cart", "seen"]):
        for name, bound, right in [
            ("low", low, floor(count * (1 - MARGIN))),
            ("high", high, ceil(count * (1 + MARGIN))),
        ]:
            expect(
                isinstance(bound, int),
                f"with {count} people, `{name}` is {bound!r}, a {type(bound).__name__}",
                "an `int`",
                "Which functions of `math` round down and up?",
            )
            expect(
                bound == right,
                f"with {count} people, `{name}` is {bound}",
                f"{right}",
                "How large is one standard error of this count, how many of them are asked for, and which "
                "way is the bound rounded?",
            )


@step("a step that nobody reached is (0, 0, 0)")
def nobody(ctx):
    rows = _rows(ctx, ["returned", "bought"])
    expect(
        rows[0] == (0, 0, 0),
        f"a step without a key came back as {rows[0]!r}",
        "(0, 0, 0)",
        "What does `PFCOUNT` reply for a key that is not there?",
    )


@step(f"{MANY} steps cost one round trip", fresh=True)
def one_round_trip(ctx):
    steps = [f"step{number:02}" for number in range(MANY)]
    for number, name in enumerate(steps):
        ctx.r.pfadd(f"funnel:{name}", *(f"visitor:{one}" for one in range(MANY - number)))
    with ctx.watch() as asked:
        rows = _rows(ctx, steps)
    expect(
        asked.round_trips == 1,
        f"{MANY} steps took {asked.round_trips} round trips",
        "1 round trip",
        "What sends many commands together and brings back all their replies?",
    )
    right = [MANY - number for number in range(MANY)]
    counts = [row[0] for row in rows]
    expect(counts == right, f"the steps came back with {counts} people", f"{right}", "In which order?")
