"""A token bucket."""

import math
import time

from helpers.exercises import call, every_crash, every_order, expect, expect_keys_declared, step

OBJECTIVES = (4,)
SIZE, RATE = 3, 0.5  # full again after 6 s
BUCKETS = [(SIZE, RATE), (SIZE, 0.8), (SIZE, 1.25), (10, 0.5)]  # full again after 6, 3.75, 2.4 and 20 s
KEYS = {"bucket:*": 20 + 1}
FAST = 20  # tokens per second


def wrong_clock():
    """In the answer's process: the clock is an hour faster at each call."""
    import time

    clock, clock_ns = time.time, time.time_ns
    time.time = lambda: clock() + 3600
    time.time_ns = lambda: clock_ns() + 3600 * 10**9


def now(ctx):
    seconds, microseconds = ctx.r.time()
    return seconds + microseconds / 1e6


@step("a full bucket gives `size` tokens at once, and then says how long to wait")
def burst(ctx):
    began = now(ctx)
    waits = [ctx.answer.take("ana", SIZE, RATE) for _ in range(SIZE)]
    expect(
        waits == [0] * SIZE,
        f"the first {SIZE} calls with a size of {SIZE} returned {waits}",
        f"{[0] * SIZE}",
        "How many tokens are in the bucket of a user who comes for the first time?",
    )
    wait, took = ctx.answer.take("ana", SIZE, RATE), now(ctx) - began
    expect(
        isinstance(wait, int | float) and not isinstance(wait, bool) and wait > 0,
        f"the next call returned {wait!r}",
        "the seconds until the next token",
        "What does a call return that gets no token?",
    )
    expect(
        isinstance(wait, float) and 1 / RATE - took - 0.05 <= wait <= 1 / RATE + 0.05,
        f"a token arrives every {1 / RATE:g} s; right after the last one, the call returned {wait!r}",
        f"a `float`, about {1 / RATE:g} s",
        "In which unit do you return the wait, and what becomes of its decimals on the way from Lua?",
    )


@step("the key isn't forgotten before the bucket is full again", fresh=True)
def remembered(ctx):
    for number, (size, rate) in enumerate(BUCKETS):
        user = f"user{number}"
        began = now(ctx)
        for _ in range(size):
            ctx.answer.take(user, size, rate)
        keys = ctx.keys(f"bucket:{user}*")
        left = min(ctx.r.pttl(key) for key in keys) / 1000
        passed = now(ctx) - began
        expect(
            passed + left >= size / rate - 0.01,
            f"a bucket of {size} tokens at {rate:g} per second is full again {size / rate:g} s after it was"
            f" emptied; its key expires after {left:.1f} s",
            f"{size / rate:g} s or a little more",
            "How many tokens does a user find whose key has expired?",
        )
        longest = max(ctx.r.pttl(key) for key in keys) / 1000
        expect(
            longest <= math.ceil(size / rate) + 1,
            f"a bucket of {size} tokens at {rate:g} per second is full again after {size / rate:g} s; its key"
            f" expires after {longest:.1f} s",
            f"{math.ceil(size / rate) + 1} s at most",
            "What does the TTL depend on, and does your function compute it or know it?",
        )
    expect_keys_declared(ctx, "Which arguments of `eval` does a script find in `KEYS`, and which in `ARGV`?")


@step("a rejected call takes nothing, so a user who keeps trying gets the next token in time", fresh=True)
def no_penalty(ctx):
    for _ in range(5):
        while ctx.answer.take("ana", SIZE, RATE) == 0:
            pass
        first, began = ctx.answer.take("ana", SIZE, RATE), now(ctx)
        time.sleep(0.2)
        for _ in range(5):
            last = ctx.answer.take("ana", SIZE, RATE)
        passed = now(ctx) - began
        if passed < 0.5:  # on a busy machine, it may take as long as the tick of a coarse clock
            break
    expect(
        abs(last - (first - passed)) < 0.1,
        f"a rejected call said {first:.2f} s; {passed:.2f} s and five calls later, it's {last:.2f} s",
        f"about {first - passed:.2f} s",
        "What does a rejected call change, and how precise is your clock?",
    )


@step("over time, `rate` tokens arrive per second, by the server's clock", fresh=True)
def steady(ctx):
    began, times = now(ctx), []
    with ctx.before_each_call(wrong_clock):
        while (passed := now(ctx) - began) < 0.6:
            before = now(ctx)
            if ctx.answer.take("ana", 1, FAST) == 0:
                times.append((before, now(ctx)))
    taken = len(times)
    expect(
        taken <= 1 + FAST * passed + 1,
        f"with {FAST} tokens per second and room for one, {taken} were taken in {passed:.2f} s",
        f"at most {1 + FAST * passed:.0f}",
        "How many tokens have arrived since the last call, and whose clock says so?",
    )
    expect(
        taken >= 3,
        f"with {FAST} tokens per second, {taken} were taken in {passed:.2f} s",
        "a token every 50 ms, if you call often enough",
        "What happens to half a token that has arrived when a call comes?",
    )


@step("no token can be taken before it has arrived", fresh=True)
def not_early(ctx):
    arrives = 0.5  # s
    for number in range(8):  # a busy machine may be early or late for it
        user, began = f"user{number}", now(ctx)
        ctx.answer.take(user, 1, 1 / arrives)
        taken = now(ctx)
        time.sleep(max(0, began + 0.97 * arrives - taken))
        again = now(ctx)
        wait = ctx.answer.take(user, 1, 1 / arrives)
        if again > taken + 0.92 * arrives and now(ctx) < began + arrives:
            expect(
                wait > 0,
                f"a token arrives every {arrives:g} s; {again - began:.2f} s after the last one was taken,"
                f" the call returned {wait!r}",
                "the seconds that are left",
                "With a little less than one token in the bucket, can one be taken?",
            )
            return


@step("the bucket holds no more than `size` tokens, and a missing key is a full bucket", fresh=True)
def full(ctx):
    ctx.answer.take("eve", SIZE, RATE)
    for key in ctx.r.scan_iter("bucket:eve*"):
        ctx.r.pexpire(key, 900)
    ctx.answer.take("eve", SIZE, RATE)
    left = min(ctx.r.pttl(key) for key in ctx.r.scan_iter("bucket:eve*")) / 1000
    expect(
        left > 0.9,
        "a key had 0.9 s left when the second token was taken, and afterwards"
        f" {left:.1f} s, although the bucket is full again after {2 / RATE:g} s",
        f"{2 / RATE:g} s or a little more",
        "Which calls set the TTL: only the first one, or each that takes a token?",
    )
    ctx.answer.take("ana", SIZE, 5)
    time.sleep(0.6)
    began = now(ctx)
    taken = [ctx.answer.take("ana", SIZE, 5) for _ in range(SIZE + 2)].count(0)
    expect(
        taken <= SIZE + 5 * (now(ctx) - began),
        f"the bucket had room for {SIZE} tokens, and after a pause {taken} were taken at once",
        f"{SIZE}",
        "How many tokens fit into the bucket?",
    )
    expect(
        taken >= SIZE,
        f"after a pause in which the bucket filled up, {taken} tokens were taken at once",
        f"{SIZE}",
        "How many tokens arrive during a pause?",
    )
    expect(
        ctx.answer.take("Ana", SIZE, RATE) == 0 and ctx.answer.take("bo", SIZE, RATE) == 0,
        "ana's bucket was empty, and another user got no token",
        "a bucket for each user",
        "What has to be in the name of a key, so that two users don't share it?",
    )


@step("no token is taken twice by calls at the same moment", fresh=True)
def at_once(ctx):
    def only_one(results):
        expect(
            sorted(result == 0 for result in results) == [False, True],
            f"there was one token; two calls at the same moment returned {results}",
            "0 once",
            "What can another call do between your read and your write?",
        )

    request = call.take("ana", 1, 0.25)
    every_order(ctx, request, request, holds=only_one)


@step("a crash leaves no key without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.take("ana", SIZE, RATE), lambda crash: None, how=("killed",))
