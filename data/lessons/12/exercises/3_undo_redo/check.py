"""Undo and redo."""

from helpers.exercises import call, every_crash, every_order, expect, expect_key, step, twin

OBJECTIVES = (2,)
KEYS = {"undo:*": None, "redo:*": None}
TRIPS = {"undo": 1, "redo": 1}
MOST = 100  # changes
CHANGES = ["add kettle", "add lamp", "remove kettle"]
TOGETHER = "What can another process do between two commands of `do`, and what if yours crashes there?"


def calls(g):
    cart = g.choice(["7", "7", "7", "8 ü"])
    kind = g.choice(["do", "do", "do", "undo", "undo", "redo", "redo"])
    if kind == "do":
        return call.do(cart, g.choice([*CHANGES, "add lamp", "add lamp", "add ü", " add ü", "0", ""]))
    return getattr(call, kind)(cart)


def _expect_reply(reply, wanted, when, question):
    expect(reply == wanted, f"{when} returned {reply!r}", repr(wanted), question)


def _expect_lists(ctx, undo, redo, when, question):
    seen = {name: sorted(ctx.r.lrange(f"{name}:7", 0, -1)) for name in ("undo", "redo")}
    expect(
        seen == {"undo": sorted(undo), "redo": sorted(redo)},
        f"{when}, `undo:7` holds {seen['undo']} and `redo:7` holds {seen['redo']}",
        f"{sorted(undo)} and {sorted(redo)}",
        question,
    )


def _do(ctx, *changes, undone=0):
    for change in changes:
        ctx.answer.do("7", change)
    for _ in range(undone):
        ctx.answer.undo("7")


@step("the latest change is undone first")
def undo_latest(ctx):
    _do(ctx, *CHANGES)
    expect_key(ctx, "undo:7", "list", question="In which list does another process find what can be undone?")
    _expect_lists(
        ctx, CHANGES, [], "after three changes of cart 7", "Which command adds a change to which list?"
    )
    question = "Does `undo` work at the end where `do` adds, and does it return the change that it moved?"
    _expect_reply(ctx.answer.undo("7"), "remove kettle", "after three changes, the first `undo`", question)
    _expect_lists(
        ctx, CHANGES[:2], CHANGES[2:], "after one `undo`", "Into which list does `undo` move the change?"
    )
    _expect_reply(ctx.answer.undo("7"), "add lamp", "the second `undo`", question)


@step("the change that was undone last is redone first, and can be undone again")
def redo_latest(ctx):
    question = "At which end of `redo:7` does `undo` add a change, and from which end does `redo` take it?"
    _expect_reply(ctx.answer.redo("7"), "add lamp", "after two calls of `undo`, the first `redo`", question)
    _expect_reply(ctx.answer.redo("7"), "remove kettle", "the second `redo`", question)
    question = "At which end of `undo:7` does `redo` add the change?"
    _expect_reply(ctx.answer.undo("7"), "remove kettle", "`undo`, after both were redone,", question)


@step("with nothing to undo or redo, the functions return None", fresh=True)
def nothing(ctx):
    for name in ("undo", "redo"):
        reply = getattr(ctx.answer, name)("7")
        _expect_reply(
            reply, None, f"for a new cart, `{name}`", "What does the server reply if there's no list?"
        )


@step("after a new change there is nothing to redo", fresh=True)
def new_change(ctx):
    _do(ctx, *CHANGES, undone=2)
    ctx.answer.do("7", "add desk")
    _expect_lists(
        ctx,
        ["add kettle", "add desk"],
        [],
        "after two changes were undone and `add desk` was done",
        "How many changes can be in `redo:7`, and what should `do` leave of them?",
    )


@step(f"`do` keeps the latest {MOST} changes", fresh=True)
def bounded(ctx):
    for number in range(MOST + 5):
        ctx.answer.do("7", f"change {number}")
    kept = ctx.r.llen("undo:7")
    expect(
        kept == MOST,
        f"after {MOST + 5} changes, `LLEN undo:7` is {kept}",
        f"{MOST}",
        "Which command keeps a range of a list, and are both of its positions included?",
    )
    _expect_reply(
        ctx.answer.undo("7"),
        f"change {MOST + 4}",
        f"after {MOST + 5} changes, `undo`",
        "Which end of the list did you trim?",
    )


@step("any sequence of calls undoes and redoes the right changes", fresh=True)
def any_sequence(ctx):
    question = "Two changes can be equal, and two carts can change. Which change and which list do you use?"
    twin(
        ctx,
        calls,
        ordered=False,
        length=30,
        questions=dict.fromkeys(["reply", "content", "missing", "extra"], question),
    )


@step("calls at the same moment lose no change", fresh=True)
def at_the_same_moment(ctx):
    for one, another in (
        (call.do("7", "add desk"), call.undo("7")),
        (call.do("7", "add desk"), call.redo("7")),
        (call.undo("7"), call.redo("7")),
        (call.do("7", "add desk"), call.do("7", "add chair")),
    ):
        every_order(ctx, one, another, setup=lambda: _do(ctx, *CHANGES, undone=1), question=TOGETHER)


@step("a crash or a lost reply leaves each change in one of the lists", fresh=True)
def crash(ctx):
    def done_or_not(crash):
        seen = [sorted(ctx.r.lrange(f"{name}:7", 0, -1)) for name in ("undo", "redo")]
        before = [sorted(CHANGES[:2]), CHANGES[2:]]
        expect(
            seen in (before, [sorted([*CHANGES[:2], "add desk"]), []]),
            f"{crash}; then `undo:7` holds {seen[0]} and `redo:7` holds {seen[1]}",
            "the lists as before the call, or as after it",
            TOGETHER,
        )

    def in_one_list(crash):
        seen = [change for name in ("undo", "redo") for change in ctx.r.lrange(f"{name}:7", 0, -1)]
        expect(
            sorted(seen) == sorted(CHANGES),
            f"{crash}; then the two lists together hold {sorted(seen)}",
            f"{sorted(CHANGES)}, each in one of the lists",
            "Which single command moves a value from one list to another?",
        )

    for act, holds in (
        (call.do("7", "add desk"), done_or_not),
        (call.undo("7"), in_one_list),
        (call.redo("7"), in_one_list),
    ):
        every_crash(ctx, act, holds, setup=lambda: _do(ctx, *CHANGES, undone=1))

    def at_most(crash):
        count = ctx.r.llen("undo:7")
        expect(count <= MOST, f"{crash}; then `undo:7` holds {count} changes", f"{MOST} at most", TOGETHER)

    full = lambda: ctx.r.rpush("undo:7", *range(MOST))  # noqa: E731
    every_crash(ctx, call.do("7", "add desk"), at_most, setup=full, how=("killed",))
