"""A place in the waiting list."""

from helpers.exercises import expect, step

OBJECTIVES = (2,)
THREADS, TIMES = 8, 10


@step("customers stand in `waiting` in the order in which they came")
def order(ctx):
    places = [ctx.answer.join(customer) for customer in ("ana", "bo", "cleo")]
    kind = ctx.r.type("waiting")
    expect(
        kind == "list",
        "the server holds no key `waiting`" if kind == "none" else f"`waiting` is of the type {kind}",
        "a list under that key",
        "Which type keeps things in the order in which they came?",
    )
    held = ctx.r.lrange("waiting", 0, -1)
    expect(
        held == ["ana", "bo", "cleo"],
        f"`ana`, `bo` and `cleo` joined; the list holds {held}",
        "['ana', 'bo', 'cleo']",
        "At which end of the list does somebody join who came last?",
    )
    expect(
        places == [1, 2, 3],
        f"the three calls returned {places}",
        "[1, 2, 3]",
        "What does the command reply, and is it what your function returns?",
    )


@step(f"no two of {THREADS} threads get the same place", fresh=True)
def together(ctx):
    some = ctx.together(
        THREADS, lambda i: [ctx.answer.join(f"{i}-{n}") for n in range(TIMES)], latency=0.0005
    )
    places = [place for few in some for place in few]
    expect(
        len(set(places)) == len(places),
        f"{len(places)} customers joined from {THREADS} threads, and got {len(set(places))} different places",
        f"{len(places)} different places",
        "What can somebody else do between two commands of yours?",
    )
    held = ctx.r.lrange("waiting", 0, -1)
    wrong = sum(held[place - 1] != f"{i}-{n}" for i, few in enumerate(some) for n, place in enumerate(few))
    expect(
        not wrong,
        f"{wrong} customers were told a place at which somebody else stands",
        "each at the place that was returned",
        "Are adding and counting one step on the server?",
    )
