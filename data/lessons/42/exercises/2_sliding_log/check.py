"""A sliding log in Lua."""

import re

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

OBJECTIVES = (2, 4)
WINDOW = 60
LONG = 600
MANY = 5000  # of members with a random number up to a million, two are equal
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


def _digits(score):
    """The digits of a moment in seconds, as programs write it: with and without zeros."""
    seconds, microseconds = divmod(round(score * 1e6), 10**6)
    return {
        f"{seconds}{microseconds:06}",
        f"{seconds}{microseconds}",
        f"{seconds}{microseconds:06}".rstrip("0"),
    }


@step("the first `limit` requests are admitted and stored, and the others are neither")
def admitted(ctx):
    began = now(ctx)
    with ctx.before_each_call(wrong_clock):
        decisions = [ctx.answer.allow_sliding("ana", 3, WINDOW) for _ in range(5)]
    expect(
        all(isinstance(one, bool) for one in decisions),
        f"five requests returned {decisions}",
        "True or False each time",
        "What does your script return, and what does the caller want?",
    )
    held = expect_key(ctx, KEY, "zset", question="Where do the other web servers find the requests?")
    expect(
        len(held) >= min(3, decisions.count(True)),
        f"after {decisions.count(True)} admitted requests, `{KEY}` has {len(held)} members: {list(held)}",
        "a member for each admitted request",
        "Can two requests share a member?",
    )
    moments = set().union(*map(_digits, held.values()))
    expect(
        not any(re.sub(r"\D", "", name) in moments for name in held),
        f"`{KEY}` has the member {next(iter(held), None)!r}, which is the time of the request",
        "a member that no other request has, not even one in the same microsecond",
        "How many requests can come in one microsecond?",
    )
    expect(
        decisions == [True] * 3 + [False] * 2,
        f"with a limit of 3, five requests returned {decisions}",
        "[True, True, True, False, False]",
        "At which count is the log full?",
    )
    expect(
        len(held) == 3,
        f"after 3 admitted and 2 rejected requests, `{KEY}` has {len(held)} members",
        "a member for each admitted request",
        "Which requests belong in the log?",
    )
    expect(
        any(score % 1 for score in held.values()),
        f"three requests have the scores {sorted(held.values())}",
        "the time with its fraction, to the millisecond or better",
        "How much too early can a request leave the log if its score has no fraction?",
    )
    expect(
        all(began - 0.01 <= score <= now(ctx) + 0.01 for score in held.values()),
        f"on a web server whose clock is an hour fast, a request has the score {max(held.values()):.3f},"
        f" and the server's clock says {now(ctx):.3f}",
        "the time in seconds by the server's clock",
        "Whose clock is the same for all web servers, and which unit does your score have?",
    )


@step("requests leave the log one by one, `window` seconds after they were admitted", fresh=True)
def slides(ctx):
    moment = now(ctx)
    ages = {"old": WINDOW + 5, "a": WINDOW - 5, "b": WINDOW - 20}
    ctx.r.zadd(KEY, {name: moment - age for name, age in ages.items()})
    decisions = [ctx.answer.allow_sliding("ana", 3, WINDOW) for _ in range(2)]
    expect(
        decisions == [True, False],
        f"with a limit of 3 and requests {WINDOW + 5}, {WINDOW - 5} and {WINDOW - 20} s ago, two more"
        f" returned {decisions}",
        "[True, False]: room for one",
        "Which of the earlier requests still count?",
    )
    held = ctx.r.zrange(KEY, 0, -1)
    expect(
        "a" in held and "b" in held,
        f"afterwards a request of {WINDOW - 5} s ago is no longer in the log",
        "every request of the past window",
        "From which score on does a request still count?",
    )
    expect(
        "old" not in held,
        f"afterwards a request of {WINDOW + 5} s ago is still in the log",
        "only requests of the past window",
        "How large does the log of a busy user grow?",
    )
    ctx.r.delete(KEY)
    ctx.r.zadd(KEY, {"old": now(ctx) - WINDOW - 0.5})
    expect(
        ctx.answer.allow_sliding("ana", 1, WINDOW) is True,
        f"with a limit of 1 and a request {WINDOW + 0.5} s ago, another one was rejected",
        "True",
        "Does a request count for exactly `window` seconds, or for longer?",
    )
    expect(
        not _admitted_beside(ctx, WINDOW - 0.5),
        f"with a limit of 1 and a request {WINDOW - 0.5} s ago, another one was admitted",
        "False",
        "Does a request count for exactly `window` seconds, or for less?",
    )
    ctx.r.delete(KEY)
    for _ in range(3):
        ctx.answer.allow_sliding("ana", 3, WINDOW)
    ctx.r.zremrangebyrank(KEY, 0, 0)
    ctx.answer.allow_sliding("ana", 3, WINDOW)
    expect(
        ctx.r.zcard(KEY) == 3,
        f"the oldest of three requests had left the log; after a fourth, it has {ctx.r.zcard(KEY)} members",
        "3",
        "Is the member of a new request different from all that are still in the log?",
    )


def _admitted_beside(ctx, age):
    """Whether a request is admitted with a limit of 1, beside one that was admitted `age` seconds ago."""
    for _ in range(10):  # on a busy machine, the earlier request may leave its window meanwhile
        ctx.r.delete(KEY)
        earlier = now(ctx) - age
        ctx.r.zadd(KEY, {"recent": earlier})
        ctx.r.expire(KEY, WINDOW)
        is_admitted = ctx.answer.allow_sliding("ana", 1, WINDOW)
        if now(ctx) < earlier + WINDOW:
            return is_admitted
    return False


@step("the key expires a window after the last admitted request", fresh=True)
def expiry(ctx):
    ctx.answer.allow_sliding("ana", 2, WINDOW)
    expect_ttl(ctx, KEY, WINDOW, "What removes the log of a user who never comes back?")
    ctx.answer.allow_sliding("bo", 2, LONG)
    expect_ttl(ctx, "log:bo", LONG, "Where does your function get the length of the window from?")
    ctx.r.expire(KEY, 20)
    ctx.answer.allow_sliding("ana", 2, WINDOW)
    expect(
        ctx.r.ttl(KEY) > 20,
        f"the key had 20 s left; after another admitted request it has {ctx.r.ttl(KEY)} s",
        f"{WINDOW} s",
        "How long must the request be remembered that was admitted last?",
    )
    ctx.r.expire(KEY, 20)
    ctx.answer.allow_sliding("ana", 2, WINDOW)
    expect(
        ctx.r.ttl(KEY) <= 20,
        f"the key had 20 s left; after a rejected request it has {ctx.r.ttl(KEY)} s",
        "an unchanged TTL",
        "In which case does your script set the TTL?",
    )


@step("other users and other limits don't interfere", fresh=True)
def others(ctx):
    many = [ctx.answer.allow_sliding("dee", 100, WINDOW) for _ in range(100)]
    expect(
        all(many),
        f"with a limit of 100, {many.count(True)} of 100 requests were admitted",
        "all of them",
        "Does your script use `limit` whatever it is?",
    )
    expect(
        ctx.r.zcard("log:dee") == 100,
        f"after 100 admitted requests, the log has {ctx.r.zcard('log:dee')} members",
        "100",
        "How many different members can your function make?",
    )
    ctx.answer.allow_sliding("ana", 1, WINDOW)
    seen = [ctx.answer.allow_sliding(user, 1, WINDOW) for user in ("bo", "Ana", "ana ", "ana")]
    expect(
        seen == [True, True, True, False],
        f"after a request of 'ana' with a limit of 1, 'bo', 'Ana', 'ana ' and 'ana' got {seen}",
        "[True, True, True, False]",
        "What has to be in the name of a key, so that two users don't share it?",
    )
    expect(
        ctx.answer.allow_sliding("ana", 2, WINDOW) is True,
        "ana has one request in the log, and with a limit of 2 she was rejected",
        "True",
        "Where does your script get the limit from?",
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

    def one_left():
        ctx.r.zadd(KEY, {"earlier": now(ctx) - 1})
        ctx.r.expire(KEY, WINDOW)

    request = call.allow_sliding("ana", 2, WINDOW)
    every_order(ctx, request, request, setup=one_left, holds=only_one)


@step("requests that arrive in the same microsecond all count", fresh=True)
def same_microsecond(ctx):
    sent = []
    with ctx.before_each_trip(sent.extend):
        for _ in range(2):
            ctx.answer.allow_sliding("ana", 2 * MANY, WINDOW)
    scripts = [command for command in sent if str(command[0]).upper() in ("EVAL", "EVALSHA", "FCALL")][-2:]
    if len(scripts) == 2 and scripts[0] == scripts[1]:  # the script makes the member
        scripts = scripts[:1] * MANY
    with ctx.r.pipeline() as pipe:  # within a transaction, the server's clock stands still
        pipe.delete(KEY)
        for command in scripts:
            pipe.execute_command(*command)
        pipe.execute()
    expect(
        ctx.r.zcard(KEY) == len(scripts),
        f"{len(scripts):,} requests in the same microsecond left {ctx.r.zcard(KEY):,} members in the log",
        "a member for each",
        "Which part of the member makes it unique, and how many different values can that part have?",
    )


@step("a crash leaves no log without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.allow_sliding("ana", 3, WINDOW), lambda crash: None, how=("killed",))
