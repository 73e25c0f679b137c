"""Refresh early, at random."""

import json
import time
from math import exp, log, log2, log10

from helpers.exercises import asking, call, every_crash, expect, expect_key, expect_ttl, step

OBJECTIVES = (3,)
KEY = "report"
KEYS = {KEY: 60}
OLD, NEW = ["old"], ["new"]
TOOK = 0.06  # s that `compute` takes where its time matters

# (t, δ, β, u): with some of them a refresh is due, with the others it isn't
HITS = [
    (50, 0.1, 1, 0.5),
    (0.5, 1, 1, 1e-300),
    (10, 1, 1, exp(-9)),
    (10, 1, 1, exp(-11)),
    (10, 1, 2, exp(-4.5)),
    (10, 1, 2, exp(-5.5)),
    (10, 0.5, 1, exp(-19)),
    (10, 0.5, 1, exp(-21)),
    (0.7, 0.1, 1, exp(-3)),
    (0.7, 0.1, 1, exp(-9)),
    (0.4, 1, 1, 0.9),
    (0.4, 1, 1, 0.1),
    (2, 1, 1, 0.95),
    (3, 1, 1, exp(-5)),  # the last two differ in t alone
    (20, 1, 1, exp(-5)),
]


def _due(t, delta, beta, u):
    return t < -beta * delta * log(u)


# Conditions that learners write instead, each with the question that points at it
OTHERS = [
    (lambda t, delta, beta, u: not _due(t, delta, beta, u), "Which way round is your comparison?"),
    (
        lambda t, delta, beta, u: False,
        "Which sign does your −β · δ · ln(u) have, and which of its factors could be 0?",
    ),
    (lambda t, delta, beta, u: True, "When does a hit return the cached value?"),
    (lambda t, delta, beta, u: _due(t, delta, 1, u), "Where does β come into your condition?"),
    (lambda t, delta, beta, u: _due(t, 1, beta, u), "Where does δ come into your condition?"),
    (
        lambda t, delta, beta, u: _due(1000 * t, delta, beta, u),
        "In which units are the two sides of your comparison?",
    ),
    (
        lambda t, delta, beta, u: _due(t / 1000, delta, beta, u),
        "In which units are the two sides of your comparison?",
    ),
    (
        lambda t, delta, beta, u: _due(int(t + 0.5), delta, beta, u),
        "Does your command return the remaining TTL to the millisecond, or rounded?",
    ),
    (
        lambda t, delta, beta, u: t < -beta * delta * log(1 - u) if u < 1 else True,
        "Is your u the result of `rand()`, or 1 minus that?",
    ),
    (lambda t, delta, beta, u: t < -beta * delta * log2(u), "Which base does your logarithm have?"),
    (lambda t, delta, beta, u: t < -beta * delta * log10(u), "Which base does your logarithm have?"),
    (lambda t, delta, beta, u: t < beta * delta * u, "Where's the logarithm in your condition?"),
    (lambda t, delta, beta, u: t < beta * delta * (1 - u), "Where's the logarithm in your condition?"),
]
INDEPENDENT = "Where does the remaining TTL come into your condition?"
EACH_PART = "Which part of your condition differs from t < −β · δ · ln(u)?"


class Compute:
    """Stands in for the report: counts its runs."""

    def __init__(self, value=NEW, seconds=0):
        self.value, self.seconds, self.runs = value, seconds, 0

    def __call__(self):
        self.runs += 1
        time.sleep(self.seconds)
        return self.value

    def __repr__(self):
        return "compute"


class Rand:
    """Returns `u`, and counts how often it was called."""

    def __init__(self, u):
        self.u, self.runs = u, 0

    def __call__(self):
        self.runs += 1
        return self.u

    def __repr__(self):
        return "rand"


def _call(ctx, compute, u=1.0, beta=1):
    """The value that the answer returns, and how often it called `rand`."""
    rand = Rand(u)
    with asking("Of which number do you take the logarithm?", "math domain"):
        value = ctx.answer.get_early(KEY, compute, beta, rand)
    return value, rand.runs


def _store(ctx, delta, left, value=OLD):
    """A cached value that took `delta` seconds to compute and expires in `left` seconds."""
    ctx.r.set(KEY, json.dumps([value, delta]), px=int(1000 * left))


def _entry(ctx, question):
    held = expect_key(ctx, KEY, "string", question=question)
    try:
        value, delta = json.loads(held)
    except (ValueError, TypeError):
        value, delta = None, None
    expect(
        isinstance(delta, float),
        f"`{KEY}` holds {held!r}",
        "a JSON list of the value and δ",
        "What does the next visitor need to know besides the value?",
    )
    return value, delta


@step("a miss runs `compute` and stores its value and δ for 60 s")
def miss(ctx):
    compute = Compute(seconds=TOOK)
    value, _ = _call(ctx, compute)
    expect(
        value == NEW and compute.runs == 1,
        f"with an empty cache it returned {value!r} and ran `compute` {compute.runs} times",
        f"{NEW!r}, and 1 run",
        "What does a visitor get who misses?",
    )
    stored, delta = _entry(ctx, "Where do other visitors look for the value?")
    expect(stored == NEW, f"`{KEY}` holds the value {stored!r}", f"{NEW!r}", "Which value do you store?")
    expect(
        0.9 * TOOK < delta < 3,
        f"`compute` took about {TOOK} s, and δ is {delta:.6g}",
        "the time in seconds that `compute` took",
        "Where do you start and stop the clock, and does it count seconds?",
    )
    expect_ttl(ctx, KEY, 60, "How long may the value be used if no visitor refreshes it?")


@step("a hit refreshes if t < −β · δ · ln(u), and otherwise returns the cached value", fresh=True)
def hits(ctx):
    seen = []
    for t, delta, beta, u in HITS:
        compute = Compute()
        _store(ctx, delta, t)
        value, rolled = _call(ctx, compute, u, beta)
        expect(
            rolled == 1 and compute.runs <= 1,
            f"on a hit, your function called `rand` {rolled} times and ran `compute` {compute.runs} times",
            "a single call of `rand`, and at most 1 run",
            "Where does your function get u from, and how often?",
        )
        expect(
            compute.runs == 0 or value == NEW,
            f"an early refresh computed {NEW!r}, and your function returned {value!r}",
            f"{NEW!r}",
            "Why should the visitor who computed the new value get the stale one?",
        )
        expect(
            compute.runs == 1 or value == OLD,
            f"a hit without a refresh returned {value!r}",
            f"the cached value, {OLD!r}",
            "What do you return on a hit?",
        )
        seen.append(compute.runs == 1)
    _expect_the_formula(seen)


def _expect_the_formula(seen):
    wrong = [case for case, early in zip(HITS, seen, strict=True) if early != _due(*case)]
    if not wrong:
        return
    explained = [question for other, question in OTHERS if seen == [other(*case) for case in HITS]]
    if not explained and seen[-1] == seen[-2]:
        explained = [INDEPENDENT]
    t, delta, beta, u = wrong[0]
    limit = -beta * delta * log(u)
    expect(
        False,
        f"with {t} s left, δ = {delta} s, β = {beta} and u = {u:.2g}, it ran `compute`"
        f" {0 if _due(*wrong[0]) else 1} times",
        f"{'a' if _due(*wrong[0]) else 'no'} refresh, because −β · δ · ln(u) is {limit:.3g} s",
        [*explained, EACH_PART][0],
    )


@step("u = 1 never refreshes", fresh=True)
def never(ctx):
    compute = Compute()
    _store(ctx, delta=5.0, left=0.5)
    value, _ = _call(ctx, compute, u=1.0)
    expect(
        (value, compute.runs) == (OLD, 0),
        f"with u = 1, whose logarithm is 0, it returned {value!r} and ran `compute` {compute.runs} times",
        f"{OLD!r}, and 0 runs",
        "Is your u the result of `rand()`, and which way round is your comparison?",
    )


@step("a hit takes a single round trip", fresh=True)
def one_trip(ctx):
    _store(ctx, delta=0.1, left=50)
    with ctx.watch() as asked:
        _call(ctx, Compute(), u=0.5)
    expect(
        asked.round_trips == 1,
        f"a hit took {asked.round_trips} round trips: {', '.join(asked.commands)}",
        "1 round trip",
        "How do you send two commands together?",
    )


@step("an early refresh stores the new value, its δ and a TTL of 60 s", fresh=True)
def refresh(ctx):
    _store(ctx, delta=1000.0, left=5)
    _call(ctx, Compute(seconds=TOOK), u=exp(-20))
    stored, delta = _entry(ctx, "What does a refresh have in common with a miss?")
    expect(
        stored == NEW,
        f"after an early refresh, `{KEY}` holds the value {stored!r}",
        f"the new value, {NEW!r}",
        "What does a refresh have in common with a miss?",
    )
    expect_ttl(ctx, KEY, 60, "When does the new value expire?")
    expect(
        0.9 * TOOK < delta < 10,
        f"the stale value took 1,000 s, the refresh took about {TOOK} s, and the stored δ is {delta:.6g}",
        "the time that this run of `compute` took",
        "Which run of `compute` does the new δ belong to?",
    )


@step("`None`, 0 and an empty list are values, too", fresh=True)
def falsy(ctx):
    for value in (None, 0, []):
        ctx.r.flushall()
        compute = Compute(value)
        seen = [_call(ctx, compute)[0] for _ in range(2)]
        expect(
            seen == [value, value] and compute.runs == 1,
            f"`compute` returns {value!r}; two calls returned {seen} and ran it {compute.runs} times",
            f"{value!r} twice, and 1 run",
            "Which reply means a miss: that of `GET`, or the value inside the entry?",
        )


@step("a crash leaves no key without its TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.get_early(KEY, Compute(), 1, Rand(1.0)), lambda crash: None, how=("killed",))
