"""Delivery zones."""

from helpers.exercises import asking, expect, step

OBJECTIVES = (1, 2)
DEPOT = (4.90, 52.37)  # Amsterdam
KILOMETRE = 1 / 111.226  # in degrees of latitude, on the sphere that Redis computes with
DEPOTS, TRIPS = 40, 2
SURE = 0.05  # km from a zone's limit: what the sphere and the geohash round is far less


def _customer(ctx, name, km, depot=DEPOT):
    ctx.r.geoadd("customers", [depot[0], depot[1] + km * KILOMETRE, name])


def _expect_cents(ctx, name, km, cents, question):
    unknown = ("requested zset member", f"member {name} does not exist")  # as Redis says it, and Valkey 9
    with asking("In which key does a search look for the `member` it starts from?", *unknown):
        got = ctx.answer.delivery_cents(name)
    expect(
        got == cents and type(got) is type(cents),
        f"for a customer {km:g} km from the depot, `delivery_cents` returned {got!r}",
        f"{cents!r}",
        question,
    )


@step("each zone has its price, up to its limit")
def zones(ctx):
    ctx.r.geoadd("depots", [*DEPOT, "depot"])
    question = "How far is the customer, in which unit, and which limit is the first not to be exceeded?"
    for km, cents in [(1, 0), (5, 0), (5, 490), (12, 490), (20, 490), (20, 990), (33, 990), (50, 990)]:
        limit = km in (5, 20, 50)
        exact = km - SURE if limit and (km, cents) in [(5, 0), (20, 490), (50, 990)] else km + SURE * limit
        _customer(ctx, "ana", exact)
        _expect_cents(ctx, "ana", exact, cents, question)


@step("too far, or unknown, is None", fresh=True)
def none(ctx):
    ctx.r.geoadd("depots", [*DEPOT, "depot"])
    question = "What does your function return if no depot is near enough?"
    for km in [50 + SURE, 400]:
        _customer(ctx, "bo", -km)
        _expect_cents(ctx, "bo", km, None, question)
    got = ctx.answer.delivery_cents("nobody")
    expect(
        got is None,
        f"for a customer who is not in `customers`, `delivery_cents` returned {got!r}",
        "None",
        "What does `GEOPOS` return for a name that is not there?",
    )


@step("of several depots the nearest counts", fresh=True)
def several(ctx):
    _customer(ctx, "ana", 0)
    for name, km in {"a": 45, "b": -30, "c": 12, "d": -3, "e": 18}.items():
        ctx.r.geoadd("depots", [DEPOT[0], DEPOT[1] + km * KILOMETRE, name])
    got = ctx.answer.delivery_cents("ana")
    expect(
        got == 0,
        f"with depots 45, 30, 12, 3 and 18 km away, `delivery_cents` returned {got!r}",
        "0, since one is 3 km away",
        "Which of the depots does your search return first?",
    )


@step(f"{DEPOTS} depots cost no more than {TRIPS} round trips", fresh=True)
def trips(ctx):
    _customer(ctx, "cleo", 0)
    for number in range(DEPOTS):
        ctx.r.geoadd("depots", [DEPOT[0], DEPOT[1] - (8 + number) * KILOMETRE, f"depot{number}"])
    with ctx.watch() as asked:
        got = ctx.answer.delivery_cents("cleo")
    expect(
        got == 490,
        f"with {DEPOTS} depots, the nearest 8 km away, `delivery_cents` returned {got!r}",
        "490",
        "Which of the depots does your search return first?",
    )
    expect(
        asked.round_trips <= TRIPS,
        f"with {DEPOTS} depots it took {asked.round_trips} round trips",
        f"at most {TRIPS}: the customer's position, and one search",
        "Which option of `GEOSEARCH` gives the distance along with the name?",
    )
    expect(
        ctx.keys() == ["customers", "depots"],
        f"after that the server holds the keys {ctx.keys()}",
        "`customers` and `depots`, and nothing else",
        "Does a question have to store anything?",
    )
