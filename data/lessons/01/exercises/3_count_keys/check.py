"""Counting keys."""

from helpers.exercises import expect, step

OBJECTIVES = (3,)
SESSIONS, CARTS = 3000, 500
LARGEST = 1500  # keys looked at in one call


@step("it counts the keys that fit, and no others")
def counts(ctx):
    ctx.r.mset({f"session:{n}": n for n in range(SESSIONS)} | {f"cart:{n}": n for n in range(CARTS)})
    with ctx.watch() as asked:
        found = ctx.answer.count_keys("session:*")
    expect(
        isinstance(found, int),
        f"`count_keys` returned {type(found).__name__} {found!r:.40}",
        "a number, an `int`",
        "How many are they?",
    )
    expect(
        found == SESSIONS,
        f"of {SESSIONS + CARTS:,} keys, {SESSIONS:,} begin with `session:`; the count was {found:,}",
        f"{SESSIONS:,}",
        "Does one reply name all keys, and how do you know that it was the last?"
        if found < SESSIONS
        else "Which of the keys did you ask for?",
    )
    expect(
        not asked.counts["keys"],
        "the server ran `KEYS`, and everybody waited until it had seen all keys",
        "many short commands, between which others get their turn",
        "Which command goes through the keys in steps?",
    )
    largest = max(
        int(word.split("COUNT ")[-1].split()[0]) if "COUNT " in word else 10 for word in asked.commands
    )
    expect(
        asked.counts["scan"] > 1 and largest <= LARGEST,
        f"`SCAN` looked at up to {largest:,} keys in one call",
        f"at most {LARGEST:,}, or it holds everybody up as `KEYS` does",
        "What does the option COUNT say?",
    )


@step("where nothing fits, the count is 0", fresh=True)
def nothing(ctx):
    ctx.r.set("cart:1", "kettle")
    found = ctx.answer.count_keys("session:*")
    expect(found == 0, f"with no key that fits, the count was {found!r}", "0", "What is there to count?")
