"""A decorator that caches a function's answers."""

import json
from contextlib import contextmanager
from hashlib import sha256

import redis

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 2)
SECONDS = 15
MISS = "no answer in the cache"


def _key(arguments, kind="report", version=2):
    canonical = json.dumps(arguments, sort_keys=True, separators=(",", ":"))
    return f"shop:v{version}:{kind}:{sha256(canonical.encode()).hexdigest()}"


def _report(ctx, answer=MISS, seconds=600, version=2, kind="report"):
    """A decorated function, and the list of the arguments with which it was run."""
    runs = []

    def report(days=30, category=None):
        runs.append((days, category))
        return [days, category] if answer is MISS else answer() if callable(answer) else answer

    decorated = ctx.answer.cached(kind, version=version, seconds=seconds)(report)
    expect(
        callable(decorated),
        f"`cached(r, …)(report)` is {decorated!r}",
        "a function that is called in place of `report`",
        "What does `decorate` hand back?",
    )
    return decorated, runs


@step("the second call is answered by the cache")
def twice(ctx):
    report, runs = _report(ctx)
    with (
        asking("What makes a whole number of a lifetime with a fraction, and in which unit?", "x must be"),
        asking("What makes JSON of an answer?", "item must be", "Invalid input"),
    ):
        answers = [report(7, "Kettles"), report(7, "Kettles")]
    expect(
        answers == [[7, "Kettles"]] * 2,
        f"two calls returned {answers[0]!r} and {answers[1]!r}",
        "what `report` returns, both times: [7, 'Kettles']",
        "What does a hit hand on, and what a miss?",
    )
    expect(
        len(runs) == 1,
        f"two equal calls ran `report` {len(runs)} times",
        "1 run",
        "What does your function look for, before it runs `report`?",
    )


@step("the answer lies as JSON under the canonical key of all arguments")
def key(ctx):
    report, _ = _report(ctx)
    report(7, "Kettles")
    wanted, held = _key({"days": 7, "category": "Kettles"}), ctx.keys()
    expect(
        ctx.r.exists(wanted),
        f"`report(7, 'Kettles')` left {', '.join(f'`{name}`' for name in held) or 'no key'}",
        f"`{wanted}`: the digest of the JSON {{'category': 'Kettles', 'days': 7}}, sorted, without blanks",
        "Which dict of names and values does `signature(function).bind(…)` make of the arguments?"
        if all(name.startswith("shop:v2:report:") for name in held)
        else "What stands before the digest, and where do the version and the kind come from?",
    )
    text = ctx.r.get(wanted)
    expect(
        text.replace(" ", "") == '[7,"Kettles"]',
        f"the key holds `{text}`",
        '`[7, "Kettles"]`',
        "What makes JSON of an answer?",
    )


@step("however a call is written, the same arguments are one entry", fresh=True)
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
        f" ran it {len(runs)} times",
        "1 run, since all of them ask for days=30, category=None",
        "Where do the values come from that a call leaves out, and the names that it does not write?",
    )


@step("other arguments, kinds and versions are other entries", fresh=True)
def others(ctx):
    report, _ = _report(ctx)
    calls = [(7, None), ("7", None), (30, "Kettles"), (30, "None")]
    answers = [report(*one) for one in calls]
    expect(
        answers == [list(one) for one in calls],
        f"the calls {calls} were answered with {answers}",
        "each with its own arguments",
        "Which two different questions have one name?",
    )
    for name, options in (("version", {"version": 3}), ("kind", {"kind": "list"})):
        other, _ = _report(ctx, answer="another form", **options)
        expect(
            other(7) == "another form",
            f"with another {name}, `report(7)` was answered from the old entry",
            "an entry of its own",
            f"Where does the {name} stand in the name?",
        )


@step("lifetimes have jitter: up to a tenth shorter or longer", fresh=True)
def jitter(ctx):
    report, _ = _report(ctx, seconds=600)
    for days in range(40):
        report(days)
    left = sorted(ctx.r.pttl(name) / 1000 for name in ctx.r.scan_iter(count=1000))
    expect(
        left[0] > 0,
        "some entries never expire",
        "an end for each",
        "What becomes of an entry whose arguments are never asked for again?",
    )
    expect(
        left[0] >= 535 and left[-1] <= 660,
        f"40 entries with `seconds=600` have between {left[0]:.0f} and {left[-1]:.0f} s to live",
        "between 540 and 660 s",
        "What is a tenth of the lifetime, and in which unit does `SET` take it?",
    )
    expect(
        left[-1] - left[0] > 20,
        f"40 entries end within {left[-1] - left[0]:.0f} s of each other",
        "ends spread between 540 and 660 s",
        "Is a random number drawn at all?"
        if abs(left[-1] - 600) < 5
        else "When is your random number drawn: once, or for each entry?",
    )
    expect(
        left[0] < 590 and left[-1] > 605,
        f"40 entries have between {left[0]:.0f} and {left[-1]:.0f} s to live",
        "some with less than 600 s, some with more",
        "In which range does your random factor lie?",
    )


@step("None, 0 and [] are answers: asked for once, and None is kept for 30 s", fresh=True)
def nothing(ctx):
    for number, answer in enumerate([0, [], "", None]):
        report, runs = _report(ctx, answer=answer)
        answers = [report(number) for _ in range(3)]
        expect(
            answers == [answer] * 3 and len(runs) == 1,
            f"`report` returns {answer!r}; three calls returned {answers} and ran it {len(runs)} times",
            f"{answer!r} each time, and 1 run",
            "Which reply of `GET` is the only one that means a miss?",
        )
    _expect_no_jitter(ctx, report)
    ctx.expect_ttl(
        _key({"days": 3, "category": None}), 30, "How long is it remembered that there is nothing?"
    )


def _expect_no_jitter(ctx, report):
    ends = []
    for days in range(100, 120):
        report(days)
        ends.append(ctx.r.pttl(_key({"days": days, "category": None})) / 1000)
    expect(
        not 25 < min(ends) < max(ends) - 1 < 34,
        f"20 entries for None have between {min(ends):.0f} and {max(ends):.0f} s to live",
        "30 s for each, without jitter",
        "To which of the two lifetimes does your random number belong?",
    )


@step("an error of the function reaches the caller, and is not kept", fresh=True)
def error(ctx):
    def fail():
        raise LookupError("no such category")

    report, runs = _report(ctx, answer=fail)
    for _ in range(2):
        try:
            answer = report(7)
        except LookupError:
            continue
        expect(
            False,
            f"`report` raised LookupError, and the caller got {answer!r}",
            "the LookupError",
            "Which exceptions does your function catch, and around which calls?",
        )
    expect(
        len(runs) == 2 and not ctx.keys(),
        f"two calls, each ending in an error, ran `report` {len(runs)} times",
        "2 runs, and nothing in the cache",
        "What is stored when there is no answer?",
    )


@step("errors of Redis other than being away reach the caller", fresh=True)
def wrong_type(ctx):
    report, _ = _report(ctx)
    ctx.r.rpush(_key({"days": 7, "category": None}), "a list, by mistake")
    try:
        answer = report(7)
    except redis.ResponseError:
        return
    expect(
        False,
        f"the key holds a list, `GET` fails with WRONGTYPE, and `report(7)` returned {answer!r}",
        "the error: two parts of the program use one key for different things",
        "Which errors say that Redis is away, and which that the program is wrong?",
    )


@step("a Redis that is down costs nothing but time", fresh=True)
def down(ctx):
    report, runs = _report(ctx)
    ctx.server.kill()
    try:
        with asking(
            "Which calls of Redis may fail, and what is left to do when the first one does?", "onnect"
        ):
            answer = report(7)
    finally:
        ctx.server.restart()
    _expect_one_run(answer, runs, "with Redis down")


@step("a Redis that goes down meanwhile does not either", fresh=True)
def goes_down(ctx):
    def kill_and_answer():
        ctx.server.kill()
        return [7, None]

    report, runs = _report(ctx, answer=kill_and_answer)
    try:
        with asking("What if the answer is there, and Redis is not?", "onnect"):
            answer = report(7)
    finally:
        ctx.server.restart()
    _expect_one_run(answer, runs, "with Redis going down while `report` was at work")


@step("an error of a Redis that the function asks itself is one of the function", fresh=True)
def own_redis(ctx):
    def fail():
        raise redis.ConnectionError("another Redis, of the function's own")

    report, runs = _report(ctx, answer=fail)
    try:
        answer = f"the caller got {report(7)!r}"
    except redis.ConnectionError:
        answer = "so did its caller"
    expect(
        len(runs) == 1 and answer == "so did its caller",
        f"`report` met a ConnectionError of its own; {answer}, and `report` was run {len(runs)} times",
        "the error for the caller, and 1 run",
        "Does your `try` hold a call of Redis, or the function as well?",
    )


def _expect_one_run(answer, runs, when):
    expect(
        answer == [7, None] and len(runs) == 1,
        f"{when}, `report(7)` returned {answer!r} and was run {len(runs)} times",
        "its answer, [7, None], and 1 run",
        "Which lines run again, or not at all, when a call of Redis fails?",
    )


@contextmanager
def _no_answer_to(ctx, trip):
    """In this block the answer's round trip number `trip` gets no reply in time."""
    trips = []

    def fail(commands):
        trips.append(commands)
        if len(trips) == trip:
            raise redis.TimeoutError("Timeout reading from socket")

    with ctx.record.before_each_trip(fail):
        yield


@step("a Redis that does not answer in time is one that is down", fresh=True)
def silent(ctx):
    for trip in (1, 2):
        ctx.r.flushall()
        report, runs = _report(ctx)
        with (
            asking(
                "Which errors, beside the one of a refused connection, say that Redis is away?", "Timeout"
            ),
            _no_answer_to(ctx, trip),
        ):
            answer = report(7)
        _expect_one_run(answer, runs, f"with a Redis that does not answer to command {trip} in time")


@step("also an error of the write reaches the caller", fresh=True)
def full(ctx):
    report, _ = _report(ctx)
    ctx.r.config_set("maxmemory", 1)  # the server refuses to store anything
    try:
        answer = report(7)
    except redis.ResponseError:
        return
    finally:
        ctx.r.config_set("maxmemory", 0)
    expect(
        False,
        f"the server's memory is full, it refuses to store, and `report(7)` returned {answer!r}: nobody"
        " learns that the cache is of no use",
        "the error of the server: it is there, so it is not down",
        "Which errors does the `except` around your write name?",
    )


@step("the lifetime is the one that was asked for, and a hit does not move its end", fresh=True)
def lifetime(ctx):
    report, _ = _report(ctx, seconds=100)
    for days in range(20):
        report(days)
    left = sorted(ctx.r.pttl(name) / 1000 for name in ctx.r.scan_iter(count=1000))
    expect(
        left[0] >= 85 and left[-1] <= 110,
        f"20 entries with `seconds=100` have between {left[0]:.0f} and {left[-1]:.0f} s to live",
        "between 90 and 110 s",
        "Of which number do you take a tenth?",
    )
    key = _key({"days": 7, "category": None})
    ctx.r.expire(key, 50)
    report(7)
    expect(
        ctx.r.ttl(key) <= 50,
        f"an entry had 50 s to live; after a hit it has {ctx.r.ttl(key)} s",
        "the end where it was: an answer is not newer for having been read",
        "How old can an answer become that is asked for every minute?",
    )
