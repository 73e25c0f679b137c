"""A queue of delayed jobs."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 3)
WORKERS, JOBS = 6, 8


@step("a scheduled job is a member of the sorted set `jobs`, with its moment as score")
def scheduled(ctx):
    ctx.answer.schedule("remind:ana", 100)
    keys = ctx.keys()
    expect(
        "jobs" in keys,
        f"there is no key `jobs`, but `{keys[0]}`" if keys else "the server holds no keys",
        "a sorted set `jobs`",
        "Where would another process find the job?",
    )
    score = ctx.r.zscore("jobs", "remind:ana")
    expect(
        score is not None,
        f"`jobs` holds {ctx.r.zrange('jobs', 0, -1)}, and no member `remind:ana`",
        "the job itself as member",
        "What does a worker need to know, and which of the two is the member, which the score?",
    )
    expect(
        score == 100,
        f"the job that is due at 100 has a score of {score:g}",
        "a score of 100",
        "By what does a worker find the jobs that are due?",
    )


@step("before its moment a job is not handed out, from then on it is", fresh=True)
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
        "after that the job was gone from `jobs`, although nobody got it",
        "the job still there, since it is not due",
        "Which members may `take_due` remove?",
    )
    on_time = ctx.answer.take_due(100)
    expect(
        on_time == ["remind:ana"],
        f"at 100, `take_due` returned {on_time!r}",
        "['remind:ana']",
        "Is the bound itself part of your range?",
    )


@step("the one that was due first comes first; what was handed out is gone, the rest stays", fresh=True)
def in_order(ctx):
    for job, due in {"a": 30, "b": 9, "c": 120, "d": 10.5}.items():
        ctx.answer.schedule(job, due)
    taken = ctx.answer.take_due(60)
    expect(
        taken == ["b", "d", "a"],
        f"of jobs due at 30 (a), 9 (b), 120 (c) and 10.5 (d), `take_due` at 60 returned {taken!r}",
        "['b', 'd', 'a']",
        "In which order does a sorted set answer, and what does your function make of it?",
    )
    left = ctx.r.zrange("jobs", 0, -1)
    expect(
        left == ["c"],
        f"after that `jobs` holds {left}",
        "['c'], the job that is not due yet",
        "What happens at the next call to a job that stays?",
    )


@step("scheduling a job again moves it", fresh=True)
def moved(ctx):
    ctx.answer.schedule("remind:ana", 10)
    ctx.answer.schedule("remind:ana", 50)
    early, later = ctx.answer.take_due(20), ctx.answer.take_due(50)
    expect(
        (early, later) == ([], ["remind:ana"]),
        f"a job moved from 10 to 50 came as {early!r} at 20 and as {later!r} at 50",
        "nothing at 20, and the job at 50",
        "What does `ZADD` do with a member that is there already, and which option changes that?",
    )


@step(f"{WORKERS} workers at the same time: each job goes to one of them", fresh=True)
def workers(ctx):
    names = [f"mail:{number}" for number in range(JOBS)]
    for number, name in enumerate(names):
        ctx.answer.schedule(name, number)
    taken = [job for jobs in ctx.together(WORKERS, lambda _: ctx.answer.take_due(100)) for job in jobs]
    expect(
        len(taken) <= JOBS,
        f"{JOBS} jobs were handed out {len(taken)} times",
        "each job once",
        "What does the server reply to the worker that removes a job, and what to the one that comes second?",
    )
    expect(
        sorted(taken) == sorted(names),
        f"of {JOBS} jobs, {len(set(taken))} were handed out, and `jobs` holds {ctx.r.zcard('jobs')}",
        "all of them, each once",
        "Can a job be removed by a worker that does not return it?",
    )
