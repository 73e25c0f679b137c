"""A raffle."""

from helpers.exercises import asking, call, cases, every_crash, every_order, expect, step

OBJECTIVES = (1, 3)
KEYS = {"raffle:*": None}
ENTRANTS, ROUNDS, ALL = 40, 6, 1000
EMPTY = "What do you send, and what do you return, if no customer is left?"
AT_ONCE = "What can another draw do between your pick and your removal?"


def _entered(ctx, *customers):
    for customer in customers:
        ctx.answer.enter("summer", customer)


def _left(ctx):
    """Who is left, found by drawing all of them, because the layout is the answer's own choice."""
    with asking(EMPTY, "number of arguments"):
        return ctx.answer.draw("summer", ALL)


@step("a customer can enter once")
def enters(ctx):
    first, second = ctx.answer.enter("summer", 7), ctx.answer.enter("summer", 7)
    expect(
        ctx.r.exists("raffle:summer") == 1,
        "there is no key `raffle:summer`",
        "the customers of the raffle in this key",
        "What's in the name of the key, so that two raffles don't mix?",
    )
    expect(
        (first, second) == (True, False),
        f"customer 7 entered twice: the first time returned {first!r}, the second time returned {second!r}",
        "True, then False",
        "Which type contains a member only once, and which reply says that it's new?",
    )
    expect(
        first is True and second is False,
        f"`enter` returned {first!r}, then {second!r}",
        "True, then False, each a `bool`",
        "Which type does redis-py return for the command that adds?",
    )
    question = "Does your function know one raffle from another?"
    cases(ctx.answer.enter, [(("winter", 7), True), (("summer", 8), True)], question)


@step("`draw` returns winners as numbers and removes them from the raffle", fresh=True)
def draws(ctx):
    _entered(ctx, *range(100, 110))
    winners = ctx.answer.draw("summer", 3)
    expect(
        isinstance(winners, list),
        f"`draw` returned {winners!r}",
        "a list",
        "Which type does redis-py return, and which one does the caller want?",
    )
    expect(
        len(winners) == 3,
        f"with 10 customers and n = 3, `draw` returned {winners!r}",
        "3 winners",
        "How does the command that draws know how many you want?",
    )
    expect(
        all(type(one) is int for one in winners) and len(set(winners)) == 3,
        f"`draw` returned {winners!r}, which aren't numbers or not different",
        "3 different `int`",
        "Which type do members have when they arrive?",
    )
    left = _left(ctx)
    again = sorted(set(left) & set(winners))
    expect(
        not again,
        f"`draw` returned {winners}, and the next draw returned {again} of them again",
        "none of them",
        "Which command removes what it draws?",
    )
    expect(
        sorted([*left, *winners]) == list(range(100, 110)),
        f"10 customers entered, 3 won, and the next draw of all that are left returned {left}",
        "the other 7",
        "What else do you remove?",
    )


@step("`draw` returns fewer winners if fewer customers are left", fresh=True)
def few(ctx):
    _entered(ctx, 1, 2)
    winners = ctx.answer.draw("summer", 5)
    expect(
        sorted(winners) == [1, 2],
        f"with two customers and n = 5, `draw` returned {winners!r}",
        "both of them",
        "What does the server reply if it has fewer?",
    )
    left = _left(ctx)
    expect(left == [], f"from an empty raffle, `draw` returned {left!r}", "an empty list", EMPTY)
    with asking(EMPTY, "number of arguments"):
        cases(ctx.answer.draw, [(("never", 3), [])], EMPTY)


@step("the winners are random", fresh=True)
def chance(ctx):
    drawn = []
    for _ in range(ROUNDS):
        ctx.r.flushall()
        _entered(ctx, *range(ENTRANTS))
        drawn.append(sorted(ctx.answer.draw("summer", 3)))
    expect(
        any(one != drawn[0] for one in drawn),
        f"in {ROUNDS} raffles with the same name and customers, the same three won each time: {drawn[0]}",
        "different winners",
        "What decides who wins, and is it the same in the next raffle?",
    )
    runs = [one for one in drawn if one[2] - one[0] == 2]
    expect(
        len(runs) < ROUNDS,
        f"in {ROUNDS} raffles, the three winners always had consecutive numbers: {drawn}",
        "each winner drawn at random",
        "If one customer has won, can you tell who else has?",
    )


@step("two draws at the same moment share no winner and get enough winners", fresh=True)
def at_the_same_moment(ctx):
    def fair(total, wanted):
        def holds(results):
            draws = [result for result in results if isinstance(result, list)]
            returned = f"in this order the draws returned {' and '.join(map(str, draws))}"
            winners = [customer for draw in draws for customer in draw]
            expect(
                len(winners) == len(set(winners)),
                f"{returned}: a customer won twice",
                "no customer twice",
                AT_ONCE,
            )
            expect(
                len(winners) == wanted,
                f"{returned}, of {total} customers",
                f"{wanted} winners in all",
                "Where are the customers while your function draws, and can another draw still find them?",
            )
            left = _left(ctx)
            expect(
                len(left) == total - wanted and not set(left) & set(winners),
                f"{returned}, and {sorted(left)} are left",
                f"the other {total - wanted} customers",
                "What can another process write while your function draws?",
            )

        return holds

    def ten():
        _entered(ctx, *range(100, 110))

    three = call.draw("summer", 3)
    every_order(ctx, three, three, setup=ten, holds=fair(10, 6))
    every_order(ctx, three, call.draw("summer", 9), setup=ten, holds=fair(10, 10))
    every_order(ctx, three, call.enter("summer", 700), setup=ten, holds=fair(11, 3))
    question = "What can another process do between your check and your add?"
    enter = call.enter("summer", 700)
    every_order(
        ctx,
        enter,
        enter,
        setup=ten,
        holds=lambda results: expect(
            sorted(results) == [False, True],
            f"customer 700 entered twice at the same moment, and the calls returned {results}",
            "True once",
            question,
        ),
    )


@step("a crash removes no customer who wasn't drawn", fresh=True)
def crash(ctx):
    def at_most_three(crash):
        left = _left(ctx)
        expect(
            len(left) >= 7,
            f"{crash}; 10 customers had entered, and then {len(left)} of them were left",
            "at least 7",
            "Which customers does your function remove before it knows the winners?",
        )

    every_crash(ctx, call.draw("summer", 3), at_most_three, setup=lambda: _entered(ctx, *range(100, 110)))
