"""A fixed window that starts with the first request."""

from helpers.exercises import (
    call,
    every_crash,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    gaps,
    step,
    twin,
)

OBJECTIVES = (1,)
WINDOW = 60
SHORT, LONG = 9, 600
KEYS = {"limit:*": LONG}
KEY = "limit:ana"


def calls(g):
    return call.allow(g.choice(["ana", "bo", "Ana", g.text()]), g.choice([1, 3, 3, 5]), WINDOW)


@step("the first `limit` requests are admitted, and the others rejected")
def admitted(ctx):
    decisions = [ctx.answer.allow("ana", 3, WINDOW) for _ in range(5)]
    expect(
        all(isinstance(one, bool) for one in decisions),
        f"five requests returned {decisions}",
        "True or False each time",
        "What does the caller want to know?",
    )
    expect(
        decisions == [True] * 3 + [False] * 2,
        f"with a limit of 3, five requests returned {decisions}",
        "[True, True, True, False, False]",
        "Which count is the last one that's admitted?",
    )
    many = [ctx.answer.allow("bo", 12, WINDOW) for _ in range(13)]
    expect(
        many == [True] * 12 + [False],
        f"with a limit of 12, thirteen requests were admitted {many.count(True)} times",
        "12",
        "Does your function use `limit` whatever it is?",
    )
    held = expect_key(ctx, KEY, "string", question="Where do the other web servers find the count?")
    expect(
        held in ("3", "5"),
        f"after five requests, `{KEY}` holds {held!r}",
        "the number of requests",
        "What do you count, and where?",
    )


@step("requests count for their own user only, with any limit", fresh=True)
def any_sequence(ctx):
    twin(
        ctx,
        calls,
        questions={
            "reply": "Which count is the last one that's admitted, and whose requests does your key count?",
            "missing": "What has to be in the name of a key, so that two users don't share it?",
            "content": "Is every request counted, the rejected ones included?",
        },
    )


@step("the window ends `window` seconds after the first request, whatever comes later", fresh=True)
def window(ctx):
    ctx.answer.allow("ana", 2, WINDOW)
    expect_ttl(ctx, KEY, WINDOW, "When does the window of the first request end?")
    ctx.answer.allow("bo", 2, LONG)
    ctx.answer.allow("cy", 2, SHORT)
    for key, seconds in (("limit:bo", LONG), ("limit:cy", SHORT)):
        expect_ttl(ctx, key, seconds, "Where does your function get the length of the window from?")
    ctx.r.expire(KEY, 20)
    for which in ("an admitted", "a rejected"):
        ctx.answer.allow("ana", 2, WINDOW)
        expect(
            ctx.r.ttl(KEY) <= 20,
            f"the window had 20 s left; after {which} request it has {ctx.r.ttl(KEY)} s",
            "an unchanged TTL",
            "When can a user who keeps trying get through again?",
        )
    ctx.r.delete(KEY)
    expect(
        ctx.answer.allow("ana", 2, WINDOW) is True,
        "after the window had expired, a request was rejected",
        "True: a new window",
        "What does your function know that isn't in Redis?",
    )


@step("of requests at the same moment, only `limit` are admitted", fresh=True)
def at_once(ctx):
    def only_one(results):
        expect(
            sorted(results) == [False, True],
            f"one request was left in the window; two at the same moment returned {results}",
            "True once",
            "What can another request do between your look at the count and your `INCR`?",
        )

    def one_left():
        ctx.r.set(KEY, 2, ex=30)

    request = call.allow("ana", 3, WINDOW)
    every_order(ctx, request, request, setup=one_left, holds=only_one)


@step("the first two requests at the same moment start one window", fresh=True)
def first_two(ctx):
    def both(results):
        expect(
            results == [True, True],
            f"two first requests at the same moment, with a limit of 3, returned {results}",
            "True for both",
            "What does the request do that comes second?",
        )
        expect(
            ctx.r.get(KEY) == "2",
            f"after two requests at the same moment, `{KEY}` holds {ctx.r.get(KEY)!r}",
            "'2'",
            "Can setting up the window overwrite a count?",
        )

    request = call.allow("ana", 3, WINDOW)
    every_order(ctx, request, request, holds=both)


@step("a crash leaves no counter without a TTL", fresh=True)
def crash(ctx):
    every_crash(ctx, call.allow("ana", 3, WINDOW), lambda crash: None, how=("killed",))


@step("a window that ends during a call starts a new one, with its TTL", fresh=True)
def ends_meanwhile(ctx):
    def two_so_far():
        ctx.r.set(KEY, 2, ex=30)

    def the_window_ends():
        ctx.r.delete(KEY)

    def with_ttl(gap):
        left = ctx.r.ttl(KEY)
        expect(
            left != -1,
            f"the window ended right before your `{gap}`; afterwards, `{KEY}` never expires",
            f"a new window of {WINDOW} s",
            "Which of your commands relies on a key that may have expired since the command before it?",
        )

    gaps(ctx, call.allow("ana", 3, WINDOW), the_window_ends, with_ttl, setup=two_so_far)
