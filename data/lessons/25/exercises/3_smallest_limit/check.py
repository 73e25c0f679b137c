"""A cache for 90 %."""

from helpers.exercises import EITHER, asking, expect, replay, room_for, step
from helpers.traffic import zipf

OBJECTIVES = (3,)
SECONDS = 60
KEYS, ONE_PROCESS = {"*": EITHER}, True  # what is on the server afterwards doesn't matter
PAGE = "x" * 10_000  # so that the clients' buffers don't matter next to the pages
SIZES = (100, 200, 350, 450)  # hits in the second half: about 71, 82, 93, 93 %
VISITS = zipf(500, 2400, exponent=1.0).tolist()
FULL = "Under which policy does a full server reject a page?"


def _percent(ctx, limit, visits):
    """The hits in the second half."""
    ctx.r.flushall()
    ctx.r.config_set("maxmemory", limit, "maxmemory-policy", "allkeys-lfu")
    hits = replay(ctx.r, visits, PAGE)[len(visits) // 2 :]
    return 100 * sum(hits) / len(hits)


def _call(ctx, sizes, visits):
    """The limits, and what `smallest_limit` returned for them: one of the limits or None."""
    limits = room_for(ctx, *sizes, page=PAGE)
    ctx.r.config_set("maxmemory-policy", "noeviction")
    with asking(FULL, "maxmemory"):
        limit = ctx.answer.smallest_limit(limits, visits)
    expect(
        limit is None or limit in limits,
        f"`smallest_limit` returned {limit!r:.80}",
        f"one of the limits in bytes, such as {limits[0]}, or `None`",
        "What does the caller set `maxmemory` to?",
    )
    return limits, limit


def _observed(ctx, limits, limit, visits):
    """What was returned, beside the check's own replays, which empty the server."""
    found = ", ".join(f"{_percent(ctx, each, visits):.0f} % at {each:,}" for each in limits)
    return f"`smallest_limit` returned {limit!r}; in the second half, the check counted as hits: {found}"


@step("it returns the smallest limit that's enough")
def smallest(ctx):
    limits, limit = _call(ctx, SIZES, VISITS)
    lengths = {ctx.r.strlen(key) for key in ctx.r.scan_iter("page:*", count=1000)} - {0}
    right = limits[2]
    expect(
        limit == right,
        "" if limit == right else _observed(ctx, limits, limit, VISITS),
        repr(right),
        "How many characters does a page have in this exercise?"
        if lengths - {len(PAGE)}
        else "Which `maxmemory` was in effect during each replay?"
        if limit is not None and limit < right
        else "At which visit do you begin to count hits, and of how many visits is it a share?",
    )
    expect(
        any("allkeys-lfu" in command.lower() for command in ctx.asked()),
        "your function found the right limit, but the policy was never set to `allkeys-lfu`",
        "replays under `allkeys-lfu`, because another policy can need another limit",
        "Under which policy did your replays run?",
    )


@step("it returns `None` if no limit is enough", fresh=True)
def none(ctx):
    visits = VISITS[:1000]
    limits, limit = _call(ctx, SIZES[:2], visits)
    expect(
        limit is None,
        "" if limit is None else _observed(ctx, limits, limit, visits),
        "None",
        "What does your function return after it has tried all limits?",
    )


@step("each limit begins with an empty server", fresh=True)
def empty(ctx):
    visits = list(range(1, 101))
    limits, limit = _call(ctx, (150, 200), visits)
    commands = [command.split() for command in ctx.asked()]
    reads = sum(words[0].upper() in ("GET", "MGET") and "page:1" in words for words in commands)
    tried = sum(any(str(each) in words for words in commands) for each in limits)
    expect(
        limit is None,
        ""
        if limit is None
        else f"100 visits to 100 different pages, with room for all of them:"
        f" {_observed(ctx, limits, limit, visits)}",
        "None, because no page is visited twice",
        "Which `maxmemory` was in effect during each replay?"
        if any(words[-2:] == ["maxmemory", "0"] for words in commands)
        else "How often do you replay the visits under one limit?"
        if reads > tried
        else "What has the replay under the previous limit left on the server?",
    )
