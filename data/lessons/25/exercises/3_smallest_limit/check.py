"""A cache for 90 %."""

from helpers.exercises import asking, expect, step
from helpers.exercises._pages import replay, room_for
from helpers.traffic import zipf

OBJECTIVES = (3,)
SECONDS = 60
PAGE = "x" * 10_000  # so that the buffers of clients do not matter beside the pages
SIZES = (100, 200, 350, 450)  # hits in the second half: about 71, 82, 93, 93 %
VISITS = zipf(500, 2400, exponent=1.0).tolist()


def _percent(ctx, limit, visits):
    """The hits in the second half."""
    ctx.r.flushall()
    ctx.r.config_set("maxmemory", limit, "maxmemory-policy", "allkeys-lfu")
    hits = replay(ctx.r, visits, PAGE)[len(visits) // 2 :]
    return 100 * sum(hits) / len(hits)


def _answer(ctx, sizes, visits=VISITS):
    """The limits, what the answer made of them, what the check finds, as text, and lengths of pages."""
    limits = room_for(ctx, *sizes, page=PAGE)
    ctx.r.config_set("maxmemory-policy", "noeviction")
    with asking("Under which policy does a full server refuse to store a page?", "maxmemory"):
        answer = ctx.answer.smallest_limit(limits, visits)
    lengths = {ctx.r.strlen(key) for key in ctx.r.scan_iter("page:*", count=1000)} - {0}
    found = ", ".join(f"{_percent(ctx, limit, visits):.0f} % at {limit:,}" for limit in limits)
    return limits, answer, f"`smallest_limit` returned {answer!r}; the check found {found}", lengths


@step("the smallest limit that is enough")
def smallest(ctx):
    limits, answer, observed, lengths = _answer(ctx, SIZES)
    right = limits[2]
    too_small = isinstance(answer, int) and answer < right
    expect(
        answer == right,
        observed,
        repr(right),
        "How many characters has a page in this exercise?"
        if lengths - {len(PAGE)}
        else "Which `maxmemory` was in force while each replay ran?"
        if too_small
        else "At which visit does your count of the hits begin, and of how many visits is it a share?",
    )
    expect(
        any("allkeys-lfu" in command.lower() for command in ctx.asked()),
        "your function has found the right limit, and the server was never set to `allkeys-lfu`",
        "replays under `allkeys-lfu`: another policy can need another limit",
        "Under which policy did your replays run?",
    )


@step("`None` where no limit is enough", fresh=True)
def none(ctx):
    _, answer, observed, _ = _answer(ctx, SIZES[:2])
    expect(
        answer is None, observed, "None", "What does your function return once all limits have been tried?"
    )


@step("each limit begins with an empty server", fresh=True)
def empty(ctx):
    _, answer, observed, _ = _answer(ctx, (150, 200), visits=list(range(1, 101)))
    expect(
        answer is None,
        f"100 visits to 100 different pages, with room for all: {observed}",
        "None, since nobody asks for a page a second time",
        "What has the replay under one limit left on the server, when that under the next one begins?",
    )
