"""A raffle."""

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 3)
THREADS, ENTRANTS, ROUNDS = 8, 40, 6


@step("a customer enters once")
def enters(ctx):
    first, second = ctx.answer.enter("summer", 7), ctx.answer.enter("summer", 7)
    expect(
        ctx.r.exists("raffle:summer") == 1,
        "there is no key `raffle:summer`",
        "the customers of the raffle under this key",
        "What is in the name of the key, so that two raffles do not mix?",
    )
    expect(
        (first, second) == (True, False),
        f"customer 7 entered twice, and the second time returned {second!r}, the first {first!r}",
        "True, then False",
        "Which type keeps a member once, and which answer tells that it was new?",
    )


@step("winners are numbers, and no longer in the raffle", fresh=True)
def draws(ctx):
    for customer in range(100, 110):
        ctx.answer.enter("summer", customer)
    winners = ctx.answer.draw("summer", 3)
    expect(
        isinstance(winners, list) and len(winners) == 3,
        f"3 winners were asked for, and `draw` returned {winners!r}",
        "a list of 3",
        "How does the command that draws learn how many you want?",
    )
    expect(
        all(type(one) is int for one in winners) and len(set(winners)) == 3,
        f"`draw` returned {winners!r}, which are not numbers or not different ones",
        "3 different `int`",
        "As which type do members arrive?",
    )
    left = {int(customer) for customer in ctx.r.smembers("raffle:summer")}
    expect(
        not left & set(winners),
        f"{winners} were drawn, and {len(left & set(winners))} of them are still in the raffle",
        "none of them",
        "Which command takes out what it draws?",
    )
    expect(
        left | set(winners) == set(range(100, 110)),
        f"10 entered, 3 won, and {len(left)} are left",
        "7",
        "What else was taken out?",
    )


@step("no more than there are", fresh=True)
def few(ctx):
    for customer in (1, 2):
        ctx.answer.enter("summer", customer)
    winners = ctx.answer.draw("summer", 5)
    expect(
        sorted(winners) == [1, 2],
        f"two customers had entered, 5 winners were asked for, and `draw` returned {winners!r}",
        "both of them",
        "What does the server answer when it has fewer?",
    )
    with asking("What do you send when nobody was drawn?", "number of arguments"):
        nobody = ctx.answer.draw("summer", 5)
    expect(
        nobody == [],
        f"from an empty raffle `draw` returned {nobody!r}",
        "an empty list",
        "What if nobody is left?",
    )


@step("chance decides", fresh=True)
def chance(ctx):
    drawn = set()
    for raffle in map(str, range(ROUNDS)):
        for customer in range(ENTRANTS):
            ctx.answer.enter(raffle, customer)
        drawn.add(tuple(sorted(ctx.answer.draw(raffle, 3))))
    expect(
        len(drawn) > 1,
        f"in {ROUNDS} raffles with the same entrants, the same three won each time: {next(iter(drawn))}",
        "other winners each time",
        "Who chooses, and by what?",
    )


@step(f"{THREADS} draws at once share no winner", fresh=True)
def threads(ctx):
    for raffle in ("a", "b", "c"):
        for customer in range(ENTRANTS):
            ctx.answer.enter(raffle, customer)
        draws = ctx.together(THREADS, lambda _, raffle=raffle: ctx.answer.draw(raffle, 4))
        winners = [customer for draw in draws for customer in draw]
        again = len(winners) - len(set(winners))
        expect(
            again == 0,
            f"of {len(winners)} prizes from {THREADS} threads, {again} went to somebody who had won already",
            "nobody twice",
            "What can another draw do between your pick and your removal?",
        )
