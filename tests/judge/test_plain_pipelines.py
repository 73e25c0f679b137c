"""A plain pipeline under the judge's orders: other clients may be served between any two of its commands."""

import asyncio

import pytest
import redis

from helpers.judge import every_order
from helpers.judge.gate import MOST_PARTS, commands_of, parts_of
from helpers.judge.orders import Search, SerialOracle, switches


def moves(r, transaction):
    with r.pipeline(transaction=transaction) as pipe:
        pipe.decr("stock:warehouse")
        pipe.incr("stock:shop")
        pipe.execute()


def reads(r, transaction):
    with r.pipeline(transaction=transaction) as pipe:
        return pipe.get("stock:warehouse").get("stock:shop").execute()


async def moves_in_asyncio(r, transaction):
    async with r.pipeline(transaction=transaction) as pipe:
        await pipe.decr("stock:warehouse").incr("stock:shop").execute()


def moves_by_a_client_of_its_own(r, transaction):
    kwargs = r.connection_pool.connection_kwargs
    moves(
        redis.Redis(**{name: kwargs[name] for name in ("host", "port", "username", "password")}), transaction
    )


def moves_in_an_event_loop_of_its_own(r, transaction):
    kwargs = r.connection_pool.connection_kwargs
    address = {name: kwargs[name] for name in ("host", "port", "username", "password")}
    asyncio.run(moves_in_asyncio(redis.asyncio.Redis(**address), transaction))


WRITERS = [moves, moves_in_asyncio, moves_by_a_client_of_its_own, moves_in_an_event_loop_of_its_own]


@pytest.fixture
def torn(calling, r):
    """The orders in which a reader sees what no serial order shows, of those that were tried."""

    def torn(writer, **transactions):
        parties = [
            calling(writer, transactions["write"], asyncio=writer is moves_in_asyncio),
            calling(reads, transactions["read"]),
        ]
        search = Search(parties, lambda: r.flushall() and r.mset({"stock:warehouse": 5, "stock:shop": 0}))
        oracle = SerialOracle(search, r)
        return [run for run in search if not oracle.allows(run)], search

    return torn


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.__name__)
def test_a_read_between_two_commands_of_a_plain_pipeline(writer, torn):
    found, search = torn(writer, write=False, read=True)
    assert (len(found), search.tried, switches(found[0].path)) == (1, 3, 1)
    assert [step.client for step in found[0].story.steps] == [0, 1, 0]


def test_a_race_that_shows_only_inside_two_plain_pipelines(torn):
    found, search = torn(moves, write=False, read=False)
    assert (len(found), search.tried) == (2, 6)
    assert [len(step.text.split(", ")) for step in found[0].story.steps] == [1, 1, 1, 1]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.__name__)
def test_nobody_is_served_within_a_transaction(writer, torn):
    found, search = torn(writer, write=True, read=True)
    assert (found, search.tried) == ([], 2)


def test_a_lesson_counts_the_orders_within_a_pipeline_too():
    def move(r):
        moves(r, transaction=False)

    def total(r):
        return sum(map(int, reads(r, transaction=True)))

    race = every_order(move, total, setup=lambda r: r.mset({"stock:warehouse": 5, "stock:shop": 0}))
    assert (race.broken, race.orders, race.bound) == (1, 3, None)
    assert "DECRBY stock:warehouse 1 → 4" in str(race)


# What the answer gets is what it gets from the pipeline as a whole


def asks_for_everything(r):
    r.hset("h", mapping={"ü": b"\xff"})
    pipe = r.pipeline(transaction=False)
    pipe.set("text", "ü").get("text").hget("h", "x").incr("text").hkeys("h").zadd("z", {"a": 1.5})
    pipe.zrange("z", 0, -1, withscores=True).mget("text", "nothing")
    replies = pipe.execute(raise_on_error=False)
    return [str(one) if isinstance(one, Exception) else one for one in replies], r.get("text")


@pytest.mark.parametrize("options", [{}, {"decode_responses": True}, {"protocol": 3}], ids=str)
def test_replies_are_those_of_the_whole_pipeline(options, start, client, r):
    process, replies = start(asks_for_everything), []
    for mode in ("tell", "order"):
        r.flushall()
        replies.append(process.call("asks_for_everything", client=client | options, mode=mode))
    assert replies[0] == replies[1]


def test_a_value_that_is_no_text_is_an_error_where_the_pipeline_has_one(start, client, r):
    def reads_bytes(r):
        try:
            r.pipeline(transaction=False).get("bytes").get("text").execute()
        except UnicodeDecodeError:
            return "no text", r.get("text")

    process = start(reads_bytes)
    r.set("bytes", b"\xff")
    r.set("text", "a")
    for mode in ("tell", "order"):
        result = process.call("reads_bytes", client=client | {"decode_responses": True}, mode=mode)
        assert result == ("no text", "a")


def test_a_pipeline_is_lost_as_a_whole_where_crashes_are_tried(start, client, r):
    r.mset({"stock:warehouse": 5, "stock:shop": 0})
    process = start(moves)
    trip = process.begin("moves", (False,), {}, client, "crash")
    assert len(trip.commands) == 2
    process.lose(trip, "timeout")
    assert r.mget("stock:warehouse", "stock:shop") == ["4", "1"]


# Parts


def packed(*lines):
    pack = redis.connection.PythonRespSerializer(6000, redis.Redis().get_encoder().encode).pack
    return [chunk for line in lines for chunk in pack(*line.split())]


def names(parts):
    return [" ".join(words[0] for words in commands_of(part)) for part in parts]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["GET a"], ["GET"]),
        (["GET a", "INCR b"], ["GET", "INCR"]),
        (["MULTI", "INCR a", "EXEC"], ["MULTI INCR EXEC"]),
        (["GET a", "MULTI", "INCR a", "INCR a", "EXEC", "GET a"], ["GET", "MULTI INCR INCR EXEC", "GET"]),
        (["MULTI", "INCR a", "DISCARD", "GET a"], ["MULTI INCR DISCARD", "GET"]),
    ],
    ids=str,
)
def test_parts_of(lines, parts):
    assert names(parts_of(packed(*lines))) == parts


def test_a_long_pipeline_goes_in_few_parts_of_equal_size():
    parts = parts_of(packed(*["GET a"] * 1000))
    assert len(parts) == MOST_PARTS and sum(len(commands_of(part)) for part in parts) == 1000
