"""A queue of delayed jobs."""

from helpers.exercises import call, every_crash, every_order, expect, expect_key, step, twin

OBJECTIVES = (1, 3)
KEYS = {"jobs": None, "*lock*": 60}
NOW = 100
MANY = 1000


def calls(g):
    if g.random() < 0.15:
        return call.take_due(g.choice([0, 10, 10.5, 25, 49.9, 50, 1_750_000_000]))
    moment = g.choice([0, 10, 10.5, 25, 50, 50.25, g.randint(0, 60), -5, 1_750_000_000])
    return call.schedule(g.choice([f"j{g.randint(1, 40)}", g.text()]), moment)


@step("a scheduled job is a member of the sorted set `jobs`, with its moment as the score")
def scheduled(ctx):
    ctx.answer.schedule("remind:ana", 100)
    held = expect_key(ctx, "jobs", "zset", question="Where would another process find the job?")
    expect(
        "remind:ana" in held,
        f"`jobs` holds {list(held)}, and no member `remind:ana`",
        "the job itself as the member",
        "What does a worker need to know, and which of the two is the member, which is the score?",
    )
    expect(
        held["remind:ana"] == 100,
        f"the job that is due at 100 has a score of {held['remind:ana']:g}",
        "a score of 100",
        "By what does a worker find the jobs that are due?",
    )


@step("a job is returned from its moment on, not before", fresh=True)
def not_before(ctx):
    ctx.answer.schedule("remind:ana", 100)
    early = ctx.answer.take_due(99)
    expect(
        early == [],
        f"at 99, `take_due` returned {early!r} for a job that is due at 100",
        "an empty list",
        "Which scores belong to jobs that are due?",
    )
    expect(
        ctx.r.zcard("jobs") == 1,
        "after that the job was no longer in `jobs`, although no worker got it",
        "the job still there, because it isn't due",
        "Which members may `take_due` remove?",
    )
    on_time = ctx.answer.take_due(100)
    expect(
        not (isinstance(on_time, list) and on_time and isinstance(on_time[0], tuple | list)),
        f"at 100, `take_due` returned {on_time!r}",
        "['remind:ana'], a list of jobs without their moments",
        "What does your command reply with scores, and what does the caller want?",
    )
    expect(
        on_time == ["remind:ana"],
        f"at 100, `take_due` returned {on_time!r}",
        "['remind:ana']",
        "Does your range include its bound?",
    )


@step("the earliest job comes first; what was returned is removed, and the rest stays", fresh=True)
def in_order(ctx):
    for job, due in {"a": 30, "b": 9, "c": 120, "d": 10.5, "e": 0}.items():
        ctx.answer.schedule(job, due)
    taken = ctx.answer.take_due(60)
    seen = f"of jobs due at 30 (a), 9 (b), 120 (c), 10.5 (d) and 0 (e), `take_due` at 60 returned {taken!r}"
    expect(
        sorted(taken) == ["a", "b", "d", "e"], seen, "e, b, d and a", "Where does your range begin and end?"
    )
    expect(
        taken == ["e", "b", "d", "a"],
        seen,
        "['e', 'b', 'd', 'a']",
        "In which order does a sorted set reply, and what do you make of it?",
    )
    left = ctx.r.zrange("jobs", 0, -1)
    expect(
        left == ["c"],
        f"after that `jobs` holds {left}",
        "['c'], the only job that isn't due yet",
        "What happens on the next call to a job that stays?",
    )


@step("scheduling a job again moves it, to a later or to an earlier moment", fresh=True)
def moved(ctx):
    for first, then in ((10, 50), (50, 10)):
        ctx.r.delete("jobs")
        ctx.answer.schedule("remind:ana", first)
        ctx.answer.schedule("remind:ana", then)
        score = ctx.r.zscore("jobs", "remind:ana")
        expect(
            score == then,
            f"a job moved from {first} to {then} has the score {score}",
            f"{then}",
            "What does `ZADD` do with a member that is already there, and which options change that?",
        )


@step("any sequence of calls returns every job that is due", fresh=True)
def any_sequence(ctx):
    ctx.r.zadd("jobs", {f"job:{number}": number for number in range(MANY)})
    taken = ctx.answer.take_due(MANY)
    expect(
        taken == [f"job:{number}" for number in range(MANY)],
        f"{MANY:,} jobs were due, and `take_due` returned {len(taken):,}",
        "all of them, first due first",
        "Which option of your command, or which line of yours, bounds how many it takes?",
    )
    twin(
        ctx,
        calls,
        length=40,
        runs=6,
        questions={
            "reply": "Which jobs were due, and which of them does your range or your limit leave out?"
        },
    )


@step("two workers at the same moment: each job goes to one of them", fresh=True)
def two_workers(ctx):
    def each_once(results):
        taken = [job for jobs in results for job in jobs]
        expect(
            len(taken) == len(set(taken)),
            f"in this order the two workers got {results[0]} and {results[1]}",
            "each job once",
            "What does `ZREM` reply to the worker that removes a job, and what to the one that comes second?",
        )
        expect(
            sorted(taken) == ["a", "b"],
            f"in this order the two workers got {results[0]} and {results[1]}; a and b were due",
            "all of the jobs that are due, each once",
            "Can a worker remove a job that it doesn't return?",
        )

    every_order(
        ctx,
        call.take_due(NOW),
        call.take_due(NOW),
        setup=lambda: ctx.r.zadd("jobs", {"a": 1, "b": 2}),
        holds=each_once,
    )


@step("a job that is scheduled meanwhile is not lost", fresh=True)
def scheduled_meanwhile(ctx):
    def moved(results):
        score = ctx.r.zscore("jobs", "a")
        expect(
            score == 500,
            f"job a was due, and was moved to 500 while a worker took what was due by {NOW}; the worker got"
            f" {results[0]}, and "
            + ("a is no longer in `jobs`" if score is None else f"a has the score {score:g}"),
            "a in `jobs`, with the score 500",
            "When your command removes the job, is it still due? Which commands can look and remove at once?",
        )

    def added(results):
        held = ctx.r.zrange("jobs", 0, -1)
        expect(
            [*results[0], *held].count("new") == 1,
            f"a job `new`, due at 5, was added while a worker took what was due by {NOW}; the worker got"
            f" {results[0]}, and `jobs` holds {held}",
            "`new` returned, or still in `jobs`",
            "Can a worker remove a job that it doesn't return?",
        )

    for act, holds in ((call.schedule("a", 500), moved), (call.schedule("new", 5), added)):
        every_order(
            ctx,
            call.take_due(NOW),
            act,
            setup=lambda: ctx.r.zadd("jobs", {"a": 1, "b": 2}),
            holds=holds,
        )


@step("a worker that crashes leaves nothing behind that blocks the others for ever", fresh=True)
def crash(ctx):
    for act in (call.schedule("c", 3), call.take_due(NOW)):
        every_crash(ctx, act, lambda crash: None, setup=lambda: ctx.r.zadd("jobs", {"a": 1}), how=("killed",))
