"""A cache for 90 %."""

from helpers.exercises import asking, expect, step
from helpers.exercises._pages import replay, room_for
from helpers.traffic import zipf

OBJECTIVES = (3,)
SECONDS = 60
PAGE = "x" * 10_000  # so that the buffers of clients do not matter beside the pages
SIZES = (100, 200, 350, 450)  # hits in the second half: about 71, 82, 93, 93 %
VISITS = zipf(500, 2400, exponent=1.0).tolist()


def _percent(ctx, limit):
    """The hits in the second half."""
    ctx.r.flushall()
    ctx.r.config_set("maxmemory", limit, "maxmemory-policy", "allkeys-lfu")
    hits = replay(ctx.r, VISITS, PAGE)[len(VISITS) // 2 :]
    return 100 * sum(hits) / len(hits)


def _answer(ctx, sizes):
    """The limits, what the answer made of them, and what the check finds, as text."""
    limits = room_for(ctx, *sizes, page=PAGE)
    ctx.r.config_set("maxmemory-policy", "noeviction")
    with asking("Under which policy does a full server refuse to store a page?", "maxmemory"):
        answer = ctx.answer.smallest_limit(limits, VISITS)
    found = ", ".join(f"{_percent(ctx, limit):.0f} % at {limit:,}" for limit in limits)
    return limits, answer, f"`smallest_limit` returned {answer!r}; the check found {found}"


@step("the smallest limit that is enough")
def smallest(ctx):
    limits, answer, observed = _answer(ctx, SIZES)
    right = limits[2]
    too_small = isinstance(answer, int) and answer < right
    expect(
        answer == right,
        observed,
        repr(right),
        "Which `maxmemory` was in force while each replay ran?"
        if too_small
        else "At which visit does your count of the hits begin, and of how many visits is it a share?",
    )


@step("`None` where no limit is enough", fresh=True)
def none(ctx):
    _, answer, observed = _answer(ctx, SIZES[:2])
    expect(
        answer is None, observed, "None", "What does your function return once all limits have been tried?"
    )
