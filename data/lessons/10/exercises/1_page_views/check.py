"""A page-view counter."""

from helpers.exercises import call, every_order, expect, expect_key, other, step, twin

OBJECTIVES = (2,)
KEYS = {"views:*": None}
PAGES = ["home", "cart", "Home", " home", "home0", "a:b", "ü", "0", ""]


def calls(g):
    page = g.choice(PAGES)
    if g.random() < 0.1:
        return other.set(f"views:{page}", g.choice([99, 10**6, 2**40]))
    return call.page_view(page)


@step("the first view of a page returns 1, and its count is in `views:<page>`")
def first(ctx):
    number = ctx.answer.page_view("home")
    expect_key(
        ctx,
        "views:home",
        "string",
        question="Where would another process, or this one after a restart, find the count?",
    )
    expect(
        number == 1 and number is not True,
        f"the first view of `home` returned {number!r}",
        "the number 1",
        "What does the server reply to the command that counts, and does your function return it?",
    )


@step("every view of every page counts, whichever process it comes from", fresh=True)
def every_page(ctx):
    twin(
        ctx,
        calls,
        runs=6,
        questions={
            "reply": "What does your function do with the count that is already there?",
            "type": "What does `INCR` reply, and what is it by the time you return it?",
            "content": "Does the key hold the plain count of every view so far when your function returns?",
            "extra": "Is the name of the key `views:` and then the page, exactly as it is?",
            "missing": "What has to be in the name of a key, so that two pages don't share it?",
        },
    )


@step("two clients at the same moment lose no view and get different numbers", fresh=True)
def at_the_same_moment(ctx):
    every_order(
        ctx,
        call.page_view("home"),
        call.page_view("home"),
        question={
            "data": "What can another client do between your read and your write?",
            "results": "Is the number that you return the reply to your own `INCR`, or was it read later?",
        },
    )
