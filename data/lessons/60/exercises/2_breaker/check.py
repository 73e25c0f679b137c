"""A circuit breaker."""

import redis

from helpers.exercises import cases, expect, raises, step

OBJECTIVES = (4,)
KEYS = {"key:*": None}
ONE_PROCESS = True
REFUSED = redis.ConnectionError("Error 111 connecting to 127.0.0.1:6379. Connection refused.")
NO_REPLY = redis.TimeoutError("Timeout reading from socket")
OPENS = "After which failure does the breaker open, and what must happen for the count to start again?"
TRIAL = "Which call is the trial, and from which moment do the 10 seconds count?"


def _new(ctx):
    """Begin with a new breaker, and two keys that can be read."""
    ctx.another_process()
    ctx.r.mset({"key:a": "7", "key:b": "8"})


def _fail(ctx, times, error=REFUSED):
    """Let a call fail at each of these times. Return how many of them reached out to Redis."""
    with ctx.failing(error) as tried:
        for number, now in enumerate(times):
            returned = _read_while_failing(ctx, "key:" + "ab"[number % 2], now)
            expect(
                returned is None,
                f"Redis raised {type(error).__name__}, and `read` returned {returned!r}",
                "None",
                "What does the caller get that can't have the value?",
            )
    return len(tried)


def _read_while_failing(ctx, key, now):
    try:
        return ctx.answer.read(key, now)
    except redis.RedisError as error:
        return expect(
            False,
            f"Redis raised {type(error).__name__}, and it reached the caller of `read`",
            "None",
            "Which errors mean that Redis fails, and what are their classes called in redis-py?",
        )


def _open(ctx, last=100):
    """Let three calls fail, the third at `last`."""
    sent = _fail(ctx, [max(0, last - 2), max(0, last - 1), last])  # no clock shows a negative time
    expect(
        sent <= 3,
        f"with a new breaker, three calls failed, and they tried to reach Redis {sent} times",
        "once for each call",
        "How often does one call of yours try, and who waits for it while Redis is down?",
    )
    expect(
        sent == 3,
        f"with a new breaker, three calls failed, and {sent} of them tried to reach Redis",
        "3, because the breaker opens with the third failure",
        OPENS,
    )


def _expect_sent(ctx, now, sent, when, question):
    """Expect a call at `now` to ask Redis, or not to."""
    before = len(ctx.asked())
    returned = ctx.answer.read("key:a", now)
    asked = len(ctx.asked()) > before
    expect(
        asked == sent,
        f"{when}, a call " + ("asked Redis" if asked else "didn't ask Redis"),
        "a call that asks Redis" if sent else "a call that returns without asking Redis",
        question,
    )
    expect(
        returned == ("7" if sent else None),
        f"{when}, `read` returned {returned!r}",
        repr("7" if sent else None),
        "What does `read` return when the breaker is closed, and what when it's open?",
    )


@step("with a healthy server, it returns the value, or None if there's no such key")
def healthy(ctx):
    _new(ctx)
    question = "What does `GET` reply, and what does your function return?"
    cases(ctx.answer.read, [(("key:a", 1), "7"), (("key:b", 1.5), "8"), (("key:c", 2), None)], question)
    ctx.r.set("key:a", "9")
    cases(ctx.answer.read, [(("key:a", 3), "9")], "Where does your function get the value from?")
    ctx.r.set("key:a", "")
    cases(ctx.answer.read, [(("key:a", 4), "")], "What distinguishes an empty value from no key?")


@step("a failure gives None, and one or two don't open the breaker")
def few_failures(ctx):
    for error in (REFUSED, NO_REPLY, redis.BusyLoadingError("Redis is loading the dataset in memory")):
        _new(ctx)
        _fail(ctx, [100, 101], error)
        _expect_sent(ctx, 102, True, "after two failures", OPENS)


@step("after three failures in a row, nothing is sent for 10 seconds")
def opens(ctx):
    for last in (100, 0):  # a clock may begin at 0
        _new(ctx)
        _open(ctx, last)
        for seconds in (0, 1, 5, 9.5):
            when = f"{seconds:g} s after the third failure in a row" + ", which came at 0 s" * (last == 0)
            question = OPENS if last else "What does your function make of `now` = 0?"
            _expect_sent(ctx, last + seconds, False, when, question)
    _new(ctx)
    _fail(ctx, [97])
    _fail(ctx, [98], NO_REPLY)
    _fail(ctx, [99])
    when = "after a refused connection, a timeout and a refused connection"
    _expect_sent(ctx, 100, False, when, "Which errors count as failures?")
    _new(ctx)
    _fail(ctx, [100, 4000, 9000])
    question = "How long ago may a failure be, if no reply has come since?"
    _expect_sent(
        ctx, 9001, False, "1 s after the third failure in a row, which came long after the second", question
    )
    _new(ctx)
    _open(ctx, 100.875)
    question = "What does your function make of the fraction of `now`?"
    _expect_sent(ctx, 110.5, False, "9.625 s after the third failure in a row", question)


@step("any reply starts the count again, also one that says that there's no such key")
def count_starts_again(ctx):
    for name, key in (("a value", "key:a"), ("no such key", "key:missing")):
        _new(ctx)
        for begin in (100, 103, 106):
            _fail(ctx, [begin, begin + 1])
            ctx.answer.read(key, begin + 2)
        when = f"after two failures and a reply ({name}), three times"
        _expect_sent(ctx, 109, True, when, OPENS)


@step("a trial that gets a reply closes the breaker, and the count starts again")
def trial_succeeds(ctx):
    _new(ctx)
    _open(ctx)
    for seconds in (1, 4, 8):
        ctx.answer.read("key:b", 100 + seconds)
    _expect_sent(ctx, 110.5, True, "10.5 s after the third failure", TRIAL)
    _expect_sent(ctx, 110.6, True, "after a trial that got a reply", TRIAL)
    _fail(ctx, [111, 112])
    _expect_sent(ctx, 113, True, "two failures after such a trial", OPENS)
    _open(ctx, 120)
    _expect_sent(ctx, 121, False, "three failures after such a trial", OPENS)


@step("a trial that fails opens the breaker for another 10 seconds")
def trial_fails(ctx):
    _new(ctx)
    _open(ctx)
    sent = _fail(ctx, [111])
    expect(sent == 1, f"11 s after the third failure, {sent} calls tried to reach Redis", "1 trial", TRIAL)
    for now in (111.5, 115, 120):
        _expect_sent(ctx, now, False, f"{now - 111:g} s after a trial that failed", TRIAL)
    sent = _fail(ctx, [121.5])
    expect(sent == 1, f"10.5 s after a failed trial, {sent} calls tried to reach Redis", "1 trial", TRIAL)
    _expect_sent(ctx, 125, False, "3.5 s after a second trial that failed", TRIAL)
    _expect_sent(ctx, 132, True, "10.5 s after a second trial that failed", TRIAL)


@step("other errors reach the caller, and count as a reply")
def bugs_surface(ctx):
    _new(ctx)
    ctx.r.delete("key:b")
    ctx.r.rpush("key:b", "a list")
    question = "Is Redis down when it replies with WRONGTYPE?"
    for now in range(100, 105):
        with raises(redis.ResponseError, "`key:b` is a list, so `GET` raises WRONGTYPE", question):
            ctx.answer.read("key:b", now)
    _expect_sent(ctx, 105, True, "after five replies of WRONGTYPE", question)
    with ctx.failing(REFUSED):
        ctx.answer.read("key:a", 110)
        ctx.answer.read("key:a", 111)
    with raises(redis.ResponseError, "`key:b` is a list, so `GET` raises WRONGTYPE", question):
        ctx.answer.read("key:b", 112)
    with ctx.failing(REFUSED):
        ctx.answer.read("key:a", 113)
    _expect_sent(ctx, 114, True, "after two failures, WRONGTYPE and a failure", question)
    _open(ctx, 120)
    with raises(redis.ResponseError, "the trial met a list, so `GET` raises WRONGTYPE", question):
        ctx.answer.read("key:b", 131)
    _expect_sent(ctx, 131.5, True, "0.5 s after a trial that got WRONGTYPE", question)
