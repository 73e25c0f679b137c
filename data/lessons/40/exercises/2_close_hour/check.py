"""A rollup that you can repeat."""

from helpers.exercises import (
    asking,
    call,
    every_crash,
    expect,
    expect_key,
    expect_ttl,
    gaps,
    other,
    step,
    twin,
)

OBJECTIVES = (4,)
WEEK = 7 * 86_400
KEYS = {"views:minute:*": 7200, "views:hour:*": WEEK}
TRIPS = {"close_hour": 2}
HOUR = 486_492
FIRST = 60 * HOUR
KEY = f"views:hour:{HOUR}"
MINUTES = {-1: {"cart": 100}, 0: {"cart": 2, "lamp": 1}, 7: {"cart": 30}, 59: {"mug": 4}, 60: {"mug": 500}}
RIGHT = {"cart": "32", "lamp": "1", "mug": "4"}
EMPTY = "What do you write if there's nothing to add up?"
TWICE = "What does your function do to the counts that the hour already has?"


def fill(ctx, minutes):
    for minute, views in minutes.items():
        ctx.r.hset(f"views:minute:{FIRST + minute}", mapping=views)
        ctx.r.expire(f"views:minute:{FIRST + minute}", 3600)


@step("the hour has the views of its 60 minutes by page, and their number is returned")
def first(ctx):
    fill(ctx, MINUTES)
    views = ctx.answer.close_hour(HOUR)
    held = expect_key(ctx, KEY, "hash", question="Where does the dashboard find the hour?")
    expect(
        held.keys() <= RIGHT.keys(),
        f"`{KEY}` holds {held}",
        f"a field for each of the pages {', '.join(RIGHT)}",
        "Which fields of the hour aren't pages?",
    )
    expect(
        held.get("cart") == "32" or held.keys() != RIGHT.keys() or held["mug"] != "4",
        f"the minutes have 2 and 30 views of `cart`, and `{KEY}` holds {held}",
        f"{RIGHT}",
        "Do you add up the views of a page?",
    )
    expect(
        held == RIGHT,
        f"with the minutes {[MINUTES[one] for one in (0, 7, 59)]}, `{KEY}` holds {held}",
        f"{RIGHT}",
        "Which are the first and the last minute of an hour?",
    )
    expect(
        type(views) is int and views == 37,
        f"`close_hour` returned {views!r}",
        "37, the number of views",
        "What does the function return, and as which type?",
    )
    expect(
        ctx.r.ttl(KEY) != -1,
        f"`TTL {KEY}` is -1: the hour never expires",
        f"{WEEK:,} s, which is 7 days",
        "What removes the hours of last year?",
    )
    expect_ttl(ctx, KEY, WEEK, "How many seconds are 7 days?")


@step("the minutes and their TTLs stay as they are")
def minutes_stay(ctx):
    for minute, views in MINUTES.items():
        key = f"views:minute:{FIRST + minute}"
        held = ctx.r.hgetall(key)
        expect(
            held == {page: str(count) for page, count in views.items()},
            f"after the rollup, `{key}` holds {held}",
            f"{views}",
            "Who else reads the minutes, and what removes them?",
        )
        expect(
            3500 <= ctx.r.ttl(key) <= 3600,
            f"after the rollup, `{key}` expires in {ctx.r.ttl(key)} s instead of 3,600 s",
            "an unchanged TTL",
            "Which of your commands sets the TTL of a minute?",
        )


@step("a second call counts no view twice, and sets the TTL again")
def repeated(ctx):
    ctx.r.expire(KEY, 100)
    views = ctx.answer.close_hour(HOUR)
    held = ctx.r.hgetall(KEY)
    expect(held == RIGHT, f"after the second call, `{KEY}` holds {held}", f"{RIGHT}", TWICE)
    expect(
        views == 37,
        f"the second call returned {views!r}",
        "37",
        "Does the result depend on what the first call did?",
    )
    expect(
        WEEK - 2 <= ctx.r.ttl(KEY) <= WEEK,
        f"`{KEY}` had 100 s left, and after another call it has {ctx.r.ttl(KEY)} s left",
        f"{WEEK:,} s, 7 days after the latest call",
        "Does your command set a TTL where there already is one?",
    )


@step("views that come late count after the next call")
def late(ctx):
    ctx.r.hincrby(f"views:minute:{FIRST + 7}", "cart", 5)
    ctx.answer.close_hour(HOUR)
    held = ctx.r.hgetall(KEY)
    expect(
        held == RIGHT | {"cart": "37"},
        f"after 5 late views of `cart`, and another call, `{KEY}` holds {held}",
        f"{RIGHT | {'cart': '37'}}",
        "How does your function know that there is something new?",
    )


@step("if the minutes are gone, the hour stays as it is")
def expired(ctx):
    before = ctx.r.hgetall(KEY)
    ctx.r.delete(*(f"views:minute:{FIRST + minute}" for minute in range(60)))
    ctx.r.expire(KEY, 100)
    with asking(EMPTY, "no key value pairs", "wrong number of arguments"):
        views = ctx.answer.close_hour(HOUR)
    held = ctx.r.hgetall(KEY)
    expect(
        held == before,
        f"the minutes had expired, and after another call `{KEY}` holds {held or 'nothing'}",
        f"{before}",
        EMPTY,
    )
    expect(
        views == 0, f"without minutes, `close_hour` returned {views!r}", "0", "What is the sum of nothing?"
    )
    left = ctx.r.ttl(KEY)
    expect(
        left <= 100,
        f"the minutes had expired, and `{KEY}` had 100 s left; after another call it has {left} s left",
        "an unchanged TTL",
        "Is the hour ever removed, if a job calls your function for old hours, too?",
    )
    views = ctx.answer.close_hour(HOUR + 100)
    expect(
        views == 0 and not ctx.r.exists(f"views:hour:{HOUR + 100}"),
        f"for an hour without any views, `close_hour` returned {views!r}",
        "0, and no key",
        EMPTY,
    )


@step("for random views, the hours are those of the tested solution", fresh=True)
def like_the_solution(ctx):
    minutes = [FIRST + minute for minute in (-1, 0, 1, 30, 59, 60, 61, 119, 120)]

    def setup(r, _g):
        for minute in minutes:
            r.hset(f"views:minute:{minute}", "cart", minute % 7 + 1)
            r.expire(f"views:minute:{minute}", 7200)

    def calls(g):
        page = g.choice(["cart", "lamp", g.text()])
        views = other.hincrby(f"views:minute:{g.choice(minutes)}", page, g.choice([1, 2, 70_000]))
        return g.choice([views, call.close_hour(HOUR + g.choice([0, 0, 1]))])

    twin(ctx, calls, {"reply": TWICE, "content": TWICE}, setup, runs=6)


@step("two processes at the same moment count no view twice", fresh=True)
def at_once(ctx):
    def holds(gap):
        held = ctx.r.hgetall(KEY)
        expect(
            held == RIGHT,
            f"another process closed the hour before the step `{str(gap)[:60]}`, and now it holds {held}",
            f"{RIGHT}",
            TWICE,
        )
        expect(gap.result == 37, f"`close_hour` returned {gap.result!r}", "37", TWICE)

    def closes_it_too():
        ctx.answer.close_hour(HOUR)

    gaps(ctx, call.close_hour(HOUR), closes_it_too, holds, setup=lambda: fill(ctx, MINUTES))


@step("after a crash, the hour is as before or complete, and the next call completes it", fresh=True)
def crash(ctx):
    before = {"cart": "1"}

    def setup():
        fill(ctx, MINUTES)
        ctx.r.hset(KEY, mapping=before)
        ctx.r.expire(KEY, 3600)

    def holds(crash):
        held = ctx.r.hgetall(KEY)
        expect(
            held in (before, RIGHT),
            f"{crash}: `{KEY}`, which held {before}, now holds {held or 'nothing'}",
            f"{before} or {RIGHT}",
            "In which of your round trips does the hour change, and is it complete after each?",
        )
        ctx.answer.close_hour(HOUR)
        held = ctx.r.hgetall(KEY)
        expect(held == RIGHT, f"{crash}: after the next call, `{KEY}` holds {held}", f"{RIGHT}", TWICE)

    every_crash(ctx, call.close_hour(HOUR), holds, setup)
