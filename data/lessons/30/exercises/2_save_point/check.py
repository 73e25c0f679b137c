"""A save point for a loss budget."""

from helpers.exercises import asking, expect, step

OBJECTIVES = (3,)


def save_points(ctx):
    """The server's save points as [(seconds, changes), …]."""
    numbers = [int(word) for word in ctx.r.config_get("save")["save"].split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def set_point(ctx, budget, snapshot):
    """What the function returns; an error of `CONFIG SET` comes with a question."""
    with (
        asking("How many seconds must a save point have at least?", "Invalid save parameters"),
        asking("A save point is two numbers: how many arguments are they to `CONFIG SET save`?", "syntax"),
    ):
        return ctx.answer.set_save_point(budget, snapshot)


def expect_point(ctx, budget, snapshot):
    """The one save point that keeps the budget with the most seconds."""
    answer = set_point(ctx, budget, snapshot)
    expect(
        answer is not False,
        f"for a budget of {budget} s with snapshots of {snapshot} s it returned False",
        f"a save point, for {budget - 1 - 2 * snapshot} s are left for it",
        "Of how many seconds must the save point be at least, and is that less than 1 or not more than 1?",
    )
    points = save_points(ctx)
    shown = ctx.r.config_get("save")["save"]
    expect(
        len(points) == 1,
        f"`CONFIG GET save` says `{shown}`: {len(points)} save points",
        "exactly one",
        "What does `CONFIG SET save` do to the save points that were there?",
    )
    [(seconds, changes)] = points
    expect(
        changes == 1,
        f"under `{shown}` a single write can stay unsaved for ever",
        "a save point to which a single write counts",
        "On a quiet night one order comes in, and no other. When is it saved?",
    )
    oldest = seconds + 1 + 2 * snapshot
    expect(
        oldest <= budget,
        f"under `{shown}`, with snapshots of {snapshot} s, a lost write can be {oldest} s old",
        f"at most {budget} s",
        "Follow a write that comes right after a snapshot has begun: when is it safe?",
    )
    expect(
        oldest == budget,
        f"under `{shown}`, with snapshots of {snapshot} s, no lost write is older than {oldest} s:"
        " the budget is kept, with more snapshots than it needs",
        f"the most seconds that keep a budget of {budget} s",
        "How many seconds of the budget are left over?",
    )
    expect(
        answer is True,
        f"the budget is kept, and `set_save_point` returned {answer!r}",
        "True",
        "What does the caller learn from your function?",
    )


@step("a budget of 60 s with snapshots of 5 s", fresh=True)
def a_minute(ctx):
    ctx.r.config_set("save", "3600 1 300 100 60 10000")
    expect_point(ctx, 60, 5)


@step("other budgets and other snapshots")
def others(ctx):
    expect_point(ctx, 300, 20)
    expect_point(ctx, 12, 5)


@step("a budget that no save point can keep is refused, and nothing is changed")
def impossible(ctx):
    for budget, snapshot in [(11, 5), (10, 30)]:
        ctx.r.config_set("save", "3600 1 300 100")
        answer = set_point(ctx, budget, snapshot)
        expect(
            answer is False,
            f"for a budget of {budget} s with snapshots of {snapshot} s it returned {answer!r}",
            "False: not a single second is left for the save point",
            "How old can a lost write be under the save point `1 1`?",
        )
        expect(
            save_points(ctx) == [(3600, 1), (300, 100)],
            f"it returned False and left `{ctx.r.config_get('save')['save']}`",
            "the save points as they were, `3600 1 300 100`",
            "In which order does your function decide and set?",
        )
