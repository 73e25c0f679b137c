"""Undo and redo."""

from helpers.exercises import expect, step

OBJECTIVES = (2,)
MOST = 100  # changes
CHANGES = ["add kettle", "add lamp", "remove kettle"]


def _expect_reply(reply, wanted, when, question):
    expect(reply == wanted, f"{when} returned {reply!r}", repr(wanted), question)


def _expect_lists(ctx, undo, redo, when, question):
    seen = {name: sorted(ctx.r.lrange(f"{name}:7", 0, -1)) for name in ("undo", "redo")}
    expect(
        seen == {"undo": sorted(undo), "redo": sorted(redo)},
        f"{when}, `undo:7` holds {seen['undo']} and `redo:7` {seen['redo']}",
        f"{sorted(undo)} and {sorted(redo)}",
        question,
    )


@step("the latest change is undone first")
def undo_latest(ctx):
    for change in CHANGES:
        ctx.answer.do("7", change)
    _expect_lists(
        ctx, CHANGES, [], "after three changes of cart 7", "Which command adds a change to which list?"
    )
    question = "Does `undo` take from the end at which `do` puts, and is what it took returned?"
    _expect_reply(ctx.answer.undo("7"), "remove kettle", "after three changes, the first `undo`", question)
    _expect_lists(
        ctx, CHANGES[:2], CHANGES[2:], "after one `undo`", "Where does a change go that has been undone?"
    )
    _expect_reply(ctx.answer.undo("7"), "add lamp", "the second `undo`", question)


@step("what was undone last is redone first, and can be undone again")
def redo_latest(ctx):
    question = "At which end of `redo:7` does `undo` put a change, and at which does `redo` take it?"
    _expect_reply(ctx.answer.redo("7"), "add lamp", "after two `undo`, the first `redo`", question)
    _expect_reply(ctx.answer.redo("7"), "remove kettle", "the second `redo`", question)
    question = "At which end of `undo:7` does `redo` put the change?"
    _expect_reply(ctx.answer.undo("7"), "remove kettle", "`undo` after all that was redone", question)


@step("where there is nothing, the answer is None", fresh=True)
def nothing(ctx):
    for name in ("undo", "redo"):
        reply = getattr(ctx.answer, name)("7")
        _expect_reply(reply, None, f"for a new cart, `{name}`", "What does the server reply for no list?")


@step("after a new change there is nothing to redo", fresh=True)
def new_change(ctx):
    for change in CHANGES[:2]:
        ctx.answer.do("7", change)
    ctx.answer.undo("7")
    ctx.answer.do("7", "add desk")
    reply = ctx.answer.redo("7")
    _expect_reply(
        reply,
        None,
        "add lamp was undone, add desk done, and then `redo`",
        "What becomes of the list `redo:7` when something new is done?",
    )


@step(f"the latest {MOST} changes are kept", fresh=True)
def bounded(ctx):
    for number in range(MOST + 5):
        ctx.answer.do("7", f"change {number}")
    kept = ctx.r.llen("undo:7")
    expect(
        kept == MOST,
        f"after {MOST + 5} changes, `LLEN undo:7` is {kept}",
        f"{MOST}",
        "Which command keeps a range of a list, and are both its positions in the range?",
    )
    _expect_reply(
        ctx.answer.undo("7"),
        f"change {MOST + 4}",
        f"after {MOST + 5} changes, `undo`",
        "Which end of the list did you cut off?",
    )


@step("`undo` and `redo` take one round trip each", fresh=True)
def one_round_trip(ctx):
    for change in CHANGES:
        ctx.answer.do("7", change)
    ctx.answer.undo("7")
    ctx.answer.redo("7")
    for name in ("undo", "redo"):
        with ctx.watch() as asked:
            getattr(ctx.answer, name)("7")
        expect(
            asked.round_trips == 1,
            f"`{name}` sent {', '.join(asked.commands)}: {asked.round_trips} round trips",
            "1 round trip",
            "If the program ends between the two, where is the change? Which command does both?",
        )
