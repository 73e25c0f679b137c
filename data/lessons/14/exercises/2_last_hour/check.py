"""Views of the last hour."""

from helpers.exercises import (
    call,
    cases,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    step,
    twin,
)

OBJECTIVES = (4,)
HOUR = 3600
KEYS = {"views:*": HOUR}
KEY, NOON = "views:kettle", 43_200
AT_ONCE, MANY = 120, 1200
UNIQUE = "If two views have the same member, how many members are there?"


def stopped_clock():
    """In the answer's process: every call comes at the same moment."""
    import time

    time.time = time.monotonic = time.perf_counter = lambda: 1_750_000_000.0
    time.time_ns = time.monotonic_ns = time.perf_counter_ns = lambda: 1_750_000_000_000_000_000


@step("a view is a member of the sorted set `views:<product>`, with its moment as the score")
def first(ctx):
    views = ctx.answer.count_view("kettle", NOON)
    question = "Which command creates this key, and does any of your commands delete it again?"
    held = expect_key(ctx, KEY, "zset", question=question, when="after a view of `kettle`")
    expect(
        list(held.values()) == [NOON],
        f"after one view at {NOON}, the scores in `{KEY}` are {list(held.values())}",
        f"one member with the score {NOON}",
        "Which of the two is the moment, the member or the score?",
    )
    expect(
        type(views) is int and views == 1,
        f"the first view returned {views!r}",
        "the number 1",
        "Does the new view count, and which of your replies is the number of views?",
    )
    expect_ttl(ctx, KEY, HOUR, "What removes the views of a product that no one visits anymore?")


@step("views at the same moment all count, and each product has its own views")
def same_moment(ctx):
    with ctx.before_each_call(stopped_clock):
        views = [ctx.answer.count_view("kettle", NOON) for _ in range(4)]
        expect(
            views == [2, 3, 4, 5],
            f"four more views at the same moment returned {views}",
            "[2, 3, 4, 5]",
            UNIQUE,
        )
        question = "What must the key contain, so that two products don't share it?"
        cases(ctx.answer.count_view, [(("lamp", NOON), 1), (("Lamp", NOON), 1)], question)
        views = [ctx.answer.count_view("mug", NOON) for _ in range(AT_ONCE)]
    expect(
        views[-1] == AT_ONCE,
        f"{AT_ONCE} views at the same moment, from two processes, were counted as {views[-1]}",
        f"{AT_ONCE}",
        "Is the member different for each view, even in another process and at the same moment?",
    )


@step("views that are an hour old are removed and don't count", fresh=True)
def window(ctx):
    for moment in (NOON, NOON + 0.5):
        ctx.answer.count_view("kettle", moment)
    views = ctx.answer.count_view("kettle", NOON + HOUR - 0.5)
    expect(
        views == 3,
        f"{HOUR - 0.5:g} s after the first of three views, `count_view` returned {views!r}",
        "3, because none of them is an hour old",
        "Where does the window begin, and in which unit is `now`?",
    )
    views = ctx.answer.count_view("kettle", NOON + HOUR)
    expect(
        views == 3,
        f"{HOUR} s after the first of four views, `count_view` returned {views!r}",
        "3, because the first view is exactly an hour old",
        "Does your range include its bound?",
    )
    views = ctx.answer.count_view("kettle", NOON + HOUR + 0.9)
    expect(
        views == 3,
        f"there were views at {NOON + 0.5}, {NOON + HOUR - 0.5} and {NOON + HOUR}, and then at"
        f" {NOON + HOUR + 0.9} `count_view` returned {views!r}",
        "3, because the first of them is more than an hour old",
        "Do you use `now` as it is, with its fraction?",
    )
    kept = ctx.r.zcard(KEY)
    expect(
        kept == 3,
        f"three views count, and `{KEY}` holds {kept}",
        "no view that's an hour old",
        "How large is the key after a year?",
    )
    ctx.answer.count_view("mug", NOON + 0.0004)
    views = ctx.answer.count_view("mug", NOON + HOUR + 0.0003)
    expect(
        views == 2,
        f"{HOUR - 0.0001} s after the first of two views, `count_view` returned {views!r}",
        "2, because neither of them is an hour old",
        "To how many digits do you round `now`?",
    )
    ctx.answer.count_view("mug", NOON + 3 * HOUR)
    kept = ctx.r.zcard("views:mug")
    expect(
        kept == 1,
        f"two views were an hour old at once, and after another one `views:mug` holds {kept}",
        "one view",
        "How many old views does one of your calls remove?",
    )


@step("the key's TTL is 3,600 s after each call", fresh=True)
def expires(ctx):
    ctx.answer.count_view("kettle", NOON)
    for had, question in (
        (100, "Which of your calls set the TTL, each one or only the first?"),
        (HOUR - 10, "Which of your calls don't set the TTL, and when do their views leave the key?"),
    ):
        ctx.r.expire(KEY, had)
        ctx.answer.count_view("kettle", NOON + 1)
        left = ctx.r.ttl(KEY)
        expect(
            HOUR - 2 <= left <= HOUR,
            f"`{KEY}` had {had:,} s left, and after another view it has {left} s left",
            f"a TTL of {HOUR} s again",
            question,
        )


@step("the window holds any number of views", fresh=True)
def many(ctx):
    ctx.r.zadd(KEY, {f"view:{number}": NOON - number for number in range(MANY)})
    ctx.r.expire(KEY, HOUR)
    views = ctx.answer.count_view("kettle", NOON)
    expect(
        views == MANY + 1,
        f"after {MANY:,} views in {MANY // 60} minutes, one more returned {views!r}",
        f"{MANY + 1:,}",
        "Does anything but its age remove a view?",
    )


@step("for random views, the result is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        g.now = getattr(g, "now", NOON) + g.choice([0, 0, 0.25, 1, 600, 1799.75, HOUR])
        return call.count_view(g.choice(["kettle", "lamp", g.text()]), g.now)

    questions = {
        "reply": "Which of these views are less than an hour old, and does your number include them?"
    }
    twin(ctx, calls, questions, free=True, again=0)  # a call that's repeated later would bring `now` back


@step("of two views at the same moment, none is lost", fresh=True)
def visitors(ctx):
    def holds(views):
        kept = ctx.r.zcard(KEY)
        expect(kept == 2, f"of two views at the same moment, `{KEY}` holds {kept}", "both of them", UNIQUE)
        expect(
            max(views) == 2,
            f"of two visitors at the same moment, one got {views[0]} and the other {views[1]}",
            "2 for the one whose view was recorded last",
            "Do you count before or after you record the view?",
        )

    view = call.count_view("kettle", NOON)
    every_order(ctx, view, view, holds=holds)


@step("a crash never leaves a key without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.count_view("kettle", NOON), lambda crash: None)
