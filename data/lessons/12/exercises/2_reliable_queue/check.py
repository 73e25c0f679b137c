"""A queue that loses nothing."""

import time

from helpers.exercises import expect, step
from helpers.exercises._ending import Ended, ending_before

OBJECTIVES = (5,)
WORKERS, JOBS = 4, 20
AT_ONCE = 0.9  # seconds
MOST_TRIPS = 20


def _lists(ctx):
    names = ctx.keys()
    return {name: ctx.r.lrange(name, 0, -1) for name in names}


def _expect_none_lost(ctx, jobs, prepare, act, name):
    """End the program before each of its round trips in turn, and look for the jobs afterwards."""
    for trip in range(1, MOST_TRIPS + 1):
        ctx.begin(fresh=True)
        prepare()
        try:
            with ending_before(ctx, trip):
                act()
            return
        except Ended:
            there = [job for some in _lists(ctx).values() for job in some]
        missing = [job for job in jobs if job not in there]
        expect(
            not missing,
            f"the program ended before round trip {trip} of `{name}`, and {' '.join(missing)} was in no list",
            "each job in one of the lists at every moment",
            "Which single command takes a value from one list and puts it into another?",
        )


@step("jobs come out in the order in which they were added")
def in_order(ctx):
    for job in ("a", "b", "c"):
        ctx.answer.add_job(job)
    kind = ctx.r.type("jobs")
    expect(
        kind == "list",
        "the server holds no key `jobs`" if kind == "none" else f"`jobs` is a {kind}",
        "a list `jobs`",
        "Where does a worker in another process look for jobs?",
    )
    taken = ctx.answer.take_job("w1")
    expect(
        taken == "a",
        f"of `a`, `b`, `c`, added in this order, `take_job` returned {taken!r} first",
        "'a'",
        "At which end do jobs come in, at which end do they go out, and is that what you return?",
    )
    seen = _lists(ctx)
    expect(
        seen.get("taken:w1") == ["a"] and sorted(seen.get("jobs", [])) == ["b", "c"],
        f"`w1` took `a`, and the lists are {seen}",
        "`a` in `taken:w1`, and the other two in `jobs`",
        "Where can somebody see what this worker has in hand?",
    )


@step("with nothing to do, `take_job` returns None at once", fresh=True)
def nothing(ctx):
    began = time.monotonic()
    taken = ctx.answer.take_job("w1")
    waited = time.monotonic() - began
    expect(
        taken is None,
        f"with an empty queue, `take_job` returned {taken!r}",
        "None",
        "What does the server reply when there is no such list?",
    )
    expect(
        waited < AT_ONCE,
        f"with an empty queue, `take_job` waited for {waited:.1f} s",
        "an answer at once",
        "Which form of the command does not block?",
    )


@step("`finish_job` crosses off one job of this worker", fresh=True)
def finish(ctx):
    for job in ("mail", "label", "mail", "mail"):
        ctx.answer.add_job(job)
    for worker in ("w1", "w1", "w1", "w2"):
        ctx.answer.take_job(worker)
    ctx.answer.finish_job("w1", "mail")
    seen = {worker: sorted(ctx.r.lrange(f"taken:{worker}", 0, -1)) for worker in ("w1", "w2")}
    expect(
        seen["w1"] == ["label", "mail"],
        f"`w1` had mail, label and mail, and finished one mail: `taken:w1` still holds {seen['w1']}",
        "label and one mail",
        "How many values does `LREM` remove, and which of its arguments says so?",
    )
    expect(
        seen["w2"] == ["mail"],
        f"`w1` finished a mail, and then `taken:w2` held {seen['w2']}",
        "the mail that `w2` works on",
        "From whose list is the job crossed off?",
    )


@step("what a dead worker had in hand comes next, in the old order", fresh=True)
def back(ctx):
    for job in ("a", "b", "c", "d"):
        ctx.answer.add_job(job)
    for _ in range(3):
        ctx.answer.take_job("w1")
    number = ctx.answer.give_back("w1")
    order = [ctx.answer.take_job("w2") for _ in range(4)]
    expect(
        order == ["a", "b", "c", "d"],
        f"`w1` took a, b and c and died; after `give_back`, jobs came in the order {order}",
        "a, b, c, then d",
        "At which end of `jobs` is the next one, and which of the worker's jobs has to get there last?",
    )
    expect(
        number == 3,
        f"`give_back` of three jobs returned {number!r}",
        "the number 3",
        "Who counts the jobs that were moved?",
    )
    number = ctx.answer.give_back("w1")
    expect(
        number == 0,
        f"for a worker with nothing in hand, `give_back` returned {number!r}",
        "the number 0",
        "What is left in its list?",
    )


@step("nothing is lost when a worker ends between two of its commands", fresh=True)
def no_gap(ctx):
    def one():
        ctx.answer.add_job("a")

    def three_taken():
        for job in ("a", "b", "c"):
            ctx.answer.add_job(job)
            ctx.answer.take_job("w1")

    _expect_none_lost(ctx, ["a"], one, lambda: ctx.answer.take_job("w1"), "take_job")
    _expect_none_lost(ctx, ["a", "b", "c"], three_taken, lambda: ctx.answer.give_back("w1"), "give_back")


@step(f"{WORKERS} workers at once take each job once", fresh=True)
def threads(ctx):
    for number in range(JOBS):
        ctx.answer.add_job(f"job:{number}")
    each = range(JOBS // WORKERS)
    taken = ctx.together(WORKERS, lambda i: [ctx.answer.take_job(f"w{i}") for _ in each])
    taken = [job for some in taken for job in some if job]
    twice = sorted(job for job in set(taken) if taken.count(job) > 1)
    expect(
        not twice,
        f"{WORKERS} workers took {JOBS} jobs, and {len(twice)} of them were handed out more than once",
        "each job to one worker",
        "What can another worker do between your look at the job and your taking it?",
    )
