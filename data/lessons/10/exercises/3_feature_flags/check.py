"""Feature flags in one round trip."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)
MANY = 50


def _expect_dict(flags):
    expect(
        isinstance(flags, dict),
        f"`read_flags` returned {flags!r}",
        "a `dict` with a name and True or False for each flag",
        "The server replies with values only: how do the names come back to them?",
    )


@step('"1" is True and "0" is False')
def values(ctx):
    stored = {"dark-mode": "1", "new-cart": "0"}
    ctx.r.mset({f"flag:{name}": value for name, value in stored.items()})
    flags = ctx.answer.read_flags(list(stored))
    _expect_dict(flags)
    for name, value in stored.items():
        expect(
            flags.get(name) is (value == "1"),
            f'`{name}` is "{value}" on the server and {flags.get(name)!r} in the dict',
            f"{value == '1'}",
            "The value arrives as text: what makes True or False of it?",
        )


@step("a flag that was never set is False")
def missing(ctx):
    flags = ctx.answer.read_flags(["dark-mode", "beta"])
    _expect_dict(flags)
    expect(
        "beta" in flags,
        "`beta` is missing from the dict",
        "`beta` in it, as False",
        "What happens to somebody who asks for `flags['beta']`?",
    )
    expect(
        flags["beta"] is False,
        f"`beta`, which was never set, came back as {flags['beta']!r}",
        "False",
        "What does the server reply for a key that is not there, and what do you make of it?",
    )


@step(f"{MANY} flags cost one round trip", fresh=True)
def one_round_trip(ctx):
    names = [f"f{number:02}" for number in range(MANY)]
    ctx.r.mset({f"flag:{name}": number % 2 for number, name in enumerate(names)})
    with ctx.watch() as asked:
        flags = ctx.answer.read_flags(names)
    expect(
        not asked.counts["keys"] and not asked.counts["scan"],
        "your function looked through all keys of the server with `KEYS` or `SCAN`",
        "only the keys of the flags asked for",
        "How many keys would the server look at if the shop had a million of them?",
    )
    expect(
        asked.round_trips == 1,
        f"{MANY} flags took {asked.round_trips} round trips",
        "1 round trip",
        "Which command takes many keys at once, and what would a pipeline do?",
    )
    right = [name for number, name in enumerate(names) if flags.get(name) is bool(number % 2)]
    expect(
        len(right) == MANY,
        f"of {MANY} flags, {len(right)} came back right",
        f"all {MANY}",
        "In which order are the replies?",
    )
