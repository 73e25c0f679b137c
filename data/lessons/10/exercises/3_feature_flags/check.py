"""Feature flags in one round trip."""

from helpers.exercises import call, cases, expect, other, step, twin

OBJECTIVES = (4,)
KEYS = {"flag:*": None}
MANY = 250
NAMES = ["dark-mode", "new-cart", "beta", "Beta", "ü", "a b", "0", "flag:x", ""]


def calls(g):
    if g.random() < 0.6:
        return other.set(f"flag:{g.choice(NAMES)}", g.choice(["0", "1"]))
    return call.read_flags(g.sample(NAMES, g.randrange(len(NAMES) + 1)))


@step('a flag is `True` if its key holds "1", and `False` if it holds "0"')
def values(ctx):
    ctx.r.mset({"flag:dark-mode": "1", "flag:new-cart": "0"})
    flags = ctx.answer.read_flags(["dark-mode", "new-cart"])
    expect(
        isinstance(flags, dict),
        f"`read_flags` returned {flags!r}",
        "a `dict` that maps each name to `True` or `False`",
        "The server replies with values only. How do you join them with the names again?",
    )
    expect(
        set(flags) == {"dark-mode", "new-cart"},
        f"the keys of the dict are {sorted(flags)}",
        "the names as they were given: 'dark-mode' and 'new-cart'",
        "Which names does the caller look up: those of the flags, or those of the keys in Redis?",
    )
    for name, wanted in (("dark-mode", True), ("new-cart", False)):
        expect(
            flags[name] is wanted,
            f'`flag:{name}` holds "{wanted:d}", and the dict has {flags[name]!r}',
            f"{wanted}",
            _why(flags),
        )


def _why(flags):
    """The question for wrong values: every flag off, or a string taken for a bool."""
    if set(flags.values()) == {False}:
        return "Which keys do you read for these names, and what do you compare their values with?"
    return "The value arrives as a string. How do you turn it into `True` or `False`?"


@step("each value belongs to its own name, in whatever order the names are given")
def order(ctx):
    question = "In which order does the server return the values, and in which order are your names?"
    ctx.r.mset({f"flag:f{number}": number % 2 for number in range(8)})
    for numbers in ([7, 2, 5, 0], [0, 1, 2, 3], [6, 3]):
        names = [f"f{number}" for number in numbers]
        cases(
            ctx.answer.read_flags,
            [((names,), {f"f{number}": number % 2 == 1 for number in numbers})],
            question,
        )


@step("a flag that was never set is `False`", fresh=True)
def missing(ctx):
    ctx.r.set("flag:dark-mode", "1")
    flags = ctx.answer.read_flags(["dark-mode", "beta"])
    expect(
        "beta" in flags,
        f"`beta` was never set, and the dict is {flags!r}",
        "`beta` in it, as `False`",
        "What happens to a caller that reads `flags['beta']`?",
    )
    expect(
        flags["beta"] is False,
        f"`beta`, which was never set, came back as {flags['beta']!r}",
        "False",
        "What does the server reply for a key that doesn't exist, and what do you make of it?",
    )


@step(f"{MANY} flags take a single round trip", fresh=True)
def one_round_trip(ctx):
    names = [f"f{number:03}" for number in range(MANY)]
    ctx.r.mset({f"flag:{name}": number % 2 for number, name in enumerate(names)})
    with ctx.watch() as asked:
        flags = ctx.answer.read_flags(names)
    expect(
        not asked.counts["keys"] and not asked.counts["scan"],
        "your function looked through all keys of the server, with `KEYS` or `SCAN`",
        "only the keys of the given flags",
        "How many keys would the server look at if the shop had a million of them?",
    )
    expect(
        asked.round_trips == 1,
        f"{MANY} flags took {asked.round_trips} round trips",
        "1 round trip",
        "Which command reads many keys at once, however many there are?",
    )
    right = sum(flags.get(name) is bool(number % 2) for number, name in enumerate(names))
    expect(
        right == MANY,
        f"of {MANY} flags, {right} came back right",
        f"all {MANY}",
        "Does your function read all of the given names?",
    )


@step("every call reads the flags as they are now", fresh=True)
def now(ctx):
    ctx.r.set("flag:beta", "0")
    question = "Does your function remember a flag, although another process may have changed it?"
    for stored, wanted in (("0", False), ("1", True), ("0", False)):
        ctx.r.set("flag:beta", stored)
        for _ in range(2):  # by two processes in turn
            cases(ctx.answer.read_flags, [((["beta"],), {"beta": wanted})], question)
    twin(
        ctx,
        calls,
        questions={"reply": "Which key belongs to each of these names, and what does it hold now?"},
    )
