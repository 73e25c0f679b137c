"""Around me, with shared ranks."""

from helpers.exercises import call, cases, expect, other, step, twin

OBJECTIVES = (1, 2)
KEYS = {"board*": None}
TRIPS = {"neighbors": 12}
PLAYERS = ["ana", "bo", "cy", "dee", "eve", "flo", "gil", "Ana"]


def board(ctx, **points):
    ctx.r.delete("board")
    ctx.r.zadd("board", points)


@step("the players above and below are returned with rank, name and points")
def in_the_middle(ctx):
    board(ctx, ana=50, bo=40, cy=30, dee=20, eve=10)
    cases(
        ctx.answer.neighbors,
        [
            (("board", "cy", 1), [(2, "bo", 40), (3, "cy", 30), (4, "dee", 20)]),
            (("board", "cy", 0), [(3, "cy", 30)]),
        ],
        "Which positions are the neighbors of a position, and what does `ZREVRANK` count from?",
    )
    ctx.r.zadd("board:oslo", {"cy": 7, "dee": 5})
    cases(
        ctx.answer.neighbors,
        [(("board:oslo", "dee", 1), [(1, "cy", 7), (2, "dee", 5)])],
        "Which of the arguments names the board, and do all your commands use it?",
    )
    ctx.r.zadd("board:rome", {"ana": 5_000_001, "bo": 5_000_000, "cy": 4_999_999})
    cases(
        ctx.answer.neighbors,
        [(("board:rome", "bo", 1), [(1, "ana", 5_000_001), (2, "bo", 5_000_000), (3, "cy", 4_999_999)])],
        "How do you write five million points as a bound of `ZCOUNT`, and which bound is above all players?",
    )


@step("at the top and at the bottom there are fewer neighbors", fresh=True)
def at_the_ends(ctx):
    board(ctx, ana=50, bo=40, cy=30, dee=20, eve=10)
    cases(
        ctx.answer.neighbors,
        [
            (("board", "bo", 2), [(1, "ana", 50), (2, "bo", 40), (3, "cy", 30), (4, "dee", 20)]),
            (("board", "eve", 3), [(2, "bo", 40), (3, "cy", 30), (4, "dee", 20), (5, "eve", 10)]),
        ],
        "What does a negative position mean to `ZRANGE`?",
    )
    cases(
        ctx.answer.neighbors,
        [(("board", "ana", 2), [(1, "ana", 50), (2, "bo", 40), (3, "cy", 30)])],
        "What's the position of the leader, and is that the same as no position?",
    )


@step("equal points share a rank, and the next rank is skipped", fresh=True)
def ties(ctx):
    board(ctx, ana=50, bo=40, cy=40, dee=40, eve=10)
    cases(
        ctx.answer.neighbors,
        [
            (("board", "bo", 1), [(2, "cy", 40), (2, "bo", 40), (5, "eve", 10)]),
            (("board", "dee", 1), [(1, "ana", 50), (2, "dee", 40), (2, "cy", 40)]),
        ],
        "How many players have more points, and is that what a position counts?",
    )


@step("a player who isn't on the board has no neighbors", fresh=True)
def absent(ctx):
    board(ctx, ana=50, bo=40)
    for name, key in (("zoe", "board"), ("ana", "board:none")):
        result = ctx.answer.neighbors(key, name, 2)
        expect(
            result == [],
            f"{name} isn't on the board, and `neighbors` returned {result!r}",
            "[]",
            "What does `ZREVRANK` reply if there's no such member?",
        )


@step("the board may have changed since the last call", fresh=True)
def changed(ctx):
    board(ctx, ana=50, bo=40, cy=30)
    for _ in range(4):  # two processes make the calls in turn
        ctx.answer.neighbors("board", "bo", 1)
    ctx.r.zincrby("board", 20, "cy")
    ctx.r.zadd("board", {"dee": 20})
    for _ in range(2):
        cases(
            ctx.answer.neighbors,
            [(("board", "bo", 1), [(1, "ana", 50), (3, "bo", 40), (4, "dee", 20)])],
            "What does your function still know from the call before?",
        )


@step("the number of round trips doesn't grow with the neighbors", fresh=True)
def many_neighbors(ctx):
    board(ctx, **{f"player{place:02}": 100 - place for place in range(1, 31)})
    wanted = [(place, f"player{place:02}", 100 - place) for place in range(5, 26)]
    cases(
        ctx.answer.neighbors,
        [(("board", "player15", 10), wanted)],
        "How many players does `count` ask for?",
    )


def random_board(r, g):
    r.zadd("board", {name: g.randint(-3, 9) for name in g.sample(PLAYERS, g.randint(1, len(PLAYERS)))})


def calls(g):
    if g.random() < 0.2:
        return other.zincrby("board", g.randint(-2, 3), g.choice(PLAYERS))
    return call.neighbors("board", g.choice(PLAYERS), g.randint(0, 3))


@step("any board, any player", fresh=True)
def any_board(ctx):
    question = "How many players have more points, and which are the neighbors?"
    twin(ctx, calls, {"reply": question}, random_board)
