"""Pages may go, carts may not."""

import time

from helpers.exercises import expect, step

OBJECTIVES = (2, 5)
SECONDS = 20
CARTS, FAVOURITES, OTHERS = 500, 200, 6000
PAGE = "x" * 1000


@step("the server may use as many megabytes as it was told")
def limit(ctx):
    ctx.r.hset("cart:7", "product:24", 1)
    for megabytes in (5, 4):
        ctx.answer.protect_carts(megabytes)
        seen = int(ctx.r.config_get("maxmemory")["maxmemory"])
        expect(
            seen == megabytes * 2**20,
            f"after `protect_carts(r, {megabytes})`, `maxmemory` is {seen:,} bytes",
            f"{megabytes} MB, which are {megabytes * 2**20:,} bytes",
            "In which unit does `CONFIG SET maxmemory` take a plain number, and which units can a text have?",
        )
    expect(
        ctx.r.exists("cart:7"),
        "there was a cart on the server; after `protect_carts` it is gone, and no memory was short",
        "the cart: a server that is set up keeps what it has",
        "Which of your commands is about data, and not about settings?",
    )


def _store(ctx, numbers):
    """The errors of storing these pages, each with an end: the later the number, the further away."""
    replies = []
    for first in range(0, len(numbers), 100):
        pipe = ctx.r.pipeline(transaction=False)
        for number in numbers[first : first + 100]:
            pipe.set(f"page:{number}", PAGE, ex=3600 + number)
        replies += pipe.execute(raise_on_error=False)
    return [reply for reply in replies if isinstance(reply, Exception)]


@step("a full server goes on storing pages, and loses no cart", fresh=True)
def carts(ctx):
    ctx.answer.protect_carts(4)
    pipe = ctx.r.pipeline()
    for number in range(CARTS):
        pipe.hset(f"cart:{number}", "product:24", 1)
    pipe.execute()
    errors = _store(ctx, range(OTHERS))
    expect(
        not errors,
        f"6 MB of pages came, and the server refused a write: {errors[:1]}",
        "a page evicted, and the new one stored",
        "What does the policy do with a write for which there is no room?",
    )
    left = sum(ctx.r.exists(f"cart:{number}") for number in range(CARTS))
    expect(
        left == CARTS,
        f"6 MB of pages came; of {CARTS} carts {left} are left",
        f"all {CARTS}: carts have no end, pages have one",
        "What do carts and pages differ in, as far as a policy can see?",
    )


@step("the pages that were read most often are still there", fresh=True)
def favourites(ctx):
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
        f" after {OTHERS - FAVOURITES:,} new ones that nobody read",
        f"nearly all of the {FAVOURITES}",
        "Does the policy look at how often a page was used, or at something else: its age, its end?",
    )
