"""Load a feed of unknown length."""

import math

from redis.exceptions import ResponseError

from helpers.exercises import (
    asking,
    call,
    every_order,
    expect,
    expect_key,
    expect_ttl,
    other,
    raises,
    step,
    twin,
)

OBJECTIVES = (1, 2)
DAY = 24 * 60 * 60  # seconds
KEYS = {"price:*": DAY}
NO_LENGTH = "Can a generator tell you how many pairs will come, or go back to the beginning?"
PRODUCTS = [0, 7, "7", "ü 0", "a:b", 1155]


def calls(g):
    pairs = [(g.choice(PRODUCTS), g.choice([0, 990, 1014])) for _ in range(g.choice([0, 1, 3, 4, 6, 7]))]
    return call.load_prices(pairs, g.choice([1, 2, 3, 5]))


def _feed(pairs, seen=lambda number: None):
    """A generator of the pairs, which tells `seen` how many the answer has taken before each one."""
    for number, pair in enumerate(pairs):
        seen(number)
        yield pair


def _pairs(many):
    return [(number, 990 + number) for number in range(many)]


@step("all prices of a generator are stored, and each expires after 24 hours")
def stored(ctx):
    with asking(NO_LENGTH, "has no len", "not subscriptable", "object of type"):
        loaded = ctx.answer.load_prices(_feed(_pairs(7)), 3)
    keys = ctx.keys()
    expect(
        keys or not loaded,
        f"`load_prices` returned {loaded!r}, and the server holds no key",
        "7 prices",
        "How often can you go through a generator?",
    )
    expect(
        len(keys) != 6,
        "of 7 prices in batches of 3, 6 are on the server",
        "all 7",
        "What happens to the prices that come after the last full batch?",
    )
    for product_id, cents in _pairs(7):
        key = f"price:{product_id}"
        expect_key(ctx, key, "string", str(cents), "In which key is the price of a product?")
        expect_ttl(ctx, key, DAY, "Which of your commands sets a TTL, to which time, and in which unit?")
    expect(
        loaded == 7 and loaded is not True,
        f"for a feed of 7 pairs, `load_prices` returned {loaded!r}",
        "7",
        "What do you count: pairs, products, commands or batches?",
    )


@step("any feed, in batches of any size, gives what the tested solution gives", fresh=True)
def any_feed(ctx):
    twin(
        ctx,
        calls,
        questions={
            "reply": "What do you count: pairs, products, commands or batches?",
            "content": "Which price is right if a product comes twice?",
            "missing": "Which of the pairs does your function never send?",
        },
    )


@step("each round trip stores `size` prices", fresh=True)
def round_trips(ctx):
    for many, size in ((1000, 250), (23, 5), (4, 100)):
        with ctx.watch() as asked:
            ctx.answer.load_prices(_pairs(many), size)
        wanted = math.ceil(many / size)
        loaded = sum(command.upper().startswith("SCRIPT LOAD") for command in asked.commands)
        taken = asked.round_trips - 2 * loaded  # it comes with an EVALSHA that found no script
        expect(
            taken <= wanted,
            f"{many:,} prices in batches of {size} took {taken:,} round trips",
            f"{wanted} round trips",
            "How many prices does one round trip of yours carry?",
        )


@step("at most `size` prices wait in memory, however long the feed is", fresh=True)
def bounded(ctx):
    def at_most(size):
        def seen(taken):
            waiting.append(taken + 1 - ctx.r.dbsize())

        waiting = []
        ctx.answer.load_prices(_feed(_pairs(4 * size + 2), seen), size)
        ctx.r.flushall()
        return max(waiting)

    for size in (10, 3, 1):
        waiting = at_most(size)
        expect(
            waiting <= size,
            f"in batches of {size}, your function took a price while {waiting - 1} others were waiting, so it"
            f" held {waiting}",
            f"at most {size} prices that aren't on the server yet",
            "Where are the prices that you've taken from the feed, and when do you send them?",
        )

    def stored_so_far(taken):
        if taken and taken % 3 == 0:
            held = ctx.r.get("price:7")
            expect(
                held == str(990 + taken - 1),
                f"one product came {taken} times, in batches of 3, and your function took another pair while"
                f" `price:7` held {held!r}",
                f"{str(990 + taken - 1)!r}, the price of pair {taken}",
                "Do you count the pairs of a batch, or its products?",
            )

    ctx.answer.load_prices(_feed([(7, 990 + number) for number in range(8)], stored_so_far), 3)


@step("another client never sees a price without its TTL", fresh=True)
def never_without_ttl(ctx):
    def all_expire():
        forever = [key for key in ctx.r.scan_iter() if ctx.r.ttl(key) == -1]
        expect(
            not forever,
            f"at this moment, `TTL {forever[0] if forever else ''}` is -1",
            "a TTL from the first moment on",
            "What if your program stops between your `SET` and your `EXPIRE`?",
        )

    every_order(
        ctx,
        call.load_prices(_pairs(3), 2),
        other.get("price:1"),
        holds=lambda results: None,
        always=all_expire,
    )


@step("an error of the server reaches the caller", fresh=True)
def rejected(ctx):
    ctx.r.config_set("maxmemory", 1)
    try:
        with raises(
            ResponseError,
            "the server was full and rejected every price",
            "Which argument of `execute`, or which `except` of yours, keeps errors from the caller?",
        ):
            ctx.answer.load_prices(_pairs(5), 2)
    finally:
        ctx.r.config_set("maxmemory", 0)
    ctx.r.execute_command("ACL", "SETUSER", "default", "resetkeys", "~price:0")
    try:
        with raises(
            ResponseError,
            "the server accepted the first price of a batch and rejected the second",
            "In which of a batch's replies do you look for an error?",
        ):
            ctx.answer.load_prices(_pairs(2), 2)
    finally:
        ctx.r.execute_command("ACL", "SETUSER", "default", "allkeys")
