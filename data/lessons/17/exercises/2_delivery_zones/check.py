"""Delivery zones."""

import itertools
from math import cos, radians

from helpers.exercises import asking, call, expect, other, step, twin

OBJECTIVES = (1, 2)
KEYS = {"customers": None, "depots": None}
DEPOT = (4.90, 52.37)  # Amsterdam
DEGREE = 111.226  # km in a degree of latitude, on the sphere that Redis computes with
DEPOTS, MOST_TRIPS = 40, 2
CENTER = "In which key does a search look for the `member` that it starts from?"
SURE = 0.05  # km from a zone's limit: the sphere and the geohash round far less


def _place(north=0.0, east=0.0):
    """Longitude and latitude so many kilometers from DEPOT."""
    return DEPOT[0] + east / (DEGREE * cos(radians(DEPOT[1]))), DEPOT[1] + north / DEGREE


def _expect_cents(ctx, name, km, cents, question):
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
    ctx.r.geoadd("customers", [*_place(1), "ana"])
    # as Redis says it, and Valkey 9
    with asking(CENTER, "requested zset member", "member ana does not exist"):
        got = ctx.answer.delivery_cents("ana")
    expect(
        got is not None,
        "for a customer 1 km from the depot, `delivery_cents` returned None",
        "0",
        "In which order do you pass the coordinates, in which unit is the radius, and is 0 a price?",
    )
    question = "How far away is the customer, in which unit, and which zone does that belong to?"
    limits = [(5, 0), (20, 490), (50, 990), (10**9, None)]
    for (limit, cents), (_, beyond) in itertools.pairwise(limits):
        for km, right in [(limit / 2, cents), (limit - SURE, cents), (limit + SURE, beyond)]:
            ctx.r.geoadd("customers", [*_place(km), "ana"])
            _expect_cents(ctx, "ana", km, right, question)


@step("a degree of longitude is shorter than one of latitude", fresh=True)
def east(ctx):
    ctx.r.geoadd("depots", [*DEPOT, "depot"])
    for km, cents in [(4.9, 0), (-19.9, 490), (49.9, 990)]:
        ctx.r.geoadd("customers", [*_place(east=km), "ana"])
        _expect_cents(
            ctx, "ana", abs(km), cents, "Which command knows how far apart two positions on the globe are?"
        )


@step("a customer who is too far away or unknown gives None", fresh=True)
def none(ctx):
    ctx.r.geoadd("depots", [*DEPOT, "depot"])
    ctx.r.geoadd("customers", [*_place(-400), "bo"])
    _expect_cents(ctx, "bo", 400, None, "What does your function return if no depot is near enough?")
    with asking("What does `GEOPOS` return for a name that doesn't exist?", "subscriptable", "unpack"):
        got = ctx.answer.delivery_cents("cy")
    expect(
        got is None,
        f"for a customer who isn't in `customers`, `delivery_cents` returned {got!r}",
        "None",
        "What does `GEOPOS` return for a name that doesn't exist?",
    )


@step("of several depots, the nearest counts", fresh=True)
def several(ctx):
    ctx.r.geoadd("customers", [*DEPOT, "ana"])
    for name, km in {"a": 45, "b": -30, "c": 12, "ana": -3, "e": 18}.items():
        ctx.r.geoadd("depots", [*_place(km), name])
    got = ctx.answer.delivery_cents("ana")
    expect(
        got == 0,
        f"with depots 45, 30, 12, 3 and 18 km away, `delivery_cents` returned {got!r}",
        "0, because one is 3 km away",
        "Which of the depots is the first result of your search?",
    )
    there = ctx.r.geodist("depots", "ana", "c", "km")
    expect(
        there and abs(there - 15) < 1,
        "after the call, the depot `ana`, which has the same name as the customer, has lost its position",
        "depots that stay where they are",
        "What do you store among the depots?",
    )


@step(f"{DEPOTS} depots take no more than {MOST_TRIPS} round trips", fresh=True)
def trips(ctx):
    ctx.r.geoadd("customers", [*DEPOT, "cleo"])
    for number in range(DEPOTS):
        ctx.r.geoadd("depots", [*_place(-8 - number), f"depot{number}"])
    with ctx.watch() as asked:
        ctx.answer.delivery_cents("cleo")
    expect(
        asked.round_trips <= MOST_TRIPS,
        f"with {DEPOTS} depots it took {asked.round_trips} round trips",
        f"at most {MOST_TRIPS}: the customer's position, and one search",
        "Which option of `GEOSEARCH` returns the distance with the name?",
    )


@step("for random customers and depots, the price is that of the tested solution", fresh=True)
def like_the_solution(ctx):
    def calls(g):
        place = _place(g.uniform(-60, 60), g.uniform(-60, 60))
        customer = g.choice(["ana", "Ana", "bo", "bo "])
        return g.choice(
            [
                other.geoadd("depots", [*place, g.choice(["d1", "d2", "d3", "ana"])]),
                other.geoadd("customers", [*place, customer]),
                call.delivery_cents(customer),
                call.delivery_cents(customer),
            ]
        )

    twin(ctx, calls, length=30)
