"""How many sessions?"""

from helpers.exercises import cases, expect, step

OBJECTIVES = (3,)
KEYS = {"session:*": None, "cart:*": None, "hello": None, "hallo": None}
SESSIONS, CARTS = 7, 3000
LARGEST = 1500  # keys that one command may look at


def _fill(r):
    """A few sessions of different types among many carts."""
    pipe = r.pipeline(transaction=False)
    pipe.mset({f"cart:{number}": number for number in range(CARTS)})
    pipe.mset({f"session:{number}": number for number in range(4)})
    for number in range(4, SESSIONS):
        pipe.hset(f"session:{number}", mapping={"customer": "ana"})
    pipe.execute()


def _count(command):
    """How many keys one `SCAN` looks at, by its option COUNT."""
    words = command.upper().split()
    return int(words[words.index("COUNT") + 1]) if "COUNT" in words else 10


@step("it counts the keys that match, of every type, in short steps")
def counts(ctx):
    _fill(ctx.r)
    with ctx.watch() as asked:
        found = ctx.answer.count_keys("session:*")
    expect(
        isinstance(found, int),
        f"`count_keys` returned {type(found).__name__} {found!r:.40}",
        "a number, an `int`",
        "How many keys are in what you return?",
    )
    _expect_short_steps(asked)
    missing = "Which reply of `SCAN` says that it has been through all keys, and what if a page is empty?"
    if found == 4:
        missing = "Which types of key does your search leave out?"
    expect(
        found == SESSIONS,
        f"of {SESSIONS + CARTS:,} keys, {SESSIONS} begin with `session:`, and the count was {found:,}",
        f"{SESSIONS}",
        missing if found < SESSIONS else "Which keys does your search match?",
    )


def _expect_short_steps(asked):
    expect(
        not asked.counts["keys"],
        "the server ran `KEYS`, and all other clients waited until it had looked at every key",
        "many short commands, so that other clients are served in between",
        "Which command goes through the keys in steps?",
    )
    scans = [command for command in asked.commands if command.upper().startswith("SCAN")]
    expect(
        asked.counts["scan"] <= len(scans),
        f"a script ran `SCAN` {asked.counts['scan']} times, and all other clients waited for the script",
        f"scripts and commands that look at no more than {LARGEST:,} keys",
        "What do other clients do while a script runs?",
    )
    largest = max(map(_count, scans), default=0)
    expect(
        largest <= LARGEST,
        f"a single `SCAN` looked at up to {largest:,} keys",
        f"at most {LARGEST:,}, because other clients wait for each `SCAN` as they do for `KEYS`",
        "What does the option COUNT say?",
    )


@step("every pattern counts what it matches", fresh=True)
def patterns(ctx):
    _fill(ctx.r)
    ctx.r.mset({"hello": 1, "hallo": 1})
    cases(
        ctx.answer.count_keys,
        [(("*:7",), 1), (("h?llo",), 2), (("sess?on:1*",), 1), (("[hs]*o",), 2), (("session:6",), 1)],
        "Does the server compare the names with this pattern, or does your function?",
    )


@step("the count is that of this moment, and 0 if nothing matches", fresh=True)
def now(ctx):
    ctx.r.set("cart:1", "kettle")
    cases(ctx.answer.count_keys, [(("nothing:*",), 0)], "What is the count if no key matches?")
    ctx.r.mset({"session:1": "ana", "session:2": "bo"})
    cases(
        ctx.answer.count_keys,
        [(("session:*",), 2), (("session:*",), 2)],
        "What does your function keep from an earlier call?",
    )
