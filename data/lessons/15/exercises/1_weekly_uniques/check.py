"""Weekly uniques."""

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 3)
MONTH = 30


def _count(ctx, days, right, question):
    with asking("How many keys does your command get for an empty list?", "number of arguments"):
        counted = ctx.answer.uniques(days)
    expect(
        isinstance(counted, int) and counted == right,
        f"`uniques` returned {counted!r}",
        f"the number {right}",
        question,
    )


@step("a day's visitors are kept in the HyperLogLog `visitors:<day>`, each counted once")
def one_day(ctx):
    for visitor in ["ana", "bo", "ana", "ana"]:
        ctx.answer.visit("mon", visitor)
    keys = ctx.keys()
    expect(
        keys == ["visitors:mon"],
        f"the server holds the keys {keys}" if keys else "the server holds no keys",
        "one key, `visitors:mon`",
        "Which command adds a member to a HyperLogLog, and under which key?",
    )
    kind, head = ctx.r.type("visitors:mon"), ""
    if kind == "string":
        head = ctx.r.getrange("visitors:mon", 0, 3)
    expect(
        head == "HYLL",
        f"`visitors:mon` is a {kind}" + (" that is no HyperLogLog" if kind == "string" else ""),
        "a HyperLogLog, made by `PFADD`",
        "What does this key take in memory with a million visitors?",
    )
    _count(ctx, ["mon"], 2, "Ana came three times and Bo once: how many different people is that?")


@step("who comes on several days is one visitor")
def several_days(ctx):
    for visitor in ["bo", "cy"]:
        ctx.answer.visit("tue", visitor)
    for visitor in ["ana", "cy", "dan"]:
        ctx.answer.visit("wed", visitor)
    _count(
        ctx,
        ["mon", "tue", "wed"],
        4,
        "Ana, Bo, Cy and Dan came, three of them on two days: what counts a person once?",
    )


@step("asking makes and changes no key")
def unchanged(ctx):
    keys = ctx.keys()
    expect(
        keys == ["visitors:mon", "visitors:tue", "visitors:wed"],
        f"after `uniques`, the server holds {', '.join(keys)}",
        "the keys of the three days and nothing else",
        "Does the union have to be written down in order to be counted?",
    )
    monday = ctx.r.pfcount("visitors:mon")
    expect(
        monday == 2,
        f"before `uniques`, Monday counted 2 visitors; after it, {monday}",
        "2, as before",
        "Into which key does your function merge?",
    )


@step("days without visitors and an empty list count 0")
def nothing(ctx):
    _count(ctx, ["sun"], 0, "What does the server reply for a key that is not there?")
    _count(ctx, [], 0, "How many keys does your command get for an empty list?")
    _count(ctx, ["sun", "tue"], 2, "What becomes of Tuesday's visitors beside a day without any?")


@step(f"{MONTH} days take one round trip", fresh=True)
def one_round_trip(ctx):
    days = [f"day{day:02}" for day in range(MONTH)]
    for day, name in enumerate(days):
        ctx.r.pfadd(f"visitors:{name}", *(f"visitor:{day * 100 + number}" for number in range(400)))
    right = ctx.r.pfcount(*(f"visitors:{name}" for name in days))
    with ctx.watch() as asked:
        counted = ctx.answer.uniques(days)
    expect(
        asked.round_trips == 1,
        f"{MONTH} days took {asked.round_trips} round trips",
        "1 round trip",
        "Which command takes all the keys at once?",
    )
    expect(
        counted == right,
        f"3,300 visitors came, most of them on four days, and `uniques` returned {counted!r}",
        f"{right}, as `PFCOUNT` estimates the union",
        "Is every day in your count, and every person in it once?",
    )
