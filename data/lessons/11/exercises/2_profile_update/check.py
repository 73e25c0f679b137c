"""Part of a profile."""

from helpers.exercises import asking, call, every_crash, every_order, expect, expect_key, step, twin

OBJECTIVES = (1, 3)
KEYS = {"profile:*": None}
ANA = {"name": "Ana", "city": "Porto", "points": 120, "newsletter": False}
HELD = {"name": "Ana", "city": "Porto", "points": "120", "newsletter": "0"}
NOTHING_TO_DO = "What does your function send if there's nothing to set, or nothing to remove?"
TYPES = (
    "All values arrive as text. Which fields become numbers, and what makes True or False of `newsletter`?"
)


def calls(g):
    if g.random() < 0.4:
        return call.read_profile(g.choice([7, 8]))
    values = {
        "name": [None, "Ana", "007", "", "ü", "None", "-1", "True"],
        "city": [None, "Porto", "12", "0", "", "1.5"],
        "points": [None, 0, -5, 120, 10**12],
        "newsletter": [None, True, False],
    }
    changed = g.sample(list(values), g.randint(0, 4))
    return call.update_profile(g.choice([7, 7, 8]), {field: g.choice(values[field]) for field in changed})


def _update(ctx, customer, changes):
    with asking(NOTHING_TO_DO, "number of arguments", "no key value pairs"):
        ctx.answer.update_profile(customer, changes)


@step("values are stored as text that can be read back")
def stored(ctx):
    _update(ctx, 7, dict(ANA))
    expect_key(ctx, "profile:7", "hash", HELD, "What does each Python type become on its way to the server?")
    _update(ctx, 7, {"name": "", "city": "Porto", "points": 0, "newsletter": True})
    held = HELD | {"name": "", "points": "0", "newsletter": "1"}
    question = "0, False and an empty string are values. Which value alone removes a field?"
    expect_key(ctx, "profile:7", "hash", held, question, when="after the changes name '', points 0")


@step("only the fields in `changes` change, and None removes a field", fresh=True)
def part(ctx):
    _update(ctx, 7, dict(ANA))
    _update(ctx, 7, {"city": None, "points": 150})
    left = ctx.r.hgetall("profile:7")
    gone = [field for field in ("name", "newsletter") if field not in left]
    expect(
        not gone,
        f"city and points were changed, and {' and '.join(f'`{field}`' for field in gone)} is gone",
        "the other fields as they were",
        "Which command sets some fields and leaves the others alone?",
    )
    expect(
        "city" not in left,
        f"the change `'city': None` was made, but the hash has the field `city`: {left.get('city')!r}",
        "no field `city`",
        "Which command removes a field?",
    )
    held = {"name": "Ana", "points": "150", "newsletter": "0"}
    expect_key(ctx, "profile:7", "hash", held, "What changed besides the two fields?")
    _update(ctx, 7, {"city": None, "newsletter": True})
    held["newsletter"] = "1"
    expect_key(ctx, "profile:7", "hash", held, "What if the field that you remove isn't there?")


@step("an empty `dict` changes nothing", fresh=True)
def nothing(ctx):
    _update(ctx, 7, {"name": "Ana"})
    _update(ctx, 7, {})
    expect_key(ctx, "profile:7", "hash", {"name": "Ana"}, "What does your function do if nothing changes?")


@step("`read_profile` returns Python's types", fresh=True)
def read(ctx):
    profile = ctx.answer.read_profile(7)
    expect(
        profile is None,
        f"for a customer without a profile, `read_profile` returned {profile!r}",
        "None",
        "What does redis-py return for a hash that doesn't exist?",
    )
    for changes in (
        {"newsletter": False},
        {"newsletter": True},
        {"name": "007", "city": "12", "points": -5},
        {"points": 0},
    ):
        wanted = ANA | changes
        _update(ctx, 7, dict(wanted))
        profile = ctx.answer.read_profile(7)
        same = profile == wanted and all(type(profile[field]) is type(wanted[field]) for field in wanted)
        expect(same, f"what was written as {wanted!r} was read as {profile!r}", f"{wanted!r}", TYPES)
    _update(ctx, 8, {"name": "Bo"})
    profile = ctx.answer.read_profile(8)
    expect(
        profile == {"name": "Bo"},
        f"a profile with a name only was read as {profile!r}",
        "{'name': 'Bo'}",
        "Which fields does the server send, and which ones does your function add?",
    )


@step("any sequence of changes can be read back", fresh=True)
def any_sequence(ctx):
    with asking(NOTHING_TO_DO, "number of arguments", "no key value pairs"):
        twin(ctx, calls, length=30, questions={"reply": TYPES, "type": TYPES})


@step("changes of different fields at the same moment don't undo each other", fresh=True)
def at_the_same_moment(ctx):
    def ana():
        ctx.r.hset("profile:7", mapping=HELD)

    moves = call.update_profile(7, {"city": "Faro"})
    question = "Which fields does your function write, besides those it was given?"
    for changes in ({"name": "Ana Lima"}, {"points": 150, "newsletter": True}, {"points": None}):
        every_order(ctx, moves, call.update_profile(7, changes), setup=ana, question=question)
    question = "Can another process read the profile while some of its fields are missing?"
    every_order(ctx, moves, call.read_profile(7), setup=ana, question=question)


@step("a crash loses no field that wasn't to be removed", fresh=True)
def crash(ctx):
    def others_are_there(crash):
        held = ctx.r.hgetall("profile:7")
        lost = [field for field in HELD if field not in held]
        expect(
            not lost,
            f"{crash}; then {', '.join(f'`{field}`' for field in lost)} was gone",
            "all fields",
            "Does your function delete anything that it means to write again?",
        )

    every_crash(
        ctx,
        call.update_profile(7, {"city": "Faro"}),
        others_are_there,
        setup=lambda: ctx.r.hset("profile:7", mapping=HELD),
    )
