"""Views of the last hour."""

from helpers.exercises import expect, step

OBJECTIVES = (4,)
HOUR = 3600
NOON = 43_200
VISITORS = 8


@step("the first view is kept in the sorted set `views:<product>`, with its moment as score")
def first(ctx):
    views = ctx.answer.count_view("kettle", NOON)
    keys = ctx.keys()
    expect(
        "views:kettle" in keys,
        f"there is no key `views:kettle`, but `{keys[0]}`" if keys else "the server holds no keys",
        "a sorted set `views:kettle`",
        "What has to be in the name of the key, so that two products do not share it?",
    )
    scores = [score for _, score in ctx.r.zrange("views:kettle", 0, -1, withscores=True)]
    expect(
        scores == [NOON],
        f"after one view at {NOON}, the scores in `views:kettle` are {scores}",
        f"one member, with a score of {NOON}",
        "What is the order of a window?",
    )
    expect(
        views == 1,
        f"the first view returned {views!r}",
        "the number 1",
        "Does the view that is noted count, and where does your function return the number?",
    )


@step("views at the same moment all count, and each product has its own")
def same_moment(ctx):
    views = [ctx.answer.count_view("kettle", NOON) for _ in range(4)]
    expect(
        views == [2, 3, 4, 5],
        f"four more views at the same moment returned {views}",
        "[2, 3, 4, 5]",
        "How many members are there, if two views have the same member?",
    )
    views = ctx.answer.count_view("lamp", NOON)
    expect(
        views == 1,
        f"the first view of `lamp` returned {views!r}",
        "the number 1",
        "What has to be in the name of the key, so that two products do not share it?",
    )


@step("a view counts until it is an hour old, and is then removed", fresh=True)
def window(ctx):
    ctx.answer.count_view("kettle", NOON)
    ctx.answer.count_view("kettle", NOON + 0.5)
    views = ctx.answer.count_view("kettle", NOON + HOUR - 0.5)
    expect(
        views == 3,
        f"{HOUR - 0.5:g} s after the first of three views, `count_view` returned {views!r}",
        "3: none of them is an hour old",
        "At which moment does the window begin?",
    )
    views = ctx.answer.count_view("kettle", NOON + HOUR)
    expect(
        views == 3,
        f"{HOUR} s after the first of four views, `count_view` returned {views!r}",
        "3: the first view is an hour old and no longer counts",
        "Is the bound itself part of what you remove, or of what you count?",
    )
    kept = ctx.r.zcard("views:kettle")
    expect(
        kept == 3,
        f"three views count, and `views:kettle` holds {kept}",
        "no view that is too old",
        "How large is the key after a year?",
    )


@step("the key expires an hour after the last call", fresh=True)
def expires(ctx):
    ctx.answer.count_view("kettle", NOON)
    ctx.expect_ttl("views:kettle", HOUR, "Who removes the views of a product that nobody looks at any more?")
    ctx.r.expire("views:kettle", 100)
    ctx.answer.count_view("kettle", NOON + 1)
    left = ctx.r.ttl("views:kettle")
    expect(
        HOUR - 2 <= left <= HOUR,
        f"100 s before the end of `views:kettle` came one more view, and the end stayed {left} s away",
        f"a `TTL` of {HOUR} s again",
        "What does each call do with the end of the key, and what only the first?",
    )


@step(f"{VISITORS} visitors at the same moment: none is lost", fresh=True)
def visitors(ctx):
    views = ctx.together(VISITORS, lambda _: ctx.answer.count_view("kettle", NOON))
    kept = ctx.r.zcard("views:kettle")
    expect(
        kept == VISITORS,
        f"of {VISITORS} views at the same moment, `views:kettle` holds {kept}",
        f"all {VISITORS}",
        "Is the member unique, even if another visitor does the same at the same time?",
    )
    expect(
        max(views) == VISITORS,
        f"{VISITORS} visitors were told these numbers of views: {sorted(views)}",
        f"{VISITORS} for whoever came last",
        "Is the number that you return the server's, after your own view was noted?",
    )
