"""A decorator that caches a function's results."""

import itertools
import json
from contextlib import contextmanager
from hashlib import sha256

import redis

from helpers.exercises import asking, expect, expect_ttl, raises, step

OBJECTIVES = (1, 2)
SECONDS = 15
KEYS = {"shop:v*:*": 660}
MISS = object()
DAYS, CATEGORY = 7, "Kettles"
EXPIRES = "What if the key expires between your two commands?"
JSON = "What turns the result into JSON?"


def _key(arguments, kind="report", version=2):
    canonical = json.dumps(arguments, sort_keys=True, separators=(",", ":"))
    return f"shop:v{version}:{kind}:{sha256(canonical.encode()).hexdigest()}"


def _report(ctx, result=MISS, seconds=600, version=2, kind="report"):
    """A decorated function, and the list of the arguments with which it was run."""
    runs = []

    def report(days=30, category=None):
        runs.append((days, category))
        return [days, category] if result is MISS else result() if callable(result) else result

    decorated = ctx.answer.cached(kind, version=version, seconds=seconds)(report)
    expect(
        callable(decorated),
        f"`cached(r, …)(report)` is {decorated!r}",
        "a function that's called in place of `report`",
        "What does `decorate` return?",
    )
    return decorated, runs


def _seconds_left(ctx):
    """How long the keys have to live, in seconds, sorted: -0.001 for one that never expires."""
    names = ctx.keys()
    return sorted(ctx.r.pttl(name) / 1000 for name in names)


def _expect_all_expire(ctx, when):
    left = _seconds_left(ctx)
    expect(
        not left or left[0] > 0,
        f"{when}, a key was left that never expires",
        "a TTL for each key",
        "Which command of yours writes the result, and what if it's the last one that reaches the server?",
    )


@step("the second call returns the cached result, in any process")
def twice(ctx):
    report, runs = _report(ctx)
    with (
        asking("What makes a TTL with a fraction an integer, and in which unit?", "x must be"),
        asking(JSON, "item must be", "Invalid input"),
    ):
        results = [report(DAYS, CATEGORY)]
        expect(
            ctx.keys(),
            "when the first call had returned, the server held no key",
            "the result in the cache",
            "When does your function store the result, and does it wait for the reply?",
        )
        results.append(report(DAYS, CATEGORY))
    expect(
        results == [[DAYS, CATEGORY]] * 2,
        f"two calls returned {results[0]!r} and {results[1]!r}",
        f"what `report` returns, both times: {[DAYS, CATEGORY]}",
        "What do you return on a hit, and what on a miss?",
    )
    expect(
        len(runs) == 1,
        f"two equal calls ran `report` {len(runs)} times",
        "1 run",
        "Where does your function look before it runs `report`?",
    )
    there, runs_there = _report(ctx)  # two processes make the calls in turn
    result = there(DAYS, CATEGORY)
    expect(
        result == [DAYS, CATEGORY] and not runs_there,
        f"afterwards, `report({DAYS}, '{CATEGORY}')` in a second process returned {result!r} and ran `report`"
        f" {len(runs_there)} times",
        "the cached result, and no run",
        "Where would another process find the result?",
    )


@step("the result is stored as JSON under the canonical key of all arguments", fresh=True)
def key(ctx):
    report, _ = _report(ctx)
    report(DAYS, CATEGORY)
    wanted, held = _key({"days": DAYS, "category": CATEGORY}), ctx.keys()
    start = all(name.startswith("shop:v2:report:") for name in held)
    expect(
        ctx.r.exists(wanted),
        f"`report({DAYS}, '{CATEGORY}')` left {', '.join(f'`{name}`' for name in held) or 'no key'}",
        f"`{wanted}`: the digest of the JSON {{'category': '{CATEGORY}', 'days': {DAYS}}}, sorted, without"
        " blanks",
        "Which dict of names and values does `signature(function).bind(…)` make of the arguments?"
        if start
        else "What comes before the digest, and where do the version and the kind come from?",
    )
    text = ctx.r.get(wanted)
    expect(text.replace(" ", "") == '[7,"Kettles"]', f"the key holds `{text}`", '`[7, "Kettles"]`', JSON)


@step("however a call is written, the same arguments give the same key", fresh=True)
def any_order(ctx):
    report, runs = _report(ctx)
    for call in (
        report,
        lambda: report(30),
        lambda: report(days=30),
        lambda: report(30, None),
        lambda: report(category=None, days=30),
        lambda: report(days=30, category=None),
    ):
        call()
    expect(
        len(runs) == 1,
        "`report()`, `report(30)`, `report(days=30)`, `report(30, None)` and two calls by name"
        f" ran `report` {len(runs)} times",
        "1 run, because all of them ask for days=30, category=None",
        "Where do you get the values that a call leaves out, and the names that it doesn't write?",
    )


@step("different arguments, kinds and versions have different keys", fresh=True)
def others(ctx):
    report, _ = _report(ctx)
    calls = [(7, None), ("7", None), (30, "Kettles"), (30, "None")]
    results = [report(*one) for one in calls]
    expect(
        results == [list(one) for one in calls],
        f"the calls {calls} returned {results}",
        "each its own arguments",
        "Which two different questions have the same key?",
    )
    for name, options in (("version", {"version": 3}), ("kind", {"kind": "list"})):
        other, _ = _report(ctx, result="a different format", **options)
        expect(
            other(7) == "a different format",
            f"with a different {name}, `report(7)` returned the old result",
            "an entry of its own",
            f"Where is the {name} in the key's name?",
        )


@step("the TTLs have jitter: up to a tenth shorter or longer", fresh=True)
def jitter(ctx):
    report, _ = _report(ctx, seconds=600)
    at_once = []  # the TTL of each, right after it was stored
    for days in range(40):
        report(days)
        at_once.append(ctx.r.pttl(_key({"days": days, "category": None})) / 1000)
    left = _seconds_left(ctx)
    _expect_all_expire(ctx, "after 40 misses")
    expect(
        left[0] >= 535 and left[-1] <= 660,
        f"40 entries with `seconds=600` have between {left[0]:.0f} and {left[-1]:.0f} s to live",
        "between 540 and 660 s",
        "What is a tenth of the TTL, and in which unit does `SET` take it?",
    )
    expect(
        left[-1] - left[0] > 20,
        f"40 entries expire within {left[-1] - left[0]:.0f} s of each other",
        "TTLs between 540 and 660 s",
        "Do you draw a random number at all?"
        if abs(left[-1] - 600) < 5
        else "When do you draw your random number: once, or for each entry?",
    )
    expect(
        left[0] < 590 and left[-1] > 605,
        f"40 entries have between {left[0]:.0f} and {left[-1]:.0f} s to live",
        "some with less than 600 s, some with more",
        "In which range is your random factor?",
    )
    different = 1 + sum(later - one > 0.5 for one, later in itertools.pairwise(sorted(at_once)))
    expect(
        different > 2,
        f"40 entries have only {different} different TTLs",
        "TTLs anywhere between 540 and 660 s, so that the entries don't expire in bunches",
        "How many values can your random factor have?",
    )


@step("`None`, 0 and [] are valid results, and `None` is kept for 30 s", fresh=True)
def nothing(ctx):
    for number, result in enumerate([0, [], "", None]):
        report, runs = _report(ctx, result=result)
        results = [report(number) for _ in range(3)]
        expect(
            results == [result] * 3 and len(runs) == 1,
            f"`report` returns {result!r}; three calls returned {results} and ran it {len(runs)} times",
            f"{result!r} each time, and 1 run",
            "Which reply of `GET` is the only one that means a miss?",
        )
    _expect_no_jitter(ctx, report)
    expect_ttl(
        ctx, _key({"days": 3, "category": None}), 30, "How long may the cache say that there's no result?"
    )


def _expect_no_jitter(ctx, report):
    left = []
    for days in range(100, 120):
        report(days)
        left.append(ctx.r.pttl(_key({"days": days, "category": None})) / 1000)
    expect(
        not 25 < min(left) < max(left) - 1 < 34,
        f"20 entries for `None` have between {min(left):.0f} and {max(left):.0f} s to live",
        "30 s for each, without jitter",
        "To which of the two TTLs does your random number belong?",
    )


@step("an error of the function reaches the caller, and isn't cached", fresh=True)
def error(ctx):
    def fail():
        raise LookupError("no such category")

    report, runs = _report(ctx, result=fail)
    for _ in range(2):
        with raises(LookupError, "`report` raised LookupError", "Which errors do you catch, and where?"):
            report(7)
    expect(
        len(runs) == 2 and not ctx.keys(),
        f"two calls, each of which raised an error, ran `report` {len(runs)} times and left"
        f" {len(ctx.keys())} keys",
        "2 runs, and nothing in the cache",
        "What do you store if there's no result?",
    )


@step("an error of the program, such as WRONGTYPE, reaches the caller", fresh=True)
def wrong_type(ctx):
    report, _ = _report(ctx)
    name = _key({"days": 7, "category": None})
    ctx.r.rpush(name, "a list, by mistake")
    ctx.r.expire(name, 60)
    with raises(
        redis.ResponseError,
        "the key holds a list, `GET` failed with WRONGTYPE",
        "Which errors mean that Redis is down, and which that the program is wrong?",
    ):
        report(7)


def _expect_one_run(result, runs, when):
    expect(
        result == [7, None] and len(runs) == 1,
        f"{when}, `report(7)` returned {result!r} and ran {len(runs)} times",
        "its result, [7, None], and 1 run",
        "Which lines run again, or not at all, if a command fails?",
    )


@step("if Redis is down, the function runs once, and its result is returned", fresh=True)
def down(ctx):
    report, runs = _report(ctx)
    ctx.server.kill()
    try:
        with asking("Which commands can fail, and what is left to do if the first one does?", "onnect"):
            result = report(7)
    finally:
        ctx.server.restart()
    _expect_one_run(result, runs, "while Redis was down")


@step("if Redis goes down while the function runs, it doesn't run again", fresh=True)
def goes_down(ctx):
    def kill_and_return():
        ctx.server.kill()
        return [7, None]

    report, runs = _report(ctx, result=kill_and_return)
    try:
        with asking("What if the result is there, and Redis isn't?", "onnect"):
            result = report(7)
    finally:
        ctx.server.restart()
    _expect_one_run(result, runs, "when Redis went down while `report` was running")


@step("an error of a Redis client that the function uses itself is the function's error", fresh=True)
def own_redis(ctx):
    def fail():
        raise redis.ConnectionError("the function's own Redis is down")

    report, runs = _report(ctx, result=fail)
    try:
        outcome = f"the caller got {report(7)!r}"
    except redis.ConnectionError:
        outcome = "so did its caller"
    expect(
        len(runs) == 1 and outcome == "so did its caller",
        f"`report` got a ConnectionError of its own, {outcome}, and `report` ran {len(runs)} times",
        "the error for the caller, and 1 run",
        "Does your `try` hold a call of Redis, or the function as well?",
    )


@contextmanager
def _before_trip(ctx, number, act):
    """In this block `act()` comes right before the answer's round trip `number`."""
    trips = []

    def count(commands):
        trips.append(commands)
        if len(trips) == number:
            act()

    with ctx.before_each_trip(count):
        yield


def no_reply():
    raise redis.TimeoutError("Timeout reading from socket")


@step("a Redis that doesn't reply in time counts as down", fresh=True)
def silent(ctx):
    for trip in (1, 2, 3):
        ctx.r.flushall()
        report, runs = _report(ctx)
        with (
            asking("Which error, besides ConnectionError, means that Redis is down?", "Timeout"),
            _before_trip(ctx, trip, no_reply),
        ):
            result = report(7)
        when = f"when command {trip} got no reply in time"
        _expect_one_run(result, runs, when)
        _expect_all_expire(ctx, when)


@step("an error of the write reaches the caller as well", fresh=True)
def full(ctx):
    report, _ = _report(ctx)
    ctx.r.config_set("maxmemory", 1)  # the server rejects every write
    try:
        with raises(
            redis.ResponseError,
            "the server's memory is full, it rejected the write",
            "Which errors does the `except` around your write name?",
        ):
            report(7)
    finally:
        ctx.r.config_set("maxmemory", 0)


@step("the TTL follows from `seconds`, and a hit leaves it unchanged", fresh=True)
def ttl(ctx):
    report, _ = _report(ctx, seconds=100)
    for days in range(20):
        report(days)
    left = _seconds_left(ctx)
    expect(
        left[0] >= 85 and left[-1] <= 110,
        f"20 entries with `seconds=100` have between {left[0]:.0f} and {left[-1]:.0f} s to live",
        "between 90 and 110 s",
        "Of which number do you take a tenth?",
    )
    name = _key({"days": 7, "category": None})
    ctx.r.expire(name, 50)
    report(7)
    expect(
        ctx.r.ttl(name) <= 50,
        f"an entry had 50 s to live; after a hit it has {ctx.r.ttl(name)} s",
        "an unchanged TTL: a result isn't newer because it was read",
        "How stale can a result become that's asked for every minute?",
    )
    with asking(EXPIRES, "NoneType"), _before_trip(ctx, 2, lambda: ctx.r.delete(name)):
        result = report(7)
    expect(
        result == [7, None],
        f"a key expired after your first command, and `report(7)` returned {result!r}",
        "[7, None]",
        EXPIRES,
    )
