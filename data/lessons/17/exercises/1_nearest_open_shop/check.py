"""The nearest open shop."""

from math import cos, radians

from helpers.exercises import asking, call, cases, every_order, expect, other, step, twin

OBJECTIVES = (1, 2)
KEYS = {"shops": None, "open": None}
HERE = (4.90, 52.37)  # Amsterdam
DEGREE = 111.226  # km in a degree of latitude, on the sphere that Redis computes with
CLOSED, MOST_TRIPS = 50, 3
MANY = 20 * CLOSED
NO_SHOP = "Which command gets an empty list, if there is no shop within the radius?"


def _place(north=0.0, east=0.0):
    """Longitude and latitude so many kilometers from HERE."""
    return HERE[0] + east / (DEGREE * cos(radians(HERE[1]))), HERE[1] + north / DEGREE


def _shops(ctx, distances, is_open):
    """Shops so many kilometers north (or, below zero, south) of HERE, some of them open."""
    ctx.r.geoadd("shops", [one for name, km in distances.items() for one in (*_place(km), name)])
    if is_open:
        ctx.r.sadd("open", *is_open)


def _nearest(ctx, km):
    with asking(NO_SHOP, "wrong number of arguments"):
        return ctx.answer.nearest_open(*HERE, km)


@step("of several open shops, it returns the nearest")
def nearest(ctx):
    _shops(ctx, {"near": 2}, ["near"])
    expect(
        _nearest(ctx, 5000) == "near",
        "with one open shop 2 km away, `nearest_open` within 5,000 km returned None",
        "'near'",
        "In which order do you pass the coordinates?",
    )
    found = _nearest(ctx, 20)
    expect(
        found == "near",
        f"with one open shop 2 km away, `nearest_open` within 20 km returned {found!r}",
        "'near'",
        "In which unit do you pass the radius?",
    )
    _shops(ctx, {"south": -9, "north": 6}, ["south", "north"])
    found = _nearest(ctx, 20)
    expect(
        found == "near",
        f"of open shops 2 km (near), 6 km (north) and 9 km (south) away, `nearest_open` returned {found!r}",
        "'near'",
        "In which order do you get the shops?",
    )


@step("it skips closed shops", fresh=True)
def closed(ctx):
    _shops(ctx, {"a": 1, "b": -2, "c": 3, "d": 4}, ["c", "d"])
    found = _nearest(ctx, 20)
    expect(
        found == "c",
        f"with a (1 km) and b (2 km) closed, c (3 km) and d (4 km) open, `nearest_open` returned {found!r}",
        "'c'",
        "How many of the nearest shops do you look at, and which of them are open?",
    )


@step("without an open shop within the radius, it returns None", fresh=True)
def nothing(ctx):
    found = _nearest(ctx, 20)
    expect(
        found is None,
        f"without any shops, `nearest_open` returned {found!r}",
        "None",
        "What does a search without results return?",
    )
    _shops(ctx, {"closed": 1, "far": 12.2}, ["far"])
    for km, right in [(10, None), (11.9, None), (12.5, "far"), (15, "far")]:
        found = _nearest(ctx, km)
        expect(
            found == right,
            f"the only open shop is 12.2 km away, and `nearest_open` within {km:g} km returned {found!r}",
            f"{right!r}",
            "Does your search have a radius, and is it exactly `km`?",
        )
    expect(
        ctx.keys() == ["open", "shops"],
        f"after these calls, the server holds the keys {', '.join(ctx.keys())}",
        "`open` and `shops`, and no other key",
        "What deletes your temporary key if no shop is open?",
    )


@step("distances are those on the globe, in every direction", fresh=True)
def directions(ctx):
    for north, east, name in [(0, 9, "east"), (6.8, -6.8, "northwest"), (0, -11, "west"), (-9.5, 0, "south")]:
        ctx.r.geoadd("shops", [*_place(north, east), name])
        ctx.r.sadd("open", name)
    question = (
        "A degree of longitude isn't a degree of latitude, and a box isn't a circle. What do you search?"
    )
    cases(ctx.answer.nearest_open, [((*HERE, 10), "east")], question)
    ctx.r.srem("open", "east")
    cases(ctx.answer.nearest_open, [((*HERE, 9.55), "south"), ((*HERE, 9.4), None)], question)


@step(f"{CLOSED} closed shops take no more than {MOST_TRIPS} round trips", fresh=True)
def trips(ctx):
    distances = {f"shop{number:04}": 0.006 * number + 0.05 for number in range(MANY)}
    _shops(ctx, distances | {"open one": 7}, ["open one"])
    with ctx.watch() as asked:
        found = _nearest(ctx, 10)
    expect(
        found == "open one",
        f"there are {MANY:,} closed shops, then an open one, and `nearest_open` returned {found!r}",
        "'open one'",
        "Is there a limit on the number of shops that you look at?",
    )
    expect(
        asked.round_trips <= MOST_TRIPS,
        f"with {MANY:,} closed shops nearer than the open one, it took {asked.round_trips} round trips",
        f"at most {MOST_TRIPS}",
        "Which command checks many members of a set at once?",
    )


@step("for random shops, the result is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        name = f"shop{g.randint(0, 30)}"
        place = _place(g.uniform(-15, 15), g.uniform(-15, 15))
        return g.choice(
            [
                other.geoadd("shops", [*place, name]),
                other.sadd("open", name),
                other.srem("open", name),
                call.nearest_open(*HERE, g.choice([3, 8.5, 12, 30])),
            ]
        )

    twin(ctx, calls, length=30)


@step("two searches at the same moment don't disturb each other", fresh=True)
def at_the_same_moment(ctx):
    def shops():
        _shops(ctx, {"a": 1, "b": 40}, ["a", "b"])

    every_order(
        ctx,
        call.nearest_open(*HERE, 10),
        call.nearest_open(*_place(41), 10),
        setup=shops,
        question="What does another client's search write into the key that you read?",
    )
