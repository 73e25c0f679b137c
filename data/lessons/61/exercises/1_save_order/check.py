"""An order that more than one server has."""

import contextlib
import threading
import time

import redis

from helpers.exercises import asking, call, expect, expect_key, gaps, raises, step
from helpers.servers import start_replicas

OBJECTIVES = (2, 5)
KEYS = {"order:*": None}
MAY_BLOCK = True
ONE_PROCESS = True  # what a WAIT counts depends on the connection
TRIPS = {"save_order": 3}
WAIT_ASKS = "What does `WAIT` reply, and which of your writes does it count?"


@contextlib.contextmanager
def replicated(ctx, count):
    """Yield `count` replicas of the scratch server."""
    with start_replicas(ctx.server, count) as replicas:
        yield replicas


def save(ctx, number, replicas, milliseconds, case, want):
    """Call the answer and expect the result `want`; return the seconds that it took."""
    began, before = time.monotonic(), len(ctx.asked())
    returned = ctx.answer.save_order(number, f"lamp {number}", replicas, milliseconds)
    took = time.monotonic() - began
    sent = ", ".join(command.split()[0] for command in ctx.asked()[before:])
    observed = f"{case}, and after {sent}, `{ctx.called}` returned {returned!r}"
    expect(returned is want, observed, f"`{want}`", WAIT_ASKS)
    return took


@step("a replica that doesn't reply doesn't count, and one that replies late does", fresh=True)
def frozen(ctx):
    with replicated(ctx, 1) as (replica,):
        ctx.answer.save_order(30, "lamp 30", 1, 5000)  # so that the answer is connected
        needed = ctx.r.config_get("min-replicas-to-write")["min-replicas-to-write"]
        expect(
            needed == "0",
            f"`min-replicas-to-write` was 0, and after `{ctx.called}` it's {needed}",
            "an unchanged configuration",
            "Which other writes does this setting concern?",
        )
        ctx.r.set("order:0", "a later write")
        ctx.r.wait(1, 5000)  # the replica has acknowledged all writes so far
        replica.freeze()
        try:
            with asking("What does 0 milliseconds mean to `WAIT`?", "took longer", "Timeout"):
                save(ctx, 31, 1, 200, "no replica replies", False)
            _expect_stays(ctx, 31)
            _expect_in_time(ctx)
            thawing = threading.Timer(0.2, replica.thaw)
            thawing.start()
            try:
                save(ctx, 32, 1, 5000, "the replica replies after 0.2 s", True)
            finally:
                thawing.join()
        finally:
            replica.thaw()


def _expect_in_time(ctx):
    """No replica replies: the answer has to wait for as long as it's told, no shorter and no longer."""
    for milliseconds in (200, 1200):
        least, most = (0.19, 1.1) if milliseconds == 200 else (1.15, 2.5)
        for _ in range(3):  # a busy machine may be late
            took = save(ctx, 33, 1, milliseconds, "no replica replies", False)
            if took < most:
                break
        expect(
            least < took < most,
            f"no replica replies, and `{ctx.called}` took {took:.1f} s",
            f"a result after about {milliseconds / 1000:g} s",
            "For how long does your function wait, and who decides about it?",
        )


@step("with two replicas that reply, it returns True if you ask for one, two or none", fresh=True)
def enough(ctx):
    with replicated(ctx, 2):
        for wanted in (2, 1, 0):
            save(ctx, 7 + wanted, wanted, 5000, "two replicas have the order", True)
            question = "Which key holds the order?"
            expect_key(ctx, f"order:{7 + wanted}", "string", f"lamp {7 + wanted}", question)
        for line, question in (
            ("two lamps", "What does the key hold if the order was saved before?"),
            (" Zoë's lamp\n", "Is the line in the key the one that your function was given?"),
        ):
            ctx.answer.save_order(7, line, 1, 5000)
            expect_key(ctx, "order:7", "string", line, question)


@step("replicas beyond those that you ask for do no harm", fresh=True)
def more(ctx):
    with replicated(ctx, 2):

        def both_acknowledge():
            ctx.r.set("order:0", "a later order")
            ctx.r.wait(2, 5000)

        def holds(gap):
            case = "two replicas have the order"
            asked = "`save_order(r, 1, 'lamp 1', 1, 5000)`"
            expect(gap.result is True, f"{case}, and {asked} returned {gap.result!r}", "`True`", WAIT_ASKS)

        gaps(ctx, call.save_order(1, "lamp 1", 1, 5000), both_acknowledge, holds)


@step("with too few replicas, it returns False in time, and the order stays on the primary", fresh=True)
def too_few(ctx):
    with replicated(ctx, 2):
        save(ctx, 20, 3, 100, "3 replicas were asked for, and there are two", False)
        _expect_stays(ctx, 20)


def _expect_stays(ctx, number):
    expect(
        ctx.r.get(f"order:{number}") == f"lamp {number}",
        f"`order:{number}` is {ctx.r.get(f'order:{number}')!r} after a call that returned False",
        "that the order stays on the primary",
        "A replica may have the order already. What would your customer and your warehouse each believe?",
    )


@step("if the server rejects the write with NOREPLICAS, it returns False", fresh=True)
def rejected(ctx):
    with configured(ctx, "min-replicas-to-write", 1, 0):
        with asking("Which error does redis-py raise, and what does its text begin with?", "NOREPLICAS"):
            save(ctx, 40, 1, 100, "the server rejected the write with NOREPLICAS", False)
        expect(
            not ctx.r.exists("order:40"),
            "`order:40` is on the server, which has rejected it",
            "no order",
            "How did your function get around the server's setting?",
        )


@step("any other error is raised", fresh=True)
def others(ctx):
    question = "Which errors does your function turn into False, and what will your customer think then?"
    full = raises(redis.OutOfMemoryError, "the server's memory is full, and the write was rejected", question)
    with configured(ctx, "maxmemory", 1, 0), full:
        ctx.answer.save_order(50, "lamp 50", 0, 100)
    ctx.r.execute_command("ACL", "SETUSER", "default", "-set")
    try:
        with raises(redis.ResponseError, "the server rejected the write with NOPERM", question):
            ctx.answer.save_order(51, "lamp 51", 0, 100)
    finally:
        ctx.r.execute_command("ACL", "SETUSER", "default", "+@all")
    for error in (redis.ConnectionError("Connection reset by peer"), redis.TimeoutError("No reply in time")):
        with ctx.failing(error), raises(type(error), f"your command raised {type(error).__name__}", question):
            ctx.answer.save_order(52, "lamp 52", 0, 100)


@contextlib.contextmanager
def configured(ctx, name, value, usual):
    """Change a setting of the scratch server for a moment."""
    ctx.r.config_set(name, value)
    try:
        yield
    finally:
        ctx.r.config_set(name, usual)
