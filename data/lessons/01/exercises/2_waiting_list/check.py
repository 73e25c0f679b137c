"""The waiting list."""

import itertools

from helpers.exercises import call, every_order, expect, expect_key, step, twin

OBJECTIVES = (2,)
KEYS = {"waiting": None}
LONG = 150


@step("customers are in the list `waiting` in the order in which they joined")
def order(ctx):
    places = [ctx.answer.join(customer) for customer in ("ana", "bo", "cleo")]
    held = expect_key(ctx, "waiting", "list", question="Where does another process find the list?")
    expect(
        held == ["ana", "bo", "cleo"],
        f"`ana`, `bo` and `cleo` joined, and the list holds {held}",
        "['ana', 'bo', 'cleo']",
        "At which end of the list do you add a customer?",
    )
    expect(
        places == [1, 2, 3] and all(type(place) is int for place in places),
        f"the three calls returned {places}",
        "[1, 2, 3]",
        "What does the command reply, and does your function return that?",
    )


@step("each customer counts, whichever process the call comes from", fresh=True)
def every_customer(ctx):
    numbers = itertools.count()

    def calls(g):
        return call.join(f"{g.choice(['Ana', 'ana', 'ü', 'a b', ''])}{next(numbers)}")

    twin(ctx, calls, questions={"reply": "Where does the place that you return come from?"})


@step("a long list stays whole", fresh=True)
def long(ctx):
    ctx.r.rpush("waiting", *(f"customer {number}" for number in range(1, LONG)))
    place = ctx.answer.join("dan")
    expect(
        place == LONG and ctx.r.llen("waiting") == LONG,
        f"{LONG - 1} customers were waiting. Then `dan` joined, `join` returned {place!r}, and the list has"
        f" {ctx.r.llen('waiting')} entries",
        f"place {LONG}, and {LONG} entries",
        "Which of your commands shortens the list, or looks at only a part of it?",
    )


@step("two customers who join at the same moment get the places at which they are", fresh=True)
def at_the_same_moment(ctx):
    every_order(
        ctx,
        call.join("ana"),
        call.join("bo"),
        question="What can another process do between your commands, and is your place still right then?",
    )
