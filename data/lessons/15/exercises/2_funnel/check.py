"""A funnel with error bars."""

from math import ceil, floor

from helpers.exercises import call, expect, other, step, twin

OBJECTIVES = (2,)
KEYS = {"funnel:*": None}
VISITORS = {"seen": 60_000, "cart": 9_000, "bought": 2_000}
MANY = 40
NAMES = ["seen", "cart", "Cart", " cart", ""]
MARGIN = 2 * 1.04 / 128  # the square root of 16,384 is 128


def _rows(ctx, steps):
    rows = ctx.answer.funnel(steps)
    expect(
        isinstance(rows, list) and all(isinstance(row, tuple) and len(row) == 3 for row in rows),
        f"`funnel` returned {str(rows)[:70]}",
        "a list of tuples `(people, low, high)`",
        "Which three numbers belong to one step?",
    )
    expect(
        len(rows) == len(steps),
        f"for the {len(steps)} steps {steps[:4]}, `funnel` returned {len(rows)} tuples",
        "one tuple per step, also if a step appears twice",
        "Which command belongs to one step, and where in the list is its reply?",
    )
    return rows


@step("`people` is the estimate of each step, in the order of the list")
def people(ctx):
    for name, count in VISITORS.items():
        ctx.r.pfadd(f"funnel:{name}", *(f"visitor:{number}" for number in range(count)))
    steps = ["seen", "bought", "cart"]
    rows = _rows(ctx, steps)
    right = [ctx.r.pfcount(f"funnel:{name}") for name in steps]
    counts = [row[0] for row in rows]
    expect(
        sorted(map(str, counts)) != sorted(map(str, right)) or counts == right,
        f"for {steps}, the estimates are {counts}",
        f"{right}",
        "In which order does the caller expect the steps?",
    )
    for name, count, estimate in zip(steps, counts, right, strict=True):
        expect(
            count == estimate,
            f"for the step `{name}`, `people` is {count!r}",
            f"{estimate}, the reply to `PFCOUNT funnel:{name}`",
            "Which keys does this number count?",
        )


@step("a step that appears twice has two tuples")
def twice(ctx):
    _rows(ctx, ["cart", "bought", "cart"])


@step("`low` and `high` are two standard errors away, rounded down and up")
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
                "How large is one standard error of this count, how many of them do you need, and in which"
                " direction do you round?",
            )


@step("a step without visitors gives (0, 0, 0)")
def no_visitors(ctx):
    rows = _rows(ctx, ["returned", "bought"])
    expect(
        rows[0] == (0, 0, 0),
        f"for a step without a key, `funnel` returned {rows[0]!r}",
        "(0, 0, 0)",
        "How large are two standard errors of 0, and what's 0 rounded up?",
    )


@step(f"{MANY} steps take one round trip", fresh=True)
def one_round_trip(ctx):
    steps = [f"step{number:02}" for number in range(MANY)]
    for number, name in enumerate(steps):
        ctx.r.pfadd(f"funnel:{name}", *(f"visitor:{one}" for one in range(MANY - number)))
    with ctx.watch() as asked:
        _rows(ctx, steps)
    expect(
        asked.round_trips == 1,
        f"{MANY} steps took {asked.round_trips} round trips",
        "1 round trip",
        "How do you send many commands together and get all their replies back?",
    )


@step("for random funnels, the result is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        name = g.choice(NAMES)
        arrives = other.pfadd(f"funnel:{name}", *(str(g.randint(0, 9_999)) for _ in range(300)))
        steps = [g.choice([*NAMES, "none"]) for _ in range(g.randint(0, 6))]
        return g.choice([arrives, call.funnel(steps)])

    question = "Which of the numbers differs, and how do you compute it?"
    twin(ctx, calls, questions={"reply": question, "type": question}, free=True)
