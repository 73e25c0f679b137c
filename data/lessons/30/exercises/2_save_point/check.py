"""A save point for a loss budget."""

import random

from helpers.exercises import asking, expect, step

OBJECTIVES = (3,)
KEYS = {}
BEFORE = "1800 1 300 100 60 10000"
CASES = 20


def save_points(ctx):
    """The server's save points as [(seconds, changes), …]."""
    numbers = [int(word) for word in ctx.r.config_get("save")["save"].split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def set_point(ctx, budget, snapshot):
    """What the function returns. An error of `CONFIG SET` gets a question."""
    ctx.r.config_set("save", BEFORE)
    with (
        asking("How many seconds must a save point have at least?", "Invalid save parameters"),
        asking("A save point is two numbers. How many arguments does `CONFIG SET save` take?", "syntax"),
    ):
        return ctx.answer.set_save_point(budget, snapshot)


def expect_point(ctx, budget, snapshot):
    """Expect the one save point that keeps the budget with the most seconds."""
    result = set_point(ctx, budget, snapshot)
    case = f"for a budget of {budget} s and snapshots of {snapshot} s"
    expect(
        result is not False,
        f"{case}, it returned False",
        f"a save point, because {budget - 1 - 2 * snapshot} s are left for it",
        "How many seconds must a save point have at least: 1, or more than 1?",
    )
    points = save_points(ctx)
    shown = ctx.r.config_get("save")["save"]
    expect(
        len(points) == 1,
        f"`CONFIG GET save` returns `{shown}`, which is {len(points)} save points",
        "exactly one",
        "Which save points did the server have before, and does your list still contain them?",
    )
    [(seconds, changes)] = points
    expect(
        changes == 1,
        f"with `{shown}`, a single write can stay unsaved forever",
        "a save point for which a single write is enough",
        "If one order arrives at night and no other follows, when is it saved?",
    )
    oldest = seconds + 1 + 2 * snapshot
    expect(
        oldest <= budget,
        f"with `{shown}` and snapshots of {snapshot} s, a lost write can be {oldest} s old",
        f"at most {budget} s",
        "If a write arrives right after a snapshot has started, when is it safe?",
    )
    expect(
        oldest == budget,
        f"with `{shown}` and snapshots of {snapshot} s, no lost write is older than {oldest} s: the budget of"
        f" {budget} s is kept, but with more snapshots than it needs",
        "the save point with the most seconds that keeps the budget",
        "How many seconds of the budget are left over?",
    )
    expect(
        result is True,
        f"the budget is kept, but `set_save_point` returned {result!r}",
        "True",
        "What does your function tell its caller?",
    )


def expect_none(ctx, budget, snapshot):
    result = set_point(ctx, budget, snapshot)
    expect(
        result is False,
        f"for a budget of {budget} s and snapshots of {snapshot} s, it returned {result!r}",
        "False, because not even one second is left for the save point",
        "How old can a lost write be with the save point `1 1`?",
    )
    shown = ctx.r.config_get("save")["save"]
    expect(
        shown == BEFORE,
        f"it returned False, but `CONFIG GET save` now returns `{shown}`",
        f"the save points as they were, `{BEFORE}`",
        "Does your function decide before it sets anything?",
    )


@step("a budget of 60 s with snapshots of 5 s")
def a_minute(ctx):
    expect_point(ctx, 60, 5)
    again = ctx.answer.set_save_point(60, 5)
    expect(
        again is True and save_points(ctx) == [(49, 1)],
        f"called a second time with the same budget, it returned {again!r}",
        "True, because there's a save point that keeps the budget",
        "What does the return value say: that the setting has changed, or that it's right?",
    )


@step("different budgets and snapshots")
def others(ctx):
    expect_point(ctx, 300, 20)
    expect_point(ctx, 12, 5)
    expect_point(ctx, 60, 0)
    expect_point(ctx, 4000, 10)
    dice = random.Random(30)
    for _ in range(CASES):
        snapshot = dice.randint(0, 40)
        expect_point(ctx, 2 + 2 * snapshot + dice.randint(0, 90), snapshot)


@step("if no save point keeps the budget, nothing is changed")
def impossible(ctx):
    for budget, snapshot in [(11, 5), (10, 30), (1, 0)]:
        expect_none(ctx, budget, snapshot)
