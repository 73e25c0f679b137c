"""Points once, however often an order is delivered."""

import time

from helpers.exercises import expect, step
from helpers.exercises._ending import Ended, ending_before

OBJECTIVES = (2, 4)
AT_ONCE = 0.9  # seconds
MOST_TRIPS = 25


def _orders(ctx, *cents):
    """A new stream and group; an order of customer 7 for each of `cents`; their ids."""
    ctx.r.delete("orders", "points:7")
    ctx.r.xgroup_create("orders", "points", id="0", mkstream=True)
    return [ctx.r.xadd("orders", {"customer": "7", "cents": one}) for one in cents]


def _pending(ctx):
    return ctx.r.xpending("orders", "points")["pending"]


def _expect_points(ctx, wanted, when):
    kind = ctx.r.type("points:7")
    expect(
        kind == "hash",
        f"{when}, there is no key `points:7`" if kind == "none" else f"`points:7` is a {kind}",
        "a hash with a field for each order",
        "Where do the points of an order go, and under which name?",
    )
    seen = ctx.r.hgetall("points:7")
    missing = [entry for entry in wanted if entry not in seen]
    expect(
        not missing,
        f"{when}, the points for {len(missing)} of {len(wanted)} orders are missing in `points:7`",
        "a field for each order, named like the entry's id",
        "In which order do you write the points and acknowledge, and who gets an acknowledged entry again?",
    )
    wrong = [entry for entry in seen if seen[entry] != str(wanted.get(entry))]
    expect(
        not wrong,
        f"{when}, `points:7` holds {seen[wrong[0]] if wrong else ''} points for an order"
        f" that earns {wanted.get(wrong[0]) if wrong else ''}",
        "the full euros of the order, once",
        "What happens to the number when the same entry is handled a second time, and when it has cents?",
    )


@step("orders get their points under the entry's id, ten at a time")
def new(ctx):
    cents = [2990, 100, 99, *range(1000, 1900, 100)]
    ids = _orders(ctx, *cents)
    numbers = [ctx.answer.give_points("w1") for _ in range(3)]
    expect(
        numbers == [10, 2, 0],
        f"with 12 orders, three calls returned {numbers}",
        "[10, 2, 0]",
        "How many do you ask for, do you acknowledge them, and what is returned when nothing is left?",
    )
    wanted = {entry: one // 100 for entry, one in zip(ids, cents, strict=True)}
    _expect_points(ctx, wanted, "after these calls")
    expect(
        _pending(ctx) == 0,
        f"12 orders are handled, and {_pending(ctx)} are still pending in the group",
        "none pending",
        "How does the server learn that an order is done?",
    )


@step("what this consumer has left comes first; what others have is theirs", fresh=True)
def own_first(ctx):
    for others in (9, 99):  # before this consumer's, so that the first ten or hundred pending are theirs
        ids = _orders(ctx, *[500] * (others + 5))
        for consumer, count in (("w2", others), ("w1", 3)):
            ctx.r.xreadgroup("points", consumer, {"orders": ">"}, count=count)
        numbers = [ctx.answer.give_points("w1") for _ in range(3)]
        expect(
            numbers == [3, 2, 0],
            f"`w2` had {others} pending orders, `w1` had 3, and 2 were new:"
            f" three calls for `w1` returned {numbers}",
            "[3, 2, 0]",
            "Which id asks for the entries that this consumer already has, and which one for new ones?",
        )
        _expect_points(ctx, dict.fromkeys(ids[others:], 5), "after these calls")


@step("it does not wait for orders", fresh=True)
def no_wait(ctx):
    _orders(ctx)
    began = time.monotonic()
    ctx.answer.give_points("w1")
    waited = time.monotonic() - began
    expect(
        waited < AT_ONCE,
        f"without any order, `give_points` took {waited:.1f} s",
        "an answer at once",
        "What does `block` do?",
    )


@step("a program that ends in the middle and starts anew counts each order once", fresh=True)
def once(ctx):
    for trip in range(1, MOST_TRIPS + 1):
        ctx.begin(fresh=True)
        ids = _orders(ctx, 500, 700, 900)
        try:
            with ending_before(ctx, trip):
                while ctx.answer.give_points("w1"):
                    pass
            return
        except Ended:
            ctx.begin(fresh=False)
        calls = 0
        while ctx.answer.give_points("w1") and calls < MOST_TRIPS:
            calls += 1
        when = f"the program ended before its round trip {trip} and was started anew; at the end"
        _expect_points(ctx, dict(zip(ids, (5, 7, 9), strict=True)), when)
        expect(
            _pending(ctx) == 0,
            f"{when} {_pending(ctx)} orders were still pending",
            "none pending",
            "Who asks for the orders that were pending before the start?",
        )
