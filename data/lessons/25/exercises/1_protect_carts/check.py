"""Pages may go, carts may not."""

import time

from helpers.exercises import EITHER, expect, step

OBJECTIVES = (2, 5)
SECONDS = 20
KEYS = {"cart:*": None, "page:*": EITHER}
CARTS, FAVOURITES, OTHERS = 500, 200, 6000
PAGE = "x" * 1000
NO_LIMIT = "How much memory may a server use whose `maxmemory` is 0?"
LOWERED = "What does your function do if the server already has a higher limit?"


@step("the server may use that many megabytes, and no more")
def limit(ctx):
    ctx.r.hset("cart:7", "product:24", 1)
    question = (
        "In which unit does `CONFIG SET maxmemory` take a plain number, and which units can a string have?"
    )
    for megabytes in (5, 4):
        ctx.answer.protect_carts(megabytes)
        seen = int(ctx.r.config_get("maxmemory")["maxmemory"])
        expect(
            seen == megabytes * 2**20,
            f"after `protect_carts(r, {megabytes})`, `maxmemory` is {seen:,} bytes",
            f"{megabytes} MB, which are {megabytes * 2**20:,} bytes",
            question if seen not in (0, 5 * 2**20) else LOWERED if seen else NO_LIMIT,
        )
    expect(
        ctx.r.exists("cart:7"),
        "there was a cart on the server; after `protect_carts` it was gone, although the memory wasn't full",
        "the cart, because a configuration keeps the data",
        "Which of your commands changes data instead of settings?",
    )


def _store(ctx, numbers):
    """The errors of storing these pages, each with a TTL, which is longer for later pages."""
    replies = []
    for first in range(0, len(numbers), 100):
        pipe = ctx.r.pipeline(transaction=False)
        for number in numbers[first : first + 100]:
            pipe.set(f"page:{number}", PAGE, ex=3600 + number)
        replies += pipe.execute(raise_on_error=False)
    return [reply for reply in replies if isinstance(reply, Exception)]


@step("a full server still stores pages, and loses no cart", fresh=True)
def carts(ctx):
    ctx.r.config_set("maxmemory", 0, "maxmemory-policy", "noeviction")
    ctx.answer.protect_carts(4)
    pipe = ctx.r.pipeline()
    for number in range(CARTS):
        pipe.hset(f"cart:{number}", "product:24", 1)
    pipe.execute()
    errors = _store(ctx, range(OTHERS))
    expect(
        not errors,
        f"6 MB of pages were stored, and the server rejected a write: {errors[0] if errors else ''}",
        "an evicted page for each new one",
        "What does the policy do with a write for which there is no room?",
    )
    left = sum(ctx.r.exists(f"cart:{number}") for number in range(CARTS))
    expect(
        left == CARTS,
        f"6 MB of pages were stored, and {left} of {CARTS} carts are left",
        f"all {CARTS}, because carts have no TTL and pages have one",
        "How does a policy distinguish carts from pages?",
    )


@step("the pages that were read most often are still there", fresh=True)
def favourites(ctx):
    ctx.r.config_set("maxmemory", 0, "maxmemory-policy", "allkeys-random")
    ctx.answer.protect_carts(4)
    numbers = range(FAVOURITES)
    _store(ctx, numbers)
    for _ in range(100):
        ctx.r.mget([f"page:{number}" for number in numbers])
    time.sleep(1.1)  # a tick of the LRU clock
    _store(ctx, range(FAVOURITES, OTHERS))
    left = ctx.r.exists(*(f"page:{number}" for number in numbers))
    expect(
        left >= 0.8 * FAVOURITES,
        f"of {FAVOURITES} pages that were read a hundred times each, {left} were left"
        f" after {OTHERS - FAVOURITES:,} new ones that were never read",
        f"nearly all of the {FAVOURITES}",
        "Does the policy consider how often a page was used, or something else, such as its age or its TTL?",
    )
