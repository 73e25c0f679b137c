"""Part of a profile."""

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 3)
ANA = {"name": "Ana", "city": "Porto", "points": 120, "newsletter": False}
ROUNDS = 5


def _expect_held(ctx, held, question):
    seen = ctx.r.hgetall("profile:7")
    expect(seen == held, f"the hash `profile:7` holds {seen!r}", f"{held!r}", question)


def _update(ctx, customer, changes):
    question = "What does your function send when there is nothing to set, or nothing to remove?"
    with asking(question, "number of arguments", "no key value pairs"):
        ctx.answer.update_profile(customer, changes)


@step("values are stored as text that can be read back")
def stored(ctx):
    _update(ctx, 7, dict(ANA))
    held = {"name": "Ana", "city": "Porto", "points": "120", "newsletter": "0"}
    _expect_held(ctx, held, "What becomes of each Python type on its way to the server?")


@step("only what is named changes, and None removes", fresh=True)
def part(ctx):
    _update(ctx, 7, dict(ANA))
    _update(ctx, 7, {"city": None, "points": 150})
    left = ctx.r.hgetall("profile:7")
    expect(
        "name" in left and "newsletter" in left,
        f"city and points were changed, and `{'name' if 'name' not in left else 'newsletter'}` is gone",
        "the other fields as they were",
        "Which command sets some fields and leaves the others alone?",
    )
    expect(
        "city" not in left,
        f"the change `'city': None` was made, and the hash still has the field `city`: {left['city']!r}"
        if "city" in left
        else "",
        "no field `city`",
        "Which command removes a field?",
    )
    _expect_held(
        ctx, {"name": "Ana", "points": "150", "newsletter": "0"}, "What was changed besides the two fields?"
    )
    _update(ctx, 7, {"city": None, "newsletter": True})
    _expect_held(
        ctx, {"name": "Ana", "points": "150", "newsletter": "1"}, "What if a field to remove is not there?"
    )


@step("no changes change nothing", fresh=True)
def nothing(ctx):
    _update(ctx, 7, {"name": "Ana"})
    _update(ctx, 7, {})
    _expect_held(ctx, {"name": "Ana"}, "What does your function do when there is nothing to do?")


@step("`read_profile` has Python's types", fresh=True)
def read(ctx):
    profile = ctx.answer.read_profile(7)
    expect(
        profile is None,
        f"for a customer without a profile, `read_profile` returned {profile!r}",
        "None",
        "What does `HGETALL` make of a hash that does not exist?",
    )
    for newsletter in (False, True):
        wanted = ANA | {"newsletter": newsletter}
        _update(ctx, 7, dict(wanted))
        profile = ctx.answer.read_profile(7)
        expect(
            profile == wanted and type(profile["newsletter"]) is bool and type(profile["points"]) is int,
            f"what was written as {wanted!r} was read as {profile!r}",
            f"{wanted!r}",
            "Everything arrives as text: what makes a number, and what makes True or False of it?",
        )
    _update(ctx, 8, {"name": "Bo"})
    profile = ctx.answer.read_profile(8)
    expect(
        profile == {"name": "Bo"},
        f"a profile with the name only was read as {profile!r}",
        "{'name': 'Bo'}",
        "Which fields does the server send, and which did your function add?",
    )


@step("changes of different fields do not undo each other", fresh=True)
def threads(ctx):
    for number in range(1, ROUNDS + 1):
        _update(ctx, 7, dict(ANA))
        new = {"name": f"Ana {number}", "city": f"Faro {number}", "points": number, "newsletter": True}
        changes = [{field: value} for field, value in new.items()]
        ctx.together(len(changes), lambda i, changes=changes: ctx.answer.update_profile(7, changes[i]))
        held = ctx.r.hgetall("profile:7")
        undone = [
            field
            for field, value in new.items()
            if held.get(field) != str(int(value) if value is True else value)
        ]
        expect(
            not undone,
            f"four threads changed a field each, and changes were undone: {', '.join(undone)}",
            "all four changes",
            "Which fields does your function write, besides those it was given?",
        )
