"""Weekly uniques."""

from helpers.exercises import asking, call, cases, every_order, expect, expect_key, other, step, twin

OBJECTIVES = (1, 3)
KEYS = {"visitors:*": None}
DAYS = ["mon", "tue", "wed", "sun"]
EMPTY = "How many keys does your command get for an empty list?"


def _count(ctx, days, right, question):
    with asking(EMPTY, "number of arguments"):
        cases(ctx.answer.uniques, [((days,), right)], question)


@step("`visit` adds a visitor to the HyperLogLog `visitors:<day>`, and a repeat visit changes nothing")
def one_day(ctx):
    for visitor in ["ana", "bo", "ana", "ana"]:
        ctx.answer.visit("mon", visitor)
    expect_key(
        ctx,
        "visitors:mon",
        "string",
        question="Which command adds a member to a HyperLogLog, and under which key?",
    )
    expect(
        ctx.r.getrange("visitors:mon", 0, 3) == "HYLL",
        "`visitors:mon` is a string, but not a HyperLogLog",
        "a HyperLogLog, as `PFADD` creates it",
        "How many different people does this key know after a million visits?",
    )
    _count(ctx, ["mon"], 2, "Ana came three times and Bo once. How many different people is that?")


@step("a person who visits on several days is counted once")
def several_days(ctx):
    for day, visitors in {"tue": ["bo", "cy"], "wed": ["ana", "cy", "dan"]}.items():
        for visitor in visitors:
            ctx.answer.visit(day, visitor)
    question = "Ana, Bo, Cy and Dan came, three of them on two days. Which command counts a person once?"
    _count(ctx, ["mon", "tue", "wed"], 4, question)


@step("`uniques` doesn't create or change any key")
def unchanged(ctx):
    expect(
        ctx.keys() == ["visitors:mon", "visitors:tue", "visitors:wed"],
        f"after `uniques`, the server holds {', '.join(ctx.keys())}",
        "the keys of the three days and no other key",
        "Do you have to store a union in order to count it?",
    )
    monday = ctx.r.pfcount("visitors:mon")
    expect(
        monday == 2,
        f"before `uniques`, `PFCOUNT visitors:mon` was 2, and afterwards it's {monday}",
        "2, as before",
        "Into which key does your function merge?",
    )


@step("days without visitors and an empty list count as 0")
def nothing(ctx):
    _count(ctx, ["sun"], 0, "What does the server reply for a key that doesn't exist?")
    _count(ctx, [], 0, EMPTY)
    _count(
        ctx, ["sun", "tue"], 2, "What happens to Tuesday's visitors if the list also has a day without any?"
    )


@step("each call asks Redis, because another process may have added a visitor")
def asks_again(ctx):
    ctx.r.pfadd("visitors:tue", "eve")
    for _process in range(2):  # two processes make the calls in turn
        _count(ctx, ["sun", "tue"], 3, "Another process added Eve. Where does your function find the count?")


@step("30 days take one round trip, and the estimate is that of their union", fresh=True)
def a_month(ctx):
    days = [f"day{day:02}" for day in range(30)]
    for day, name in enumerate(days):
        ctx.r.pfadd(f"visitors:{name}", *(f"visitor:{day * 100 + number}" for number in range(400)))
    right = ctx.r.pfcount(*(f"visitors:{name}" for name in days))
    with ctx.watch() as asked:
        counted = ctx.answer.uniques(days)
    expect(
        asked.round_trips <= 1,
        f"30 days took {asked.round_trips} round trips",
        "1 round trip",
        "Which command takes all the keys at once?",
    )
    expect(
        counted == right,
        f"3,300 people visited, most of them on four days, and `uniques` returned {counted!r}",
        f"{right}, the estimate of the union",
        "Is every day in your count, and every person in it once?",
    )


@step("visits and counts from two processes agree with the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        visitor = g.choice(["ana", "Ana", " ana", "", "bo", "cy", g.text()])
        if g.random() < 0.15:
            return other.delete(f"visitors:{g.choice(DAYS)}")
        some = [g.choice(DAYS) for _ in range(g.randint(0, 4))]
        return g.choice([call.visit(g.choice(DAYS), visitor), call.uniques(some)])

    twin(ctx, calls, questions={"reply": "Which visitors of these days does your count include?"}, free=True)


@step("two counts at the same moment don't disturb each other", fresh=True)
def at_the_same_moment(ctx):
    def visitors():
        ctx.r.pfadd("visitors:mon", "ana", "bo")
        ctx.r.pfadd("visitors:tue", "cy", "dan", "eve")

    every_order(
        ctx,
        call.uniques(["mon"]),
        call.uniques(["tue"]),
        setup=visitors,
        question="What does another client write between your merge and your count?",
    )
