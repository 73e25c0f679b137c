"""Where the time of a GET goes."""

import time

from helpers.exercises import expect, step, too_little

OBJECTIVES = (2,)
KEYS = {"product:24": None, "visitors": None}
N, FEW = 150, 4
WAIT = 0.001  # s that each round trip takes at least in the step that measures the client
STAT = {"calls": 0, "usec": 0}


def _gets(ctx):
    stat = ctx.r.info("commandstats").get("cmdstat_get", STAT)
    return stat["calls"], stat["usec"]


@step(f"it sends `GET` {N} times, each in its own round trip, and returns two numbers")
def pair(ctx):
    ctx.r.set("product:24", "kettle")
    with ctx.watch() as asked:
        answer = ctx.answer.time_of_a_get("product:24", N)
    sent = asked.commands.count("GET product:24")
    expect(
        sent == N,
        f"`time_of_a_get(r, 'product:24', {N})` sent `GET product:24` {sent} times",
        f"{N} times",
        "What does the argument `n` say?",
    )
    alone = asked.trips.count(["GET product:24"])
    expect(
        alone == N,
        f"of {N} `GET`s, {alone} had a round trip of their own",
        f"{N} round trips, one for each `GET`",
        "How long does a client wait for a single `GET`, if a pipeline sends many of them together?",
    )
    numbers = isinstance(answer, tuple | list) and all(isinstance(one, int | float) for one in answer)
    expect(
        numbers and len(answer) == 2,
        f"it returned {answer!r}",
        "two numbers: the client's mean and the server's mean",
        "Which two figures does the exercise ask for?",
    )


@step("the client's figure is the mean time of a `GET` in µs, with the wait", fresh=True)
def client(ctx):
    ctx.r.set("product:24", "kettle")
    with ctx.slow_network(WAIT):
        began = time.perf_counter()
        seen, worked = ctx.answer.time_of_a_get("product:24", N)
        mean = (time.perf_counter() - began) * 1e6 / N
    what = f"each of {N} `GET`s took about {mean:,.0f} µs, and the client's figure is {seen:.3g}"
    wanted = "the mean time of one `GET`, in µs"
    expect(
        not 0.5 < worked / mean < 1.05 or seen > worked / 2,
        f"it returned ({seen:.3g}, {worked:.3g})",
        "the client's figure first",
        "In which order do you return the two figures?",
    )
    for figure, question in (
        (mean * N, "By which number do you divide the time of all the `GET`s?"),
        (mean / 1e6, "In which unit does your clock count?"),
        (mean / 1e3, "In which unit does your clock count?"),
    ):
        expect(not 0.5 < seen / figure < 1.05, what, wanted, question)
    expect(
        seen >= 1e6 * WAIT,
        f"{what}, although every round trip took at least {1e6 * WAIT:,.0f} µs",
        wanted,
        "Does your clock go on while the program waits for a reply, and does it run for every `GET`?",
    )
    expect(seen <= mean * 1.05, what, wanted, "What runs between the start and the stop of your clock?")


def _slow_reads(r):
    """Five `GET`s of about 2 ms: each finds a large key that has expired, and has to delete it first."""
    r.config_set("lazyfree-lazy-expire", "no")  # Valkey would leave the work to another thread
    for _ in range(5):
        r.sadd("visitors", *range(20_000))
        r.pexpire("visitors", 1)
        time.sleep(0.002)
        r.get("visitors")


@step("the server's figure is what `commandstats` counts for these `GET`s alone", fresh=True)
def server(ctx):
    ctx.r.set("product:24", "kettle")
    _slow_reads(ctx.r)
    calls, usec = _gets(ctx)
    _, worked = ctx.answer.time_of_a_get("product:24", FEW)
    calls_now, usec_now = _gets(ctx)
    if calls_now >= calls + FEW:  # otherwise the answer has reset the counters, and they are its own
        calls_now, usec_now = calls_now - calls, usec_now - usec
    if usec_now == 0:
        too_little("the server counted less than 1 µs for all of the `GET`s")
    wanted = usec_now / FEW
    all_since = (usec + usec_now) / (calls + FEW)
    what = f"the server's figure for {FEW} `GET`s is {worked:.4g}"
    right = f"{wanted:.4g} µs: `commandstats` counted {usec_now} µs for them"
    expect(
        abs(worked - all_since) > 0.011 or abs(worked - wanted) <= 0.011,
        f"{what}, but five slow `GET`s of another client came before",
        right,
        "Since when does the server count, and what do you have to subtract?",
    )
    divided = "By which number do you divide the µs of all your `GET`s?"
    expect(abs(worked - usec_now) > 0.011, what, right, divided)
    expect(
        abs(worked - wanted) <= 0.011,  # `usec_per_call` has two decimals
        what,
        right,
        "Which commands and which clock does your figure count, apart from your `GET`s in `cmdstat_get`?",
    )
