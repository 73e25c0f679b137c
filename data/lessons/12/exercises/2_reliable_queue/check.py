"""A queue that loses nothing."""

from helpers.exercises import call, every_crash, every_order, expect, expect_key, step, twin

OBJECTIVES = (5,)
KEYS = {"jobs": None, "taken:*": None}
WORKERS = ["w1", "w2"]


def calls(g):
    """Jobs have names of their own: of two equal ones, an answer may cross off either."""
    g.added = getattr(g, "added", 0)
    job, worker = f"job {g.randint(1, g.added + 1)} ü", g.choice(WORKERS)
    kind = g.choice(["add", "add", "take", "take", "take", "finish", "requeue"])
    if kind == "add":
        g.added += 1
        return call.add_job(f"job {g.added} ü")
    if kind == "take":
        return call.take_job(worker)
    return call.finish_job(worker, job) if kind == "finish" else call.give_back(worker)


def _lists(ctx):
    return {name: ctx.r.lrange(name, 0, -1) for name in ctx.keys()}  # noqa: SIM118 - a method of the context


def _expect_each_once(ctx, jobs, when, returned=()):
    """Expect each of these jobs in exactly one list, and returned to one worker at most."""
    held = [job for some in _lists(ctx).values() for job in some]
    missing = [job for job in jobs if job not in held]
    expect(
        not missing,
        f"{when}; then {' '.join(missing)} was in no list",
        "each job in one of the lists at every moment",
        "Which single command takes a value from one list and puts it into another?",
    )
    twice = [job for job in jobs if held.count(job) > 1]
    expect(
        not twice,
        f"{when}; then {' '.join(twice)} was in two lists, and would be done twice",
        "each job in one of the lists",
        "In which list is a job between your copy and your delete?",
    )
    given = [job for job in returned if job is not None]
    expect(
        len(given) == len(set(given)),
        f"{when}; {given[0] if given else ''} was handed out more than once",
        "each job to one worker",
        "What can another worker do between your look at the job and your taking it?",
    )


def _queue(ctx, *jobs, taken=0):
    """A queue with these jobs, of which `w1` has taken so many."""
    for job in jobs:
        ctx.answer.add_job(job)
    for _ in range(taken):
        ctx.answer.take_job("w1")


@step("jobs come out in the order in which they were added, and move to the worker's list")
def in_order(ctx):
    _queue(ctx, "a", "b", "c")
    expect_key(ctx, "jobs", "list", question="Where does a worker in another process look for jobs?")
    taken = ctx.answer.take_job("w1")
    expect(
        taken == "a",
        f"of `a`, `b`, `c`, added in this order, `take_job` returned {taken!r} first",
        "'a'",
        "At which end do jobs come in, at which end do they leave, and do you return the one that you took?",
    )
    seen = _lists(ctx)
    expect(
        seen.get("taken:w1") == ["a"] and sorted(seen.get("jobs", [])) == ["b", "c"],
        f"`w1` took `a`, and the lists are {seen}",
        "`a` in `taken:w1`, and the other two in `jobs`",
        "Where can another process see which job this worker has in hand?",
    )


@step("`finish_job` removes a job once, and only from the worker's list", fresh=True)
def finish(ctx):
    _queue(ctx, "mail", "label", "mail", "mail", taken=3)
    taken = sorted(ctx.r.lrange("taken:w1", 0, -1))
    expect(
        taken == ["label", "mail", "mail"],
        f"of the jobs mail, label, mail and mail, `w1` took three: `taken:w1` holds {taken}",
        "mail twice, and label",
        "May two jobs in the queue be equal?",
    )
    ctx.answer.finish_job("w1", "mail")
    left, waiting = sorted(ctx.r.lrange("taken:w1", 0, -1)), ctx.r.lrange("jobs", 0, -1)
    expect(
        left == ["label", "mail"],
        f"`w1` had mail, label and mail, and finished one mail: `taken:w1` still holds {left}",
        "label and one mail",
        "How many values does `LREM` remove, and which of its arguments says which, and how many?",
    )
    expect(
        waiting == ["mail"],
        f"`w1` finished one mail while another was waiting, and then `jobs` holds {waiting}",
        "the mail that no worker has taken yet",
        "From which lists does your function remove the job?",
    )


@step("the jobs of a crashed worker come next, in the old order", fresh=True)
def back(ctx):
    _queue(ctx, "a", "b", "c", "d", taken=3)
    number = ctx.answer.give_back("w1")
    order = [ctx.answer.take_job("w2") for _ in range(4)]
    expect(
        sorted(job or "" for job in order) == ["a", "b", "c", "d"],
        f"`w1` took a, b and c and crashed, and d was waiting; `give_back`, and `take_job` returned {order}",
        "a, b, c, then d",
        "What becomes of the jobs that are already in `jobs`?",
    )
    expect(
        order == ["a", "b", "c", "d"],
        f"`w1` took a, b and c and crashed; after `give_back`, jobs came in the order {order}",
        "a, b, c, then d",
        "At which end of `jobs` is the next job, and which of the worker's jobs has to get there last?",
    )
    expect(
        number == 3,
        f"`give_back` of three jobs returned {number!r}",
        "the number 3",
        "Which part of your function knows how many jobs it moved?",
    )


@step("any sequence of calls hands out and requeues the right jobs", fresh=True)
def any_sequence(ctx):
    twin(
        ctx,
        calls,
        ordered=False,
        questions={
            "reply": "After which of these calls is a job in another place than you expect?",
            "content": "Which of these calls removes or moves a job, and which one does it choose?",
            "missing": "Which of these calls removes or moves a job, and which one does it choose?",
            "extra": "Which of these calls has to remove or move a job, and which one does it choose?",
        },
    )


@step("`give_back` requeues many jobs, not only a few", fresh=True)
def many(ctx):
    _queue(ctx, *(f"job:{number}" for number in range(120)), taken=120)
    number = ctx.answer.give_back("w1")
    left = ctx.r.llen("taken:w1")
    expect(
        (number, left) == (120, 0),
        f"`w1` had 120 jobs in hand; `give_back` returned {number!r}, and `taken:w1` still holds {left}",
        "120, and nothing left",
        "How many jobs does one call of yours move at most?",
    )


@step("no job is lost or doubled if the process crashes, or a reply is lost", fresh=True)
def crash(ctx):
    for act, jobs, taken in (
        (call.take_job("w1"), ["a"], 0),
        (call.give_back("w1"), ["a", "b", "c"], 3),
    ):
        every_crash(
            ctx,
            act,
            lambda crash, jobs=jobs: _expect_each_once(ctx, jobs, f"{crash}"),
            setup=lambda jobs=jobs, taken=taken: _queue(ctx, *jobs, taken=taken),
        )


@step("two workers at the same moment never get the same job", fresh=True)
def two_workers(ctx):
    for first, taken in ((call.take_job("w1"), 0), (call.give_back("w1"), 2)):
        every_order(
            ctx,
            first,
            call.take_job("w2"),
            setup=lambda taken=taken: _queue(ctx, "a", "b", "c", taken=taken),
            holds=lambda results, one=first: _expect_each_once(
                ctx,
                ["a", "b", "c"],
                f"in this order `{one}` returned {results[0]!r}, and `take_job(r, 'w2')` {results[1]!r}",
                returned=[result for result in results if isinstance(result, str)],
            ),
        )
