"""Views and visitors for the dashboard."""

from helpers.exercises import (
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    step,
    twin,
)

OBJECTIVES = (5,)
DAY = 86_400
KEYS = {"views": DAY, "visitors": DAY}
TRIPS = {"count_view": 1, "dashboard": 1}
MANY = 2000


@step("the hash `views` has the number of views by product, and `visitors` is a HyperLogLog")
def counted(ctx):
    for visitor, product in (("ana", 24), ("ana", 24), ("bo", 24), ("ana", 4711)):
        ctx.answer.count_view(visitor, product)
    expect_key(ctx, "views", "hash", {"24": "3", "4711": "1"}, "Which command adds 1 to a field of a hash?")
    kind = ctx.r.type("visitors")
    expect(
        kind == "string" and ctx.r.getrange("visitors", 0, 3) == "HYLL",
        f"`visitors` is a {kind}" if kind != "string" else "`visitors` isn't a HyperLogLog",
        "a HyperLogLog",
        "How much memory do the names of a million visitors take, and which type doesn't store them?",
    )
    expect(
        ctx.r.pfcount("visitors") == 2,
        f"after views of ana and bo, `PFCOUNT visitors` is {ctx.r.pfcount('visitors')}",
        "2",
        "Who is it that you count, and how often?",
    )


@step("`dashboard` returns both, with numbers as numbers")
def shown(ctx):
    seen = ctx.answer.dashboard()
    expect(
        seen == {"views": {24: 3, 4711: 1}, "visitors": 2},
        f"`dashboard` returned {seen}",
        "{'views': {24: 3, 4711: 1}, 'visitors': 2}",
        "Which types do fields and values of a hash have when they come from Redis?",
    )
    for more in range(4):  # two processes make the calls in turn
        ctx.r.hincrby("views", 24, 1)
        seen = ctx.answer.dashboard()
        expect(
            seen["views"][24] == 4 + more,
            f"after one more view from another process, `dashboard` has {seen['views'][24]} views",
            f"{4 + more}",
            "What does your function still know from the call before?",
        )


@step("reading the dashboard changes nothing")
def unchanged(ctx):
    for key in ("views", "visitors"):
        ctx.r.expire(key, 100)
    ctx.answer.dashboard()
    left = max(ctx.r.ttl("views"), ctx.r.ttl("visitors"))
    expect(
        left <= 100,
        f"both keys had 100 s left, and after a call of `dashboard` {left} s",
        "an unchanged TTL",
        "How long do the figures live if the dashboard is read every second?",
    )


@step("before the first view, there are none", fresh=True)
def empty(ctx):
    seen = ctx.answer.dashboard()
    expect(
        seen == {"views": {}, "visitors": 0} and not ctx.r.dbsize(),
        f"on an empty server, `dashboard` returned {seen}, and then there were {ctx.r.dbsize()} keys",
        "{'views': {}, 'visitors': 0}, and no keys",
        "What do `HGETALL` and `PFCOUNT` reply for keys that don't exist?",
    )


@step("both keys expire a day after the last view", fresh=True)
def expiry(ctx):
    ctx.answer.count_view("ana", 24)
    for left in (DAY, 100):
        for key in ("views", "visitors"):
            ctx.r.expire(key, left)
        ctx.answer.count_view("ana", 24)
        for key in ("views", "visitors"):
            expect_ttl(ctx, key, DAY, "When may the figures of the sale be forgotten?")


@step(f"{MANY:,} visitors are counted within 3 %", fresh=True)
def many(ctx):
    pipe = ctx.r.pipeline(transaction=False)
    for number in range(MANY):
        pipe.pfadd("visitors", f"visitor:{number}")
    pipe.expire("visitors", DAY).execute()
    for number in range(5):
        ctx.answer.count_view(f"visitor:{number}", 24)
    seen = ctx.answer.dashboard()["visitors"]
    expect(
        abs(seen - MANY) <= 0.03 * MANY,
        f"`visitors` holds {MANY:,} visitors, five of them came back, and `dashboard` has {seen}",
        f"{MANY:,}, give or take 3 %",
        "Which command counts a HyperLogLog, and is a visitor who comes back a new one?",
    )


def calls(g):
    if g.random() < 0.25:
        return call.dashboard()
    return call.count_view(
        g.choice(["ana", "Ana", "bo", g.text()]), g.choice([7, 24, 24, 1, g.randint(1, 99)])
    )


@step("any views by any visitors", fresh=True)
def any_views(ctx):
    twin(ctx, calls)


@step("of two views at the same moment, none is lost", fresh=True)
def at_once(ctx):
    first, second = call.count_view("ana", 24), call.count_view("bo", 24)
    every_order(ctx, first, second, question="Can another process count between your read and your write?")


@step("a crash leaves no key without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.count_view("ana", 24), lambda crash: None, how=("killed",))
