"""A limiter for the sale."""

from helpers.exercises import (
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_keys_declared,
    expect_ttl,
    step,
)

OBJECTIVES = (4,)
WINDOW, LONG = 60, 600
KEYS = {"log:*": LONG + 1}
KEY = "log:ana"


def wrong_clock():
    """In the answer's process: the clock is an hour fast, from the first call on."""
    import time

    if not hasattr(time, "right"):
        time.right, time.right_ns = time.time, time.time_ns
        time.time = lambda: time.right() + 3600
        time.time_ns = lambda: time.right_ns() + 3600 * 10**9


def now(ctx):
    seconds, microseconds = ctx.r.time()
    return seconds + microseconds / 1e6


def admitted(ctx, *ages):
    """Store requests that were admitted so many seconds ago."""
    ctx.r.delete(KEY)
    moment = now(ctx)
    ctx.r.zadd(KEY, {f"{age} s ago": moment - age for age in ages})
    ctx.r.expire(KEY, WINDOW)


@step("`log:<customer>` has a member for each admitted request, with its time as the score")
def stored(ctx):
    began = now(ctx)
    with ctx.before_each_call(wrong_clock):
        decisions = [ctx.answer.allow("ana", 3, WINDOW) for _ in range(5)]
    expect(
        all(isinstance(one, bool) for one in decisions),
        f"five requests returned {decisions}",
        "True or False each time",
        "What does your script return, and what does the caller want?",
    )
    expect(
        decisions == [True] * 3 + [False] * 2,
        f"with a limit of 3, five requests returned {decisions}",
        "[True, True, True, False, False]",
        "At which count is there no more room?",
    )
    held = expect_key(ctx, KEY, "zset", question="Where do the other web servers find the requests?")
    expect(
        len(held) == 3,
        f"after 3 admitted and 2 rejected requests, `{KEY}` has {len(held)} members: {list(held)}",
        "a member for each admitted request, and no others",
        "Can two requests share a member, and which requests belong in the log?",
    )
    expect(
        all(began - 0.01 <= score <= now(ctx) + 0.01 for score in held.values()),
        f"on a web server whose clock is an hour fast, a request has the score {max(held.values()):.3f},"
        f" and the server's clock says {now(ctx):.3f}",
        "the time in seconds, with its fraction, by the server's clock",
        "Whose clock is the same for all web servers, and which unit does your score have?",
    )


@step("a request counts for `window` seconds", fresh=True)
def slides(ctx):
    admitted(ctx, WINDOW + 5, WINDOW - 5, WINDOW - 20)
    decisions = [ctx.answer.allow("ana", 3, WINDOW) for _ in range(2)]
    expect(
        decisions == [True, False],
        f"with a limit of 3 and requests {WINDOW + 5}, {WINDOW - 5} and {WINDOW - 20} s ago, two more"
        f" returned {decisions}",
        "[True, False]: there's room for one",
        "Which of the earlier requests still count?",
    )
    held = ctx.r.zrange(KEY, 0, -1)
    expect(
        f"{WINDOW - 5} s ago" in held and f"{WINDOW + 5} s ago" not in held,
        f"afterwards, `{KEY}` holds {held}",
        f"the request of {WINDOW - 5} s ago, and not the one of {WINDOW + 5} s ago",
        "How large does the log of a bot grow?",
    )
    admitted(ctx, WINDOW + 9, WINDOW + 5, WINDOW - 5)
    ctx.answer.allow("ana", 1, WINDOW)
    held = ctx.r.zrange(KEY, 0, -1)
    expect(
        held == [f"{WINDOW - 5} s ago"],
        f"after a request that had to be rejected, `{KEY}` still holds {held}",
        f"only the request of {WINDOW - 5} s ago",
        "When does your function remove requests, and how many of them?",
    )
    admitted(ctx, WINDOW + 0.5)
    expect(
        ctx.answer.allow("ana", 1, WINDOW) is True,
        f"with a limit of 1 and a request {WINDOW + 0.5} s ago, another one was rejected",
        "True",
        "Does a request count for exactly `window` seconds, or for longer?",
    )


@step("the key expires a window after the last admitted request", fresh=True)
def expiry(ctx):
    for customer, window in (("ana", WINDOW), ("bo", LONG)):
        ctx.answer.allow(customer, 2, window)
        expect_ttl(ctx, f"log:{customer}", window, "What removes the log of a customer who never comes back?")
    ctx.r.expire(KEY, 20)
    ctx.answer.allow("ana", 2, WINDOW)
    expect_ttl(ctx, KEY, WINDOW, "How long must the request be remembered that was admitted last?")
    ctx.r.expire(KEY, 20)
    ctx.answer.allow("ana", 2, WINDOW)
    expect(
        ctx.r.ttl(KEY) <= 20,
        f"the log had 20 s left, and after a rejected request it has {ctx.r.ttl(KEY)} s left",
        "an unchanged TTL",
        "In which case does your script set the TTL?",
    )


@step("other customers and other limits don't interfere", fresh=True)
def others(ctx):
    many = [ctx.answer.allow("dee", 100, WINDOW) for _ in range(101)]
    expect(
        many.count(True) == 100 == ctx.r.zcard("log:dee"),
        f"with a limit of 100, {many.count(True)} of 101 requests were admitted, and the log has"
        f" {ctx.r.zcard('log:dee')} members",
        "100 and 100",
        "Does your function use `limit` whatever it is, and is every member a different one?",
    )
    ctx.answer.allow("ana", 1, WINDOW)
    seen = [ctx.answer.allow(customer, 1, WINDOW) for customer in ("bo", "Ana", "ana ", "ana")]
    expect(
        seen == [True, True, True, False],
        f"after a request of 'ana' with a limit of 1, 'bo', 'Ana', 'ana ' and 'ana' got {seen}",
        "[True, True, True, False]",
        "What has to be in the name of a key, so that two customers don't share it?",
    )
    expect_keys_declared(ctx, "Which arguments of `eval` does a script find in `KEYS`, and which in `ARGV`?")


@step("of requests at the same moment, only `limit` are admitted", fresh=True)
def at_once(ctx):
    def only_one(results):
        expect(
            sorted(results) == [False, True],
            f"there was room for one request; two at the same moment returned {results}",
            "True once",
            "What can another request do between your count and your `ZADD`?",
        )
        expect(
            ctx.r.zcard(KEY) == 2,
            f"there was room for one request; after two at the same moment the log holds {ctx.r.zcard(KEY)}"
            " instead of 2",
            "the admitted requests, and no others",
            "Can a request be in the log, if only for a moment, that is rejected then?",
        )

    request = call.allow("ana", 2, WINDOW)
    every_order(ctx, request, request, setup=lambda: admitted(ctx, 1), holds=only_one)


@step("a crash leaves no log without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.allow("ana", 3, WINDOW), lambda crash: None, how=("killed",))
