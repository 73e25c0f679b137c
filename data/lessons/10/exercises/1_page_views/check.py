"""A page-view counter."""

from helpers.exercises import expect, step

OBJECTIVES = (2,)
THREADS, VIEWS_EACH = 8, 5


@step("the first view of a page is number 1, kept in `views:<page>`")
def first(ctx):
    number = ctx.answer.page_view("home")
    keys = ctx.keys()
    expect(
        "views:home" in keys,
        f"there is no key `views:home`, but `{keys[0]}`" if keys else "the server holds no keys",
        "a key `views:home`",
        "Where would another process, or this one after a restart, find the number?",
    )
    expect(
        number == 1,
        f"the first view of `home` returned {number!r}",
        "the number 1",
        "What does the server reply to the command that counts, and where does your function hand it on?",
    )


@step("each page has a count of its own")
def pages(ctx):
    ctx.answer.page_view("home")
    number = ctx.answer.page_view("home")
    expect(
        number == 3,
        f"the third view of `home` returned {number!r}",
        "the number 3",
        "What does your function do with the count that is there already?",
    )
    number = ctx.answer.page_view("cart")
    expect(
        number == 1,
        f"after three views of `home`, the first view of `cart` returned {number!r}",
        "the number 1",
        "What has to be in the name of a key, so that two pages do not share it?",
    )


@step(f"no view is lost while {THREADS} threads count at once", fresh=True)
def threads(ctx):
    def visit(_):
        return [ctx.answer.page_view("home") for _ in range(VIEWS_EACH)]

    numbers = sorted(number for visitor in ctx.together(THREADS, visit) for number in visitor)
    views = THREADS * VIEWS_EACH
    counted = int(ctx.r.get("views:home") or 0)
    expect(
        counted == views,
        f"of {views} views, `GET views:home` has {counted}: {views - counted} were lost",
        f"all {views}",
        "What can another thread do between your read and your write?",
    )
    expect(
        numbers == list(range(1, views + 1)),
        f"the {views} views are all counted, but only {len(set(numbers))} different numbers were returned",
        f"each number from 1 to {views} once",
        "Is the number you return the one that your own command made, or one that was read later?",
    )
