"""Refresh before the end, by chance."""

import json
import time
from math import exp

from helpers.exercises import asking, expect, step

OBJECTIVES = (3,)
KEY = "report"
OLD, NEW = ["old"], ["new"]


def _call(ctx, u=1.0, beta=1, make=lambda: NEW, rand=None):
    """The answer, and how often `make` was run; `rand` in place of a function that returns `u`."""
    counted, runs = ctx.counted(make)
    with asking("Of which number is the logarithm taken?", "math domain"):
        answer = ctx.answer.get_early(KEY, counted, beta, rand or (lambda: u))
    return answer, len(runs)


def _hold(ctx, delta, left):
    """The old answer, which took `delta` seconds and has `left` seconds to live."""
    ctx.r.set(KEY, json.dumps([OLD, delta]), px=int(1000 * left))


@step("a miss makes the answer, and keeps it with its δ for 60 s")
def miss(ctx):
    def make():
        time.sleep(0.08)
        return NEW

    answer, runs = _call(ctx, make=make)
    expect(
        answer == NEW and runs == 1,
        f"with an empty cache it returned {answer!r} and ran `make` {runs} times",
        f"{NEW!r}, and 1 run",
        "What does a visitor get who finds nothing?",
    )
    held = ctx.r.get(KEY)
    try:
        kept, delta = json.loads(held or "")
    except (ValueError, TypeError):
        kept, delta = None, None
    expect(
        kept == NEW and isinstance(delta, float),
        f"`{KEY}` holds {held!r}",
        "a JSON list of the answer and δ",
        "What must the next visitor know, apart from the answer?",
    )
    expect(
        0.07 < delta < 2,
        f"`make` took about 0.08 s, and δ is {delta:.6g}",
        "the time in seconds that `make` took",
        "Between which two looks at which clock does `make` run, and in which unit?",
    )
    ctx.expect_ttl(KEY, 60, "How long does the answer live, if nobody refreshes it?")


@step("far from the end the answer that is there is used, in one round trip", fresh=True)
def hit(ctx):
    _hold(ctx, delta=0.1, left=50)
    with ctx.watch() as asked:
        answer, runs = _call(ctx, u=0.5)
    expect(
        (answer, runs) == (OLD, 0),
        f"with 50 s left, δ = 0.1 s, u = 0.5 it returned {answer!r} and ran `make` {runs} times",
        f"{OLD!r} and 0 runs, since 50 is more than 0.07",
        "Which of the two numbers is the time left?",
    )
    expect(
        asked.round_trips == 1,
        f"a hit made {asked.round_trips} round trips",
        "1",
        "How do two commands travel together?",
    )


@step("close to the end a low number refreshes", fresh=True)
def low(ctx):
    _hold(ctx, delta=1.0, left=0.5)
    rolled = []
    answer, runs = _call(ctx, rand=lambda: rolled.append(1e-300) or rolled[-1])
    expect(
        runs == 1,
        f"with 0.5 s left, δ = 1 s, u = 1e-300, whose logarithm is about -691, it ran `make` {runs} times",
        "1 run, since 0.5 is less than 691",
        "Which sign has ln(u), and is your u what `rand()` returned, or 1 minus that?"
        if rolled
        else "Is there a way to `make` when the answer is there?",
    )
    expect(
        answer == NEW,
        f"an early refresh made {NEW!r}, and returned {answer!r}",
        f"{NEW!r}",
        "Why should the visitor who did the work get the old answer?",
    )


@step("the dice decide: t < −β · δ · ln(u)", fresh=True)
def dice(ctx):
    # δ = 1 s, t = 10 s: the border lies at u = exp(-10 / β)
    for beta in (1, 2):
        for u, early in ((exp(-9 / beta), False), (exp(-11 / beta), True)):
            _hold(ctx, delta=1.0, left=10)
            answer, runs = _call(ctx, u=u, beta=beta)
            what = f"with 10 s left, δ = 1 s, β = {beta}, u = {u:.2g}"
            limit = 11 if early else 9
            expect(
                (answer, runs) == ((NEW, 1) if early else (OLD, 0)),
                f"{what}, it returned {answer!r} and ran `make` {runs} times",
                f"{'a refresh' if early else 'no refresh'}: −β · δ · ln(u) is {limit} s",
                "Where does β stand in the formula?"
                if beta > 1
                else "In which units are the two sides of the comparison?",
            )


@step("an early refresh begins a new life", fresh=True)
def new_life(ctx):
    def make():
        time.sleep(0.08)
        return NEW

    _hold(ctx, delta=1000.0, left=5)
    answer, _ = _call(ctx, u=exp(-20), make=make)
    expect(
        answer == NEW and json.loads(ctx.r.get(KEY))[0] == NEW,
        f"after an early refresh it returned {answer!r}, and `{KEY}` holds {ctx.r.get(KEY)}",
        "the new answer, in both places",
        "What does a refresh have in common with a miss?",
    )
    ctx.expect_ttl(KEY, 60, "When does the new answer end?")
    delta = json.loads(ctx.r.get(KEY))[1]
    expect(
        0.07 < delta < 20,
        f"the old answer had taken 1,000 s, the refresh took about 0.08 s, and δ is {delta:.6g} now",
        "the time that this run of `make` took",
        "Whose δ goes with the new answer, and when is the next refresh, if it is the wrong one?",
    )


@step("the time left counts to the millisecond", fresh=True)
def milliseconds(ctx):
    # t = 0.7 s; rounded to seconds it would be 0 or 1
    for limit, early in ((0.3, False), (0.9, True)):
        _hold(ctx, delta=0.1, left=0.7)
        answer, runs = _call(ctx, u=exp(-limit / 0.1))
        expect(
            (answer, runs) == ((NEW, 1) if early else (OLD, 0)),
            f"with 0.7 s left and −β · δ · ln(u) = {limit} s, it returned {answer!r}",
            f"{NEW if early else OLD!r}",
            "To what is the time left rounded by the command that you ask?",
        )


@step("u = 1 never refreshes, and an answer of None is one", fresh=True)
def borders(ctx):
    _hold(ctx, delta=5.0, left=0.5)
    answer, runs = _call(ctx, u=1.0)
    expect(
        (answer, runs) == (OLD, 0),
        f"with u = 1, whose logarithm is 0, it returned {answer!r} and ran `make` {runs} times",
        f"{OLD!r} and 0 runs",
        "Is your comparison turned the right way round?",
    )
    ctx.r.flushall()
    seen = [_call(ctx, make=lambda: None) for _ in range(2)]
    expect(
        seen == [(None, 1), (None, 0)],
        f"`make` returns None; two calls (answer, runs) gave {seen}",
        "[(None, 1), (None, 0)]",
        "Which reply means that there is no entry: what `GET` says, or what the entry holds?",
    )
