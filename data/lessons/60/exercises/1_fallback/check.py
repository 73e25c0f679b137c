"""Fall back to the database."""

import contextlib
import json

import redis

from helpers.exercises import (
    call,
    every_crash,
    expect,
    expect_key,
    expect_ttl,
    raises,
    small_shop,
    step,
)

OBJECTIVES = (2,)
KEYS = {"product:*": 300}
SECONDS = 10  # the first check on a machine generates the small shop
PRODUCT, KEY = 24, "product:24"
FAILURES = (
    redis.ConnectionError("Error 111 connecting to 127.0.0.1:6379. Connection refused."),
    redis.TimeoutError("Timeout reading from socket"),
    redis.BusyLoadingError("Redis is loading the dataset in memory"),
)


@step("a miss reads the database and stores the row, and a hit doesn't read the database")
def healthy(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        returned = ctx.answer.get_product(shop, PRODUCT)
        expect(
            returned == row,
            f"with an empty cache, `get_product` returned {str(returned)[:60]}",
            f"the row: {str(row)[:60]}...",
            "What does your function return after it has read the database?",
        )
        text = expect_key(ctx, KEY, "string", question="Where would another process look for the product?")
        expect(
            _decoded(text) == row,
            f"`{KEY}` holds `{text[:40]}...`",
            f"the row as JSON: `{json.dumps(row)[:40]}...`",
            "In which format does another process expect the product?",
        )
        expect_ttl(ctx, KEY, 300, "For how long may a product be stale?")
        changed = row | {"stock": row["stock"] + 1}
        ctx.r.set(KEY, json.dumps(changed), ex=300)
        before = shop.reads
        returned = ctx.answer.get_product(shop, PRODUCT)
        expect(
            (returned, shop.reads - before) == (changed, 0),
            f"on a hit, `get_product` returned {str(returned)[:60]}, after {shop.reads - before} reads",
            "what the cache holds, as a dict, after 0 reads",
            "When does a page need the database at all?",
        )


def _decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def _expect_row(returned, row, reads, when, question):
    expect(
        returned == row,
        f"{when}, `get_product` returned {str(returned)[:60]}",
        f"the row: {str(row)[:60]}...",
        question,
    )
    expect(
        reads == 1,
        f"{when}, one call read the database {reads} times",
        "1 read",
        "Which lines of your function can read the database, and can one call run two of them?",
    )


@contextlib.contextmanager
def _surfacing(when):
    """Turn an error of Redis in this block into a verdict."""
    try:
        yield
    except redis.RedisError as error:
        expect(
            False,
            f"{when}, `get_product` raised {type(error).__name__}: {error}",
            "the row from the database",
            "Which of your commands can raise this error, and which `except` catches it there?",
        )


@step("if Redis can't be reached, doesn't reply or is loading, the row comes from the database", fresh=True)
def unavailable(ctx):
    with small_shop() as shop:
        row = shop.product(PRODUCT)
        for failure in FAILURES:
            when = f"while every command raises {type(failure).__name__}"
            before = shop.reads
            with ctx.failing(failure) as tried, _surfacing(when):
                returned = ctx.answer.get_product(shop, PRODUCT)
            question = "What can your function still return when Redis fails?"
            _expect_row(returned, row, shop.reads - before, when, question)
            expect(
                len(tried) <= 1,
                f"{when}, one call tried {len(tried)} commands: {', '.join(tried)[:80]}",
                "1 command",
                "How long does the visitor wait if each of these commands takes a whole timeout?",
            )


@step("a reply that is lost on the way changes nothing for the visitor", fresh=True)
def lost_reply(ctx):
    with small_shop() as shop:
        row, before = shop.product(PRODUCT), []

        def holds(crash):
            error = getattr(crash.event, "error", None)
            expect(
                error is None,
                f"{crash}; `get_product` raised {type(error).__name__}",
                "the row from the database",
                "Which of your commands can raise this error, and which `except` catches it there?",
            )
            reads = shop.reads - before[-1]
            _expect_row(crash.event.value, row, reads, str(crash), "What had your function read by then?")

        every_crash(
            ctx,
            call.get_product(shop, PRODUCT),
            holds,
            setup=lambda: before.append(shop.reads),
            how=("timeout", "reset"),
        )


@step("a full or read-only server can't store the row, and the visitor gets it all the same", fresh=True)
def refuses_writes(ctx):
    def full(on):
        ctx.r.config_set("maxmemory", int(on))

    def read_only(on):
        ctx.r.replicaof(*(("127.0.0.1", 1) if on else ("NO", "ONE")))

    with small_shop() as shop:
        row = shop.product(PRODUCT)
        for when, make in (("on a full server", full), ("on a read-only server", read_only)):
            make(True)
            try:
                before = shop.reads
                with _surfacing(when):
                    returned = ctx.answer.get_product(shop, PRODUCT)
            finally:
                make(False)
            question = "Does the visitor need the cache entry, once you have the row?"
            _expect_row(returned, row, shop.reads - before, when, question)
            ctx.r.set(KEY, json.dumps(row | {"stock": -5}), ex=300)
            make(True)
            try:
                returned = ctx.answer.get_product(shop, PRODUCT)
            finally:
                make(False)
            expect(
                returned["stock"] == -5,
                f"{when}, the cache held the product, and `get_product` didn't return that",
                "the product from the cache",
                "Which commands does a full or read-only server still run?",
            )
            ctx.r.delete(KEY)


@step("errors that mean a bug reach the caller", fresh=True)
def bugs_surface(ctx):
    with small_shop() as shop:
        ctx.r.hset(KEY, mapping={"name": "a hash"})
        ctx.r.expire(KEY, 300)
        with raises(
            redis.ResponseError,
            f"`{KEY}` is a hash, so `GET` raises WRONGTYPE",
            "Which errors does your `except` catch, and how would you learn about this bug?",
        ):
            ctx.answer.get_product(shop, PRODUCT)
        for error in (
            redis.ResponseError("ERR unknown command"),
            redis.exceptions.NoPermissionError("NOPERM"),
        ):
            with (
                ctx.failing(error),
                raises(
                    redis.ResponseError,
                    f"Redis replied with the error `{error}`",
                    "Which errors does your `except` catch, and how would you learn about this bug?",
                ),
            ):
                ctx.answer.get_product(shop, PRODUCT + 1)

        def refuse_to_store(commands):
            if str(commands[0][0]).upper().startswith("SET"):
                raise redis.ResponseError("MISCONF Redis can't save to its disk")

        with (
            ctx.before_each_trip(refuse_to_store),
            raises(
                redis.ResponseError,
                "`SET` raised an error that means neither full nor read-only, `MISCONF`",
                "Which errors of `SET` does your `except` catch?",
            ),
        ):
            ctx.answer.get_product(shop, PRODUCT + 2)


@step("an error of the database reaches the caller, after one read", fresh=True)
def database_fails(ctx):
    def fail():
        raise TimeoutError("the database did not reply")

    with small_shop() as shop:
        for redis_fails in (False, True):
            shop.after_read = fail
            before = shop.reads
            failing = ctx.failing(FAILURES[1]) if redis_fails else contextlib.nullcontext()
            with (
                failing,
                raises(
                    TimeoutError,
                    "the database failed",
                    "Whose error is this, and what would you return without a row?",
                ),
            ):
                ctx.answer.get_product(shop, PRODUCT)
            reads = shop.reads - before
            expect(
                reads == 1,
                f"the database failed, and one call read it {reads} times",
                "1 read",
                "Which lines of your function can read the database, and can one call run two of them?",
            )


@step("a crash leaves no key without a TTL", fresh=True)
def crash(ctx):
    with small_shop() as shop:
        every_crash(ctx, call.get_product(shop, PRODUCT), lambda crash: None, how=("killed",))
