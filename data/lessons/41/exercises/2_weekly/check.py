"""A weekly board."""

import time

from helpers.exercises import call, cases, every_crash, every_order, expect, expect_key, step, twin

OBJECTIVES = (4, 5)
WEEK, MONDAY = 604_800, 345_600
KEYS = {"week:*": 3 * WEEK}  # next week's board


def this_week():
    """The number of the week, and the moment at which it began."""
    week = (int(time.time()) - MONDAY) // WEEK
    return week, MONDAY + week * WEEK


def calls(g):
    _, monday = this_week()
    now = monday + g.choice([0, 1, 3600.5, WEEK - 1, WEEK // 2])
    if g.random() < 0.3:
        return call.standings(now, g.randint(1, 4))
    return call.award(g.choice(["ana", "bo", "cy", "Ana", g.text()]), g.randint(-9, 50), now)


@step("points add up on the board of the week, and the new points are returned")
def adds_up(ctx):
    week, monday = this_week()
    cases(
        ctx.answer.award,
        [(("ana", 30, monday + 60), 30), (("ana", 5, monday + 7200.5), 35)],
        "What does `ZINCRBY` reply, and which type does the caller want?",
    )
    expect_key(
        ctx, f"week:{week}", "zset", {"ana": 35}, "Which key holds the board of the week that contains `now`?"
    )


@step("the week changes on Monday at midnight, without a gap", fresh=True)
def changes(ctx):
    week, monday = this_week()
    ctx.answer.award("ana", 1, monday + WEEK - 1)
    ctx.answer.award("ana", 2, monday + WEEK)
    held = {number: ctx.r.zscore(f"week:{number}", "ana") for number in (week, week + 1)}
    expect(
        held == {week: 1, week + 1: 2},
        f"one point a second before midnight and two at midnight: the boards of the weeks hold {held}",
        f"{ {week: 1, week + 1: 2} }",
        "In which week does the first second of Monday belong?",
    )


@step("the board expires at the end of the following week, however often it's written", fresh=True)
def expires(ctx):
    week, monday = this_week()
    for now in (monday + 10, monday + WEEK // 2):
        ctx.answer.award("ana", 1, now)
        moment = ctx.r.expiretime(f"week:{week}")
        expect(
            moment == monday + 2 * WEEK,
            f"after a write {int(now - monday):,} s into the week, the board "
            + ("never expires" if moment < 0 else f"expires {moment - monday:,} s after the week began"),
            f"{2 * WEEK:,} s after the week began",
            "From which moment does your expiry count?",
        )


@step("the board of another week expires by its own week", fresh=True)
def expires_next_week(ctx):
    week, monday = this_week()
    ctx.answer.award("ana", 1, monday + WEEK - 0.5)
    ctx.answer.award("ana", 1, monday + WEEK + 10)
    moments = [ctx.r.expiretime(f"week:{number}") - monday for number in (week, week + 1)]
    expect(
        moments == [2 * WEEK, 3 * WEEK],
        f"points half a second before the week ends, and in the next week: the boards expire {moments[0]:,}"
        f" and {moments[1]:,} s after this week began",
        f"{2 * WEEK:,} and {3 * WEEK:,} s",
        "Which week do you count from, that of `now` or that of the clock?",
    )


@step("the standings are names, the highest first, of that week only", fresh=True)
def listed(ctx):
    week, monday = this_week()
    ctx.r.zadd(f"week:{week}", {"ana": 30, "bo": 50, "cy": 40})
    ctx.r.expireat(f"week:{week}", monday + 2 * WEEK)
    cases(
        ctx.answer.standings,
        [((monday + 5.5, 10), ["bo", "cy", "ana"]), ((monday + WEEK, 2), [])],
        "From which end of the board do you read, and of which week?",
    )
    cases(
        ctx.answer.standings,
        [((monday + 5, 2), ["bo", "cy"])],
        "Which positions are the first `count`?",
    )
    ctx.r.zadd(f"week:{week}", {"dee": 40})
    ties = "In which order does `ZRANGE … REV` return equal points?"
    cases(ctx.answer.standings, [((monday + 5, 4), ["bo", "dee", "cy", "ana"])], ties)
    ctx.r.zadd(f"week:{week}", {f"player{number:02}": 10 for number in range(12)})
    names = ["bo", "dee", "cy", "ana", *(f"player{number:02}" for number in range(11, -1, -1))]
    cases(ctx.answer.standings, [((monday + 5, 14), names[:14])], "How many players does `count` ask for?")


@step("any sequence of calls", fresh=True)
def any_sequence(ctx):
    twin(ctx, calls, questions={"reply": "Which week does `now` belong to, and what's on its board?"})


@step("two awards at the same moment both count", fresh=True)
def at_once(ctx):
    _, monday = this_week()
    every_order(
        ctx,
        call.award("ana", 10, monday + 5),
        call.award("ana", 20, monday + 5),
        question={
            "data": "What can another client do between your read and your write?",
            "results": "Do you return the reply to your own `ZINCRBY`, or did you read the points later?",
        },
    )


@step("a crash leaves no board without an expiry", fresh=True)
def crash(ctx):
    _, monday = this_week()
    every_crash(ctx, call.award("ana", 10, monday + 5), lambda crash: None, how=("killed",))
