"""Whose time a GET is."""

import time

from helpers.exercises import expect, step

OBJECTIVES = (2,)
N = 500
STAT = {"calls": 0, "usec": 0}


def got(ctx):
    stat = ctx.r.info("commandstats").get("cmdstat_get", STAT)
    return stat["calls"], stat["usec"]


@step(f"the key is read {N} times, and two numbers come back")
def pair(ctx):
    ctx.r.set("product:24", "kettle")
    with ctx.watch() as asked:
        answer = ctx.answer.time_of_a_get("product:24", N)
    sent = sum(command == "GET product:24" for command in asked.commands)
    expect(
        sent == N,
        f"`time_of_a_get(r, 'product:24', {N})` sent `GET product:24` {sent} times",
        f"{N} times",
        "What does the argument `n` say?",
    )
    expect(
        isinstance(answer, tuple | list) and len(answer) == 2,
        f"it returned {answer!r}",
        "a pair: the client's mean, the server's mean",
        "Which two figures does the exercise ask for?",
    )


@step("the client's figure is a mean in µs", fresh=True)
def client(ctx):
    ctx.r.set("product:24", "kettle")
    began = time.perf_counter()
    seen, worked = ctx.answer.time_of_a_get("product:24", N)
    mean = (time.perf_counter() - began) * 1e6 / N
    expect(
        seen > worked,
        f"the client's figure is {seen:.3g}, the server's {worked:.3g}, which cannot be",
        "the client's first, and larger",
        "In which order does the pair come back, and are both in the same unit?",
    )
    expect(
        mean / 5 <= seen <= mean * 1.05,
        f"the call took {mean:.0f} µs for each of the {N} reads, and the client's figure is {seen:.3g}",
        "the mean time of one `GET`, in µs",
        "In which unit does your clock count, and by what do you divide?",
    )


def _slow_reads(r):
    """Five `GET`s of some 2 ms: each meets a large key whose time is up, and has to delete it first."""
    r.config_set("lazyfree-lazy-expire", "no")  # Valkey would leave the work to another thread
    for _ in range(5):
        r.sadd("visitors", *range(20_000))
        r.pexpire("visitors", 1)
        time.sleep(0.002)
        r.get("visitors")


@step("the server's figure is that of these reads alone", fresh=True)
def server(ctx):
    ctx.r.set("product:24", "kettle")
    _slow_reads(ctx.r)
    calls, usec = got(ctx)
    _, worked = ctx.answer.time_of_a_get("product:24", N)
    calls_now, usec_now = got(ctx)
    if calls_now >= calls + N:  # else the answer has set the counters back, and they are its own
        calls_now, usec_now = calls_now - calls, usec_now - usec
    wanted = usec_now / calls_now
    expect(
        wanted * 0.8 - 0.05 <= worked <= wanted * 1.25 + 0.05,
        f"five slow `GET`s of somebody else went before; the server's figure is {worked:.3g} µs",
        f"{wanted:.3g} µs: what `commandstats` says of these {N} reads, without the earlier ones",
        "Since when does the server count, and what has to be subtracted?",
    )
