"""Retry what may be repeated."""

import contextlib
import time

import redis

from helpers.exercises import EITHER, call, cases, every_crash, expect, raises, step

OBJECTIVES = (3,)
KEYS = {"*": EITHER}
REFUSED = redis.ConnectionError("Connection reset by peer")
NO_REPLY = redis.TimeoutError("Timeout reading from socket")
LOADING = redis.BusyLoadingError("Redis is loading the dataset in memory")
REPEATABLE = {
    ("GET", "name"): "Ana",
    ("HGETALL", "cart"): {"456": "2"},
    ("LRANGE", "jobs", 0, -1): ["a", "b", "c"],
    ("SET", "name", "Bo"): True,
    ("set", "name", "Cy", "EX", 60): True,
    ("SET", "price", 890, "ex", 60): True,
    ("SET", "name", "nx"): True,
    ("get", "name"): "nx",
}
ONCE = [
    ("INCR", "views"),
    ("LPOP", "jobs"),
    ("RPUSH", "jobs", "d"),
    ("GETDEL", "name"),
    ("getdel", "name"),
    ("SET", "lock", "token", "NX"),
    ("SET", "lock", "token", "EX", 60, "nx"),
    ("SET", "name", "Bo", "GET"),
    ("HINCRBY", "cart", "456", 1),
    ("SPOP", "members"),
    ("APPEND", "name", "!"),
    ("EVAL", "return redis.call('INCR', 'views')", 0),
]
TWICE = "What would the data and the reply be after a second run of this command?"
MOST = "How many attempts are that altogether, and which error does the caller see in the end?"


def hurry():
    """In the answer's process: no pause takes time."""
    import time

    time.sleep = lambda seconds: None


def _fill(ctx):
    ctx.r.flushall()
    ctx.r.mset({"name": "Ana", "views": 41})
    ctx.r.hset("cart", "456", 2)
    ctx.r.rpush("jobs", "a", "b", "c")
    ctx.r.sadd("members", "ana")


def _shown(command):
    return " ".join(map(str, command))


def _times(tried):
    return "once" if len(tried) == 1 else f"{len(tried)} times"


def _same(reply, wanted):
    return reply == wanted and type(reply) is type(wanted)


@step("it sends the command once, and returns its reply")
def replies(ctx):
    _fill(ctx)
    question = "What does `r.execute_command` return, and what does your function?"
    cases(ctx.answer.send, list(REPEATABLE.items()), question)
    cases(
        ctx.answer.send,
        [(("INCR", "views"), 42), (("LPOP", "jobs"), "a"), (("GET", "missing"), None)],
        question,
    )
    asked = len(ctx.asked())
    most = len(REPEATABLE) + 3
    expect(asked == most, f"{most} calls sent {asked} commands", f"{most} commands", question)


@step("a repeatable command survives two failures")
def repeats(ctx):
    with ctx.before_each_call(hurry):
        for error in (REFUSED, NO_REPLY):
            _repeats(ctx, error)


def _repeats(ctx, error):
    _fill(ctx)
    for command, wanted in REPEATABLE.items():
        with ctx.failing(error, times=2) as tried:
            reply = _reply_of(ctx, command, error, tried)
        expect(
            _same(reply, wanted),
            f"after two failures, `{_shown(command)}` returned {reply!r}",
            f"{wanted!r}",
            "What does your function return after the attempt that worked?",
        )
        expect(
            len(tried) == 3,
            f"after two failures, `{_shown(command)}` was tried {_times(tried)}",
            "3 times",
            MOST,
        )


def _why_not(command, tried):
    if len(tried) == 2:
        return MOST
    if command == ("SET", "name", "nx"):
        return "Would a second run of this command do harm, and is its last word an option or the value?"
    if command == ("GET", "name"):
        return "Is `GET` repeatable by your rule, and which module's errors does your `except` name?"
    return "Would a second run of this command leave other data, or another reply?"


def _reply_of(ctx, command, error, tried):
    try:
        return ctx.answer.send(*command)
    except redis.RedisError as raised:
        return expect(
            False,
            f"`{_shown(command)}` met {type(error).__name__}, was tried {_times(tried)}"
            f" and raised {type(raised).__name__}",
            "the reply of the third attempt",
            _why_not(command, tried),
        )


@step("after the third failure, the error reaches the caller")
def gives_up(ctx):
    _fill(ctx)
    for error in (REFUSED, NO_REPLY):
        with (
            ctx.before_each_call(hurry),
            ctx.failing(error) as tried,
            raises(type(error), "three attempts failed", MOST),
        ):
            ctx.answer.send("GET", "name")
        expect(len(tried) == 3, f"`GET name` was tried {_times(tried)}", "3 times", MOST)


@step("a reply is lost, and a command that isn't repeatable has run once", fresh=True)
def lost_reply(ctx):
    def after(command, look, wanted):
        def holds(crash):
            seen = look()
            expect(seen == wanted, f"{crash}; then {seen}", wanted, TWICE)
            error = getattr(crash.event, "error", None)
            expect(
                isinstance(error, redis.ConnectionError | redis.TimeoutError),
                f"{crash}; `send` "
                + (f"raised {type(error).__name__}" if error else f"returned {crash.event.value!r}"),
                "the error of the connection",
                "How does the caller learn that the command may or may not have run?",
            )

        every_crash(ctx, call.send(*command), holds, setup=lambda: _fill(ctx), how=("timeout", "reset"))

    after(("INCR", "views"), lambda: f"`views` is {ctx.r.get('views')}", "`views` is 42")
    after(
        ("LPOP", "jobs"),
        lambda: f"`jobs` holds {', '.join(ctx.r.lrange('jobs', 0, -1))}",
        "`jobs` holds b, c",
    )


@step("no other command is repeated, unless the server is loading", fresh=True)
def not_repeated(ctx):
    for command in ONCE:
        for error in (REFUSED, NO_REPLY):
            _fill(ctx)
            with (
                ctx.failing(error, times=1) as tried,
                raises(type(error), f"`{_shown(command)}` met {type(error).__name__}", TWICE),
            ):
                ctx.answer.send(*command)
            expect(len(tried) == 1, f"`{_shown(command)}` was tried {_times(tried)}", "once", TWICE)


@step("while the server is loading, every command is retried", fresh=True)
def loading(ctx):
    question = "What has a server run while it was loading, and which of your `except`s catches this error?"
    with ctx.before_each_call(hurry):
        for command in [("GET", "name"), *ONCE]:
            _fill(ctx)
            with ctx.failing(LOADING, times=2) as tried, contextlib.suppress(redis.ConnectionError):
                ctx.answer.send(*command)
            expect(
                len(tried) == 3,
                f"the server was loading twice; `{_shown(command)}` was tried {_times(tried)}",
                "3 times",
                question,
            )
        with ctx.failing(LOADING) as tried, raises(redis.BusyLoadingError, "the server kept loading", MOST):
            ctx.answer.send("INCR", "views")
    expect(len(tried) == 3, f"the server kept loading; `INCR` was tried {_times(tried)}", "3 times", MOST)


@step("three attempts are three, whatever the errors", fresh=True)
def mixed(ctx):
    _fill(ctx)
    tried = []

    def fail(commands):
        tried.append(commands)
        raise LOADING if len(tried) % 2 else NO_REPLY

    with (
        ctx.before_each_call(hurry),
        ctx.before_each_trip(fail),
        raises(redis.RedisError, "three attempts failed", MOST),
    ):
        ctx.answer.send("GET", "name")
    expect(
        len(tried) == 3,
        f"the server was loading and timed out in turn; `GET name` was tried {_times(tried)}",
        "3 times",
        MOST,
    )


@step("any other error reaches the caller at once", fresh=True)
def surfaces(ctx):
    _fill(ctx)
    question = "What would a second attempt change about this error?"
    errors = (redis.OutOfMemoryError("OOM"), redis.ReadOnlyError("READONLY"), redis.ResponseError("ERR"))
    for error in errors:
        with ctx.failing(error) as tried, raises(type(error), f"Redis replied `{error}`", question):
            ctx.answer.send("SET", "name", "Bo")
        expect(len(tried) == 1, f"`SET` met `{error}` and was tried {_times(tried)}", "once", question)


@step("the pauses are short", fresh=True)
def pauses(ctx):
    _fill(ctx)
    took = _seconds_of_three_attempts(ctx)
    for _ in range(2):  # a busy machine may delay one of them
        took = min(took, _seconds_of_three_attempts(ctx)) if took >= 0.4 else took
    expect(
        took < 0.4,
        f"three attempts took {took:.1f} s",
        "0.2 s at most, with two pauses",
        "For how long does your function sleep between two attempts?",
    )


def _seconds_of_three_attempts(ctx):
    began = time.monotonic()
    with ctx.failing(NO_REPLY, times=2):
        ctx.answer.send("GET", "name")
    return time.monotonic() - began
