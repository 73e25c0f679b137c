"""The nearest open shop."""

from helpers.exercises import expect, step

OBJECTIVES = (1, 2)
HERE = (4.90, 52.37)  # Amsterdam
KILOMETRE = 1 / 111.226  # in degrees of latitude, on the sphere that Redis computes with
CLOSED, TRIPS = 50, 3


def _shops(ctx, distances, is_open):
    """Shops so many kilometres north (or, below zero, south) of HERE, some of them open."""
    for name, km in distances.items():
        ctx.r.geoadd("shops", [HERE[0], HERE[1] + km * KILOMETRE, name])
    if is_open:
        ctx.r.sadd("open", *is_open)


@step("of several open shops, the nearest")
def nearest(ctx):
    _shops(ctx, {"south": -9, "near": 2, "north": 6}, ["south", "near", "north"])
    found = ctx.answer.nearest_open(*HERE, 20)
    expect(
        found == "near",
        f"of open shops 2 km (near), 6 km (north) and 9 km (south) away, `nearest_open` returned {found!r}",
        "'near'",
        "In which order do you ask for the shops, and in which order are the coordinates?",
    )
    ctx.r.geoadd("shops", [HERE[0], HERE[1] - KILOMETRE, "nearer"])
    ctx.r.sadd("open", "nearer")
    found = ctx.answer.nearest_open(*HERE, 20)
    expect(
        found == "nearer",
        f"after an open shop 1 km away was added, `nearest_open` returned {found!r}",
        "'nearer'",
        "What puts the nearest first?",
    )


@step("a closed shop is passed over", fresh=True)
def closed(ctx):
    _shops(ctx, {"a": 1, "b": -2, "c": 3, "d": 4}, ["c", "d"])
    found = ctx.answer.nearest_open(*HERE, 20)
    expect(
        found == "c",
        f"with a (1 km) and b (2 km) closed, c (3 km) and d (4 km) open, `nearest_open` returned {found!r}",
        "'c'",
        "How many of the nearest do you look at, and who of them is open?",
    )


@step("nothing open within the radius is None", fresh=True)
def nothing(ctx):
    found = ctx.answer.nearest_open(*HERE, 20)
    expect(
        found is None,
        f"with no shops at all, `nearest_open` returned {found!r}",
        "None",
        "What does a search without a result return?",
    )
    _shops(ctx, {"closed": 1, "far": 12}, ["far"])
    found = ctx.answer.nearest_open(*HERE, 10)
    expect(
        found is None,
        f"the only open shop is 12 km away, and `nearest_open` within 10 km returned {found!r}",
        "None",
        "What is the unit of the radius, and does the search have one?",
    )
    found = ctx.answer.nearest_open(*HERE, 15)
    expect(
        found == "far",
        f"the only open shop is 12 km away, and `nearest_open` within 15 km returned {found!r}",
        "'far'",
        "What is the unit of the radius?",
    )


@step(f"{CLOSED} closed shops cost no more than {TRIPS} round trips, and leave no key behind", fresh=True)
def trips(ctx):
    distances = {f"shop{number:02}": 0.1 * number + 0.05 for number in range(CLOSED)}
    _shops(ctx, distances | {"open one": 7}, ["open one"])
    with ctx.watch() as asked:
        found = ctx.answer.nearest_open(*HERE, 10)
    expect(
        found == "open one",
        f"behind {CLOSED} closed shops is an open one, and `nearest_open` returned {found!r}",
        "'open one'",
        "How many of the nearest do you look at?",
    )
    expect(
        asked.round_trips <= TRIPS,
        f"with {CLOSED} closed shops nearer than the open one, it took {asked.round_trips} round trips",
        f"at most {TRIPS}",
        "Which command asks a set for many members at once?",
    )
    expect(
        ctx.keys() == ["open", "shops"],
        f"after that the server holds the keys {ctx.keys()}",
        "`open` and `shops`, and nothing else",
        "Who removes what you stored on the way?",
    )
