"""A client that keeps working through a failover."""

import contextlib
import itertools
import time

import redis

from helpers.exercises import asking, expect, raises, step

OBJECTIVES = (4,)
SECONDS = 8
CLIENT = {"socket_timeout": 5}
TRY = 0.3  # s, the longest that a try may take
FOREVER = "How long does a client of redis-py wait for a reply, and how often does it try, if you don't say?"


class Sentinels:
    """Names the old primary for the first `late` times that it's asked, and then the new one."""

    def __init__(self, old, new, late=0):
        self.old, self.new, self.late, self.asked = old, new, late, []

    def find_primary(self):
        self.asked.append(time.monotonic())
        server = self.old if len(self.asked) <= self.late else self.new
        return "127.0.0.1", server.port


@contextlib.contextmanager
def failed_over(ctx, late=0):
    """Yield (the server that takes over, the Sentinels)."""
    new = ctx.start_server()
    yield new, Sentinels(ctx.server, new, late)


def line(number):
    return f"{number + 1} lamps for Zoë"


def expect_on(server, number, case):
    with server.client() as r:
        found, seconds, keys = r.get(f"order:{number}"), r.ttl(f"order:{number}"), sorted(r.keys())
    expect(
        found == line(number),
        f"{case}, and `order:{number}` on the primary is {found!r}",
        f"the value {line(number)!r}",
        "On which server does your last try write, and what?",
    )
    expect(
        seconds == -1,
        f"{case}, and `order:{number}` expires in {seconds} s",
        "an order without a TTL",
        "Which rule asks for an expiry?",
    )
    expect(
        keys == [f"order:{number}"],
        f"{case}, and beside the order there are other keys: {keys}",
        f"`order:{number}` and no other key",
        "Which keys does the exercise name?",
    )


def place(ctx, sentinels, number, seconds=5):
    """Call the answer; return how long it took, in seconds."""
    began = time.monotonic()
    ctx.answer.place_order(sentinels.find_primary, number, line(number), seconds)
    return time.monotonic() - began


@step("while the primary works, the order goes there, and nothing else is asked", fresh=True)
def works(ctx):
    with failed_over(ctx) as (new, sentinels):
        place(ctx, sentinels, 1)
        expect_on(ctx.server, 1, "the server of `r` works")
        with new.client() as r:
            expect(
                not r.dbsize(),
                "the same order is on a second server, too",
                "one order, on the server of `r`",
                "When does your function stop trying?",
            )
        expect(
            not sentinels.asked,
            "the server of `r` works, and your function asked for the primary all the same",
            "no question to the Sentinels as long as nothing fails",
            "Which server does the exercise tell you to try first?",
        )


@step("if the primary is dead, the order goes to the server that the Sentinels name", fresh=True)
def dead(ctx):
    with failed_over(ctx) as (new, sentinels), killed(ctx):
        took = place(ctx, sentinels, 2)
        expect_on(new, 2, "the server of `r` is dead, and the Sentinels name another")
        expect(
            took < 2,
            f"the server of `r` is dead, and it took {took:.1f} s until your function tried the other one",
            "at most 0.3 s for a try, and 0.2 s for a pause",
            FOREVER,
        )


@contextlib.contextmanager
def killed(ctx):
    ctx.server.kill()
    try:
        yield
    finally:
        ctx.server.restart()


@step("as long as they still name the dead server, it asks again after a pause", fresh=True)
def late(ctx):
    with failed_over(ctx, late=5) as (new, sentinels), killed(ctx):
        with asking("How often does your function ask for the primary?", "onnection"):
            place(ctx, sentinels, 3)
        expect_on(new, 3, "the Sentinels named the dead server five times, and then another")
        took = sorted(1000 * pause for pause in pauses(sentinels.asked))  # ms
        shortest, usual, longest = took[0], took[len(took) // 2], took[-1]
        expect(
            shortest >= 45 and usual <= 350,
            f"the pauses between two questions to the Sentinels are between {shortest:.0f} and"
            f" {longest:.0f} ms long",
            "50 to 200 ms",
            "A thousand web servers do what yours does. What does that do to the Sentinels?",
        )


def pauses(times):
    return [after - before for before, after in itertools.pairwise(times)]


@step("if the primary doesn't reply, a try takes at most 0.3 s", fresh=True)
def silent(ctx):
    with failed_over(ctx, late=3) as (new, sentinels):
        ctx.connect()
        ctx.server.freeze()
        try:
            with asking(FOREVER, "imeout", "took longer"):
                took = place(ctx, sentinels, 4)
        finally:
            ctx.server.thaw()
        expect_on(new, 4, "the server of `r` doesn't reply")
        expect(
            took < 4 * (TRY + 0.2) + 1,
            f"the server of `r` doesn't reply, and four tries took {took:.1f} s",
            "at most 0.3 s for a try, and 0.2 s for a pause",
            FOREVER,
        )
        fastest = min(pauses(sentinels.asked))  # the machine may be busy, but not in all of them
        expect(
            fastest < TRY + 0.2 + 0.1,
            f"the server of `r` doesn't reply, and even the fastest try took {fastest:.1f} s with its pause",
            "at most 0.3 s for a try, and 0.2 s for a pause",
            FOREVER,
        )


@step("if the old primary is read-only, the order goes to the new one", fresh=True)
def demoted(ctx):
    with failed_over(ctx) as (new, sentinels), replica_of(ctx, new):
        place(ctx, sentinels, 5)
        expect_on(new, 5, "the server of `r` is read-only")


@contextlib.contextmanager
def replica_of(ctx, new):
    ctx.r.replicaof("127.0.0.1", new.port)
    try:
        with asking("Which error does redis-py raise for the reply `READONLY`?", "read only", "READONLY"):
            yield
    finally:
        ctx.r.replicaof("NO", "ONE")


@step("after `seconds` without success, the last error is raised", fresh=True)
def gives_up(ctx):
    with failed_over(ctx, late=1000) as (_, sentinels), killed(ctx):
        began = time.monotonic()
        question = "How does the web page learn that the order wasn't stored?"
        with (
            asking("Which exception does your function raise in the end?", "RuntimeError", "TypeError"),
            raises(redis.ConnectionError, "no server could be reached", question),
        ):
            place(ctx, sentinels, 6, seconds=2)
        took = time.monotonic() - began
        expect(
            1.6 < took < 4,
            f"no server could be reached, `seconds` was 2, and the call took {took:.1f} s",
            "about two seconds",
            "When does your loop look at the clock?",
        )


@step("any other error is raised at once", fresh=True)
def others(ctx):
    with failed_over(ctx) as (_, sentinels):
        ctx.r.config_set("maxmemory", 1)
        question = "Would the same write succeed on another server, or a moment later?"
        try:
            with raises(redis.OutOfMemoryError, "the primary's memory is full", question):
                place(ctx, sentinels, 7, seconds=1)
        finally:
            ctx.r.config_set("maxmemory", 0)
        expect(
            not sentinels.asked,
            "the primary's memory is full, and your function asked the Sentinels for another",
            "the error at once",
            question,
        )
